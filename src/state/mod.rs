//! What the widget knows and how that changes: `update(&mut Model, Msg) -> Vec<Effect>`.
//!
//! Pure: knows neither Leptos nor the browser, reads no clock and no randomness, and is tested natively. What has to be done
//! in the world is returned as an [`Effect`] and done by `platform`; what came of it comes back as a [`Msg`].

mod contact;
mod knowledge;
mod loading;
mod message;
mod outbox;
mod parts;
mod reach;
mod results;
mod route;
mod strings;

use std::sync::Arc;

use guichet_bundle::Locale;
use guichet_bundle::reach::Reach;
use guichet_wire::catalog::ArticleEntry;
use guichet_wire::manifest::{FileRef, Manifest};
use guichet_wire::settings::{Position, Settings};

pub use contact::{Field, Form};
pub use loading::{LoadError, Loading, Packs};
pub use message::{Effect, Focus, Msg};
pub use outbox::{Answer, Delivery, Entry, Outbox, Sent, Stage};
pub use parts::{PartContent, Parts};
pub use results::{Marked, ResultItem, Results};
pub use route::{History, Pane, Route};
pub use strings::Strings;

/// Everything that a view may show.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Where the widget stands, as the loader told it.
    pub shell: Shell,
    /// Whether the panel is shown.
    pub open: bool,
    /// The bundle's manifest.
    pub manifest: Loading<Arc<Manifest>>,
    /// The UI's strings.
    pub strings: Arc<Strings>,
    /// Tag of the knowledge base's locale that is or will be shown; until the manifest is there, what the page asked for, or
    /// nothing.
    pub locale: String,
    /// Catalog and index of that locale.
    pub knowledge: Loading<Arc<Locale>>,
    /// The packs that were fetched for that locale.
    pub packs: Packs,
    /// How far the parts of that locale have come, if it is a large one.
    pub parts: Parts,
    /// How often the person asked for more articles of a category.
    listed: u32,
    /// What is known of the other locales, once it was asked for and came.
    pub reach: Option<Option<Arc<Reach>>>,
    /// Where the person is and came from.
    pub history: History,
    /// What was typed into the search field and what it found.
    pub results: Results,
    /// The contact form.
    pub form: Form,
    /// Tickets on their way.
    pub outbox: Outbox,
}

/// How many articles of a category are listed before the person asks for more, and each time they do.
const LISTED: u32 = 50;

/// What the page says: fixed while the widget lives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shell {
    /// Address of the bundle's folder, ending in `/`.
    pub bundle: String,
    /// Where tickets go when the bundle does not say (or cannot be read).
    pub endpoint: Option<String>,
    /// The language tags wanted, best first: the tag's `data-locale`, the page's `lang`, the browser's languages.
    pub wanted: Vec<String>,
    /// Tags of the locales that there are UI strings for.
    pub translations: Vec<String>,
    /// Address of the page.
    pub page: String,
    /// The corner that the tag asks for, whatever the bundle says.
    pub position: Option<Position>,
    /// Whether the browser offers a place to keep tickets in; it may still refuse when one is saved.
    pub storage: bool,
}

impl Model {
    /// A model for a widget that stands in `shell`.
    pub fn new(shell: Shell) -> Self {
        Self {
            shell,
            ..Self::default()
        }
    }

    /// The owner's settings; defaults while or if there is no manifest.
    pub fn settings(&self) -> Settings {
        self.manifest
            .ready()
            .map(|manifest| manifest.settings.clone())
            .unwrap_or_default()
    }

    /// The corner of launcher and panel.
    pub fn position(&self) -> Position {
        self.shell
            .position
            .unwrap_or_else(|| self.settings().theme.position)
    }

    /// Where tickets go; without it there is no contact form.
    pub fn endpoint(&self) -> Option<String> {
        self.settings()
            .contact
            .endpoint
            .or_else(|| self.shell.endpoint.clone())
    }

