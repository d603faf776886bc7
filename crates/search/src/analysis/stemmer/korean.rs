//! Korean: the particles that nouns carry, and the forms of the verbs that are made from nouns by 하다, 되다 and 시키다. The
//! stems of other verbs change within a syllable; they are left to typing tolerance and prefixes.

use super::endings::{Endings, Step};

pub(super) const KOREAN: Endings = Endings {
    vowels: "",
    steps: &[
        // Particles, which also follow the noun form of a verb.
        Step {
            rest: 2,
            endings: "\
                은 는 이 가 을 를 의 에 에서 에서는 에서도 에게 에게서 에게는 께 한테 한테서 으로 로 으로써 로써 으로서 로서 으로는 로는 으로도 로도 으로의 로의 와 과 와는 과는 와의 과의 \
                도 만 만을 만은 부터 부터는 까지 까지는 까지의 보다 보다는 처럼 마다 조차 밖에 이나 나 이란 란 이라는 라는 이라고 라고 들 들이 들은 들을 들의 들에 들과 들도 에는 에도 이며 \
                이고 이면 이다 입니다 인가요 인지 이에요 예요 이라면 라면 이라도 라도 에서의 에의",
            again: false,
        },
        // 변경-하다, 변경-되다.
        Step {
            rest: 2,
            endings: "\
                하다 합니다 합니까 하는 하고 하면 하여 해 해서 해요 해야 해도 했다 했습니다 했어요 했는데 했을 한 한다 한다면 할 할까요 할지 함 하기 하지 하려면 하려고 하려는 하세요 하십시오 \
                하나요 하도록 하거나 하며 하니 하였습니다 하자 해주세요 하는지 하는데 하지만 하게 되다 됩니다 됩니까 되는 되고 되면 되어 돼 돼요 됐습니다 되었습니다 되었다 된 된다 될 됨 되지 \
                되나요 되기 되도록 되거나 시키다 시킵니다 시키는 시켜 시킨 시킬 시키기 시키려면",
            again: false,
        },
    ],
    alternations: &[],
};
