//! Czech: our own list of the endings of its grammar, since Snowball's stemmer leaves verbs alone. Fleeting vowels (`heslo`, `hesel`) are left
//! in place.

use super::endings::{Endings, Step};

pub(super) const CZECH: Endings = Endings {
    vowels: "aáeéěiíoóuúůyýlr",
    steps: &[
        // Cases; persons, moods and infinitives of verbs.
        Step {
            rest: 3,
            endings: &["\
                a á e é ě i í o u ú ů y ý ou om em ám am ům ami ách ech ích ich eho ého ém emu ému ej ých ým ím ymi \
                ými ími imi ov ovi ové ovů iu ie ia iím ií ejší ejších ejšího ejším ší ších šího ším at it et ět ýt ít \
                out ovat áš áme áte ají aj ejte ajte ejme ejí al ala alo ali aly íš íme íte il ila ilo ili ily ela elo \
                ely ěl ěla ělo ěli ěte eš eme ete uji uje ujem uješ ujeme ujete ují uj ujte oval ovala ovalo ovali \
                ovaly nul nula nulo nuli nuly ost osti ostí ostem ího ímu te me"],
            again: false,
        },
        // What stands between a root and those: nastav-en-ý, vymaz-áv-at, uživ-atel.
        Step {
            rest: 4,
            endings: &["\
                ejš an án en ěn ovan ován ovat ovac av áv ov sk ck n-ík t-n k-n l-n b-n v-n d-n s-n z-n r-n ž-n č-n \
                š-n p-n m-n stv tv iv ost el al il ovatel atel itel tel ek ec in ín b-k d-k l-k n-k r-k t-k v-k z-k \
                ž-k č-k š-k p-k m-k b-c d-c l-c n-c r-c ř-c t-c v-c z-c ání ení an-ý nut ou íc ouc ujíc ajíc nic ic"],
            again: true,
        },
    ],
    // klik, klíč; stránka, stránce.
    alternations: &[("č", "k"), ("c", "k")],
};
