//! What differs between languages before any stemming. Owns the list of languages that need a rule of their
//! own; the rules themselves are applied by the tokenizer and by the folding.

/// The rules of one locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LocaleRules {
    /// `I` is the capital of `ı`, and `İ` that of `i`.
    pub(super) dotless_i: bool,
    /// An apostrophe separates two words, as in `l'article`.
    pub(super) elides: bool,
    /// The article is written together with its noun, at the beginning.
    pub(super) prefixes_article: bool,
}

impl LocaleRules {
    pub(super) fn for_tag(tag: &str) -> Self {
        let language = language(tag);
        let is = |languages: &[&str]| languages.contains(&language.as_str());
        Self {
            dotless_i: is(&["tr", "az"]),
            elides: is(&["fr", "it", "ca", "oc"]),
            prefixes_article: is(&["ar"]),
        }
    }
}

/// The language of a BCP 47 tag: its first part, in lower case.
pub(super) fn language(tag: &str) -> String {
    tag.split(['-', '_'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase()
}
