//! What clocks show elsewhere in the world, as far as the browser knows.

use guichet_wire::form::OpeningHours;
use js_sys::{Array, Date, Object, Reflect};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use crate::platform::{clock, intl};
use crate::state::{self, Promise};

/// A language that writes numbers with the digits that Rust reads.
const LANGUAGE: &str = "en-u-ca-gregory-nu-latn";
const MINUTE: f64 = 60_000.0;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locales: &str, options: &Object) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method, js_name = formatToParts)]
    fn parts(this: &DateTimeFormat, at: f64) -> Array;
}

/// What the owner's opening hours promise now; nothing where the browser does not know their time zone.
pub fn promise(hours: &OpeningHours) -> Option<Promise> {
    let options = [
        ("timeZone", hours.time_zone.as_str()),
        ("hourCycle", "h23"),
        ("year", "numeric"),
        ("month", "numeric"),
        ("day", "numeric"),
        ("hour", "numeric"),
        ("minute", "numeric"),
    ];
    let clock = DateTimeFormat::new(LANGUAGE, &intl::options(&options)).ok()?;
    let now = (clock::seconds() / 60) as i32;
    state::promise(hours, now, &|at| wall(&clock, at))
}

/// A time, given in minutes since 1970, as machines write it.
pub fn written(at: i32) -> String {
    let date = Date::new(&JsValue::from(f64::from(at) * MINUTE));
    date.to_iso_string().into()
}

/// What a clock shows at a time, in minutes since 1970 as if that were UTC.
fn wall(clock: &DateTimeFormat, at: i32) -> i32 {
    let parts = clock.parts(f64::from(at) * MINUTE);
    let part = |name: &str| {
        let property = |part: &JsValue, name: &str| {
            let value = Reflect::get(part, &JsValue::from(name)).ok();
            value
                .and_then(|value| value.as_string())
                .unwrap_or_default()
        };
        let mut parts = parts.iter().filter(|part| property(part, "type") == name);
        let value = parts.next().map(|part| property(&part, "value"));
        // Parsing a number with a fraction would bring 11 kB of tables along.
        let number: Option<u32> = value.and_then(|value| value.parse().ok());
        f64::from(number.unwrap_or(0))
    };
    let month = Date::utc(part("year"), part("month") - 1.0) / MINUTE;
    let minute = ((part("day") - 1.0) * 24.0 + part("hour")) * 60.0 + part("minute");
    (month + minute) as i32
}
