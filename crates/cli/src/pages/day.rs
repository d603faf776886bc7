//! A day as people of a language write it: the same text as the browser's `Intl` shows in the panel, made while building, because
//! the pages hold no script. Both know it from Unicode's CLDR.

use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_datetime::input::Date;
use icu_locale_core::Locale;
use jiff::civil;

/// The day `iso`, `YYYY-MM-DD`, in the language `tag`, with its calendar and digits; `iso` itself where the one is no day or the
/// other no language.
pub(super) fn written(tag: &str, iso: &str) -> String {
    in_language(tag, iso).unwrap_or_else(|| iso.to_owned())
}

fn in_language(tag: &str, iso: &str) -> Option<String> {
    let locale: Locale = tag.parse().ok()?;
    let day: civil::Date = iso.parse().ok()?;
    let (month, day_of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    let date = Date::try_new_iso(day.year().into(), month, day_of_month).ok()?;
    let formatter = DateTimeFormatter::try_new(locale.into(), YMD::medium()).ok()?;
    Some(formatter.format(&date).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_its_language_does() {
        for (tag, expected) in [
            ("en", "Nov 5, 2026"),
            ("en-GB", "5 Nov 2026"),
            ("fr", "5 nov. 2026"),
            ("hu", "2026. nov. 5."),
            ("ja", "2026/11/05"),
            ("zh-Hans", "2026年11月5日"),
            ("lv", "2026. g. 5. nov."),
            ("fa", "۱۴ آبان ۱۴۰۵"),
            ("th", "5 พ.ย. 2569"),
        ] {
            assert_eq!(written(tag, "2026-11-05"), expected, "{tag}");
        }
    }

    #[test]
    fn what_is_no_day_or_in_no_language_stays_as_it_is() {
        assert_eq!(written("en", "2026-02-30"), "2026-02-30");
        assert_eq!(written("not a tag", "2026-11-05"), "2026-11-05");
    }
}
