//! Croatian, and with it Bosnian and Serbian: our own list of the endings of its grammar, since Snowball's stemmer for Serbian
//! leaves verbs alone and rewrites `ije` to `e`.

use super::endings::{Endings, Step};

pub(super) const CROATIAN: Endings = Endings {
    vowels: "aeiour",
    steps: &[
        // Cases; persons, moods and infinitives of verbs.
        Step {
            rest: 3,
            endings: &["\
                a e i o u om em ama ima og eg omu oj ih im oga ega ome emu ijem evi eve eva evima eći ovi ova ove \
                ovima ijih ijeg ijim iji ija iju ije ijom ijama am aš amo ate aju ao ati iti eti uti iš imo ite eš emo \
                ete io uo eo ala alo ali ale ila ilo ili ile ela elo eli ele aj ajte ajući ujući jući ući avši ivši \
                vši oše iše oh uje ujem uješ ujemo ujete uju ujte uj nuti nula nulo nuli nule nuo nite nete ošću"],
            again: false,
        },
        // What stands between a root and those: postav-lj-en, mijenj-anj-e, sigur-n-ost.
        Step {
            rest: 4,
            endings: &["\
                an en in jen anj enj janj jenj ovan ivan ovanj ivanj av avan avanj avaj uj ij jiv ov iv ova iva ost sk \
                ijsk nj nut on it aj t-n k-n l-n b-n v-n d-n s-n z-n r-n ž-n č-n š-n g-n p-n m-n st-v s-tav ak ik ic \
                nic"],
            again: true,
        },
    ],
    // klik, klikće; knjiga, knjizi; omogući, omogućiti.
    alternations: &[
        ("lj", "l"),
        ("nj", "n"),
        ("č", "k"),
        ("c", "k"),
        ("ž", "g"),
        ("z", "g"),
        ("ć", "t"),
    ],
};
