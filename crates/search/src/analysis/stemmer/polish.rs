//! Polish: our own list of the endings of its grammar, since Snowball's stemmer keeps `-ać`, `-anie` and `-any` of one verb apart.
//! Fleeting vowels (`hasło`, `haseł`) are left in place.

use super::endings::{Endings, Step};

pub(super) const POLISH: Endings = Endings {
    vowels: "aąeęiouóy",
    steps: &[
        // Cases; persons, moods and infinitives of verbs.
        Step {
            rest: 3,
            endings: &["\
                a ą e ę i o u y ów om em ami ach ie iem iami iach iom ię ia iu io ij owi owie ego emu ej ym ymi ych im \
                imi ich iego iemu iej ią szy sza sze szego szym szych szej ać ić yć eć ieć ąć ować iwać ywać nąć am \
                asz amy acie ają aj ajcie ajmy ał ała ało ali ały ił iła iło ili iły ył yła yło yli yły ął ęła ęło ęli \
                ęły iał iała iało ieli iały ałem ałam iłem iłam esz emy ecie isz imy icie ysz ymy ycie uje uję ujesz \
                ujemy ujecie ują uj ujcie ował owała owało owali owały ywał ywała iwał ijcie ąc ając ując ości ością \
                ość iemy iecie iesz nął nęła nęli ięło ięła"],
            again: false,
        },
        // What stands between a root and those: zapis-ani-e, zapis-yw-ać, zapis-an-y.
        Step {
            rest: 4,
            endings: &["\
                nięt nięci nien eń ień ań oń ń a i ej j en an ani on eni ien owan owani ywan ywani iwan iwani ow aw av \
                ia sk ost ość ści nik n-ik t-n k-n l-n b-n w-n d-n s-n z-n r-n ż-n cz-n sz-n p-n m-n ź-n ś-n ln ąc \
                ając ując ęt ęci ięt ięci t-k d-k l-k n-k r-k w-k z-k ż-k cz-k sz-k p-k m-k b-k s-k ek iek cz-yk stw \
                aci acj acyj iw yw liw alni al cj ul uj nic"],
            again: true,
        },
    ],
    // klik, kliknięcie; noga, nożny; autor, autorze.
    alternations: &[
        ("cz", "k"),
        ("c", "k"),
        ("ć", "k"),
        ("dz", "d"),
        ("ż", "g"),
        ("rz", "r"),
    ],
};
