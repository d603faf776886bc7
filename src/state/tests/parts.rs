//! A knowledge base that comes in parts: what is fetched when, and what is shown meanwhile.

use guichet_bundle::Part;
use guichet_search::{Cutting, Index};
use guichet_wire::catalog::{CatalogPage, IdEntry, IdFile, Pages};

use super::*;

fn index() -> Index {
    let cutting = Cutting { whole: 0, shard: 1 };
    writer("en").finish_cut(&cutting)
}

/// A model whose English knowledge base is open, and has an article a page.
fn large() -> Model {
    let mut model = wanting(&["en"]);
    update(&mut model, Msg::Manifest(Ok(manifest())));
    let catalog = Catalog {
        locale: "en".to_owned(),
        categories: categories(),
        pages: Some(Pages {
            articles: ARTICLES.len() as u32,
            size: 1,
            id_files: 1,
            digest: String::new(),
        }),
        ..Catalog::default()
    };
    let segment = Segment::open(&index().head).unwrap();
    let manifest = manifest();
    let locale = Locale::new(manifest.locale("en").unwrap(), catalog, segment).unwrap();
    let result = Ok(Arc::new(locale));
    let locale = "en".to_owned();
    update(&mut model, Msg::Knowledge { locale, result });
    model
}

fn content(part: Part) -> PartContent {
    match part {
        Part::Shard(number) => PartContent::Shard(index().shards[number as usize].clone()),
        Part::Page(number) => PartContent::Page(CatalogPage {
            articles: vec![entries()[number as usize].clone()],
            packs: vec![file("pack")],
        }),
        Part::Ids(_) => {
            let ids = entries().into_iter().map(|entry| entry.id).zip(0..);
            let ids = ids.map(|(id, article)| IdEntry { id, article });
            PartContent::Ids(IdFile { ids: ids.collect() })
        }
    }
}

/// Answers every request for a part, and those that come of it; says how many there were.
fn answer(model: &mut Model, mut effects: Vec<Effect>) -> usize {
    let mut answered = 0;
    while let Some(effect) = effects.pop() {
        if let Effect::LoadPart { locale, part, .. } = effect {
            let result = Ok(content(part));
            let msg = Msg::Part {
                locale,
                part,
                result,
            };
            effects.extend(update(model, msg));
            answered += 1;
        }
    }
    answered
}

fn pause(model: &mut Model, effects: &[Effect]) -> Vec<Effect> {
    let Some(Effect::Pause(typed)) = effects.last() else {
        panic!("expected a pause, found {effects:?}");
    };
    update(model, Msg::Paused(*typed))
}

fn parts(effects: &[Effect]) -> usize {
    let is_part = |effect: &&Effect| matches!(effect, Effect::LoadPart { .. });
    effects.iter().filter(is_part).count()
}

#[test]
fn a_search_fetches_what_it_needs_after_a_pause_and_then_answers() {
    let mut model = large();
    let first = search(&mut model, "par");
    let second = search(&mut model, "parcel");
    assert_eq!(parts(&first) + parts(&second), 0);
    assert_eq!(pause(&mut model, &first), [], "more was typed meanwhile");
    let wanted = pause(&mut model, &second);
    assert!(parts(&wanted) > 0);
    assert!(model.results.is_pending());
    answer(&mut model, wanted);
    assert!(!model.results.is_pending());
    let items = &model.results.items;
    assert_eq!((items.len(), items[0].id.as_str()), (1, "orders/track"));
}

#[test]
fn what_was_found_before_stays_until_the_next_answer_is_whole_and_cannot_be_opened() {
    let mut model = large();
    let effects = search(&mut model, "parcel");
    let wanted = pause(&mut model, &effects);
    answer(&mut model, wanted);
    search(&mut model, "money");
    assert_eq!(model.results.items[0].id, "orders/track");
    assert_eq!(update(&mut model, Msg::ResultOpened), []);
    assert_eq!(*model.history.current(), Route::Home);
}

#[test]
fn a_part_that_does_not_come_is_asked_for_again_when_the_person_wants_it() {
    let mut model = large();
    let effects = search(&mut model, "parcel");
    let wanted = pause(&mut model, &effects);
    for effect in wanted {
        let Effect::LoadPart { locale, part, .. } = effect else {
            continue;
        };
        let result = Err(LoadError::Unreachable);
        let msg = Msg::Part {
            locale,
            part,
            result,
        };
        assert_eq!(parts(&update(&mut model, msg)), 0);
    }
    assert_eq!(
        model.results.progress,
        Loading::Failed(LoadError::Unreachable)
    );
    assert!(model.results.items.is_empty());
    let again = update(&mut model, Msg::LoadAgain);
    assert!(parts(&again) > 0 && model.results.is_pending());
    answer(&mut model, again);
    assert_eq!(model.results.items[0].id, "orders/track");
}

#[test]
fn an_article_is_found_by_its_id_alone() {
    let mut model = large();
    let route = |id: &str| Route::Article {
        id: id.to_owned(),
        anchor: String::new(),
    };
    let effects = update(&mut model, Msg::Go(route("returns/refunds")));
    assert_eq!(model.entry_state("returns/refunds"), Loading::Pending);
    assert_eq!(answer(&mut model, effects), 2, "the ids and a page");
    assert_eq!(model.entry("returns/refunds").unwrap().title, "Refunds");
    assert!(matches!(model.packs.get("pack"), Loading::Pending));
    let effects = update(&mut model, Msg::Go(route("there/is-none")));
    answer(&mut model, effects);
    assert_eq!(model.entry_state("there/is-none"), Loading::Absent);
}

#[test]
fn a_category_fetches_the_pages_of_the_articles_that_it_lists() {
    let mut model = large();
    let effects = update(&mut model, Msg::Go(Route::Category("orders".to_owned())));
    assert_eq!(answer(&mut model, effects), 2);
    let knowledge = model.knowledge.ready().unwrap();
    assert_eq!(knowledge.articles_in("orders", model.listed()).count(), 2);
}

#[test]
fn the_parts_of_a_language_that_was_left_are_dropped() {
    let mut model = large();
    let effects = search(&mut model, "parcel");
    let wanted = pause(&mut model, &effects);
    update(&mut model, Msg::LocaleChosen("hu".to_owned()));
    answer(&mut model, wanted);
    arrive(&mut model, "hu");
    assert_eq!(model.results.items[0].id, "orders/track");
    assert!(!model.results.is_pending());
}
