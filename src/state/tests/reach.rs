//! Answers that only another language has.

use guichet_bundle::reach::{Reach, ReachWriter};

use super::*;

/// What the file says: Hungarian has a word for it.
fn arrived() -> Msg {
    let mut writer = ReachWriter::default();
    writer.add("en", "", ["Refunds"]);
    writer.add("hu", "", ["Csomagkövetés"]);
    Msg::Reach(Some(Arc::new(Reach::open(&writer.finish()).unwrap())))
}

fn asking() -> Effect {
    Effect::LoadReach(file("reach"))
}

#[test]
fn a_word_that_only_another_language_has_is_offered_there_and_the_query_goes_along() {
    let mut model = ready();
    assert_eq!(search(&mut model, "csomag"), [asking()]);
    assert!(model.results.elsewhere.is_empty());
    assert_eq!(update(&mut model, arrived()), []);
    assert_eq!(model.results.elsewhere, ["hu"]);
    let effects = update(&mut model, Msg::AskedElsewhere("hu".to_owned()));
    assert!(matches!(&effects[1], Effect::LoadKnowledge(entry) if entry.tag == "hu"));
    assert_eq!(effects.last(), Some(&Effect::Focus(Focus::Heading)));
    assert_eq!(model.results.query, "csomag");
    assert!(model.results.elsewhere.is_empty());
    arrive(&mut model, "hu");
    assert!(model.results.elsewhere.is_empty(), "it is shown already");
}

#[test]
fn whoever_is_understood_is_not_sent_away() {
    let mut model = ready();
    assert!(!search(&mut model, "refund").contains(&asking()));
    search(&mut model, "csomag");
    update(&mut model, arrived());
    search(&mut model, "refunds");
    assert!(model.results.elsewhere.is_empty());
}

#[test]
fn what_is_known_of_other_languages_is_fetched_once() {
    let mut model = ready();
    search(&mut model, "csom");
    assert_eq!(search(&mut model, "csoma"), [], "it is on its way");
    update(&mut model, arrived());
    assert_eq!(search(&mut model, "csomag"), []);
}

#[test]
fn without_it_nothing_is_offered_and_nothing_else_is_lost() {
    let mut model = ready();
    search(&mut model, "csomag");
    update(&mut model, Msg::Reach(None));
    assert_eq!(search(&mut model, "csomagok"), []);
    assert!(model.results.elsewhere.is_empty());
    search(&mut model, "refund");
    assert_eq!(model.results.items[0].title.text, "Refunds");
    // A fresh manifest may name another file.
    update(&mut model, Msg::Manifest(Ok(manifest())));
    arrive(&mut model, "en");
    assert_eq!(search(&mut model, "csomag"), [asking()]);
}

#[test]
fn a_bundle_that_has_no_such_file_is_not_asked_for_one() {
    let mut model = wanting(&["en"]);
    let alone = Manifest {
        reach: None,
        ..manifest()
    };
    update(&mut model, Msg::Manifest(Ok(alone)));
    update(&mut model, Msg::ContactPart(Ok(())));
    arrive(&mut model, "en");
    assert_eq!(search(&mut model, "csomag"), []);
}
