//! Words that belong together though their stems differ: something comes between the parts of a verb (`wieder-ge-geben`, `wieder-zu-geben`),
//! or a vowel within the stem comes and goes (`encuentra`, `encontrar`; `список`, `списка`). Stems that looked that far would
//! make roots of one or two letters; so these words are related to each other instead. Which of them an index has is its own business.
//!
//! Our own lists of what the grammars say.

use super::endings::{Endings, Step};

/// What parts of a language's verbs do.
struct Verbs {
    /// The first parts of verbs that may stand apart from the rest.
    separable: &'static str,
    /// What comes between, and the endings of the forms in which it does; some only where a separable part stands before it.
    between: &'static [(&'static str, &'static str, Place)],
    /// The endings of nouns that look like such forms.
    nouns: &'static str,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// At the beginning of a word too.
    Anywhere,
    /// After a separable part.
    Inside,
}

/// A verb of fewer letters is hardly one: `Gerät` is no form of `rät`.
const SHORTEST_VERB: usize = 4;

const GERMAN: Verbs = Verbs {
    separable: "ab an auf aus bei bereit da dar durch ein empor fest fort frei her herauf heraus herunter hin hinein hinzu los mit \
        nach sicher statt teil über um unter vor voran voraus vorbei weg weiter wieder wiederher zu zurück zusammen",
    between: &[
        ("zu", "en rn ln", Place::Inside),
        ("ge", "t te tem ten ter tes ts", Place::Anywhere),
        ("ge", "en ene enem enen ener enes", Place::Inside),
    ],
    nouns: "keit keiten heit heiten schaft schaften",
};

const DUTCH: Verbs = Verbs {
    separable: "aan achter af bij binnen door in los mee na om onder op over samen terug toe uit vast vol voor weg",
    between: &[
        ("ge", "t d te de", Place::Anywhere),
        ("ge", "en", Place::Inside),
    ],
    nouns: "heid teit",
};

impl Verbs {
    /// The word without what comes between its parts; `None` where nothing does.
    fn joined(&self, word: &str) -> Option<String> {
        let ends = |word: &str, endings: &str| endings.split(' ').any(|end| word.ends_with(end));
        if ends(word, self.nouns) {
            return None;
        }
        let parts = self.separable.split_whitespace().chain([""]);
        let mut joined = parts.flat_map(|part| {
            let fits = self
                .between
                .iter()
                .filter_map(move |(between, endings, place)| {
                    let rest = word.strip_prefix(part)?.strip_prefix(between)?;
                    let is_there = *place == Place::Anywhere || !part.is_empty();
                    (is_there && rest.chars().count() >= SHORTEST_VERB && ends(rest, endings))
                        .then(|| part.to_owned() + rest)
                });
            fits.collect::<Vec<_>>()
        });
        joined.next()
    }
}

/// A verb without what comes between its parts, where the language puts something there.
pub(super) fn joined(language: &str, word: &str) -> Option<String> {
    match language {
        "de" => GERMAN.joined(word),
        // Snowball takes this d for a part of the stem.
        "nl" => DUTCH
            .joined(word)
            .map(|verb| verb.trim_end_matches(['d', 't']).to_owned()),
        _ => None,
    }
}

/// Stems with the vowel that comes and goes, and without it, as one.
pub(super) fn without_fleeting_vowels(language: &str, stem: &str) -> String {
    let endings = match language {
        "es" => return single_vowel(stem),
        "cs" | "sk" => &CZECH,
        "fr" => &FRENCH,
        "pl" => &POLISH,
        "ru" => &RUSSIAN,
        "uk" => &UKRAINIAN,
        _ => return stem.to_owned(),
    };
    endings.strip(stem)
}

/// `encuentr-` and `encontr-`, `prefier-` and `prefer-`: under the accent a vowel is two. At most so many letters come after it.
const AFTER_THE_VOWEL: usize = 3;

fn single_vowel(stem: &str) -> String {
    let single = [("ie", "e"), ("ue", "o")].iter().find_map(|(two, one)| {
        let (before, after) = stem.rsplit_once(two)?;
        let is_vowel = !before.is_empty() && (1..=AFTER_THE_VOWEL).contains(&after.chars().count());
        is_vowel.then(|| format!("{before}{one}{after}"))
    });
    single.unwrap_or_else(|| stem.to_owned())
}

const NO_STEPS: &[Step] = &[];

/// účet, účtu; objednávka, objednávek.
const CZECH: Endings = Endings {
    vowels: "",
    steps: NO_STEPS,
    alternations: &[("ek", "k"), ("ok", "k"), ("el", "l"), ("et", "t")],
};

/// paraissent, paraît; tiennent, tenir; rendre, rend.
const FRENCH: Endings = Endings {
    vowels: "",
    steps: NO_STEPS,
    alternations: &[
        ("aitr", "ait"),
        ("aiss", "ait"),
        ("ienn", "en"),
        ("ien", "en"),
        ("dr", "d"),
        ("oir", ""),
    ],
};

/// okno, okien; hasło, haseł.
const POLISH: Endings = Endings {
    vowels: "",
    steps: NO_STEPS,
    alternations: &[("ek", "k"), ("ien", "n"), ("el", "l"), ("iec", "c")],
};

/// список, списка; конец, конца; откройте, откроют.
const RUSSIAN: Endings = Endings {
    vowels: "",
    steps: NO_STEPS,
    alternations: &[
        ("ок", "к"),
        ("ек", "к"),
        ("ец", "ц"),
        ("оит", "о"),
        ("еи", "и"),
        ("он", "н"),
    ],
};

/// список, списку; кінець, кінця.
const UKRAINIAN: Endings = Endings {
    vowels: "",
    steps: NO_STEPS,
    alternations: &[("ок", "к"), ("ец", "ц")],
};
