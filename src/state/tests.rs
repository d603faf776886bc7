//! The widget's stories, told to `update` without a browser.

use std::sync::Arc;

use guichet_bundle::Locale;
use guichet_bundle::pack::{Pack, PackWriter};
use guichet_search::{ArticleText, SectionText, Segment, SegmentWriter};
use guichet_wire::catalog::{ArticleEntry, Catalog, Category};
use guichet_wire::document::{Block, Document, Inline};
use guichet_wire::manifest::{FORMAT, FileRef, LocaleEntry, Manifest};
use guichet_wire::problem::{FieldCode, FieldProblem, Problem};
use guichet_wire::settings::Settings;
use guichet_wire::ticket::{Receipt, TicketId};

use super::*;

const ID: TicketId = TicketId([1; 16]);
const OTHER: TicketId = TicketId([2; 16]);
const ENDPOINT: &str = "https://desk.example.org/tickets";

fn file(path: &str) -> FileRef {
    FileRef {
        path: path.to_owned(),
        bytes: 1,
        integrity: String::new(),
    }
}

fn manifest() -> Manifest {
    let entry = |tag: &str, fallback: &[&str]| LocaleEntry {
        tag: tag.to_owned(),
        fallback: fallback.iter().map(|tag| tag.to_string()).collect(),
        articles: 2,
        catalog: file("catalog"),
        index: file("index"),
    };
    let mut settings = Settings::default();
    settings.contact.endpoint = Some(ENDPOINT.to_owned());
    Manifest {
        format: FORMAT,
        name: "Pinewick".to_owned(),
        default_locale: "en".to_owned(),
        locales: vec![entry("en", &[]), entry("hu", &["en"]), entry("ga", &["en"])],
        settings,
    }
}

const ARTICLES: [(&str, &str, &str); 2] = [
    (
        "orders/track",
        "Track your order",
        "See where the parcel is.",
    ),
    (
        "returns/refunds",
        "Refunds",
        "Your money comes back within five days.",
    ),
];

fn knowledge(locale: &str) -> Arc<Locale> {
    let mut writer = SegmentWriter::new(locale);
    for (_, title, body) in ARTICLES {
        let lead = SectionText { heading: "", body };
        writer.add_article(&ArticleText {
            title,
            keywords: &[],
            description: "",
            sections: &[lead],
        });
    }
    let entry = |(id, title, _): (&str, &str, &str)| ArticleEntry {
        id: id.to_owned(),
        title: title.to_owned(),
        description: String::new(),
        category: "orders".to_owned(),
        related: Vec::new(),
        written_in: None,
        pack: 0,
        sections: Vec::new(),
    };
    let catalog = Catalog {
        locale: locale.to_owned(),
        categories: vec![Category {
            id: "orders".to_owned(),
            name: "Orders".to_owned(),
            description: String::new(),
        }],
        articles: ARTICLES.map(entry).to_vec(),
        packs: vec![file("pack")],
    };
    let segment = Segment::open(writer.finish()).unwrap();
    Arc::new(Locale::new(catalog, segment).unwrap())
}

fn pack() -> Arc<Pack> {
    let mut writer = PackWriter::default();
    for (id, title, body) in ARTICLES {
        let blocks = vec![Block::Paragraph(vec![Inline::Text(body.to_owned())])];
        writer.add(id, "en", title, &Document { blocks });
    }
    Arc::new(Pack::open(writer.finish()).unwrap())
}

fn wanting(tags: &[&str]) -> Model {
    Model::new(Shell {
        wanted: tags.iter().map(|tag| tag.to_string()).collect(),
        translations: vec!["en".to_owned(), "hu".to_owned()],
        ..Shell::default()
    })
}

/// A model whose English knowledge base is open.
fn ready() -> Model {
    let mut model = wanting(&["en"]);
    update(&mut model, Msg::Manifest(Ok(manifest())));
    arrive(&mut model, "en");
    model
}

