//! Which words of the index a typed word stands for.

use super::{found, short_articles};
use crate::index::{ArticleText, Segment, SegmentWriter};
use crate::query::expand::expand;
use crate::query::parse::Query;
use crate::query::{Matcher, RankingParams};

#[test]
fn every_form_of_a_word_finds_the_others() {
    let articles = [
        ("Refunds", "We refund cards."),
        ("Parcels", "A parcel travels."),
        ("Cancelling orders", "Cancelled orders cost nothing."),
    ];
    let segment = short_articles("en", &articles);
    for (query, article) in [
        ("refunded ", 0),
        ("refund ", 0),
        ("parcel ", 1),
        ("cancel ", 2),
        ("ordering ", 2),
    ] {
        assert_eq!(found(&segment, query)[0], article, "{query}");
    }
}

#[test]
fn a_form_with_two_endings_and_one_with_another_root_find_the_others() {
    let hungarian = [("Hibák", "A hiba oka."), ("Jelszavak", "Titkosak.")];
    let segment = short_articles("hu", &hungarian);
    assert_eq!(found(&segment, "hibáknak "), [0]);
    assert_eq!(segment.correct("hibáknak "), None);
    assert_eq!(segment.known("hibáknak ").known, 1);
    let german = [
        ("Dateien wiederherstellen", ""),
        ("Was gesichert wird", ""),
        (
            "Ordner",
            "Alle Ordner werden wiederhergestellt. Sichern Sie sie.",
        ),
    ];
    let segment = short_articles("de", &german);
    assert_eq!(found(&segment, "wiederhergestellt "), [0, 2]);
    assert_eq!(found(&segment, "sichern "), [1, 2]);
}

#[test]
fn the_last_word_finds_its_forms_and_its_continuations() {
    let articles = [("Orders", "Where is it?"), ("Ordersheets", "Print one.")];
    let segment = short_articles("en", &articles);
    assert_eq!(found(&segment, "orders"), [0, 1]);
    assert_eq!(found(&segment, "ordered"), [0]);
    let segment = short_articles(
        "lv",
        &[
            ("Preču atgriešana", "Kā atgriezt preci."),
            ("Precīzs laiks", ""),
        ],
    );
    assert_eq!(found(&segment, "preci")[0], 0);
}

#[test]
fn a_query_about_something_unknown_is_answered_only_by_what_asks_so() {
    let articles = [
        ("How do I pay?", "With my card."),
        ("Cards", "How do I know? I do not."),
    ];
    let segment = short_articles("en", &articles);
    assert_eq!(found(&segment, "how do i qwrtz"), [0]);
    assert_eq!(found(&segment, "my qwrtz"), [0; 0]);
    assert_eq!(found(&segment, "how do i "), [0, 1]);
}

#[test]
fn what_hardly_has_to_do_with_the_query_is_left_out() {
    let mut articles = vec![("Refund a voucher", "Vouchers are refunded.")];
    articles.extend([("Opening hours", "Come and see. We refund, too."); 30]);
    let segment = short_articles("en", &articles);
    assert_eq!(found(&segment, "refund a voucher "), [0]);
}

#[test]
fn a_short_word_is_no_form_of_a_longer_one_with_other_marks() {
    let segment = short_articles(
        "de",
        &[
            ("Konto ändern", "Wer es änderte."),
            ("Why and how", "and and"),
        ],
    );
    assert_eq!(found(&segment, "Adresse geändert ändern "), [0]);
    assert_eq!(found(&segment, "and ")[0], 1);
}

#[test]
fn short_words_find_their_longer_forms() {
    for (locale, title, query) in [
        ("en", "Keyboard shortcut keys", "key "),
        ("en", "Tabs", "tab "),
        ("en", "Apps", "app settings "),
        ("de", "Tage", "tag "),
        ("fr", "Les clés", "clé "),
        ("hu", "Képek", "kép "),
        ("ru", "Годы", "год "),
        ("es", "Redes", "red "),
    ] {
        let segment = short_articles(locale, &[(title, "")]);
        assert_eq!(found(&segment, query), [0], "{query} in {locale}");
    }
}

#[test]
fn misspelt_words_are_found_if_nothing_is_spelt_so() {
    let segment = short_articles(
        "en",
        &[
            ("Password", "Change it."),
            ("Parcel", "Track it."),
            ("Parcours", ""),
        ],
    );
    for query in ["pasword", "passwrod", "apssword", "password1"] {
        assert_eq!(found(&segment, query)[0], 0, "{query}");
    }
    assert_eq!(
        found(&segment, "parcel "),
        [1],
        "a word that is there is not misspelt"
    );
    assert_eq!(found(&segment, "xyz "), [0; 0]);
}

