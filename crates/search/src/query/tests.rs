//! Ranking and snippets, told as what a visitor types and what should come up.

use super::expand::expand;
use super::parse::Query;
use super::{Matcher, RankingParams, Snippet};
use crate::index::{ArticleText, SectionText, Segment, SegmentWriter};
use crate::random::Random;

/// A knowledge base of articles with a title and sections; the first section is the lead.
fn knowledge_base(locale: &str, articles: &[(&str, &[(&str, &str)])]) -> Segment {
    let mut writer = SegmentWriter::new(locale);
    for (title, sections) in articles {
        let sections: Vec<_> = sections
            .iter()
            .map(|(heading, body)| SectionText { heading, body })
            .collect();
        writer.add_article(&ArticleText {
            title,
            keywords: &[],
            description: "",
            sections: &sections,
            ..ArticleText::default()
        });
    }
    Segment::open(&writer.finish()).unwrap()
}

/// Articles that are only a title and a body.
fn short_articles(locale: &str, articles: &[(&str, &str)]) -> Segment {
    let mut writer = SegmentWriter::new(locale);
    for (title, body) in articles {
        let sections = [SectionText { heading: "", body }];
        writer.add_article(&ArticleText {
            title,
            keywords: &[],
            description: "",
            sections: &sections,
            ..ArticleText::default()
        });
    }
    Segment::open(&writer.finish()).unwrap()
}

fn found(segment: &Segment, query: &str) -> Vec<u32> {
    segment
        .search(query, 10)
        .into_iter()
        .map(|hit| hit.article)
        .collect()
}

#[test]
fn a_word_in_the_title_beats_the_same_word_in_the_body() {
    let segment = short_articles(
        "en",
        &[
            ("Shipping", "A refund takes days."),
            ("Refund", "Shipping takes days."),
        ],
    );
    assert_eq!(found(&segment, "refund "), [1, 0]);
    assert_eq!(found(&segment, "shipping "), [0, 1]);
}

#[test]
fn keywords_find_what_the_article_does_not_say() {
    let mut writer = SegmentWriter::new("en");
    let lead = [SectionText {
        heading: "",
        body: "Send it back within thirty days.",
    }];
    let keywords = ["money back".to_owned(), "reimbursement".to_owned()];
    writer.add_article(&ArticleText {
        title: "Returns",
        keywords: &keywords,
        description: "",
        sections: &lead,
        ..ArticleText::default()
    });
    let segment = Segment::open(&writer.finish()).unwrap();
    assert_eq!(found(&segment, "reimbursement"), [0]);
}

#[test]
fn the_marks_that_were_typed_rank_higher_than_other_marks_however_often_those_occur() {
    let segment = short_articles(
        "vi",
        &[
            ("", "bạn bạn bạn bạn bạn bạn của tôi"),
            ("", "tôi bán nhà"),
            ("", "ban nhạc"),
        ],
    );
    assert_eq!(found(&segment, "bán ")[0], 1);
    assert_eq!(found(&segment, "bạn ")[0], 0);
}

#[test]
fn typed_without_marks_every_spelling_is_found_and_the_plain_one_first() {
    let segment = short_articles("vi", &[("", "bạn bè"), ("", "bán nhà"), ("", "ban nhạc")]);
    assert_eq!(found(&segment, "ban "), [2, 0, 1]);
}

#[test]
fn all_words_of_the_query_beat_many_of_one() {
    let segment = short_articles(
        "en",
        &[
            ("Orders", "Cancel cancel cancel cancel cancel everything."),
            ("Plans", "You may cancel the subscription at any time."),
            ("Gifts", "A subscription is a subscription."),
        ],
    );
    assert_eq!(found(&segment, "cancel subscription ")[0], 1);
}

#[test]
fn a_question_in_a_whole_sentence_finds_its_subject() {
    let segment = short_articles(
        "en",
        &[
            (
                "Delivery times",
                "How long it takes depends on where you live. I do not know.",
            ),
            (
                "Change your password",
                "Open the account page and choose a new one.",
            ),
            ("Invoices", "You can download them. How? In your account."),
        ],
    );
    assert_eq!(found(&segment, "how do i change my password?")[0], 1);
}

