//! Words that hold a sentence together and say little about its subject: `how do i change my …`. Owns the lists,
//! one file a language; what they do to the ranking is decided in `query`.
//!
//! The writer puts the list of its locale into the segment, so that a visitor downloads no other. A language
//! without a list loses nothing but this: rarity alone then tells which words matter, and in a small
//! knowledge base a title like "How do I calibrate my screen?" makes `how`, `do` and `my` look rare.
//!
//! A list holds articles, pronouns, prepositions, conjunctions, auxiliaries, question words and the phrases in
//! which customers wrap a question (`can't`, `please`), never a word that can be what they ask about. An entry is
//! analyzed like any text: in a script without spaces it stands for the pairs of characters in it.

/// Pairs each tag with the list of the file that is named after it.
macro_rules! lists {
    ($($tag:literal)*) => {
        &[$(($tag, include_str!(concat!("function_words/", $tag, ".txt")))),*]
    };
}

pub(super) const LISTS: &[(&str, &str)] = lists![
    "ar" "az" "bg" "bn" "ca" "cs" "da" "de" "el" "en" "es" "et" "fa" "fi" "fr" "he" "hi" "hr"
    "hu" "id" "it" "ja" "km" "ko" "lt" "lv" "ms" "nb" "nl" "pl" "pt" "ro" "ru" "sk" "sl" "sr"
    "sv" "th" "tr" "uk" "ur" "vi" "zh"
];

/// The function words of a language in their usual spelling, with white space between them; empty for a
/// language without a list.
pub fn function_words(tag: &str) -> &'static str {
    let language = super::locale::language(tag);
    let listed = match language.as_str() {
        "no" | "nn" => "nb",
        "bs" => "hr",
        "yue" => "zh",
        other => other,
    };
    let found = LISTS.iter().find(|(tag, _)| *tag == listed);
    found.map_or("", |(_, words)| words)
}