#[test]
fn of_corrections_the_one_with_the_marks_that_were_typed_comes_first() {
    let segment = short_articles("vi", &[("Trong", ""), ("Trọng", ""), ("Lịch", "")]);
    assert_eq!(found(&segment, "tọrng "), [1, 0]);
    assert_eq!(found(&segment, "torng "), [0, 1], "no marks say nothing");
    assert_eq!(
        found(&segment, "lịh "),
        [2],
        "a mark is typed as a letter is"
    );
    assert_eq!(found(&segment, "lih "), [0; 0]);
}

#[test]
fn words_typed_as_one_or_torn_apart_are_found() {
    let segment = short_articles(
        "en",
        &[
            ("Screenshot", "Take one."),
            ("Gift card", "Buy one."),
            ("Other", "card shot"),
        ],
    );
    assert_eq!(found(&segment, "screen shot ")[0], 0);
    assert_eq!(found(&segment, "giftcard ")[0], 1);
}

#[test]
fn a_misspelt_query_is_set_right() {
    let segment = short_articles("en", &[("Change the password", ""), ("Parcel", "")]);
    assert_eq!(
        segment.correct("Chnage my pasword!"),
        Some("change my password!".to_owned())
    );
    assert_eq!(segment.correct("Change my password!"), None);
    assert_eq!(
        segment.correct("pasword pasword"),
        Some("password password".to_owned())
    );
    assert_eq!(segment.correct("xyzzy"), None);
    let segment = short_articles("en", &[("Printer", ""), ("Paper", "")]);
    assert_eq!(
        segment.correct("printerpaper "),
        None,
        "two words are found, not corrected"
    );
}

#[test]
fn a_rare_word_that_goes_on_as_a_misspelt_one_does_not_hide_what_was_meant() {
    let articles = [
        ("Image viewer", ""),
        ("Document viewer", ""),
        ("X11 utilities", "appres, editres, viewrix"),
    ];
    let segment = short_articles("en", &articles);
    assert_eq!(found(&segment, "image viewr")[0], 0);
    let mut all = found(&segment, "viewr");
    all.sort_unstable();
    assert_eq!(all, [0, 1, 2]);
}

/// Two articles that never use the words of their customers.
fn related() -> Segment {
    let mut writer = SegmentWriter::new("en");
    for title in [
        "Wireless networks",
        "Delete an account",
        "Computers",
        "Cookies",
    ] {
        writer.add_article(&ArticleText {
            title,
            ..ArticleText::default()
        });
    }
    writer.relate(&["wifi", "wireless"], &["wifi", "wireless"], 0.6);
    writer.relate(&["laptop"], &["computer"], 0.5);
    writer.relate(&["get rid of"], &["delete"], 0.9);
    writer.relate(&["step by step"], &["cookie"], 0.9);
    writer.relate(&["nothing of this"], &["is here"], 0.6);
    Segment::open(&writer.finish()).unwrap()
}

#[test]
fn customers_words_find_what_the_articles_call_otherwise() {
    let segment = related();
    assert_eq!(found(&segment, "wifi "), [0]);
    assert_eq!(found(&segment, "wifii "), [0], "misspelt");
    assert_eq!(
        found(&segment, "my laptops "),
        [2],
        "inflected, and the article says `computers`"
    );
    assert_eq!(found(&segment, "how to get rid of it"), [1]);
    assert_eq!(
        found(&segment, "get the rid "),
        [0; 0],
        "a phrase is its words in a row"
    );
    assert_eq!(
        found(&segment, "step by step "),
        [3],
        "a phrase may repeat a word"
    );
    assert_eq!(found(&segment, "computer "), [2]);
    assert_eq!(found(&segment, "nothing of this "), [0; 0]);
}

/// What is only guessed of customers' words is said in as few words as tell it: other words stand around them in each question.
#[test]
fn of_a_guessed_phrase_the_word_that_no_article_has_is_enough() {
    let mut writer = SegmentWriter::new("en");
    for title in ["Battery", "Turn off Bluetooth", "Clean the screen"] {
        writer.add_article(&ArticleText {
            title,
            ..ArticleText::default()
        });
    }
    writer.relate(&["puffed right up"], &["battery"], 0.5);
    writer.relate(&["turn off puzzle"], &["battery"], 0.9);
    for to in ["battery", "bluetooth", "screen"] {
        writer.relate(&["greasy spot"], &[to], 0.5);
    }
    let segment = Segment::open(&writer.finish()).unwrap();
    assert_eq!(found(&segment, "it has puffed "), [0]);
    assert_eq!(found(&segment, "puzzle "), [0; 0], "an owner's phrase");
    assert_eq!(found(&segment, "spot "), [0; 0], "it may mean anything");
    assert_eq!(found(&segment, "greasy spot ").len(), 3);
}