    /// The catalog's entry of an article, while its locale is open.
    pub fn entry(&self, id: &str) -> Option<&ArticleEntry> {
        let (_, entry) = self.knowledge.ready()?.article(id)?;
        Some(entry)
    }

    /// Whether the entry of an article is here; absent where there is no such article.
    pub fn entry_state(&self, id: &str) -> Loading<()> {
        let wanted = |knowledge: &Arc<Locale>| knowledge.wanted_by_article(id);
        match self.knowledge.ready().and_then(wanted) {
            Some(part) => self.parts.progress([part]),
            None if self.entry(id).is_some() => Loading::Ready(()),
            None => Loading::Absent,
        }
    }

    /// How many articles of a category are listed at most.
    pub fn listed(&self) -> u32 {
        (self.listed + 1) * LISTED
    }

    /// The pack that holds an article, while its locale is open.
    pub fn pack_of(&self, id: &str) -> Option<&FileRef> {
        self.knowledge.ready()?.pack_of(id)
    }

    /// Address of the static pages: what is left when nothing else can be read.
    pub fn static_pages(&self) -> String {
        format!("{}pages/index.html", self.shell.bundle)
    }
}

/// Takes what happened into the model; returns what has to be done about it, in order.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = react(model, msg);
    effects.extend(parts::fetch(model));
    effects
}

fn react(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Started => vec![Effect::LoadManifest, Effect::LoadOutbox],
        Msg::Opened => open(model),
        Msg::Closed if !model.open => Vec::new(),
        Msg::Closed => {
            model.open = false;
            vec![Effect::Toggled(false), Effect::Focus(Focus::Launcher)]
        }
        Msg::Manifest(result) => knowledge::manifest(model, result),
        Msg::Strings(result) => knowledge::strings(model, result),
        Msg::Knowledge { locale, result } => knowledge::knowledge(model, &locale, result),
        Msg::Pack { file, result } => knowledge::pack(model, &file, result),
        Msg::Part {
            locale,
            part,
            result,
        } => parts::arrived(model, &locale, part, result),
        Msg::Paused(typed) => parts::paused(model, typed),
        Msg::Reach(result) => reach::arrived(model, result),
        Msg::LoadAgain => {
            let mut effects = knowledge::again(model);
            effects.extend(results::refresh(model));
            effects.push(Effect::Focus(Focus::Heading)); // The button goes away.
            effects
        }
        Msg::LocaleChosen(tag) => knowledge::choose_locale(model, tag),
        Msg::AskedElsewhere(tag) => reach::go(model, tag),
        Msg::QueryTyped(query) => results::typed(model, query),
        Msg::ResultMoved(step) => results::moved(model, step),
        Msg::ResultOpened => results::opened(model),
        Msg::MoreListed => {
            model.listed += 1;
            Vec::new()
        }
        Msg::Go(route) => route::go(model, route),
        Msg::Back => route::back(model),
        Msg::Edited(field, text) => contact::edited(model, field, text),
        Msg::Submitted(id) => contact::submitted(model, id),
        Msg::OutboxLoaded(tickets) => outbox::loaded(model, tickets),
        Msg::Saved { id, saved } => outbox::saved(model, id, saved),
        Msg::Answered { id, answer } => outbox::answered(model, id, answer),
        Msg::RetryDue { id, attempt } => outbox::retry_due(model, id, attempt),
        Msg::RetryWanted(id) => outbox::retry_wanted(model, id),
        Msg::Online => outbox::online(model),
        Msg::WriteAnother => outbox::write_another(model),
        Msg::StatusWanted => outbox::status_wanted(model),
        Msg::Status(result) => outbox::status(model, result),
    }
}

fn open(model: &mut Model) -> Vec<Effect> {
    model.open = true;
    let mut effects = vec![Effect::Toggled(true)];
    effects.extend(knowledge::again(model));
    effects.extend(route::arrive(model));
    effects
}

#[cfg(test)]
mod tests;
