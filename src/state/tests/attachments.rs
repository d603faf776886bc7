//! Files of a draft: the owner's rules, what goes with the ticket, and how long contents are held.

use guichet_wire::form::{AttachmentRules, ContactForm};
use guichet_wire::settings::EndpointKind;

use super::*;

fn file(key: u32, name: &str, media_type: &str, bytes: u64) -> File {
    File {
        key,
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        bytes,
        is_read: true,
    }
}

fn photo(key: u32) -> File {
    file(key, "lamp.jpg", "image/jpeg", 2_000)
}

/// A form that takes two pictures or PDFs of at most 5,000 bytes.
fn with_attachments() -> Model {
    let mut model = ready();
    let rules = AttachmentRules {
        files: 2,
        bytes: 5_000,
        accept: vec!["image/*".to_owned(), ".PDF".to_owned()],
    };
    let form = ContactForm {
        attachments: Some(rules),
        ..ContactForm::default()
    };
    model.contact_form = Loading::Ready(Box::leak(Box::new(form)));
    model
}

fn problems(model: &Model) -> Vec<Option<FileProblem>> {
    let files = model.attachments().into_iter();
    files.map(|(_, problem)| problem).collect()
}

#[test]
fn a_file_that_breaks_a_rule_is_shown_and_says_which() {
    let mut model = with_attachments();
    let unread = File {
        is_read: false,
        ..photo(4)
    };
    let files = vec![
        file(1, "Invoice.pdf", "", 5_000),
        file(2, "lamp.png", "image/png", 5_001),
        file(3, "lamp.exe", "application/x-msdownload", 10),
        unread,
    ];
    update(&mut model, Msg::FilesAdded(files));
    let expected = [
        None,
        Some(FileProblem::TooLarge(5_000)),
        Some(FileProblem::Type),
        Some(FileProblem::Unread),
    ];
    assert_eq!(problems(&model), expected);
}

#[test]
fn only_as_many_as_are_taken_go_and_room_that_is_made_is_used() {
    let mut model = with_attachments();
    update(&mut model, Msg::FilesAdded((1..=3).map(photo).collect()));
    let full = Some(FileProblem::TooMany(2));
    assert_eq!(problems(&model), [None, None, full]);
    let effects = update(&mut model, Msg::FileRemoved(1));
    assert_eq!(effects, [Effect::LetGo(vec![1])]);
    assert_eq!(problems(&model), [None, None]);
}

#[test]
fn without_rules_of_the_owner_and_where_no_files_can_be_taken_there_are_none() {
    let mut model = with_attachments();
    assert!(model.attachment_rules().is_some());
    model.contact_form = Loading::Pending;
    assert!(model.attachment_rules().is_none());
    for (kind, takes_files) in [
        (EndpointKind::Form, true),
        (EndpointKind::Chatwoot, true),
        (EndpointKind::Zammad, true),
        (EndpointKind::Zendesk, false),
        (EndpointKind::Mailto, false),
    ] {
        let mut model = with_attachments();
        let Loading::Ready(manifest) = &mut model.manifest else {
            panic!("there is a manifest");
        };
        Arc::make_mut(manifest).settings.contact.kind = kind;
        assert_eq!(model.attachment_rules().is_some(), takes_files, "{kind:?}");
    }
}

#[test]
fn a_photo_is_offered_only_where_one_is_taken() {
    let rules = |accept: &[&str]| AttachmentRules {
        files: 1,
        bytes: 1,
        accept: accept.iter().map(|rule| (*rule).to_owned()).collect(),
    };
    assert!(takes_photos(&rules(&[])));
    assert!(takes_photos(&rules(&[".pdf", ".jpg"])));
    assert!(!takes_photos(&rules(&[".pdf", "image/png"])));
}

#[test]
fn the_ticket_takes_the_good_files_along_and_nothing_waits_for_the_others() {
    let mut model = with_attachments();
    fill(&mut model);
    let zip = file(2, "logs.zip", "application/zip", 10);
    update(&mut model, Msg::FilesAdded(vec![photo(1), zip]));
    let effects = update(&mut model, submitted(ID));
    assert!(matches!(&effects[0], Effect::Save(delivery) if delivery.files == [photo(1)]));
    let saved = Msg::Saved {
        id: ID,
        saved: true,
    };
    let effects = update(&mut model, saved);
    assert!(matches!(&effects[0], Effect::Send { delivery, .. } if delivery.files == [photo(1)]));
    let effects = answered(&mut model, receipt(ID));
    assert!(effects.contains(&Effect::LetGo(vec![1, 2])));
    assert!(model.form.files.is_empty());
}

#[test]
fn an_edited_ticket_keeps_its_files_where_the_rules_did_not_come() {
    let mut model = with_attachments();
    fill(&mut model);
    model.form.files = vec![photo(1)];
    model.contact_form = Loading::Failed(LoadError::Unreachable);
    let effects = update(&mut model, submitted(ID));
    assert!(matches!(&effects[0], Effect::Save(delivery) if delivery.files == [photo(1)]));
}

#[test]
fn what_was_loaded_once_more_is_not_held_twice() {
    let mut model = with_attachments();
    fill(&mut model);
    update(&mut model, Msg::FilesAdded(vec![photo(1)]));
    let effects = update(&mut model, submitted(ID));
    let [Effect::Save(delivery), ..] = &effects[..] else {
        panic!("expected the ticket to be saved, found {effects:?}");
    };
    let again = Delivery {
        files: vec![photo(7)],
        ..delivery.clone()
    };
    let effects = update(&mut model, Msg::OutboxLoaded(vec![again]));
    assert!(effects.contains(&Effect::LetGo(vec![7])));
}

#[test]
fn a_ticket_with_files_says_how_much_of_it_has_left() {
    let mut model = sending();
    assert_eq!(model.outbox.entries[0].progress, None);
    let half = Msg::Progress {
        id: ID,
        percent: 50,
    };
    update(&mut model, half);
    assert_eq!(model.outbox.entries[0].progress, Some(50));
    answered(&mut model, Answer::NotNow { retry_after: 0 });
    update(&mut model, Msg::RetryWanted(ID));
    assert_eq!(model.outbox.entries[0].progress, None, "it begins anew");
}
