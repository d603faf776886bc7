//! Hungarian: our own list of the endings of its grammar. Snowball's stemmer leaves verbs alone and cuts the base form
//! of a noun (`ablak`, `papírméret`) as if it were inflected. Endings are taken one by one instead, and from base forms too,
//! so that a base form and its inflections meet at the same root, together with the words that are made from it.

use super::endings::{Endings, Step};

pub(super) const HUNGARIAN: Endings = Endings {
    vowels: "aáeéiíoóöőuúüű",
    steps: &[
        Step { rest: 3, endings: ENDINGS, again: false },
        // Prefixes of verbs (`fel`, `meg`) must not become roots.
        Step { rest: 4, endings: ENDINGS, again: true },
    ],
    alternations: &[],
};

const ENDINGS: &str = "\
    ban ben ba be ból ből ról ről tól től hoz hez höz nál nél nak nek val vel vá vé ért ig ként kor on en ön án én ján jén \
    ó-n ő-n i-n ra re szor szer ször ot et at öt át ét ját jét jukat jüket nkat nket met dat det l-t n-t r-t j-t y-t s-t özt \
    ó-t ő-t i-t ú-t ü-t u-t s-an s-en l-en t-an n-ül n-ul s-ul s-ül bb abb ebb \
    b-bal b-bel c-cal c-cel d-dal d-del f-fal f-fel g-gal g-gel g-gyal g-gyel j-jal j-jel k-kal k-kel l-lal l-lel m-mal m-mel \
    n-nal n-nel n-nyal n-nyel p-pal p-pel r-ral r-rel s-sal s-sel s-szal s-szel t-tal t-tel t-tyal t-tyel z-zal z-zel \
    k ak ek ok ök ák ék m am em om öm d ad ed od öd a e á é ja je já jé unk ünk nk uk ük juk jük ik \
    i ai ei jai jei aim eim jaim jeim aid eid jaid jeid aink eink jaink jeink aik eik jaik jeik otok etek ötök tek tök \
    játok itek ják jék ni ani eni nia nie niuk niük ania enie sz asz esz jon jen jön va ve na ne ná né nánk nénk nák nék \
    tam tad ted tuk tük tak ottam ettem öttem ottad etted otta ette ötte ottuk ettük ottak ettek öttek ott ett ött tt \
    hat het hass hess hatt hett hassa hesse ható hető zz-on zz-en zz-a zz-e t-son t-sen t-sön t-sa t-se t-suk t-sük s-suk \
    s-sük ás és ó ő andó endő";
