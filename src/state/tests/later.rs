//! Waiting for the contact part: it is fetched when it is wanted, and nothing that needs it is lost meanwhile.

use super::*;

const UNREACHABLE: Msg = Msg::ContactPart(Err(LoadError::Unreachable));

#[test]
fn the_way_to_the_contact_form_fetches_its_part_once() {
    let mut model = first_opening();
    let effects = update(&mut model, Msg::ContactLikely);
    assert_eq!(
        effects,
        [Effect::LoadContactPart],
        "it is fetched in advance"
    );
    let effects = update(&mut model, Msg::Go(Route::Contact));
    assert!(
        !effects.contains(&Effect::LoadContactPart),
        "it is on its way"
    );
    update(&mut model, Msg::ContactPart(Ok(())));
    assert_eq!(update(&mut model, Msg::ContactLikely), []);
}

#[test]
fn the_focus_goes_to_the_form_when_its_part_is_here_and_nowhere_else() {
    let mut model = first_opening();
    update(&mut model, Msg::Opened);
    update(&mut model, Msg::Go(Route::Contact));
    let effects = update(&mut model, Msg::ContactPart(Ok(())));
    assert_eq!(effects, [Effect::Focus(Focus::Heading)]);

    let mut model = first_opening();
    update(&mut model, Msg::Opened);
    update(&mut model, Msg::ContactLikely);
    assert_eq!(update(&mut model, Msg::ContactPart(Ok(()))), []);
}

#[test]
fn an_outbox_of_an_earlier_visit_waits_for_the_part_that_can_read_it() {
    let mut model = first_opening();
    let effects = update(&mut model, Msg::OutboxFound);
    assert_eq!(effects, [Effect::LoadContactPart]);
    assert_eq!(update(&mut model, UNREACHABLE), []);
    let effects = update(&mut model, Msg::Online);
    assert_eq!(effects, [Effect::LoadContactPart], "the network is back");
    let effects = update(&mut model, Msg::ContactPart(Ok(())));
    assert_eq!(effects, [Effect::LoadOutbox]);
    assert_eq!(
        update(&mut model, Msg::ContactPart(Ok(()))),
        [],
        "it is read once"
    );
}

#[test]
fn a_part_that_does_not_come_can_be_asked_for_again() {
    let mut model = first_opening();
    update(&mut model, Msg::Opened);
    update(&mut model, Msg::Go(Route::Contact));
    update(&mut model, UNREACHABLE);
    assert_eq!(model.contact_part, Loading::Failed(LoadError::Unreachable));
    let effects = update(&mut model, Msg::LoadAgain);
    assert!(effects.contains(&Effect::LoadContactPart));
    assert_eq!(model.contact_part, Loading::Pending);
}

#[test]
fn a_search_that_finds_nothing_fetches_the_part_where_there_is_a_form() {
    let mut model = first_opening();
    assert!(!search(&mut model, "parcel").contains(&Effect::LoadContactPart));
    assert!(search(&mut model, "xylophone").contains(&Effect::LoadContactPart));

    let mut model = wanting(&["en"]);
    let mut closed = manifest();
    closed.settings.contact.endpoint = None;
    update(&mut model, Msg::Manifest(Ok(closed)));
    arrive(&mut model, "en");
    assert!(!search(&mut model, "xylophone").contains(&Effect::LoadContactPart));
}

#[test]
fn the_part_that_draws_texts_comes_beside_the_first_pack_and_once() {
    let mut model = first_opening();
    let effects = search(&mut model, "parcel");
    assert!(matches!(
        effects[..],
        [Effect::LoadPack(_), Effect::LoadArticlePart]
    ));
    let article = Route::Article {
        id: "orders/track".to_owned(),
        anchor: String::new(),
    };
    assert!(!update(&mut model, Msg::Go(article)).contains(&Effect::LoadArticlePart));
    update(&mut model, Msg::ArticlePart(Err(LoadError::Unreachable)));
    assert!(update(&mut model, Msg::LoadAgain).contains(&Effect::LoadArticlePart));
}

#[test]
fn news_of_the_network_alone_fetch_nothing() {
    assert_eq!(update(&mut first_opening(), Msg::Online), []);
}

fn strings(tag: &str, key: &str) -> Strings {
    Strings {
        tag: tag.to_owned(),
        messages: vec![(key.to_owned(), format!("{tag} {key}"))],
        ..Strings::default()
    }
}

#[test]
fn the_part_brings_its_own_messages_in_the_language_of_the_others() {
    let mut model = first_opening();
    update(&mut model, Msg::Strings(Ok(strings("en", "home.topics"))));
    update(&mut model, Msg::ContactLikely);
    let effects = update(&mut model, Msg::ContactPart(Ok(())));
    assert_eq!(effects, [Effect::LoadContactStrings("en".to_owned())]);
    let late = strings("hu", "contact.lead");
    update(&mut model, Msg::ContactStrings(Ok(late)));
    let pending = Loading::Pending;
    assert_eq!(model.contact_strings, pending, "they are of another one");

    let others = model.strings.clone();
    let own = strings("en", "contact.lead");
    update(&mut model, Msg::ContactStrings(Ok(own.clone())));
    assert_eq!(model.contact_strings, Loading::Ready(Arc::new(own)));
    let is_same = Arc::ptr_eq(&model.strings, &others);
    assert!(is_same, "what shows the others is not drawn again");

    let effects = update(&mut model, Msg::Strings(Ok(strings("en", "home.topics"))));
    assert_eq!(effects, [], "they are here");
}

#[test]
fn messages_that_do_not_come_can_be_asked_for_again() {
    let mut model = first_opening();
    update(&mut model, Msg::Strings(Ok(strings("en", "home.topics"))));
    update(&mut model, Msg::Opened);
    update(&mut model, Msg::Go(Route::Contact));
    update(&mut model, Msg::ContactPart(Ok(())));
    let trouble = Err(LoadError::Unreachable);
    let effects = update(&mut model, Msg::ContactStrings(trouble));
    assert_eq!(effects, [Effect::Focus(Focus::Heading)]);
    let failed = Loading::Failed(LoadError::Unreachable);
    assert_eq!(model.contact_strings, failed);
    let effects = update(&mut model, Msg::LoadAgain);
    assert!(effects.contains(&Effect::LoadContactStrings("en".to_owned())));
}
