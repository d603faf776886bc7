//! Which article comes first.

use super::{found, knowledge_base, short_articles};
use crate::index::{ArticleText, SectionText, Segment, SegmentWriter};
use crate::query::RankingParams;

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
fn a_title_with_the_whole_query_in_other_forms_is_better_than_one_with_a_rare_form_of_a_part() {
    let mut articles = vec![
        ("Saved searches", "A lost file."),
        ("Searching for a file that was lost", ""),
    ];
    articles.extend([("Search a page", ""); 10]);
    articles.extend([("Other", ""); 40]);
    let segment = short_articles("en", &articles);
    assert_eq!(found(&segment, "searches lost ")[0], 1);
    let params = RankingParams {
        in_title: 0.0,
        ..RankingParams::default()
    };
    let hits = segment.search_with("searches lost ", 1, &params);
    assert_eq!(hits[0].article, 0);
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

/// What a question has in common with many articles of a category tells what it is about.
#[test]
fn what_the_others_of_its_category_have_is_evidence_for_an_article() {
    let mut segment = short_articles(
        "en",
        &[
            ("Paper", "It keeps stopping."),
            ("Ink", "Cartridges"),
            ("Wires", "The signal of a router"),
            ("Waves", "The signal keeps stopping."),
            ("Ports", "A router and its signal"),
            ("Cookies", "The signal keeps stopping."),
        ],
    );
    let question = "signal keeps stopping";
    let score = |segment: &Segment, article| {
        let hits = segment.search(question, 10).into_iter();
        let mut scores = hits.filter(|hit| hit.article == article);
        scores.next().map(|hit| hit.score)
    };
    assert_eq!(score(&segment, 3), score(&segment, 5));
    let alone = score(&segment, 5).unwrap();
    segment.file_under([2, 3, 0]);
    assert_eq!(found(&segment, question)[0], 3);
    assert_eq!(score(&segment, 5), Some(alone), "it belongs to none");
    assert_eq!(score(&segment, 1), None, "it has no word of the question");
    let explained = segment.explain(question, 3, &RankingParams::default());
    let others: f32 = [2, 4]
        .map(|article| score_of_its_own(&segment, question, article))
        .iter()
        .sum();
    let expected = 1.4 * others / (3.0 + 10.0);
    assert!((explained.unwrap().category - expected).abs() < 1e-5);
    segment.file_under([u32::MAX, u32::MAX]);
    assert_eq!(
        found(&segment, question).len(),
        5,
        "whatever a catalog says"
    );
}

fn score_of_its_own(segment: &Segment, query: &str, article: u32) -> f32 {
    let explained = segment.explain(query, article, &RankingParams::default());
    explained.map_or(0.0, |explained| explained.score - explained.category)
}
