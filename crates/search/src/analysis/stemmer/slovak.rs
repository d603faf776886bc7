//! Slovak: our own list of the endings of its grammar. Fleeting vowels (`heslo`, `hesiel`) are left in place.

use super::endings::{Endings, Step};

pub(super) const SLOVAK: Endings = Endings {
    vowels: "aáäeéiíoóôuúyýlrĺŕ",
    steps: &[
        // Cases; persons, moods and infinitives of verbs.
        Step {
            rest: 3,
            endings: &["\
                a á e é i í o u ú y ý ou om em ám am ami ách ach och eho ého emu ému ej ím ým ych ých ich ích ymi ými \
                imi ími ov ovi ovia ia iu ie iam iach iami iou ií ejší ejšie ejšia ejšiu ejších ejšieho ejšou mi ať iť \
                ieť eť yť úť núť ovať áš áme áte ajú aj ajme ajte ujme al ala alo ali íš íme íte il ila ilo ili iem \
                ieš ieme iete ejú ela elo eli eš eme ete ujem uješ uje ujeme ujete ujú uj ujte oval ovala ovalo ovali \
                nul nula nulo nuli iac úc ajúc ujúc ieho iemu iacim iacich osť osti osťou ostiam ostí"],
            again: false,
        },
        // What stands between a root and those: nastav-en-ý, vymaz-áv-ať, použív-ateľ.
        Step {
            rest: 4,
            endings: &["\
                ejš an án en én ený ovan ovať nut ovani ani eni ov sk ck n-ík t-n k-n l-n b-n v-n d-n s-n z-n r-n ž-n \
                č-n š-n p-n ľn ěn stv iv júc ujúc iac ost osť el al il ovateľ ateľ iteľ teľ ovatel atel itel tel ok ôk \
                ek iek ec in ín b-k d-k l-k ľ-k n-k r-k s-k t-k v-k z-k ž-k č-k š-k p-k m-k dl nic ic"],
            again: true,
        },
    ],
    // klik, kľúč; stránka, stránok; hádzať, hádať.
    alternations: &[("č", "k"), ("c", "k"), ("dz", "d"), ("ie", "e")],
};