fn arrive(model: &mut Model, locale: &str) -> Vec<Effect> {
    let msg = Msg::Knowledge {
        locale: locale.to_owned(),
        result: Ok(knowledge(locale)),
    };
    update(model, msg)
}

fn search(model: &mut Model, query: &str) -> Vec<Effect> {
    update(model, Msg::QueryTyped(query.to_owned()))
}

fn fill(model: &mut Model) {
    for (field, text) in [
        (Field::Email, "ana@example.org"),
        (Field::Subject, "Broken lamp"),
        (Field::Message, "It does not light."),
    ] {
        update(model, Msg::Edited(field, text.to_owned()));
    }
}

/// A model whose ticket `ID` is on its way to the endpoint.
fn sending() -> Model {
    let mut model = ready();
    fill(&mut model);
    update(&mut model, Msg::Submitted(ID));
    update(
        &mut model,
        Msg::Saved {
            id: ID,
            saved: true,
        },
    );
    model
}

fn receipt(id: TicketId) -> Answer {
    Answer::Accepted(Receipt {
        id,
        number: 1001,
        status_url: "https://desk.example.org/tickets/secret".to_owned(),
    })
}

fn answered(model: &mut Model, answer: Answer) -> Vec<Effect> {
    update(model, Msg::Answered { id: ID, answer })
}

fn stage(model: &Model) -> Option<Stage> {
    model.outbox.entries.first().map(|entry| entry.stage)
}

#[test]
fn the_first_wish_that_the_bundle_serves_decides_the_locale() {
    for (wanted, locale, strings) in [
        (&["hu-HU", "en"][..], "hu", "hu"),
        (&["de", "hu"], "hu", "hu"),
        (&["de"], "en", "en"),
        (&["ga"], "ga", "en"),
    ] {
        let mut model = wanting(wanted);
        let effects = update(&mut model, Msg::Manifest(Ok(manifest())));
        assert_eq!(model.locale, locale, "{wanted:?}");
        assert_eq!(effects[0], Effect::LoadStrings(strings.to_owned()));
        assert!(matches!(&effects[1], Effect::LoadKnowledge(entry) if entry.tag == locale));
    }
}

#[test]
fn without_a_manifest_the_panel_still_speaks_the_visitors_language() {
    let mut model = wanting(&["hu"]);
    let effects = update(&mut model, Msg::Manifest(Err(LoadError::Unreachable)));
    assert_eq!(effects, [Effect::LoadStrings("hu".to_owned())]);
    assert_eq!(model.manifest, Loading::Failed(LoadError::Unreachable));
    let again = update(&mut model, Msg::LoadAgain);
    assert_eq!(again, [Effect::LoadManifest]);
}

#[test]
fn a_manifest_from_the_future_and_an_empty_one_are_refused() {
    let mut future = manifest();
    future.format.major += 1;
    let mut empty = manifest();
    empty.locales.clear();
    for (manifest, error) in [(future, LoadError::TooNew), (empty, LoadError::Damaged)] {
        let mut model = wanting(&["en"]);
        update(&mut model, Msg::Manifest(Ok(manifest)));
        assert_eq!(model.manifest, Loading::Failed(error));
    }
}

#[test]
fn what_was_typed_before_the_index_came_is_searched_when_it_comes() {
    let mut model = wanting(&["en"]);
    search(&mut model, "refund");
    update(&mut model, Msg::Manifest(Ok(manifest())));
    arrive(&mut model, "en");
    assert_eq!(model.results.items[0].id, "returns/refunds");
}

#[test]
fn the_index_of_a_language_that_was_left_meanwhile_is_dropped() {
    let mut model = ready();
    update(&mut model, Msg::LocaleChosen("hu".to_owned()));
    assert_eq!(arrive(&mut model, "en"), []);
    assert!(model.knowledge.ready().is_none());
    arrive(&mut model, "hu");
    assert_eq!(model.knowledge.ready().unwrap().catalog().locale, "hu");
}

