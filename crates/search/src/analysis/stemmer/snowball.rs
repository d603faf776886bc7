//! Snowball's stemmers, through `frostem`: which one a language gets, and what it leaves on the stems of some.
//!
//! Snowball's rules are made for precision: German ones leave the `-t` and `-ung` of verbs, French ones `-ent`,
//! Spanish ones `-qu-` for `-c-`. Here an exact word ranks above its stem anyway, so a stem may reach further.

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

/// What comes off the stems of a language after that.
pub(super) fn leftovers(language: &str) -> &'static Endings {
    match language {
        "de" => &GERMAN,
        "fr" => &FRENCH,
        "es" => &SPANISH,
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

const FRENCH: Endings = Endings {
    vowels: "",
    steps: &[Step {
        rest: 4,
        endings: &["ent ant ez i s era"],
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
