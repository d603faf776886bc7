//! Pseudo-locales for debug builds, made from the English strings: a text that lacks their brackets was never up for translation, and a
//! text that is cut off has no room for a longer language. A release has none of them.

use serde_json::{Map, Value, json};

/// Each letter of English, accented.
const ACCENTED: [(&str, &str); 2] = [
    ("abcdefghijklmnopqrstuvwxyz", "àƀçđêƒğħîĵķļɱñôþɋŕšţûṽŵẋýž"),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ÀƁÇĐÊƑĞĦÎĴĶĻṀÑÔÞɊŔŠŢÛṼŴẊÝŽ"),
];

/// How much longer other languages are than English, at the length of a button's text or a sentence.
const LONGER: f64 = 0.4;

/// As wide as words are, on average, and with spaces to break lines at.
const PADDING: &str = "~·~·~·~ ";

/// The direction marks RIGHT-TO-LEFT OVERRIDE and POP DIRECTIONAL FORMATTING.
const RIGHT_TO_LEFT: [char; 2] = ['\u{202e}', '\u{202c}'];

/// `en-XA`, accented and longer, and `ar-XB`, from right to left: locales that CLDR keeps for this.
pub fn locales(english: &Value) -> [Value; 2] {
    let messages = |forms: fn(&str) -> Vec<String>, pseudo: fn(&str) -> String| -> Map<_, _> {
        let messages = english["messages"].as_object().into_iter().flatten();
        messages
            .flat_map(|(key, message)| {
                let message = pseudo(message.as_str().unwrap_or_default());
                let forms = forms(key).into_iter();
                forms.map(move |key| (key, json!(message)))
            })
            .collect()
    };
    let same = |key: &str| vec![key.to_owned()];
    [
        json!({ "tag": "en-XA", "name": "⟦Èñĝļîšĥ⟧", "dir": "ltr", "messages": messages(same, accented) }),
        json!({ "tag": "ar-XB", "name": "XB", "dir": "rtl", "messages": messages(arabic_forms, mirrored) }),
    ]
}

/// Arabic has every plural category; English has two of them.
fn arabic_forms(key: &str) -> Vec<String> {
    match key.strip_suffix(".other") {
        Some(stem) => ["zero", "two", "few", "many", "other"]
            .map(|category| format!("{stem}.{category}"))
            .to_vec(),
        None => vec![key.to_owned()],
    }
}

fn accented(message: &str) -> String {
    let mut length = 0;
    let text = around_placeholders(message, |text| {
        length += text.chars().count();
        text.chars().map(with_accent).collect()
    });
    let longer = (length as f64 * LONGER).ceil() as usize;
    let padding: String = PADDING.chars().cycle().take(longer).collect();
    format!("⟦{text}{}⟧", padding.trim_end())
}

fn with_accent(letter: char) -> char {
    let accented = |(plain, accented): &(&str, &str)| {
        let place = plain.chars().position(|other| other == letter)?;
        accented.chars().nth(place)
    };
    ACCENTED.iter().find_map(accented).unwrap_or(letter)
}

fn mirrored(message: &str) -> String {
    let [begin, end] = RIGHT_TO_LEFT;
    around_placeholders(&format!("⟦{message}⟧"), |text| {
        format!("{begin}{text}{end}")
    })
}

/// The message with everything but its placeholders changed.
fn around_placeholders(message: &str, mut change: impl FnMut(&str) -> String) -> String {
    let mut changed = String::new();
    let mut rest = message;
    while let Some((text, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        changed += &format!("{}{{{name}}}", change(text));
        rest = after;
    }
    changed += &change(rest);
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> [Value; 2] {
        let english = r#"{ "tag": "en", "dir": "ltr", "messages": {
            "hello": "Hello, World!", "count.one": "{n} hit", "count.other": "{n} hits" } }"#;
        locales(&serde_json::from_str(english).unwrap())
    }

    #[test]
    fn the_accented_locale_has_no_plain_letter_and_is_longer_by_two_fifths() {
        let [accented, _] = made();
        assert_eq!(accented["tag"], "en-XA");
        assert_eq!(accented["dir"], "ltr");
        assert_eq!(accented["messages"]["hello"], "⟦Ħêļļô, Ŵôŕļđ!~·~·~·⟧");
        assert_eq!(accented["messages"]["count.other"], "⟦{n} ħîţš~·⟧");
        assert_eq!(accented["messages"].as_object().unwrap().len(), 3);
    }

    #[test]
    fn every_letter_has_an_accented_one_of_its_own() {
        for (plain, accented) in ACCENTED {
            assert_eq!(plain.chars().count(), accented.chars().count());
            assert!(!accented.contains(|letter: char| letter.is_ascii()));
        }
    }

    #[test]
    fn long_padding_can_be_broken_into_lines() {
        assert!(accented(&"word ".repeat(10)).ends_with("~·~ ~·~·~·~ ~·~·⟧"));
    }

    #[test]
    fn the_mirrored_locale_turns_all_but_the_placeholders_around_and_has_each_arabic_plural_form() {
        let [_, mirrored] = made();
        assert_eq!(mirrored["tag"], "ar-XB");
        assert_eq!(mirrored["dir"], "rtl");
        let messages = &mirrored["messages"];
        assert_eq!(messages["hello"], "\u{202e}⟦Hello, World!⟧\u{202c}");
        for form in ["zero", "two", "few", "many", "other"] {
            let expected = "\u{202e}⟦\u{202c}{n}\u{202e} hits⟧\u{202c}";
            assert_eq!(messages[format!("count.{form}")], expected, "{form}");
        }
        assert!(messages["count.one"].as_str().unwrap().contains(" hit⟧"));
    }
}
