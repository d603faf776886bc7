//! Runs effects: the only place that touches the network, storage, the clock, randomness and the host page.
//!
//! It decides nothing: what an outcome means is told by `state`. Whatever comes in from outside is checked here, once, and
//! arrives in the model as typed values or as a typed error.

pub mod clock;
pub mod contact;
mod fetch;
mod host;
pub mod intl;
mod json;
mod knowledge;
mod print;
pub mod random;
mod reading;
mod scroll;
mod shapes;
mod storage;
mod timer;

use std::rc::Rc;

use guichet_wire::manifest::FileRef;
use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{RequestInit, Response, ShadowRoot};

use self::fetch::successful;
pub use self::host::page_address;
use self::json::Read;
use crate::state::{Effect, LoadError, Msg, Shell};

#[wasm_bindgen]
extern "C" {
    /// What the loader hands over (`loader/start.js`).
    #[derive(Clone)]
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
    /// Absolute address of the folder of the UI's translations, ending in `/`.
    #[wasm_bindgen(method, getter)]
    pub fn strings(this: &Handover) -> String;
    /// Brings a later part of the program, by its name, unless it is here.
    #[wasm_bindgen(method)]
    fn bring(this: &Handover, part: &str) -> Promise;
    /// The request for an address that the loader has sent already; only the first to ask is given it.
    #[wasm_bindgen(method)]
    fn sent(this: &Handover, address: &str) -> Option<Promise>;
    /// Puts on the styles of the contact part.
    #[wasm_bindgen(method)]
    fn dressed(this: &Handover) -> Promise;
    /// Tells whether the panel is open, each time that changes.
    #[wasm_bindgen(method)]
    fn toggled(this: &Handover, open: bool);
}

/// Everything that effects need to know about where the widget stands.
pub struct Platform {
    handover: Handover,
    root: ShadowRoot,
    bundle: String,
    send: Rc<dyn Fn(Msg)>,
}

impl Platform {
    /// A platform whose outcomes go to `send`.
    pub fn new(handover: &Handover, send: Rc<dyn Fn(Msg)>) -> Rc<Self> {
        Rc::new(Self {
            handover: handover.clone(),
            root: handover.root(),
            bundle: handover.bundle(),
            send,
        })
    }

