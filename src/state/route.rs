//! Where the person is in the panel, and the way back.

use super::loading::want_pack;
use super::{Effect, Focus, Model};

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
}

/// Which of the two panes shows a route where there is room for both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// Home and categories.
    List,
    /// Articles and the contact form.
    Detail,
}

impl Route {
    /// The pane that shows this route.
    pub fn pane(&self) -> Pane {
        match self {
            Self::Home | Self::Category(_) => Pane::List,
            Self::Article { .. } | Self::Contact => Pane::Detail,
        }
    }
}

/// The places on the way here; the first is always [`Route::Home`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    past: Vec<Route>,
    current: Route,
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
    if matches!(route, Route::Category(_)) {
        model.listed = 0;
    }
    let history = &mut model.history;
    if route == Route::Home {
        *history = History::default();
    } else if route != history.current {
        let left = core::mem::replace(&mut history.current, route);
        history.past.push(left);
    }
    arrive(model)
}

pub(super) fn back(model: &mut Model) -> Vec<Effect> {
    if let Some(route) = model.history.past.pop() {
        model.history.current = route;
    }
    arrive(model)
}

/// What a place needs when the person gets there.
pub(super) fn arrive(model: &mut Model) -> Vec<Effect> {
    model.parts.forget_failures();
    let mut effects = wanted_pack(model);
    match model.history.current() {
        Route::Home => effects.push(Effect::Focus(Focus::Search)),
        Route::Article { anchor, .. } => {
            effects.push(Effect::Scroll(anchor.clone()));
            effects.push(Effect::Focus(Focus::Heading));
        }
        Route::Category(_) | Route::Contact => effects.push(Effect::Focus(Focus::Heading)),
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
