//! Which locale a visitor gets: lookup after RFC 4647, section 3.4.
//!
//! Where the wishes come from (attribute, page, browser) is the widget's business; which strings exist is the catalog's.

/// The first of `available` that serves one of the `wanted` language tags, tried in order; each is shortened from its end
/// until it matches (RFC 4647, 3.4). Letter case does not matter. Beyond the RFC, a wish that nothing matches is served by
/// another variety of its language (`pt-PT` by `pt-BR`, `nn` by `nb`) before the next wish is tried, of Chinese by one in the
/// same script (`zh-TW` by `zh-Hant`) if there is one.
pub fn lookup<'a>(wanted: &[&str], available: &[&'a str]) -> Option<&'a str> {
    wanted
        .iter()
        .find_map(|wish| shortened(wish, available).or_else(|| variety(wish, available)))
}

/// Whether `tag` has the form of a BCP 47 language tag (RFC 5646, 2.1): subtags of 1 to 8 letters and digits, the first of
/// 2 to 8 letters (or `x` for private use). Whether its subtags are registered is not looked at.
pub fn is_well_formed(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let first = subtags.next().unwrap_or_default();
    let language = first.eq_ignore_ascii_case("x") && tag.contains('-')
        || (2..=8).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    language
        && subtags.all(|subtag| {
            (1..=8).contains(&subtag.len())
                && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// Whether the locale is written from right to left, by its script subtag or, without one, its language.
pub fn is_right_to_left(tag: &str) -> bool {
    const SCRIPTS: [&str; 7] = ["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg"];
    const LANGUAGES: [&str; 12] = [
        "ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi", "syr",
    ];
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or_default();
    let script = subtags.find(|subtag| subtag.len() == 4);
    match script {
        Some(script) => SCRIPTS.iter().any(|rtl| rtl.eq_ignore_ascii_case(script)),
        None => LANGUAGES
            .iter()
            .any(|rtl| rtl.eq_ignore_ascii_case(language)),
    }
}

fn shortened<'a>(wish: &str, available: &[&'a str]) -> Option<&'a str> {
    let mut range = wish;
    loop {
        if let Some(tag) = available.iter().find(|tag| tag.eq_ignore_ascii_case(range)) {
            return Some(tag);
        }
        range = &range[..range.rfind('-')?];
        // A single-letter subtag introduces what followed it: it goes too.
        if range.len() > 2 && range.as_bytes()[range.len() - 2] == b'-' {
            range = &range[..range.len() - 2];
        }
    }
}

fn variety<'a>(wish: &str, available: &[&'a str]) -> Option<&'a str> {
    let of_language = || {
        let tags = available.iter().copied();
        tags.filter(|tag| language(tag).eq_ignore_ascii_case(language(wish)))
    };
    of_language()
        .find(|tag| is_traditional(tag) == is_traditional(wish))
        .or_else(|| of_language().next())
}

/// The language subtag, by the name that is in use now: browsers send some that are not (`iw`, `in`), and the two written forms of
/// Norwegian serve each other.
fn language(tag: &str) -> &str {
    let language = tag.split('-').next().unwrap_or_default();
    let known = [("no", "nb"), ("nn", "nb"), ("iw", "he"), ("in", "id")];
    let renamed = known
        .iter()
        .find(|(name, _)| language.eq_ignore_ascii_case(name));
    renamed.map_or(language, |(_, name)| name)
}

/// Whether Chinese is written in traditional characters: by its script or, without one, where that is usual (CLDR, likely
/// subtags).
fn is_traditional(tag: &str) -> bool {
    let has = |known: &str| tag.split('-').any(|part| part.eq_ignore_ascii_case(known));
    has("Hant") || !has("Hans") && ["TW", "HK", "MO"].into_iter().any(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AVAILABLE: [&str; 5] = ["en", "fr", "pt-BR", "zh-Hant", "vi"];

    #[test]
    fn a_wish_is_shortened_until_something_matches() {
        for (wanted, found) in [
            (&["fr-CH"][..], Some("fr")),
            (&["FR"], Some("fr")),
            (&["zh-hant-TW"], Some("zh-Hant")),
            (&["en-x-shop"], Some("en")),
            (&["de", "vi-VN"], Some("vi")),
            (&["de"], None),
            (&[], None),
            (&["", "é-é"], None),
        ] {
            assert_eq!(lookup(wanted, &AVAILABLE), found, "{wanted:?}");
        }
    }

    #[test]
    fn another_variety_of_the_language_beats_another_language() {
        assert_eq!(lookup(&["pt-PT"], &AVAILABLE), Some("pt-BR"));
        assert_eq!(lookup(&["pt", "fr"], &AVAILABLE), Some("pt-BR"));
    }

    #[test]
    fn a_language_is_known_by_its_other_names() {
        let available = ["en", "he", "id", "nb"];
        for (wish, found) in [("iw", "he"), ("in-ID", "id"), ("no", "nb"), ("nn-NO", "nb")] {
            assert_eq!(lookup(&[wish], &available), Some(found), "{wish}");
        }
        assert_eq!(lookup(&["nb"], &["no"]), Some("no"));
        assert_eq!(lookup(&["nn"], &["nb", "nn"]), Some("nn"));
    }

    #[test]
    fn chinese_is_served_in_the_script_of_the_place() {
        let (hans, hant) = ("zh-Hans", "zh-Hant");
        for (wish, found) in [
            ("zh", hans),
            ("zh-CN", hans),
            ("zh-SG", hans),
            ("zh-Hans-HK", hans),
            ("zh-TW", hant),
            ("zh-hk", hant),
            ("zh-MO", hant),
            ("zh-Hant-CN", hant),
        ] {
            assert_eq!(lookup(&[wish], &[hans, hant]), Some(found), "{wish}");
            assert_eq!(lookup(&[wish], &[hant, hans]), Some(found), "{wish}");
        }
        assert_eq!(lookup(&["zh-Hant"], &["zh-CN", "zh-TW"]), Some("zh-TW"));
        assert_eq!(lookup(&["zh-TW"], &["en", "zh-CN"]), Some("zh-CN"));
    }

    #[test]
    fn tags_that_are_none_are_refused() {
        for good in ["en", "zh-Hant-TW", "x-pirate", "sr-Latn"] {
            assert!(is_well_formed(good), "{good}");
        }
        for bad in ["", "e", "en_GB", "ninelette-rs", "1a", "en-", "x"] {
            assert!(!is_well_formed(bad), "{bad}");
        }
    }

    #[test]
    fn the_script_decides_the_direction_before_the_language() {
        for (tag, rtl) in [
            ("ar", true),
            ("fa-IR", true),
            ("en", false),
            ("az-Arab", true),
            ("ks-Deva", false),
        ] {
            assert_eq!(is_right_to_left(tag), rtl, "{tag}");
        }
    }
}
