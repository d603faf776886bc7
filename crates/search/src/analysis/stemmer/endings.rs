//! Stemming by tables: what such a stemmer is made of, and how its steps are taken. Knows no language.

/// A stemmer for one language.
pub(super) struct Endings {
    /// What is left of a word must have one of these; empty where any letters will do.
    pub(super) vowels: &'static str,
    /// Taken in this order.
    pub(super) steps: &'static [Step],
    /// Sounds that change at a stem's end, each with the one that stands for both. The first that fits applies.
    pub(super) alternations: &'static [(&'static str, &'static str)],
}

/// Takes an ending off a word.
pub(super) struct Step {
    /// How many letters must be left.
    pub(super) rest: usize,
    /// Lists, separated by spaces. The longest ending that fits is taken; what stands before a `-` is not part of it but
    /// must be there: `l-t` takes the t of `lt`.
    pub(super) endings: &'static [&'static str],
    /// Whether to go on until no ending fits; otherwise one is taken.
    pub(super) again: bool,
}

impl Endings {
    /// The stem of a word that is written in composed letters.
    pub(super) fn strip(&self, word: &str) -> String {
        let mut stem = word;
        for step in self.steps {
            while let Some(rest) = self.shortened(stem, step) {
                stem = rest;
                if !step.again {
                    break;
                }
            }
        }
        for (ending, plain) in self.alternations {
            if let Some(rest) = stem.strip_suffix(ending) {
                return rest.to_owned() + plain;
            }
        }
        stem.to_owned()
    }

    fn shortened<'a>(&self, word: &'a str, step: &Step) -> Option<&'a str> {
        step.endings
            .iter()
            .flat_map(|list| list.split(' '))
            .filter_map(|ending| without(word, ending))
            .filter(|rest| rest.chars().count() >= step.rest && self.has_vowel(rest))
            .min_by_key(|rest| rest.len())
    }

    fn has_vowel(&self, stem: &str) -> bool {
        self.vowels.is_empty() || stem.contains(|c| self.vowels.contains(c))
    }
}

fn without<'a>(word: &'a str, ending: &str) -> Option<&'a str> {
    let (before, ending) = ending.split_once('-').unwrap_or(("", ending));
    word.strip_suffix(ending)
        .filter(|rest| rest.ends_with(before))
}
