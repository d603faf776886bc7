//! Where the person is in the panel, and the way back.

use guichet_wire::ticket::TicketId;

use super::loading::want_pack;
use super::{Effect, Focus, Model, Msg, later, recent};

/// A place in the panel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// Search field and categories; while something is typed, the results.
    #[default]
    Home,
    /// The articles of a category, by its id.
    Category(String),
    /// An article.
    Article {
        /// Its id.
        id: String,
        /// The heading to show; empty for the start.
        anchor: String,
    },
    /// The contact form, or what became of the ticket.
    Contact,
    /// The person's requests.
    Requests,
    /// One of them, by its link.
    Request(String),
    /// A ticket that waits to be sent.
    Outgoing(TicketId),
}

/// Which of the two panes shows a route where there is room for both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// Home and categories.
    List,
    /// Articles, the contact form and what became of it.
    Detail,
}

impl Route {
    /// The pane that shows this route.
    pub fn pane(&self) -> Pane {
        match self {
            Self::Home | Self::Category(_) => Pane::List,
            _ => Pane::Detail,
        }
    }

    /// Whether the contact part of the program draws it.
    pub(super) fn is_of_contact_part(&self) -> bool {
        !matches!(self, Self::Article { .. }) && self.pane() == Pane::Detail
    }

    /// What whatever leads there is marked with, so that it is found again on the way back. All headings of an article are one place.
    pub fn name(&self) -> String {
        let (kind, id) = match self {
            Self::Home => ("home", ""),
            Self::Category(id) => ("category ", id.as_str()),
            Self::Article { id, .. } => ("article ", id.as_str()),
            Self::Contact => ("contact", ""),
            Self::Requests => ("requests", ""),
            Self::Request(link) => ("request ", link.as_str()),
            Self::Outgoing(id) => return format!("outgoing {id}"),
        };
        kind.to_owned() + id
    }
}

/// How a person left a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// How far its pane was scrolled, in CSS pixels.
    pub top: i32,
    /// Which of the links in the pane had the focus.
    pub link: Option<u32>,
}

/// The places on the way here; the first is always [`Route::Home`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    past: Vec<Route>,
    current: Route,
    /// How each place was left, as far as that is known.
    spots: Vec<Spot>,
}

impl History {
    /// Where the person is.
    pub fn current(&self) -> &Route {
        &self.current
    }

    /// Whether there is a way back.
    pub fn can_go_back(&self) -> bool {
        !self.past.is_empty()
    }

    /// The newest place that `pane` shows; `None` when the person has not been there on the way here.
    pub fn latest(&self, pane: Pane) -> Option<&Route> {
        core::iter::once(&self.current)
            .chain(self.past.iter().rev())
            .find(|route| route.pane() == pane)
    }
}

pub(super) fn go(model: &mut Model, route: Route) -> Vec<Effect> {
    if model.history.current == Route::Home && route != Route::Home {
        recent::keep(model);
    }
    if matches!(route, Route::Category(_)) {
        model.listed = 0;
    }
    model.reading.picture = None;
    let mut effects = Vec::new();
    if route == Route::Home {
        model.history = History::default();
    } else if route.name() == model.history.current.name() {
        model.history.current = route; // Another heading of the same article, perhaps.
    } else {
        effects.push(note_spot(model));
        if let Route::Article { id, .. } = &route {
            model.traces.articles.push(id.clone());
        }
        let left = core::mem::replace(&mut model.history.current, route);
        model.history.past.push(left);
    }
    let depth = model.history.past.len();
    model.history.spots.truncate(depth);
    effects.extend(arrive(model));
    effects
}

/// Puts a large picture away or else goes to where the person was before: there the focus is on what they had used, and a pane that
/// showed something else meanwhile is scrolled as it was.
pub(super) fn back(model: &mut Model) -> Vec<Effect> {
    if model.reading.picture.take().is_some() {
        return Vec::new();
    }
    let Some(route) = model.history.past.pop() else {
        return arrive(model);
    };
    let left = core::mem::replace(&mut model.history.current, route);
    let history = &mut model.history;
    let depth = history.past.len();
    let spot = history.spots.get(depth).copied().unwrap_or_default();
    history.spots.truncate(depth);
    let pane = history.current.pane();
    let mut effects = fetch(model);
    if left.pane() == pane {
        effects.push(Effect::Scroll {
            pane,
            top: spot.top,
        });
    }
    effects.push(Effect::FocusLink {
        pane,
        link: spot.link,
        to: left.name(),
        otherwise: start(model),
    });
    effects
}

/// Asks how the place is left where the person is.
pub(super) fn note_spot(model: &Model) -> Effect {
    Effect::NoteSpot {
        pane: model.history.current.pane(),
        depth: model.history.past.len(),
    }
}

pub(super) fn left(model: &mut Model, depth: usize, spot: Spot) -> Vec<Effect> {
    let spots = &mut model.history.spots;
    spots.resize(depth, Spot::default());
    spots.push(spot);
    Vec::new()
}

/// What a place needs when the person gets there.
pub(super) fn arrive(model: &mut Model) -> Vec<Effect> {
    let mut effects = fetch(model);
    let pane = model.history.current.pane();
    match &model.history.current {
        Route::Article { anchor, .. } if !anchor.is_empty() => {
            effects.push(Effect::ShowSection(anchor.clone()));
        }
        _ => {
            effects.push(Effect::Focus(start(model)));
            effects.push(Effect::Scroll { pane, top: 0 });
        }
    }
    effects
}

/// What a place needs when the panel is opened again on it: it stands as it was left.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let history = &model.history;
    let Some(Spot { top, .. }) = history.spots.get(history.past.len()).copied() else {
        return arrive(model);
    };
    let pane = history.current.pane();
    let mut effects = fetch(model);
    effects.push(Effect::Focus(start(model)));
    effects.push(Effect::Scroll { pane, top });
    effects
}

/// Where reading, or searching, starts.
fn start(model: &Model) -> Focus {
    match model.history.current {
        Route::Home => Focus::Search,
        _ => Focus::Heading,
    }
}

fn fetch(model: &mut Model) -> Vec<Effect> {
    model.parts.forget_failures();
    let mut effects = wanted_pack(model);
    effects.extend(wanted_part(model));
    if matches!(model.history.current(), Route::Requests | Route::Request(_)) {
        effects.extend(later::with_contact_part(model, Msg::RequestsShown));
    }
    effects
}

/// The parts of the program that the place, or what waits for them, needs, if they have to be fetched.
pub(super) fn wanted_part(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    if matches!(model.history.current(), Route::Article { .. }) {
        effects.extend(later::want_article_part(model));
    }
    if model.history.current().is_of_contact_part() || !model.waiting.is_empty() {
        effects.extend(later::want(model));
        effects.extend(later::want_strings(model));
    }
    effects
}

/// The pack of the article that is shown, if it has to be fetched.
pub(super) fn wanted_pack(model: &mut Model) -> Vec<Effect> {
    let Route::Article { id, .. } = model.history.current() else {
        return Vec::new();
    };
    let file = model.pack_of(id).cloned();
    file.and_then(|file| want_pack(model, file))
        .into_iter()
        .collect()
}
