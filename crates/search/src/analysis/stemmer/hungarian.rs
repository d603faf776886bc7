//! Hungarian: our own list of the endings of its grammar. Snowball's stemmer leaves verbs alone, and cuts a base form (`ablak`,
//! `papírméret`) where it looks inflected, but not the inflected forms of it. Here endings come off until none is left, so that
//! base forms and inflections meet at one root, and with them the words that are made from it.

use super::endings::{Endings, Step};

pub(super) const HUNGARIAN: Endings = Endings {
    vowels: "aáeéiíoóöőuúüű",
    steps: &[
        Step {
            rest: 4,
            endings: &[NOUNS, VERBS],
            again: true,
        },
        // A short root is worth finding for nouns only: `meg-` and `fel-` begin hundreds of verbs.
        Step {
            rest: 3,
            endings: &[NOUNS, "j o ö"],
            again: true,
        },
    ],
    alternations: &[],
};

/// Cases, plural and possession. `-val` takes on the consonant before it: `fájllal`, `nevekkel`.
const NOUNS: &str = "\
    ban ben ba be ból ből ról ről tól től hoz hez höz nál nél nak nek val vel vá vé ért ig ként kor ön án én ján jén \
    ó-n ő-n i-n szor szer ször et at öt át ét ját jét jukat jüket nkat nket met dat det ó-t ő-t i-t ú-t ü-t u-t n-ül \
    n-ul s-ul s-ül b-bal b-bel c-cal c-cel d-dal d-del f-fal f-fel g-gal g-gel g-gyal g-gyel j-jal j-jel k-kal k-kel \
    l-lal l-lel m-mal m-mel n-nal n-nel n-nyal n-nyel p-pal p-pel r-ral r-rel s-sal s-sel s-szal s-szel t-tal t-tel \
    t-tyal t-tyel z-zal z-zel k ak ek ok ök ák ék am em om öm ad ed od öd a e á é ja je já jé unk ünk nk uk ük juk jük \
    ik i ai ei jai jei aim eim jaim jeim aid eid jaid jeid aink eink jaink jeink aik eik jaik jeik otok etek ötök tek \
    tök játok itek ják jék on en ra re ot";

/// Persons, tenses and moods, and what makes nouns and adjectives of verbs; some endings that short nouns only seem to have.
const VERBS: &str = "\
    l-t n-t r-t j-t y-t s-t özt s-an s-en l-en t-an bb abb ebb m d ni ani eni nia nie niuk niük ania enie sz asz esz \
    jon jen jön va ve na ne ná né nánk nénk nák nék tam tad ted tuk tük tak ottam ettem öttem ottad etted otta ette \
    ötte ottuk ettük ottak ettek öttek ott ett ött tt hat het hass hess hatt hett hassa hesse ható hető t-son t-sen \
    t-sön t-sa t-se t-suk t-sük s-suk s-sük ás és ó ő andó endő z-za z-ze z-zon z-zen z-zuk z-zük z-zák z-zék z-zanak \
    z-zenek ú ű jú jű ú-n ű-n";
