//! Slovenian: our own list of the endings of its grammar.

use super::endings::{Endings, Step};

pub(super) const SLOVENIAN: Endings = Endings {
    vowels: "aeiour",
    steps: &[
        // Cases; persons, moods and infinitives of verbs.
        Step {
            rest: 3,
            endings: &["\
                a e i o u om em ama ima ema oma og eg ega emu ih im imi emi ami ah eh oj ov ev ju jem jih ji je ja jo \
                ijo ij iji ije ija am aš amo ate ajo iš imo ite eš emo ete ejo ati iti eti uti ovati al ala alo ali \
                ale il ila ilo ili ile el ela elo eli ele aj ajte ajmo uje ujem uješ ujemo ujete ujejo uj ujte uli ul \
                ula oč ajoč ujoč va mi"],
            again: false,
        },
        // What stands between a root and those: nastav-lj-en, nastav-it-ev, hitr-ost.
        Step {
            rest: 4,
            endings: &["\
                ljen ljanj an en in jen anj enj janj jenj ovan ovanj evan evanj jevan jevanj av avan avanj ov ev ost \
                nost sk ijsk nj it t-n k-n l-n b-n v-n d-n s-n z-n r-n ž-n č-n š-n g-n p-n m-n st-v nik ik ljiv iv eč \
                tev itev itv ic lj il"],
            again: true,
        },
    ],
    // klik, kliče; poslati, pošlje.
    alternations: &[("lj", "l"), ("nj", "n"), ("č", "k"), ("c", "k")],
};
