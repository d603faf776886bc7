//! Waiting: for the end of typing, and exponential backoff with full jitter.

use js_sys::{Function, Promise};
use wasm_bindgen_futures::JsFuture;

/// The first wait, in milliseconds, and what it grows to.
const BASE: f64 = 2_000.0;
const CAP: f64 = 600_000.0;
/// No endpoint makes a ticket wait longer than this, in seconds.
pub(super) const LONGEST_WISH: u32 = 3_600;

/// Waits a random part of `BASE × 2^attempt`, capped (full jitter: AWS Architecture Blog, "Exponential Backoff And
/// Jitter"), after the seconds that the endpoint wished for.
pub(super) async fn backoff(attempt: u32, at_least: u32) {
    let ceiling = (BASE * f64::from(attempt.min(16)).exp2()).min(CAP);
    let wished = f64::from(at_least.min(LONGEST_WISH)) * 1_000.0;
    sleep(wished + js_sys::Math::random() * ceiling).await;
}

/// The seconds that a `Retry-After` header asks to wait: a number of them or a moment (RFC 9110, 10.2.3). A moment is set against the
/// answer's own `Date`, never against this computer's clock, which may be wrong by years; without one it says nothing.
pub(super) fn wish(retry_after: &str, date: impl FnOnce() -> Option<String>) -> u32 {
    let seconds = retry_after.trim().parse().ok();
    let until_then = || {
        let between = js_sys::Date::parse(retry_after) - js_sys::Date::parse(&date()?);
        Some((between / 1_000.0).ceil() as u32) // A moment that is none, or is past, is 0.
    };
    seconds.or_else(until_then).unwrap_or(0)
}

/// A pause in typing, in milliseconds: longer than between the letters of a word, shorter than is felt.
const PAUSE: f64 = 120.0;

/// Waits for as long as a pause in typing is.
pub(super) async fn pause() {
    sleep(PAUSE).await;
}

/// Waits for as long as a short notice is to be read.
pub(super) async fn linger() {
    sleep(2_000.0).await;
}

async fn sleep(milliseconds: f64) {
    let promise = Promise::new(&mut |resolve: Function, _| {
        if let Some(window) = web_sys::window() {
            let started = window.set_timeout_with_callback_and_timeout_and_arguments_0(
                &resolve,
                milliseconds as i32,
            );
            debug_assert!(started.is_ok(), "a function of ours is a callback");
        }
    });
    // The promise is never rejected.
    let _ = JsFuture::from(promise).await;
}
