//! Which words belong together, and which do not.

use super::super::Analyzer;
use super::Stemmer;

fn stem(locale: &str, word: &str) -> String {
    let stemmer = Stemmer::for_locale(locale).unwrap();
    let mut stems = Vec::new();
    Analyzer::for_locale(locale).analyze(word, &mut |token| stems.push(stemmer.stem(token.exact)));
    stems.concat()
}

#[test]
fn the_forms_of_a_word_have_one_stem() {
    let families: &[(&str, &str)] = &[
        ("en", "order orders ordered ordering"),
        ("lv", "parole paroles parolei paroli parolē parolēm"),
        ("lv", "brālis brāļa brālim brāļi brāļiem"),
    ];
    for (locale, words) in families {
        let stems: Vec<_> = words.split(' ').map(|word| stem(locale, word)).collect();
        assert!(stems.iter().all(|stem| *stem == stems[0]), "{locale}: {words}: {stems:?}");
    }
}
