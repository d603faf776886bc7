//! How a language writes the sizes of files and how much of something is done.

use js_sys::{Number, Object};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};

use crate::platform::intl::options;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Number)]
    type Measure;
    #[wasm_bindgen(method, js_name = toLocaleString)]
    fn in_words(this: &Measure, tag: &str, options: &Object) -> String;
}

/// A size, in the largest unit of which it has one: `1.4 MB`.
pub fn size(tag: &str, bytes: u64) -> String {
    let (unit, display, size) = match bytes {
        0..1_000 => ("byte", "long", 1.0), // Else English has "3 byte".
        1_000..1_000_000 => ("kilobyte", "short", 1e3),
        _ => ("megabyte", "short", 1e6),
    };
    let style = [
        ("style", "unit"),
        ("unit", unit),
        ("unitDisplay", display),
        ("maximumFractionDigits", "1"),
    ];
    in_words(tag, bytes as f64 / size, &style)
}

/// A share, given in percent: `40%`.
pub fn percent(tag: &str, percent: u32) -> String {
    in_words(tag, f64::from(percent) / 100.0, &[("style", "percent")])
}

fn in_words(tag: &str, number: f64, style: &[(&str, &str)]) -> String {
    let number: Measure = Number::from(number).unchecked_into();
    number.in_words(tag, &options(style))
}
