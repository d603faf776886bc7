//! Word → stem: which forms belong to one word. Needed where an index is written, never where it is read.
//!
//! Owns the choice of a stemmer for a language. Most are Snowball's; those of languages that Snowball lacks are
//! tables of endings, one file a language, read by `endings`. What the index makes of the stems is its own
//! business. `docs/decisions/0005-analysis.md` tells why stemming happens at build time.

mod bulgarian;
mod croatian;
mod czech;
mod endings;
mod hungarian;
mod kin;
mod korean;
mod latvian;
mod polish;
mod serbian;
mod slovak;
mod slovenian;
mod snowball;

#[cfg(test)]
mod tests;

use endings::Endings;
use unicode_normalization::UnicodeNormalization;

use super::folding::{Folder, push_folded};
use super::locale::{LocaleRules, language};

/// Finds the stems of one language's words.
pub struct Stemmer {
    language: String,
    rules: Rules,
    folder: Folder,
}

enum Rules {
    Arabic(frostem::Stemmer),
    Snowball(frostem::Stemmer, &'static Endings),
    Endings(&'static Endings),
    Korean,
    Serbian,
    Spanish(frostem::Stemmer),
}

impl Stemmer {
    /// The stemmer for a BCP 47 tag; `None` for a language that has none.
    pub fn for_locale(tag: &str) -> Option<Self> {
        let language = language(tag);
        let rules = match language.as_str() {
            "ar" => Rules::Arabic(frostem::Algorithm::Arabic.into()),
            "bg" => Rules::Endings(&bulgarian::BULGARIAN),
            "cs" => Rules::Endings(&czech::CZECH),
            "es" => Rules::Spanish(frostem::Algorithm::Spanish.into()),
            "hr" | "bs" => Rules::Endings(&croatian::CROATIAN),
            "hu" => Rules::Endings(&hungarian::HUNGARIAN),
            "ko" => Rules::Korean,
            "lv" => Rules::Endings(&latvian::LATVIAN),
            "pl" => Rules::Endings(&polish::POLISH),
            "sk" => Rules::Endings(&slovak::SLOVAK),
            "sl" => Rules::Endings(&slovenian::SLOVENIAN),
            "sr" => Rules::Serbian,
            other => Rules::Snowball(snowball::for_language(other)?, snowball::leftovers(other)),
        };
        let folder = Folder::new(LocaleRules::for_tag(tag).dotless_i);
        Some(Self {
            language,
            rules,
            folder,
        })
    }

    /// What a word has in common with others that belong to it though their stems differ, such as `wiederherstellt` and
    /// `wiederhergestellt`; mostly it is the stem.
    pub fn kin(&self, exact: &str) -> String {
        let composed: String = exact.nfc().collect();
        if let Some(joined) = kin::joined(&self.language, &composed) {
            return self.stem(&joined);
        }
        let stem = self.stem(exact);
        let kin = kin::without_fleeting_vowels(&self.language, &stem);
        match self.language.as_str() {
            // Some forms keep an ending that comes off others: проблем-, пробл-.
            "ru" | "uk" => self.stem(&kin),
            _ => kin,
        }
    }

    /// The folded stem of a word that is given in its exact form ([`Token::exact`](super::Token::exact)).
    ///
    /// Forms of one word have equal stems. A stem is usually, but not always, the beginning of its word in
    /// [`Token::folded`](super::Token::folded). Numbers and codes are their own stems.
    pub fn stem(&self, exact: &str) -> String {
        let mut stem = String::new();
        if exact
            .bytes()
            .any(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic())
        {
            push_folded(exact, &mut stem);
            return stem;
        }
        // The rules are written for composed letters.
        let composed: String = exact.nfc().collect();
        let stemmed = match &self.rules {
            Rules::Arabic(stemmer) => snowball::arabic(*stemmer, &composed),
            Rules::Snowball(stemmer, leftovers) => leftovers.strip(&stemmer.stem(&composed)),
            Rules::Spanish(stemmer) => snowball::spanish(*stemmer, &composed),
            Rules::Endings(endings) => endings.strip(&composed),
            Rules::Korean => korean::strip(&composed).to_owned(),
            Rules::Serbian => serbian::strip(&composed),
        };
        let mut decomposed = String::new();
        self.folder.push_exact(&stemmed, &mut decomposed);
        push_folded(&decomposed, &mut stem);
        stem
    }
}