#[test]
fn titles_that_are_questions_do_not_answer_every_question() {
    let segment = short_articles(
        "en",
        &[
            ("How do I calibrate my screen?", "Place the device upon it."),
            ("Change your password", "Open the account page."),
            ("Printers", "Plug it in."),
            ("Sound", "Turn it up."),
        ],
    );
    assert_eq!(found(&segment, "how do i change my password?")[0], 1);
    assert_eq!(found(&segment, "how do i ")[0], 0, "but they are found");
}

#[test]
fn every_letter_typed_keeps_the_article_in_sight() {
    let segment = short_articles(
        "en",
        &[
            ("Payment methods", "Cards."),
            ("Track an order", "See the parcel."),
        ],
    );
    let typed = "track an order";
    for end in 1..=typed.len() {
        assert_eq!(
            found(&segment, &typed[..end])[0],
            1,
            "after typing {:?}",
            &typed[..end]
        );
    }
}

#[test]
fn a_space_says_that_the_word_is_finished() {
    let segment = short_articles("en", &[("Ordinary people", "are like that.")]);
    assert_eq!(found(&segment, "ord"), [0]);
    assert_eq!(found(&segment, "ord "), [0; 0]);
}

#[test]
fn longer_words_never_overtake_the_word_itself_in_the_same_field() {
    let segment = short_articles(
        "en",
        &[
            ("", &"ordinary ordinal ordained ".repeat(20)),
            ("", "one ord here or there"),
        ],
    );
    assert_eq!(found(&segment, "ord"), [1, 0]);
}

#[test]
fn of_two_longer_words_the_one_with_fewer_missing_letters_comes_first() {
    let segment = short_articles("en", &[("Ordinary people", ""), ("Orders for people", "")]);
    assert_eq!(found(&segment, "ord")[0], 1);
}

#[test]
fn a_rare_word_counts_more_than_a_common_one() {
    let mut articles = vec![("", "voucher"), ("", "order")];
    articles.extend([("", "order"); 3]);
    articles.extend([("", "something else"); 5]);
    let segment = short_articles("en", &articles);
    let hits = segment.search("order voucher ", 10);
    assert_eq!(hits[0].article, 0);
    assert!(hits[0].score > hits[1].score);
}

#[test]
fn the_answer_links_to_the_section_that_answers() {
    let segment = knowledge_base(
        "en",
        &[(
            "Return an item",
            &[
                ("", "Send it back."),
                ("Damaged items", "Take a photo first."),
                ("Refund", "Within five days."),
            ],
        )],
    );
    let section = |query| segment.search(query, 1)[0].section;
    assert_eq!(section("return an item "), 0);
    assert_eq!(section("damaged"), 1);
    assert_eq!(section("return damaged item"), 1);
    assert_eq!(section("when do i get the refund"), 2);
}

#[test]
fn words_in_different_sections_still_make_one_answer() {
    let segment = knowledge_base(
        "en",
        &[
            ("Gifts", &[("", "A gift."), ("", "gift gift gift gift")]),
            (
                "Wrapping",
                &[("", "We pack a gift."), ("", "Choose the ribbon.")],
            ),
        ],
    );
    assert_eq!(found(&segment, "gift ribbon ")[0], 1);
}

#[test]
fn codes_are_found_however_they_are_typed() {
    let segment = short_articles(
        "en",
        &[
            ("Errors", "Error 482 or PW 12."),
            ("The error PW-482913", "Write us an e-mail."),
        ],
    );
    for query in [
        "PW-482913",
        "pw482913",
        "PW 482913",
        "ＰＷ－４８２９１３",
        "pw-4829",
        "482913",
        "PW-482913 ",
    ] {
        assert_eq!(found(&segment, query)[0], 1, "{query}");
    }
    assert_eq!(found(&segment, "email "), [1]);
    assert_eq!(found(&segment, "e-mail "), [1]);
}

