//! The plural categories that each language has for whole numbers.
//!
//! From CLDR 48, `common/supplemental/plurals.xml`: the categories whose rule holds for some integer. Those of `Intl.PluralRules`
//! for 0 to 1,000,000 are the same ones (Node.js 20, ICU 78), so a number of the panel never asks for a form that is not here.

/// All categories, as CLDR orders them.
pub const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The categories of each locale of the UI.
pub const PLURALS: &[(&str, &[&str])] = &[
    ("ar", &CATEGORIES),
    ("bg", ONE),
    ("ca", MILLIONS),
    ("cs", FEW),
    ("da", ONE),
    ("de", ONE),
    ("el", ONE),
    ("en", ONE),
    ("es", MILLIONS),
    ("et", ONE),
    ("fa", ONE),
    ("fi", ONE),
    ("fr", MILLIONS),
    ("he", &["one", "two", "other"]),
    ("hi", ONE),
    ("hr", FEW),
    ("hu", ONE),
    ("id", NONE),
    ("it", MILLIONS),
    ("ja", NONE),
    ("ko", NONE),
    ("lt", FEW),
    ("lv", &["zero", "one", "other"]),
    ("ms", NONE),
    ("nb", ONE),
    ("nl", ONE),
    ("pl", MANY),
    ("pt-BR", MILLIONS),
    ("pt-PT", MILLIONS),
    ("ro", FEW),
    ("ru", MANY),
    ("sk", FEW),
    ("sl", &["one", "two", "few", "other"]),
    ("sr", FEW),
    ("sv", ONE),
    ("th", NONE),
    ("tr", ONE),
    ("uk", MANY),
    ("vi", NONE),
    ("zh-Hans", NONE),
    ("zh-Hant", NONE),
];

const NONE: &[&str] = &["other"];
const ONE: &[&str] = &["one", "other"];
const FEW: &[&str] = &["one", "few", "other"];
/// Fractions alone are `other` here.
const MANY: &[&str] = &["one", "few", "many"];
/// Whole millions are `many`: “1 000 000 de résultats”.
const MILLIONS: &[&str] = &["one", "many", "other"];

/// The categories of the locale `tag`.
pub fn of(tag: &str) -> &'static [&'static str] {
    let found = PLURALS.iter().find(|(known, _)| *known == tag);
    found.map_or(&[], |(_, categories)| *categories)
}
