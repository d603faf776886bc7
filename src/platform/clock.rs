//! The browser's clock.

/// Seconds since 1970, as far as the visitor's device knows.
pub fn seconds() -> u32 {
    (js_sys::Date::now() / 1_000.0) as u32
}
