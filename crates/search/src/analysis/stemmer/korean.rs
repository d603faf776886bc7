//! Korean: the particles that nouns carry, and the forms of the verbs that are made from nouns by 하다, 되다 and 시키다.
//! The stems of other verbs change within a syllable and are left alone. Our own lists.

/// What must come before an ending. Many particles have a shape for each, 계정을 and 번호를; so 이 stays on 와이파이.
#[derive(Clone, Copy)]
enum After {
    Consonant,
    Vowel,
    Either,
}

const PARTICLES: &[(After, &str)] = &[
    (
        After::Consonant,
        "은 이 을 과 과의 과는 으로 으로는 으로도 으로의 으로써 으로서 이나 이란 이라는 이라고 이라면 이라도 이며 이고 이면 이다 이에요 \
         인지 인가요",
    ),
    (
        After::Vowel,
        "는 가 를 와 와의 와는 나 란 라는 라고 라면 라도 며 고 면 예요",
    ),
    (
        After::Either,
        "의 에 에는 에도 에의 에서 에서는 에서도 에서의 에게 에게는 에게서 께 한테 한테서 로 로는 로도 로의 로써 로서 도 만 만을 만은 \
         부터 부터는 까지 까지는 까지의 보다 보다는 처럼 마다 조차 밖에 들 입니다",
    ),
];

const VERBS: &[(After, &str)] = &[(
    After::Either,
    "하다 합니다 합니까 하는 하고 하면 하여 해 해서 해요 해야 해도 했다 했습니다 했어요 했는데 했을 한 한다 한다면 할 할까요 할지 \
     함 하기 하지 하려면 하려고 하려는 하세요 하십시오 하나요 하도록 하거나 하며 하니 하였습니다 하자 해주세요 하는지 하는데 \
     하지만 하게 되다 됩니다 됩니까 되는 되고 되면 되어 돼 돼요 됐습니다 되었습니다 되었다 된 된다 될 됨 되지 되나요 되기 되도록 \
     되거나 시키다 시킵니다 시키는 시켜 시킨 시킬 시키기 시키려면",
)];

/// The noun that a word in composed syllables begins with.
pub(super) fn strip(word: &str) -> &str {
    // Verbs come first: the 고 of 하고 is no particle. Then the noun form of a verb may carry particles: 변경하기를.
    let noun = shortened(word, VERBS).unwrap_or_else(|| without_particles(word));
    shortened(noun, VERBS).unwrap_or(noun)
}

fn without_particles(word: &str) -> &str {
    let mut noun = word;
    while let Some(shorter) = shortened(noun, PARTICLES) {
        noun = shorter;
    }
    noun
}

/// The word without the longest ending that may follow what is left, two syllables or more.
fn shortened<'a>(word: &'a str, endings: &[(After, &str)]) -> Option<&'a str> {
    endings
        .iter()
        .flat_map(|(after, list)| list.split(' ').map(|ending| (*after, ending)))
        .filter_map(|(after, ending)| Some((after, word.strip_suffix(ending)?)))
        .filter(|(after, rest)| rest.chars().count() >= 2 && may_follow(*after, rest))
        .map(|(_, rest)| rest)
        .min_by_key(|rest| rest.len())
}

fn may_follow(after: After, rest: &str) -> bool {
    // Syllables are laid out in groups of 28, one for each final; the first has none. Unicode Standard, section 3.12.
    let final_consonant = rest
        .chars()
        .next_back()
        .map(|c| (c as u32).wrapping_sub(0xac00) % 28);
    match after {
        After::Consonant => final_consonant != Some(0),
        After::Vowel => final_consonant == Some(0),
        After::Either => true,
    }
}