    /// Starts an effect; what comes of it is sent later.
    pub fn run(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Toggled(open) => self.handover.toggled(open),
            Effect::Dress { position, accent } => host::dress(&self.root, position, &accent),
            Effect::Focus(focus) => host::focus(&self.root, focus),
            // At once: what is read is how the pane stands before it is drawn anew.
            Effect::NoteSpot { pane, depth } => {
                let spot = scroll::spot(&self.root, pane);
                (self.send)(Msg::Left { depth, spot });
            }
            Effect::Scroll { pane, top } => scroll::scroll(&self.root, pane, top),
            Effect::ShowSection(anchor) => scroll::show_section(&self.root, anchor),
            Effect::FocusLink {
                pane,
                link,
                to,
                otherwise,
            } => scroll::focus_link(&self.root, pane, link, to, otherwise),
            Effect::Print => print::article(&self.root),
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

    /// Sends [`Msg::Online`] or [`Msg::Offline`] whenever the browser finds a network again or loses it, and [`Msg::Seen`] whenever the
    /// person comes back to the page.
    pub fn watch_network(self: &Rc<Self>) {
        for event in ["online", "offline", "visibilitychange"] {
            let platform = Rc::clone(self);
            // Made anew each time: a message that could be cloned would bring the cloning of every other along.
            let msg = move || match event {
                "online" => Some(Msg::Online),
                "offline" => Some(Msg::Offline),
                _ => host::is_seen().then_some(Msg::Seen),
            };
            host::on(event, move || {
                if let Some(msg) = msg() {
                    (platform.send)(msg);
                }
            });
        }
    }

    async fn outcome(&self, effect: Effect) -> Option<Msg> {
        Some(match effect {
            Effect::LoadManifest => {
                let answer = self.loaded(format!("{}manifest.json", self.bundle)).await;
                Msg::Manifest(knowledge::manifest(answer).await)
            }
            Effect::LoadStrings(tag) => {
                let answer = self
                    .loaded(format!("{}{tag}.json", self.handover.strings()))
                    .await;
                Msg::Strings(knowledge::strings(answer).await)
            }
            Effect::LoadKnowledge(entry) => {
                // Both are under way before the first answer is waited for.
                let files = [&entry.catalog, &entry.index].map(|file| self.verified(file));
                Msg::Knowledge {
                    result: knowledge::locale(&entry, files, self.part("search")).await,
                    locale: entry.tag,
                }
            }
            Effect::LoadPack(file) => {
                let answer = self.readable(self.verified(&file));
                Msg::Pack {
                    result: async { reading::pack(answer.await?).await }.await,
                    file: file.path,
                }
            }
            Effect::LoadPart { locale, path, part } => {
                let request = fetch::start(&format!("{}{path}", self.bundle), &RequestInit::new());
                let answer = self.readable(request);
                Msg::Part {
                    result: async { reading::part(answer.await?, part).await }.await,
                    locale,
                    part,
                }
            }
            Effect::Pause(typed) => {
                timer::pause().await;
                Msg::Paused(typed)
            }
            Effect::LoadReach(file) => {
                let answer = self.readable(self.verified(&file));
                Msg::Reach(async { reading::reach(answer.await?).await }.await.ok())
            }
            // Only the article part asks for it, so it is here.
            Effect::Copy(text) => match reading::copy(&self.root, &text).await {
                true => Msg::Copied(text),
                false => return None, // The text can still be marked and copied by hand.
            },
            Effect::Linger(copy) => {
                timer::linger().await;
                Msg::Lingered(copy)
            }
            Effect::SendFeedback { endpoint, feedback } => Msg::FeedbackSent {
                id: feedback.id,
                arrived: self.part("article").await.is_ok()
                    && reading::tell(endpoint, feedback).await,
            },
            Effect::LoadArticlePart => Msg::ArticlePart(self.part("article").await),
            Effect::LoadContactPart => Msg::ContactPart(self.part("contact").await),
            Effect::LookForOutbox => match storage::has_outbox().await {
                Ok(true) => Msg::OutboxFound,
                _ => return None,
            },
            // Only the contact part asks for these, so it is here.
            effect => return contact::outcome(self, effect).await,
        })
    }
}

impl Platform {
    /// Brings a later part of the program (`crates/xtask/src/split`), unless it is here.
    async fn part(&self, name: &str) -> Read<()> {
        let brought = JsFuture::from(self.handover.bring(name)).await;
        brought.map(drop).map_err(|_| LoadError::Unreachable)
    }

    /// The answer to a request, once the article part is here, which reads it.
    async fn readable(&self, request: Read<Promise>) -> Read<Response> {
        let answer = successful(fetch::response(request?).await?)?;
        self.part("article").await?;
        Ok(answer)
    }

    /// The answer to the loader's request for `address` or, where it has sent none, to a new one.
    async fn loaded(&self, address: String) -> Read<Response> {
        match self.handover.sent(&address) {
            Some(request) => fetch::response(request).await,
            None => fetch::request(&address, &RequestInit::new()).await,
        }
    }

    /// The loader's request for `file` or, where it has sent none, a new one; the browser refuses what has another hash.
    fn verified(&self, file: &FileRef) -> Read<Promise> {
        let address = format!("{}{}", self.bundle, file.path);
        match self.handover.sent(&address) {
            Some(request) => Ok(request),
            None => fetch::verified(&address, &file.integrity),
        }
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
        mode: host::mode(&handover.root()),
        storage: storage::is_offered(),
        has_bookmarks: storage::has_bookmarks(),
    }
}