#[test]
fn each_keystroke_answers_and_the_pack_for_the_snippets_is_asked_for_once() {
    let mut model = ready();
    assert_eq!(search(&mut model, "r"), [Effect::LoadPack(file("pack"))]);
    assert_eq!(search(&mut model, "re"), []);
    assert_eq!(model.results.items[0].snippet, None);
    let came = Msg::Pack {
        file: "pack".to_owned(),
        result: Ok(pack()),
    };
    update(&mut model, came);
    let item = &model.results.items[0];
    assert_eq!(item.title.text, "Refunds");
    let title = &item.title;
    let marked: Vec<&str> = title
        .marks
        .iter()
        .map(|mark| &title.text[mark.clone()])
        .collect();
    assert_eq!(marked, ["Refunds"], "the prefix marks its whole word");
    assert!(item.snippet.as_ref().unwrap().text.contains("money"));
}

#[test]
fn a_pack_that_failed_is_asked_for_again_by_the_next_search() {
    let mut model = ready();
    search(&mut model, "refund");
    let failed = Msg::Pack {
        file: "pack".to_owned(),
        result: Err(LoadError::Unreachable),
    };
    update(&mut model, failed);
    assert_eq!(
        search(&mut model, "refunds"),
        [Effect::LoadPack(file("pack"))]
    );
}

#[test]
fn the_arrow_keys_go_around_the_results_and_enter_opens_the_active_one() {
    let mut model = ready();
    search(&mut model, "your");
    assert_eq!(model.results.items.len(), 2);
    for (step, active) in [(-1, 1), (1, 0), (1, 1), (1, 0)] {
        update(&mut model, Msg::ResultMoved(step));
        assert_eq!(model.results.active, Some(active));
    }
    let first = model.results.items[0].route();
    update(&mut model, Msg::ResultOpened);
    assert_eq!(*model.history.current(), first);
}

#[test]
fn back_leads_through_the_places_of_the_way_here_and_home_forgets_them() {
    let mut model = ready();
    let category = Route::Category("orders".to_owned());
    let article = Route::Article {
        id: "orders/track".to_owned(),
        anchor: String::new(),
    };
    update(&mut model, Msg::Go(category.clone()));
    update(&mut model, Msg::Go(article.clone()));
    assert_eq!(model.history.latest(Pane::List), Some(&category));
    assert_eq!(model.history.latest(Pane::Detail), Some(&article));
    update(&mut model, Msg::Back);
    assert_eq!(*model.history.current(), category);
    update(&mut model, Msg::Go(article));
    update(&mut model, Msg::Go(Route::Home));
    assert!(!model.history.can_go_back());
}

#[test]
fn the_subject_finds_articles_while_it_is_typed() {
    let mut model = ready();
    update(
        &mut model,
        Msg::Edited(Field::Subject, "where is my parcel".to_owned()),
    );
    assert_eq!(model.form.suggestions[0].id, "orders/track");
}

#[test]
fn an_incomplete_form_is_not_sent_and_says_what_is_missing() {
    let mut model = ready();
    update(&mut model, Msg::Edited(Field::Email, "nobody".to_owned()));
    let effects = update(&mut model, Msg::Submitted(ID));
    assert_eq!(effects, [Effect::Focus(Focus::FieldError)]);
    assert_eq!(model.form.error(Field::Email), Some(FieldCode::Malformed));
    assert_eq!(model.form.error(Field::Message), Some(FieldCode::Required));
    assert!(model.outbox.entries.is_empty());
    update(
        &mut model,
        Msg::Edited(Field::Email, "ana@example.org".to_owned()),
    );
    assert_eq!(model.form.error(Field::Email), None);
}

#[test]
fn a_ticket_is_saved_before_it_is_sent() {
    let mut model = ready();
    fill(&mut model);
    let effects = update(&mut model, Msg::Submitted(ID));
    assert!(matches!(&effects[0], Effect::Save(delivery) if delivery.ticket.id == ID));
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Send { .. }))
    );
    let effects = update(
        &mut model,
        Msg::Saved {
            id: ID,
            saved: true,
        },
    );
    assert!(matches!(&effects[0], Effect::Send { endpoint, .. } if endpoint == ENDPOINT));
}

