//! What the widget knows and how that changes: `update(&mut Model, Msg) -> Vec<Effect>`.
//!
//! Pure: knows neither Leptos nor the browser, reads no clock and no randomness, and is tested natively. What has to be done
//! in the world is returned as an [`Effect`] and done by `platform`; what came of it comes back as a [`Msg`].

mod attachments;
mod contact;
mod context;
mod feedback;
mod hours;
mod knowledge;
mod large;
mod later;
mod loading;
mod message;
mod outbox;
mod parts;
mod reach;
mod reading;
mod recent;
mod requests;
mod results;
mod route;
mod search;
mod secrets;
mod snippets;
mod strings;
mod suggestions;

use std::sync::Arc;

use guichet_bundle::Locale;
use guichet_bundle::reach::Reach;
use guichet_wire::catalog::ArticleEntry;
use guichet_wire::form::ContactForm;
use guichet_wire::manifest::{FileRef, Manifest};
use guichet_wire::settings::{Position, Settings, suggested};

pub use attachments::{File, FileProblem, takes_photos};
pub use contact::{Field, First, Form, Words, with_choice};
pub use context::{Detail, Traces};
pub use feedback::Verdict;
pub use hours::{Promise, promise};
pub use loading::{LoadError, Loading, Packs};
pub use message::{Effect, Focus, Msg};
pub use outbox::{Answer, Delivery, Entry, Outbox, Sent, Stage, Standing};
pub use parts::{PartContent, Parts};
pub use reading::Reading;
pub use requests::{Bookmark, Exchange, Inquiry, Request, RequestEvent, Requests, Scale};
pub use results::{Marked, ResultItem, Results};
pub use route::{History, Pane, Route, Spot};
pub use secrets::Secret;
pub use strings::Strings;

/// Everything that a view may show.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Where the widget stands, as the loader told it.
    pub shell: Shell,
    /// Whether the panel is shown.
    pub open: bool,
    /// Whether the browser knows that there is no network.
    pub is_offline: bool,
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
    /// What was searched for before, newest first.
    pub recent: Vec<String>,
    /// Whether the part of the program that draws articles' texts is here.
    pub article_part: Loading<()>,
    /// Whether the part of the program that writes and sends tickets is here.
    pub contact_part: Loading<()>,
    /// The UI's strings of that part. They are kept apart: what needs none of them is not drawn again when they come.
    pub contact_strings: Loading<Arc<Strings>>,
    /// The owner's part of the contact form. It stays for as long as the page, so nobody has to count who holds it.
    pub contact_form: Loading<&'static ContactForm>,
    /// What came before that part, oldest first.
    waiting: Vec<Msg>,
    /// What the reader has in hand.
    pub reading: Reading,
    /// What of the person's way here can go with a ticket.
    pub traces: Traces,
    /// What the person said of articles.
    verdicts: Vec<Verdict>,
    /// The contact form.
    pub form: Form,
    /// Tickets on their way.
    pub outbox: Outbox,
    /// Tickets that can be followed.
    pub requests: Requests,
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
    /// Address of the page as it was when the panel was opened last, without query and fragment.
    pub page: String,
    /// The corner that the tag asks for, whatever the bundle says.
    pub position: Option<Position>,
    /// Where the panel stands.
    pub mode: Mode,
    /// Whether the browser offers a place to keep tickets in; it may still refuse when one is saved.
    pub storage: bool,
    /// Whether this browser remembers requests of the person's.
    pub has_bookmarks: bool,
}

/// Where the panel stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Over the page: the launcher opens it.
    #[default]
    Floating,
    /// In an element of the page's own: always shown, and it does not take the focus by itself. How much of the page that is, is the
    /// style sheet's business.
    Embedded,
}

impl Model {
    /// A model for a widget that stands in `shell`.
    pub fn new(shell: Shell) -> Self {
        Self {
            open: shell.mode == Mode::Embedded,
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

    /// Ids of the articles that the owner suggests for this page.
    pub fn suggested(&self) -> Vec<&str> {
        let manifest = self.manifest.ready();
        manifest.map_or_else(Vec::new, |manifest| {
            suggested(&manifest.settings.suggestions, &self.shell.page)
        })
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
    // Whoever gets texts will want to see one: so a click on an article waits for its pack at most.
    if effects
        .iter()
        .any(|effect| matches!(effect, Effect::LoadPack(_)))
    {
        effects.extend(later::want_article_part(model));
    }
    effects
}

fn react(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Started => vec![Effect::LoadManifest, Effect::LookForOutbox],
        Msg::At(page) => {
            model.shell.page = page;
            Vec::new()
        }
        Msg::Opened => open(model),
        Msg::Closed if !model.open || model.shell.mode == Mode::Embedded => Vec::new(),
        Msg::Closed => {
            model.open = false;
            vec![
                route::note_spot(model), // A hidden pane forgets it.
                Effect::Toggled(false),
            ]
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
            effects.extend(route::wanted_part(model));
            effects.push(Effect::Focus(Focus::Heading)); // The button goes away.
            effects
        }
        Msg::LocaleChosen(tag) => knowledge::choose_locale(model, tag),
        Msg::AskedElsewhere(tag) => reach::go(model, tag),
        Msg::QueryTyped(query) => results::typed(model, query),
        Msg::SearchedAgain(query) => recent::chosen(model, query),
        Msg::RecentForgotten => recent::forget(model),
        Msg::ResultMoved(step) => results::moved(model, step),
        Msg::ResultLeft => {
            model.results.active = None;
            Vec::new()
        }
        Msg::ResultOpened => results::opened(model),
        Msg::MoreListed => {
            model.listed += 1;
            Vec::new()
        }
        Msg::Go(route) => route::go(model, route),
        Msg::Retreated if !(model.history.can_go_back() || model.reading.picture.is_some()) => {
            react(model, Msg::Closed)
        }
        Msg::Back | Msg::Retreated => route::back(model),
        Msg::Left { depth, spot } => route::left(model, depth, spot),
        Msg::CopyWanted(text) => vec![Effect::Copy(text)],
        Msg::Copied(text) => reading::copied(model, text),
        Msg::Lingered(copy) => reading::lingered(model, copy),
        Msg::Enlarged(picture) => reading::picture(model, Some(picture)),
        Msg::PictureClosed => reading::picture(model, None),
        Msg::PrintWanted => vec![Effect::Print],
        Msg::Judged { id, helpful } => feedback::judged(model, id, helpful),
        Msg::Explained { reason, comment } => feedback::explained(model, reason, comment),
        Msg::FeedbackSent { id, arrived } => feedback::sent(model, id, arrived),
        Msg::ArticlePart(result) => later::article_part_arrived(model, result),
        Msg::ContactLikely => later::likely(model),
        Msg::ContactPart(result) => later::arrived(model, result),
        Msg::Offline => {
            model.is_offline = true;
            Vec::new()
        }
        Msg::Online => {
            model.is_offline = false;
            let mut effects = feedback::online(model);
            if !(model.outbox.entries.is_empty() && model.waiting.is_empty()) {
                effects.extend(later::with_contact_part(model, Msg::Online));
            }
            effects
        }
        // Another tab may have left something; one that has tickets itself looks what has become of them.
        Msg::Seen if model.outbox.entries.is_empty() => vec![Effect::LookForOutbox],
        msg => later::with_contact_part(model, msg),
    }
}

fn open(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    if model.shell.mode == Mode::Floating {
        model.open = true;
        effects.push(Effect::Toggled(true));
    }
    effects.extend(knowledge::again(model));
    effects.extend(route::open(model));
    effects
}

#[cfg(test)]
mod tests;
