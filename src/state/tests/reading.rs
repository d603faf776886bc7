//! Finding and reading: locales, loading, search, the way back.

use guichet_wire::settings::Position;

use super::*;

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
    assert_eq!(again[0], Effect::LoadManifest);
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
    assert_eq!(model.knowledge.ready().unwrap().tag(), "hu");
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
fn a_misspelt_query_is_answered_and_its_correction_offered() {
    let mut model = ready();
    update(&mut model, Msg::QueryTyped("refnuds".to_owned()));
    assert_eq!(model.results.items[0].title.text, "Refunds");
    assert_eq!(model.results.correction.as_deref(), Some("refunds"));
    update(&mut model, Msg::QueryTyped("refund".to_owned()));
    assert_eq!(model.results.correction, None);
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
fn strings_of_a_language_that_was_left_meanwhile_are_dropped() {
    let mut model = ready();
    let strings = |tag: &str| Strings {
        tag: tag.to_owned(),
        ..Strings::default()
    };
    update(&mut model, Msg::Strings(Ok(strings("en"))));
    update(&mut model, Msg::LocaleChosen("hu".to_owned()));
    update(&mut model, Msg::LocaleChosen("en".to_owned()));
    update(&mut model, Msg::Strings(Ok(strings("hu"))));
    assert_eq!(model.strings.tag, "en");
}

#[test]
fn a_language_that_the_page_asks_for_early_or_by_a_longer_tag_is_found() {
    let mut model = wanting(&["en"]);
    update(&mut model, Msg::LocaleChosen("hu".to_owned()));
    update(&mut model, Msg::Manifest(Ok(manifest())));
    assert_eq!(model.locale, "hu");
    update(&mut model, Msg::LocaleChosen("en-CA".to_owned()));
    assert_eq!(model.locale, "en");
    update(&mut model, Msg::LocaleChosen("tlh".to_owned()));
    assert_eq!(model.locale, "en");
}

#[test]
fn closing_a_closed_panel_leaves_the_focus_of_the_page_alone() {
    let mut model = ready();
    assert_eq!(update(&mut model, Msg::Closed), []);
}

#[test]
fn after_a_deploy_the_manifest_is_asked_for_again() {
    let mut model = ready();
    update(&mut model, Msg::LocaleChosen("hu".to_owned()));
    let failed = Msg::Knowledge {
        locale: "hu".to_owned(),
        result: Err(LoadError::Unreachable),
    };
    update(&mut model, failed);
    assert_eq!(update(&mut model, Msg::LoadAgain)[0], Effect::LoadManifest);
    update(&mut model, Msg::Manifest(Ok(manifest())));
    assert_eq!(model.locale, "hu", "what the person chose is kept");
}

#[test]
fn the_tag_decides_the_corner_before_the_bundle_does() {
    for (tag, expected) in [
        (None, Position::Left),
        (Some(Position::Right), Position::Right),
    ] {
        let mut model = wanting(&["en"]);
        model.shell.position = tag;
        let mut manifest = manifest();
        manifest.settings.theme.position = Position::Left;
        let effects = update(&mut model, Msg::Manifest(Ok(manifest)));
        let accent = Settings::default().theme.accent;
        let dressed = Effect::Dress {
            position: expected,
            accent,
        };
        assert!(effects.contains(&dressed), "{tag:?}");
    }
}
