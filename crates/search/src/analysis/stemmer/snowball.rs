//! Snowball's stemmers, through `frostem`: which one a language gets, and what it leaves on the stems of some.
//!
//! Snowball's rules are made for precision. German ones leave the `-t` and `-ung` of verbs, French ones `-ent`, Russian
//! ones what stands before the ending (`провер-ит`, `проверя-ет`), Spanish ones `-qu-` for `-c-`. Here an exact word
//! ranks above its stem anyway, so a stem may reach further.

use super::endings::{Endings, Step};

/// The stemmer of a language.
pub(super) fn for_language(language: &str) -> Option<frostem::Stemmer> {
    match language {
        "nb" | "nn" => Some(frostem::Algorithm::Norwegian.into()),
        "ms" => Some(frostem::Algorithm::Indonesian.into()),
        // Longer names are those of algorithms.
        code if code.len() <= 3 => frostem::Stemmer::try_from_name(code).ok(),
        _ => None,
    }
}

/// The stem of an Arabic word without its article, which the analysis has taken off. Snowball knows nouns by their article, and
/// takes endings off nouns that it leaves on verbs; it takes one ending at a time.
pub(super) fn arabic(stemmer: frostem::Stemmer, word: &str) -> String {
    let noun = format!("ال{word}");
    stemmer.stem(&stemmer.stem(&noun)).into_owned()
}

/// The stem of a Spanish word. Its endings come off one at a time: `volúmenes`, `volumen`, `volum`.
pub(super) fn spanish(stemmer: frostem::Stemmer, word: &str) -> String {
    let stem = |word: &str| SPANISH.strip(&stemmer.stem(word));
    stem(&stem(word))
}

/// What comes off the stems of a language after that.
pub(super) fn leftovers(language: &str) -> &'static Endings {
    match language {
        "de" => &GERMAN,
        "en" => &ENGLISH,
        "fr" => &FRENCH,
        "ru" => &RUSSIAN,
        "uk" => &UKRAINIAN,
        "pt" => &PORTUGUESE,
        "sv" | "da" | "nb" | "nn" | "no" => &SCANDINAVIAN,
        _ => &NONE,
    }
}

const NONE: Endings = Endings {
    vowels: "",
    steps: &[],
    alternations: &[],
};

const GERMAN: Endings = Endings {
    vowels: "",
    steps: &[
        // Words from elsewhere: Konto, Kontos, Konten; Menüs, Laptops.
        Step {
            rest: 3,
            endings: &["o os a-s i-s u-s ü-s y-s p-s"],
            again: false,
        },
        Step {
            rest: 4,
            endings: &["t et ung end bar"],
            again: false,
        },
        Step {
            rest: 4,
            endings: &["ier i er el l"],
            again: false,
        },
    ],
    alternations: &[],
};

/// Who does it is named by the word for doing it: printer, printing; notifi-, notif-.
const ENGLISH: Endings = Endings {
    vowels: "",
    steps: &[
        Step {
            rest: 4,
            endings: &["er or"],
            again: false,
        },
        Step {
            rest: 4,
            endings: &["i"],
            again: false,
        },
    ],
    alternations: &[],
};

const RUSSIAN: Endings = Endings {
    vowels: "",
    steps: &[
        Step {
            rest: 4,
            endings: &["ирова ова ева ива ыва ьт ит ет ут ют а я у"],
            again: false,
        },
        Step {
            rest: 4,
            endings: &["н ен"],
            again: false,
        },
    ],
    alternations: &[],
};

const UKRAINIAN: Endings = Endings {
    vowels: "",
    steps: &[
        Step {
            rest: 4,
            endings: &["ова ува ит іт ет ут ют ув а я у и ю"],
            again: false,
        },
        Step {
            rest: 4,
            endings: &["н ен"],
            again: false,
        },
    ],
    alternations: &[],
};

const FRENCH: Endings = Endings {
    vowels: "",
    steps: &[Step {
        rest: 4,
        endings: &["ent ant ez i s era ion"],
        again: false,
    }],
    alternations: &[],
};

const SPANISH: Endings = Endings {
    vowels: "",
    steps: &[Step {
        rest: 4,
        endings: &["os as la lo s nd idad dad e"],
        again: false,
    }],
    alternations: &[("qu", "c"), ("zc", "c"), ("z", "c"), ("gu", "g")],
};

const PORTUGUESE: Endings = Endings {
    vowels: "",
    steps: &[
        Step {
            rest: 4,
            endings: &["a o ment ad nd e"],
            again: false,
        },
        Step {
            rest: 4,
            endings: &["i u e"],
            again: false,
        },
    ],
    alternations: &[],
};

const SCANDINAVIAN: Endings = Endings {
    vowels: "",
    steps: &[
        Step {
            rest: 4,
            endings: &["n t an en et s"],
            again: false,
        },
        Step {
            rest: 4,
            endings: &["a e i"],
            again: false,
        },
    ],
    alternations: &[],
};