#[test]
fn without_storage_a_ticket_is_sent_all_the_same() {
    let mut model = ready();
    fill(&mut model);
    update(&mut model, Msg::Submitted(ID));
    let effects = update(
        &mut model,
        Msg::Saved {
            id: ID,
            saved: false,
        },
    );
    assert!(matches!(effects[0], Effect::Send { .. }));
    assert!(!model.outbox.entries[0].saved);
}

#[test]
fn a_ticket_leaves_the_outbox_only_when_the_receipt_names_it() {
    let mut model = sending();
    let effects = answered(&mut model, receipt(OTHER));
    assert!(matches!(effects[..], [Effect::RetryLater { .. }]));
    assert_eq!(stage(&model), Some(Stage::Waiting));
    update(&mut model, Msg::RetryDue(ID));
    let effects = answered(&mut model, receipt(ID));
    assert_eq!(effects[0], Effect::Forget(ID));
    assert!(matches!(effects[1], Effect::LoadStatus(_)));
    assert_eq!(model.outbox.sent.as_ref().unwrap().receipt.number, 1001);
    assert_eq!(
        model.form.message, "",
        "the form is free for the next question"
    );
    assert_eq!(
        model.form.email, "ana@example.org",
        "and still knows who asks"
    );
}

#[test]
fn a_dead_endpoint_makes_the_ticket_wait_and_the_network_wakes_it() {
    let mut model = sending();
    let effects = answered(&mut model, Answer::NotNow { retry_after: 7 });
    let wait = Effect::RetryLater {
        id: ID,
        attempt: 1,
        at_least: 7,
    };
    assert_eq!(effects, [wait]);
    assert_eq!(model.form.message, "It does not light.", "the text stays");
    let effects = update(&mut model, Msg::Online);
    assert!(matches!(effects[..], [Effect::Send { .. }]));
    assert_eq!(
        update(&mut model, Msg::RetryDue(ID)),
        [],
        "it is on its way already"
    );
}

#[test]
fn a_refused_ticket_stays_saved_until_its_mended_successor_is() {
    let mut model = sending();
    let problem = Problem {
        kind: "invalid-ticket".to_owned(),
        title: "The ticket is not valid".to_owned(),
        status: 422,
        detail: String::new(),
        errors: vec![FieldProblem {
            field: "email".to_owned(),
            code: FieldCode::Malformed,
            detail: "no such domain".to_owned(),
        }],
    };
    let effects = answered(&mut model, Answer::Refused(problem));
    assert_eq!(effects, [Effect::Focus(Focus::FieldError)]);
    assert_eq!(model.form.error(Field::Email), Some(FieldCode::Malformed));
    assert!(model.outbox.current().is_none(), "the form is shown again");
    update(
        &mut model,
        Msg::Edited(Field::Email, "ana@example.com".to_owned()),
    );
    update(&mut model, Msg::Submitted(OTHER));
    let effects = update(
        &mut model,
        Msg::Saved {
            id: OTHER,
            saved: true,
        },
    );
    assert_eq!(effects[0], Effect::Forget(ID));
    assert!(matches!(effects[1], Effect::Send { .. }));
    assert_eq!(model.outbox.entries.len(), 1);
}

#[test]
fn tickets_of_an_earlier_visit_are_sent_and_never_twice_at_once() {
    let mut model = ready();
    let deliveries = sending()
        .outbox
        .entries
        .into_iter()
        .map(|entry| entry.delivery);
    let deliveries: Vec<Delivery> = deliveries.collect();
    let effects = update(&mut model, Msg::OutboxLoaded(deliveries.clone()));
    assert!(matches!(effects[..], [Effect::Send { .. }]));
    assert_eq!(update(&mut model, Msg::OutboxLoaded(deliveries)), []);
}