#[test]
fn an_email_is_found_by_an_e_mail() {
    let segment = short_articles(
        "en",
        &[("Contact", "Send an email."), ("Post", "Send mail.")],
    );
    assert_eq!(found(&segment, "e-mail ")[0], 0);
}

#[test]
fn one_chinese_character_finds_every_word_that_has_it() {
    let segment = short_articles("zh", &[("退货政策", "三十天内"), ("付款", "信用卡")]);
    for query in ["退", "货", "策", "政策", "退货政策", "退货政策 ", "货政"] {
        assert_eq!(found(&segment, query), [0], "{query}");
    }
    assert_eq!(found(&segment, "卡"), [1]);
}

#[test]
fn hangul_is_found_while_a_syllable_is_being_composed() {
    let segment = short_articles("ko", &[("한국어 도움말", "주문")]);
    for query in ["하", "한", "한구", "한국", "한국어"] {
        assert_eq!(found(&segment, query), [0], "{query}");
    }
}

#[test]
fn equal_answers_stand_in_the_order_of_their_articles() {
    let segment = short_articles(
        "en",
        &[("Same", "text"), ("Same", "text"), ("Same", "text")],
    );
    assert_eq!(found(&segment, "same"), [0, 1, 2]);
    assert_eq!(segment.search("same", 2).len(), 2);
}

#[test]
fn a_query_without_words_has_no_answers() {
    let segment = short_articles("en", &[("Same", "text")]);
    for query in ["", "   ", "?!", "\u{301}", "xyzzy"] {
        assert!(segment.search(query, 10).is_empty(), "{query:?}");
    }
    assert!(segment.search("same", 0).is_empty());
}

#[test]
fn a_word_that_nobody_has_costs_nobody_anything() {
    let segment = short_articles("en", &[("Refund", "text"), ("Other", "thing")]);
    assert_eq!(
        segment.search("refund xyzzy ", 1)[0].score,
        segment.search("refund ", 1)[0].score
    );
}

#[test]
fn without_weight_for_the_title_the_title_is_silent() {
    let segment = short_articles("en", &[("Refund", "text"), ("Text", "refund")]);
    let mut params = RankingParams::default();
    params.title.weight = 0.0;
    let hits = segment.search_with("refund ", 10, &params);
    assert_eq!(hits.iter().map(|hit| hit.article).collect::<Vec<_>>(), [1]);
}

#[test]
fn a_pasted_page_is_answered_like_any_query() {
    let segment = short_articles("en", &[("Refund", "text")]);
    let page: String = (0..5_000).map(|word| format!("word{word} ")).collect();
    assert_eq!(found(&segment, &format!("refund {page}")), [0]);
}

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
fn a_query_about_something_unknown_is_not_answered_by_its_small_words() {
    let segment = short_articles(
        "en",
        &[("How do I pay?", "With my card."), ("Where is it?", "")],
    );
    assert_eq!(found(&segment, "how do i qwrtz"), [0; 0]);
    assert_eq!(found(&segment, "how do i "), [0]);
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
    writer.relate(&["get rid of"], &["delete"], 0.6);
    writer.relate(&["step by step"], &["cookie"], 0.6);
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
fn an_explanation_adds_up_to_the_score() {
    let segment = related();
    let hit = segment.search("delete my wifi", 1)[0];
    let params = RankingParams::default();
    let explanation = segment
        .explain("delete my wifi", hit.article, &params)
        .unwrap();
    assert_eq!(explanation.score, hit.score);
    let sum: f32 = explanation.words.iter().map(|word| word.contribution).sum();
    let product = sum * explanation.coverage * (1.0 + explanation.whole_title) * explanation.weight;
    assert!(
        (product - hit.score).abs() < 1e-5,
        "{product} {}",
        hit.score
    );
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

/// The pieces of a text that are highlighted.
fn marked<'t>(locale: &str, query: &str, text: &'t str) -> Vec<&'t str> {
    let segment = short_articles(locale, &[]);
    let ranges = Matcher::new(&segment, query).highlight(text);
    ranges.into_iter().map(|range| &text[range]).collect()
}

