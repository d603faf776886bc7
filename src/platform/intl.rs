//! The browser's own knowledge of languages (`Intl`): plural categories, dates, names of languages.

use js_sys::{Array, Date, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locales: &str, options: &Object) -> Result<DisplayNames, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, code: &str) -> Result<Option<String>, JsValue>;
}

/// The CLDR plural category of `n` in the language `tag`: `zero`, `one`, `two`, `few`, `many` or `other`.
pub fn plural_category(tag: &str, n: u32) -> String {
    let rules = js_sys::Intl::PluralRules::new(&locales(tag), &Object::new());
    String::from(rules.select(f64::from(n)))
}

/// The languages that the UI speaks and that have digits of their own.
const OWN_DIGITS: [&str; 2] = ["ar", "fa"];

/// The number with the language's digits and separators. Below a thousand it has none, and there the browser is asked only for
/// digits: its first number takes it tens of milliseconds on a phone.
pub fn number(tag: &str, n: u32) -> String {
    if n < 1_000 && !OWN_DIGITS.contains(&tag) {
        return n.to_string();
    }
    String::from(js_sys::Number::from(n).to_locale_string(tag))
}

/// A point in time in the visitor's own time zone; `rfc3339` as it is where it is none.
pub fn date_time(tag: &str, rfc3339: &str) -> String {
    formatted(
        tag,
        rfc3339,
        &[("dateStyle", "medium"), ("timeStyle", "short")],
    )
}

/// A day, given as `YYYY-MM-DD`: the same day wherever the visitor is.
pub fn date(tag: &str, day: &str) -> String {
    formatted(tag, day, &[("dateStyle", "medium"), ("timeZone", "UTC")])
}

/// The language's name in itself: `hu` → `magyar`. Takes its time: many milliseconds on a phone.
pub fn language_name(tag: &str) -> String {
    DisplayNames::new(tag, &options(&[("type", "language")]))
        .ok()
        .and_then(|names| names.of(tag).ok().flatten())
        .unwrap_or_else(|| tag.to_owned())
}

fn formatted(tag: &str, text: &str, style: &[(&str, &str)]) -> String {
    let date = Date::new(&JsValue::from_str(text));
    if date.get_time().is_nan() {
        return text.to_owned();
    }
    date.to_locale_string(tag, &options(style)).into()
}

fn locales(tag: &str) -> Array {
    Array::of1(&JsValue::from_str(tag))
}

pub(super) fn options(pairs: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        let set = Reflect::set(
            options.unchecked_ref(),
            &JsValue::from_str(name),
            &JsValue::from_str(value),
        );
        debug_assert!(set.is_ok(), "a fresh object takes any property");
    }
    options
}