#[test]
fn what_relations_say_twice_costs_nothing() {
    let written = |relations: &[(&[&str], &[&str])]| {
        let mut writer = SegmentWriter::new("en");
        for title in ["Battery level", "Accounts", "Delete an account"] {
            writer.add_article(&ArticleText {
                title,
                ..ArticleText::default()
            });
        }
        for (from, to) in relations {
            writer.relate(from, to, 0.5);
        }
        writer.finish()
    };
    let once = written(&[
        (&["accu", "juice"], &["battery"]),
        (&["login"], &["account"]),
    ]);
    let twice = written(&[
        (&["accu", "accu level"], &["battery", "battery level"]),
        (&["juice"], &["battery"]),
        (&["login", "delete account"], &["account"]),
    ]);
    assert!(once == twice, "{} and {} bytes", once.len(), twice.len());
}

/// A long word in a script without spaces is many pairs, and still one phrase.
#[test]
fn a_related_word_may_be_long_in_a_script_without_spaces() {
    let mut writer = SegmentWriter::new("ja");
    for title in ["請求書を受け取る", "インターネット接続を直す"] {
        writer.add_article(&ArticleText {
            title,
            ..ArticleText::default()
        });
    }
    let words = ["WLAN", "インターネット接続"];
    writer.relate(&words, &words, 0.9);
    writer.relate(&["ブロードバンド回線の代金"], &["請求書"], 0.9);
    let segment = Segment::open(&writer.finish()).unwrap();
    assert_eq!(found(&segment, "WLAN "), [1]);
    assert_eq!(found(&segment, "ブロードバンド回線の代金"), [0]);
}

/// A forged index may relate everything to everything: each relation is followed once for each word, and each term counted once.
#[test]
fn relations_that_multiply_do_not_multiply_the_work() {
    let words: Vec<String> = (0..600).map(|word| format!("w{word:03}")).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut writer = SegmentWriter::new("und");
    writer.add_article(&ArticleText {
        title: &words.join(" "),
        ..ArticleText::default()
    });
    for _ in 0..3 {
        writer.relate(&words, &words, 0.5);
    }
    let segment = Segment::open(&writer.finish()).unwrap();
    let query = Query::parse(segment.analyzer(), "w w w000");
    for expansions in expand(&segment, &query) {
        assert!(expansions.len() <= words.len(), "{}", expansions.len());
    }
    assert_eq!(found(&segment, "w"), [0]);
}

#[test]
fn related_words_are_marked_and_single_words_of_related_phrases_are_not() {
    let mut writer = SegmentWriter::new("en");
    let title = "Refund, or send it back";
    writer.add_article(&ArticleText {
        title,
        ..ArticleText::default()
    });
    writer.relate(&["return"], &["refund", "send back"], 0.6);
    let segment = Segment::open(&writer.finish()).unwrap();
    let marked = Matcher::new(&segment, "return ").highlight(title);
    let marked: Vec<&str> = marked.into_iter().map(|range| &title[range]).collect();
    assert_eq!(marked, ["Refund"]);
}

#[test]
fn an_explanation_adds_up_to_the_score() {
    let mut segment = related();
    segment.file_under([1, 3]);
    let hit = segment.search("delete my wifi", 1)[0];
    let params = RankingParams::default();
    let explanation = segment
        .explain("delete my wifi", hit.article, &params)
        .unwrap();
    assert_eq!(explanation.score, hit.score);
    let sum: f32 = explanation.words.iter().map(|word| word.contribution).sum();
    let product = sum * explanation.coverage * (1.0 + explanation.title) * explanation.weight;
    let score = product + explanation.category;
    assert!((score - hit.score).abs() < 1e-5, "{score} {}", hit.score);
    let terms: Vec<_> = explanation
        .words
        .iter()
        .map(|word| word.terms.len())
        .collect();
    assert_eq!(terms, [1, 0, 0]);
    assert_eq!(explanation.words[0].terms[0].fields, [("title", 1)]);
    assert_eq!(segment.explain("delete", 99, &params), None);
}

#[test]
fn an_article_of_more_weight_comes_before_its_equals() {
    let mut writer = SegmentWriter::new("en");
    for weight in [1.0, 0.5, 2.0] {
        writer.add_article(&ArticleText {
            title: "Refund",
            weight,
            ..ArticleText::default()
        });
    }
    let segment = Segment::open(&writer.finish()).unwrap();
    assert_eq!(found(&segment, "refund"), [2, 0, 1]);
}
