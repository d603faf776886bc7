//! What must hold for every list of function words.

use std::collections::HashSet;

use super::super::function_words::{LISTS, function_words};
use super::{Analyzer, collect, decomposed};

#[test]
fn every_list_has_enough_words_and_each_of_them_once() {
    for (tag, list) in LISTS {
        let words: Vec<_> = list.split_whitespace().collect();
        assert!(words.len() >= 60, "{tag}: {}", words.len());
        let unique: HashSet<_> = words.iter().collect();
        assert_eq!(unique.len(), words.len(), "{tag}");
    }
}

#[test]
fn forty_languages_have_a_list() {
    let tags = "ar fa he ja ko zh th hi tr vi lv lt et hu fr de es it pt nl sv da nb fi pl cs sk sl hr sr ro bg el uk ru \
                id ms ca en bn ur";
    for tag in tags.split(' ') {
        assert!(!function_words(tag).is_empty(), "{tag}");
    }
}

#[test]
fn a_region_or_a_sister_language_shares_the_list() {
    assert_eq!(function_words("pt-BR"), function_words("pt"));
    assert_eq!(function_words("no"), function_words("nb"));
    assert_eq!(function_words("zh-Hant"), function_words("zh"));
    assert_eq!(function_words("x-unknown"), "");
}

#[test]
fn questions_keep_the_words_that_say_what_they_are_about() {
    let questions = [
        ("en", "How can I change my password?", "change password"),
        (
            "de",
            "Wie kann ich mein Passwort ändern?",
            "passwort andern",
        ),
        (
            "fr",
            "Comment puis-je changer mon mot de passe ?",
            "puisje changer mot passe",
        ),
        (
            "hu",
            "Hogyan tudom megváltoztatni a jelszavamat?",
            "megvaltoztatni jelszavamat",
        ),
        ("lv", "Kā es varu nomainīt savu paroli?", "nomainit paroli"),
        ("vi", "Làm sao để tôi đổi mật khẩu?", "doi mat khau"),
        (
            "ja",
            "パスワードを変更するにはどうすればいいですか",
            "ぱす すわ わー ーど どを を変 変更 更す",
        ),
        ("zh", "如何更改密码？", "何更 更改 改密 密码 码"),
        ("ru", "Как я могу изменить свой пароль?", "изменить пароль"),
        (
            "es",
            "¿Cómo puedo cambiar mi contraseña?",
            "cambiar contrasena",
        ),
    ];
    for (locale, question, subject) in questions {
        let analyzer = Analyzer::for_locale(locale);
        let forms = |text| {
            collect(&analyzer, text, |token| {
                (token.folded.to_owned(), token.exact.to_owned())
            })
        };
        // As the index has them: a question that is typed without marks has the folded form as its exact one.
        let function_words: HashSet<_> = forms(function_words(locale))
            .into_iter()
            .flat_map(<[String; 2]>::from)
            .collect();
        let kept = forms(question)
            .into_iter()
            .filter(|(_, exact)| !function_words.contains(exact));
        let kept: Vec<_> = kept.map(|(folded, _)| folded).collect();
        assert_eq!(kept.join(" "), decomposed(subject), "{locale}: {question}");
    }
}
