//! The panel as part of a page: shown from the start, never closed, and no thief of the focus.

use super::*;

fn embedded() -> Model {
    Model::new(Shell {
        mode: Mode::Embedded,
        ..wanting(&["en"]).shell
    })
}

fn moves_the_focus(effects: &[Effect]) -> bool {
    effects
        .iter()
        .any(|effect| matches!(effect, Effect::Focus(_)))
}

#[test]
fn it_is_open_from_the_start_and_cannot_be_closed() {
    let mut model = embedded();
    assert!(model.open);
    assert_eq!(update(&mut model, Msg::Closed), []);
    assert!(model.open);
}

#[test]
fn it_does_not_take_the_focus_until_it_is_asked_for() {
    let mut model = embedded();
    assert!(!moves_the_focus(&update(&mut model, Msg::Started)));
    let failure = Msg::Manifest(Err(LoadError::Unreachable));
    assert!(!moves_the_focus(&update(&mut model, failure)));
    let manifest = Msg::Manifest(Ok(manifest()));
    assert!(!moves_the_focus(&update(&mut model, manifest)));
    let effects = update(&mut model, Msg::Opened);
    assert!(
        !effects.contains(&Effect::Toggled(true)),
        "it was shown before"
    );
    assert!(effects.contains(&Effect::Focus(Focus::Search)));
}
