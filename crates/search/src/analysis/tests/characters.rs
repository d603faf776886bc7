//! Holds our own tables of capitals and of punctuation against the standard library's, which are too heavy for the widget.

use super::super::case::small;
use super::super::character::{Class, class};

/// Where our tables say less than the standard library's: scripts that nobody writes customers in, circled letters,
/// Roman numerals, and Greek capitals that are decomposed instead.
fn is_left_out(c: char) -> bool {
    matches!(c, '\u{10a0}'..='\u{1c8a}' | '\u{1fb8}'..='\u{1ffc}' | '\u{2132}'..='\u{2ced}' | '\u{2cf2}' | '\u{a640}'..='\u{a7f5}' | '\u{10000}'..)
}

#[test]
fn capitals_have_the_small_letters_of_unicode() {
    let letters = ('\0'..=char::MAX).filter(|c| c.is_alphabetic());
    for c in letters.filter(|c| !is_left_out(*c)) {
        let mut lower = c.to_lowercase();
        let (Some(expected), None) = (lower.next(), lower.next()) else {
            continue;
        };
        // Full-width letters are narrowed before.
        if !('\u{ff21}'..='\u{ff3a}').contains(&c) {
            assert_eq!(small(c), expected, "{c} U+{:04X}", c as u32);
        }
    }
}

#[test]
fn letters_and_digits_make_words() {
    for c in ('\0'..='\u{ffff}').filter(|c| c.is_alphanumeric()) {
        let symbols = matches!(c, '\u{2132}'..='\u{2189}' | '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}');
        assert!(
            class(c) != Class::Break || symbols,
            "{c} U+{:04X}",
            c as u32
        );
    }
}

#[test]
fn punctuation_and_symbols_of_living_scripts_end_words() {
    let texts = [
        "!\"#$%()*+/:;<=>?[\\]^`{|}~¡¢£¤¥¦§¨©«¬®¯°±´¶¸»¿×÷",
        "–—…•‰‹›€₽₹™→⇧⌘⏎■▶☎✓✔➜⭐",
        "、。「」『』【】〈〉《》〒〜・！（）：；？［］｛｝～￥",
        "،؛؟٪٫٬٭۔։֏׀׃।॥॰৳௹෴฿๏๚๛།༎၊။፡።។៕៖៛᠀",
        "😀🚀🇪🇺👍🀄🎵𝄞",
        "\u{a0}\u{1680}\u{2003}\u{200b}\u{200e}\u{202e}\u{2028}\u{3000}\u{feff}\u{fffd}\u{e000}\u{e0061}",
    ];
    for c in texts.iter().flat_map(|text| text.chars()) {
        let ends = matches!(class(c), Class::Break | Class::Hyphen);
        assert!(ends, "{c} U+{:04X}: {:?}", c as u32, class(c));
    }
}
