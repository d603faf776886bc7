//! How much of a query an index knows: whether it is worth looking elsewhere. Does not rank.

use super::expand::{Expansion, Grade, expand};
use super::parse::{Query, QueryWord};
use crate::index::Segment;

/// How many words of a query say what it is about, and how many of those are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The words that are more than `how` and `my`, each once.
    pub words: usize,
    /// Those of them that lead to an article as they were typed, in another form, as the beginning of a longer word or by a relation.
    /// A word that has to be taken for a misspelt one is not known: it may be right in another language.
    pub known: usize,
}

impl Segment {
    /// How much of a query the index knows.
    pub fn known(&self, query: &str) -> Known {
        let query = Query::parse(self.analyzer(), query);
        let expansions = expand(self, &query);
        let words = query.words.iter().zip(&expansions);
        let named = words.filter(|(word, _)| !self.is_function_word(&word.spellings[0].exact));
        named.fold(Known::default(), |sum, (word, expansions)| Known {
            words: sum.words + 1,
            known: sum.known + usize::from(self.is_understood(word, expansions)),
        })
    }

    /// Corrections are tried only where nothing else is found, and what a relation makes of a correction is no better.
    fn is_understood(&self, word: &QueryWord, expansions: &[Expansion]) -> bool {
        let corrected = |expansion: &Expansion| expansion.grade == Grade::Misspelt;
        let is_corrected = expansions.iter().any(corrected) && !self.has_a_form_of(word);
        let mut terms = expansions.iter().map(|expansion| expansion.term);
        !is_corrected && terms.any(|term| self.occurs(term))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{ArticleText, SegmentWriter};

    #[test]
    fn words_are_known_in_any_form_but_not_by_a_correction() {
        let mut writer = SegmentWriter::new("en");
        writer.add_article(&ArticleText {
            title: "Change the password",
            ..ArticleText::default()
        });
        writer.relate(&["passcode"], &["password"], 0.5);
        let segment = Segment::open(&writer.finish()).unwrap();
        for (query, words, known) in [
            ("password", 1, 1),
            ("passwords ", 1, 1),
            ("passw", 1, 1),
            ("passcode ", 1, 1),
            ("pasword ", 1, 0),
            ("how do i change my password", 2, 2),
            ("change my Passwort ", 2, 1),
            ("hogyan tovább ", 2, 0),
            ("", 0, 0),
        ] {
            assert_eq!(segment.known(query), Known { words, known }, "{query}");
        }
    }
}
