//! Bulgarian: our own list of the endings of its grammar.

use super::endings::{Endings, Step};

pub(super) const BULGARIAN: Endings = Endings {
    vowels: "аъоуеияю",
    steps: &[
        // Articles.
        Step {
            rest: 3,
            endings: "ът ят та то те ия ият ията ите ата ото ета",
            again: false,
        },
        // Numbers of nouns, genders of adjectives, persons and participles of verbs.
        Step {
            rest: 3,
            endings: "\
                а я е и о у й ю ове еве ища овци еш иш аш яш ам ям им ем аме яме ите ате яте ете вам ваш вате ват вай \
                вайте вал вала вало вали ващ ат ят еше аше яше ах ях их ех ахме яхме ихме ехме ахте яхте ихте ехте аха \
                яха иха еха ал ала ало али ял яла яло яли ил ила ило или ел ела ело ели л ла ло ли ан ана ано ани ян \
                яна яно яни ен ена ено ени ащ аща ащо ащи ещ еща ещо ещи ящ яща ящо ящи ане яне ене ания ения ание \
                ение яния ване вания ай айте яй яйте йки айки ейки ъл ъла ъло ъли",
            again: false,
        },
        // What stands between a root and those: настро-й-к-а, изпрат-ен, сигур-н-ост.
        Step {
            rest: 3,
            endings: "\
                й ов ев ав ва вам яв ск еск ическ ичн н ен ан ян ост к ик ниц ир изир ув тел ств еств ествен т-в ъц ец \
                ц",
            again: false,
        },
        // The same again, from longer stems.
        Step {
            rest: 4,
            endings: "\
                й ов ев ав ва вам яв ск еск ическ ичн н ен ан ян ост к ик ниц ир изир ув тел ств еств ествен т-в ъц ец \
                ц",
            again: true,
        },
    ],
    // потребител-к-а; език, езици; книга, книжен.
    alternations: &[("ж", "г"), ("з", "г"), ("ч", "к"), ("ц", "к"), ("ш", "с")],
};
