//! Runs effects: the only place that touches the network, storage, the clock, randomness and the host page.
//!
//! It decides nothing: what an outcome means is told by `state`. Whatever comes in from outside is checked here, once, and
//! arrives in the model as typed values or as a typed error.

mod fetch;
mod host;
pub mod intl;
mod json;
mod knowledge;
mod outbox;
pub mod random;
mod shapes;
mod tickets;
mod timer;
mod turn;

use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;
use web_sys::ShadowRoot;

use crate::state::{Effect, Msg, Shell};

#[wasm_bindgen]
extern "C" {
    /// What the loader hands over (`loader/guichet.js`).
    pub type Handover;
    /// The open shadow root that holds the launcher and will hold the panel.
    #[wasm_bindgen(method, getter)]
    pub fn root(this: &Handover) -> ShadowRoot;
    /// Absolute address of the bundle's folder, ending in `/`.
    #[wasm_bindgen(method, getter)]
    pub fn bundle(this: &Handover) -> String;
    /// `data-endpoint`, where there is one.
    #[wasm_bindgen(method, getter)]
    pub fn endpoint(this: &Handover) -> Option<String>;
    /// The language tags wanted, best first.
    #[wasm_bindgen(method, getter)]
    pub fn wanted(this: &Handover) -> Vec<String>;
    /// Tags of the UI's translations.
    #[wasm_bindgen(method, getter)]
    pub fn tags(this: &Handover) -> Vec<String>;
    /// Absolute addresses of the UI's translations, in the order of `tags`.
    #[wasm_bindgen(method, getter)]
    pub fn translations(this: &Handover) -> Vec<String>;
    /// The response to the manifest's request, which the loader has sent already.
    #[wasm_bindgen(method, getter)]
    pub fn manifest(this: &Handover) -> Promise;
    /// Told whether the panel is open, each time that changes.
    #[wasm_bindgen(method, getter)]
    pub fn toggled(this: &Handover) -> Function;
}

/// Everything that effects need to know about where the widget stands.
pub struct Platform {
    root: ShadowRoot,
    bundle: String,
    translations: Vec<(String, String)>,
    first_manifest: std::cell::Cell<Option<Promise>>,
    toggled: Function,
    send: Rc<dyn Fn(Msg)>,
}

impl Platform {
    /// A platform whose outcomes go to `send`.
    pub fn new(handover: &Handover, send: Rc<dyn Fn(Msg)>) -> Rc<Self> {
        let tags = handover.tags().into_iter();
        Rc::new(Self {
            root: handover.root(),
            bundle: handover.bundle(),
            translations: tags.zip(handover.translations()).collect(),
            first_manifest: std::cell::Cell::new(Some(handover.manifest())),
            toggled: handover.toggled(),
            send,
        })
    }

    /// Starts an effect; what comes of it is sent later.
    pub fn run(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Toggled(open) => {
                // The loader's own function; what it throws is nothing the panel could mend.
                let _ = self
                    .toggled
                    .call1(&JsValue::NULL, &JsValue::from_bool(open));
            }
            Effect::Place(position) => host::place(&self.root, position),
            Effect::Focus(focus) => host::focus(&self.root, focus),
            Effect::Scroll(anchor) => host::scroll(&self.root, anchor),
            effect => {
                let platform = Rc::clone(self);
                spawn_local(async move {
                    if let Some(msg) = platform.outcome(effect).await {
                        (platform.send)(msg);
                    }
                });
            }
        }
    }

    /// Sends [`Msg::Online`] whenever the browser finds a network again.
    pub fn watch_network(self: &Rc<Self>) {
        let platform = Rc::clone(self);
        host::on_online(move || (platform.send)(Msg::Online));
    }

    async fn outcome(&self, effect: Effect) -> Option<Msg> {
        Some(match effect {
            Effect::LoadManifest => {
                let response = self.first_manifest.take();
                Msg::Manifest(knowledge::manifest(&self.bundle, response).await)
            }
            Effect::LoadStrings(tag) => {
                let mut translations = self.translations.iter();
                let (_, address) = translations.find(|(known, _)| *known == tag)?;
                Msg::Strings(knowledge::strings(address).await)
            }
            Effect::LoadKnowledge(entry) => Msg::Knowledge {
                result: knowledge::locale(&self.bundle, &entry).await,
                locale: entry.tag,
            },
            Effect::LoadPack(file) => Msg::Pack {
                result: knowledge::pack(&self.bundle, &file).await,
                file: file.path,
            },
            Effect::LoadPart { locale, path, part } => Msg::Part {
                result: knowledge::part(&self.bundle, &path, part).await,
                locale,
                part,
            },
            Effect::Pause(typed) => {
                timer::pause().await;
                Msg::Paused(typed)
            }
            Effect::LoadReach(file) => Msg::Reach(knowledge::reach(&self.bundle, &file).await.ok()),
            Effect::LoadOutbox => Msg::OutboxLoaded(outbox::load().await),
            Effect::Save(delivery) => Msg::Saved {
                id: delivery.ticket.id,
                saved: outbox::save(&delivery).await.is_ok(),
            },
            Effect::Forget(id) => {
                // A ticket that stays behind is sent again and confirmed again: its id makes that harmless.
                let _ = outbox::forget(id).await;
                return None;
            }
            Effect::Send { endpoint, ticket } => Msg::Answered {
                id: ticket.id,
                answer: tickets::send(&endpoint, &ticket).await,
            },
            Effect::RetryLater {
                id,
                attempt,
                at_least,
            } => {
                timer::backoff(attempt, at_least).await;
                Msg::RetryDue { id, attempt }
            }
            Effect::LoadStatus(address) => Msg::Status(tickets::status(&address).await),
            Effect::Toggled(_) | Effect::Place(_) | Effect::Focus(_) | Effect::Scroll(_) => {
                return None;
            }
        })
    }
}

/// The model's fixed part, as the loader told it.
pub fn shell(handover: &Handover) -> Shell {
    Shell {
        bundle: handover.bundle(),
        endpoint: handover.endpoint(),
        wanted: handover.wanted(),
        translations: handover.tags(),
        page: host::page_address(),
        position: host::position(&handover.root()),
        storage: outbox::is_offered(),
    }
}