#[test]
fn highlights_cover_whole_words_however_they_are_spelt() {
    assert_eq!(
        marked("en", "ord", "An Order, or orders?"),
        ["Order", "orders"]
    );
    assert_eq!(marked("en", "order ", "An Order, or orders?"), ["Order"]);
    assert_eq!(marked("vi", "mat khau ", "Đổi mật khẩu"), ["mật", "khẩu"]);
    assert_eq!(marked("en", "pw-48", "The code PW-482913."), ["PW-482913"]);
    assert_eq!(marked("fr", "article", "l'article"), ["article"]);
    assert_eq!(
        marked("en", "café ", "Cafe\u{301}s and a cafe\u{301}."),
        ["cafe\u{301}"]
    );
    assert_eq!(marked("en", "", "text"), [""; 0]);
}

#[test]
fn highlights_of_overlapping_pairs_are_merged() {
    assert_eq!(marked("zh", "退货政策", "我们的退货政策是"), ["退货政策"]);
}

fn cut(query: &str, text: &str, max_chars: usize) -> (String, Vec<String>) {
    let segment = short_articles("en", &[]);
    let Snippet { text, highlights } = Matcher::new(&segment, query).snippet(text, max_chars);
    let marked = highlights
        .into_iter()
        .map(|range| text[range].to_owned())
        .collect();
    (text, marked)
}

const STORY: &str = "Every parcel has a number. We send it by mail as soon as the parcel leaves our house. \
    With the number you can see where the parcel is. If it is late, write to us and we ask the carrier.";

#[test]
fn a_short_text_is_its_own_snippet() {
    assert_eq!(
        cut("number ", "A number.", 80),
        ("A number.".to_owned(), vec!["number".to_owned()])
    );
}

#[test]
fn the_snippet_shows_the_place_with_the_most_words_of_the_query() {
    let (text, marked) = cut("late carrier ", STORY, 60);
    assert_eq!(marked, ["late", "carrier"]);
    assert!(
        text.starts_with('…') && text.ends_with("carrier."),
        "{text}"
    );
    assert!(text.chars().count() <= 61, "{text}");
}

#[test]
fn without_a_match_the_snippet_is_the_beginning() {
    assert_eq!(
        cut("xyzzy ", STORY, 30),
        ("Every parcel has a number. We…".to_owned(), vec![])
    );
}

#[test]
fn snippets_are_cut_between_words() {
    let words: Vec<&str> = STORY.split_whitespace().collect();
    for max in 20..120 {
        let (text, _) = cut("mail ", STORY, max);
        for word in text.trim_matches('…').split_whitespace() {
            assert!(words.contains(&word), "{word:?} in {text:?}");
        }
    }
}

#[test]
fn any_text_gives_a_snippet_within_its_bounds() {
    let mut random = Random::seeded(7);
    for segment in ["en", "zh"].map(|locale| short_articles(locale, &[])) {
        for _ in 0..1_500 {
            let length = 1 + random.below(120);
            let text = random.text(length);
            let start = text.floor_char_boundary(random.below(text.len()));
            let query: String = text[start..].chars().take(4).collect();
            let max = random.below(40);
            let Snippet {
                text: piece,
                highlights,
            } = Matcher::new(&segment, &query).snippet(&text, max);
            assert!(
                text.contains(piece.trim_matches('…')) || text.contains('…'),
                "{piece:?} of {text:?}"
            );
            assert!(
                piece.chars().count() <= max + 2,
                "{max}: {piece:?} of {text:?}"
            );
            let mut end = 0;
            for range in highlights {
                assert!(
                    range.start >= end && !range.is_empty() && piece.get(range.clone()).is_some()
                );
                end = range.end;
            }
        }
    }
}
