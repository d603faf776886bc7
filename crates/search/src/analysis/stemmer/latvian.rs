//! Latvian. The endings of cases and the softened consonants are those of Kārlis Krēsliņš, "A stemming algorithm
//! for Latvian" (thesis, Loughborough University, 1996), as they are known from Lucene's light stemmer. The
//! endings of verbs and of the words that are made from verbs are our own list.

use super::endings::{Endings, Step};

pub(super) const LATVIAN: Endings = Endings {
    vowels: "aeiouyāēīōū",
    steps: &[
        // Cases; persons, moods and infinitives of verbs.
        Step {
            rest: 3,
            endings: &["\
                ajiem ajai ajam ajām ajos ajās iem ajā ais ai ei ām am ēm īm im um us as ās es os ij īs ēs is ie u a \
                i e ā ē ī ū o s š t at āt ēt īt ot amies aties āmies āties ēties īties oties ties iet ieties ies \
                dams dama damies damās"],
            again: false,
        },
        // What stands between the root of a verb and those: mainīj-a, mainīš-u, mainīt-s, mainīšan-a, mainījum-s …
        Step {
            rest: 3,
            endings: &["\
                āj ēj īj oj āt ēt īt ot ās ēs īs os āš ēš īš oš āšan ēšan īšan ošan šan ājum ējum ījum ojum jum um \
                ājam ējam ījam ojam am ām ājot ējot ojot ājoš ējoš ojoš ātāj ētāj ītāj otāj tāj ājuš ējuš ījuš ojuš \
                juš uš āk"],
            again: false,
        },
        // atvērt-s and atvēr-a; sait-e and saiš-u.
        Step {
            rest: 3,
            endings: &["t š"],
            again: false,
        },
    ],
    // Softened before some endings (mape, mapju), or changed within a verb (slēgt, slēdz; sākt, sāc).
    // The other softened letters differ from the hard ones by their marks only, which folding removes.
    alternations: &[
        ("pj", "p"),
        ("bj", "b"),
        ("mj", "m"),
        ("vj", "v"),
        ("dz", "g"),
        ("c", "k"),
        ("č", "k"),
    ],
};
