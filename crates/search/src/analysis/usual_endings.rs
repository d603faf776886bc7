//! Endings that a language often puts after the roots of its words, as the stemmers see roots. Owns the lists, one file a
//! language; what an index makes of them is its own business.
//!
//! A knowledge base shows most endings of its language by itself, but a small one does not show them all, and its customers use
//! those too. The lists were counted by our own code in the translations of GNOME's help (gnome-user-docs 43.0): the
//! endings of three words or more, at most 120 a language, folded.

/// Pairs each tag with the list of the file that is named after it.
macro_rules! lists {
    ($($tag:literal)*) => {
        &[$(($tag, include_str!(concat!("usual_endings/", $tag, ".txt")))),*]
    };
}

const LISTS: &[(&str, &str)] = lists![
    "ca" "cs" "da" "de" "el" "en" "es" "fi" "fr" "hr" "hu" "it" "ko" "lv" "nl" "pl" "pt" "ro" "ru" "sl"
    "sr" "sv" "tr" "uk"
];

/// The usual endings of a language, folded, with white space between them; empty for a language without a list.
pub fn usual_endings(tag: &str) -> &'static str {
    let language = super::locale::language(tag);
    let found = LISTS.iter().find(|(tag, _)| *tag == language);
    found.map_or("", |(_, endings)| endings)
}
