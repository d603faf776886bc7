//! What can go with a ticket beside what was written: where the person is and what they did before. They are shown all of it and can
//! leave out any detail. Nothing of it is stored or sent before they send the ticket.

use guichet_wire::ticket::{Context, MAX_PAGE, MAX_SEARCH, MAX_SUBJECT, MAX_TRACES};

use super::contact::short;
use super::{Effect, Model};

/// Something that can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Address and title of the page.
    Page,
    /// The language of the panel, by its tag.
    Language,
    /// What was searched for.
    Searches,
    /// The ids of the articles that were read.
    Articles,
    /// How large the window is.
    Window,
    /// The version of the widget.
    Version,
}

impl Detail {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::Page,
        Self::Language,
        Self::Searches,
        Self::Articles,
        Self::Window,
        Self::Version,
    ];
}

/// What is known of the person's way here, beside what else the model has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traces {
    /// Ids of the articles that were opened while this page lives, the latest last.
    pub(super) articles: Vec<String>,
    title: String,
    viewport: String,
    /// What the person does not want to tell, in this ticket or another.
    left_out: Vec<Detail>,
}

impl Model {
    /// What there is to tell of a detail: what is not known, or was not done, is not there.
    pub fn detail(&self, detail: Detail) -> Vec<String> {
        let traces = &self.traces;
        let mut values = match detail {
            Detail::Page => vec![
                short(&self.shell.page, MAX_PAGE),
                short(&traces.title, MAX_SUBJECT),
            ],
            Detail::Language => vec![self.strings.tag.clone()],
            Detail::Searches => self.searches(),
            Detail::Articles => latest(&traces.articles),
            Detail::Window => vec![traces.viewport.clone()],
            Detail::Version => vec![env!("CARGO_PKG_VERSION").to_owned()],
        };
        values.retain(|value| !value.is_empty());
        values
    }

    /// Whether the person agrees to tell it.
    pub fn is_told(&self, detail: Detail) -> bool {
        !self.traces.left_out.contains(&detail)
    }

    /// What of it goes with the ticket.
    pub fn told(&self, detail: Detail) -> Vec<String> {
        match self.is_told(detail) {
            true => self.detail(detail),
            false => Vec::new(),
        }
    }

    /// What was searched for, the latest last.
    fn searches(&self) -> Vec<String> {
        let current = self.results.query.trim().to_owned();
        let earlier = self.recent.iter().rev().cloned();
        let searches: Vec<String> = earlier.chain([current]).collect();
        latest(&searches)
    }
}

/// The latest of the traces, each once, the latest last.
fn latest(traces: &[String]) -> Vec<String> {
    let mut latest: Vec<String> = Vec::new();
    for trace in traces.iter().rev() {
        let trace = short(trace, MAX_SEARCH);
        if latest.len() < MAX_TRACES && !latest.contains(&trace) {
            latest.push(trace);
        }
    }
    latest.reverse();
    latest
}

/// The form is shown on a page with this title, in a window of this size.
pub(super) fn seen(model: &mut Model, title: String, viewport: String) -> Vec<Effect> {
    model.traces.title = title;
    model.traces.viewport = viewport;
    Vec::new()
}

/// The person tells a detail, or leaves it out.
pub(super) fn chosen(model: &mut Model, detail: Detail, is_told: bool) -> Vec<Effect> {
    let left_out = &mut model.traces.left_out;
    left_out.retain(|other| *other != detail);
    if !is_told {
        left_out.push(detail);
    }
    Vec::new()
}

/// The part of the ticket that has no field of its own there.
pub(super) fn context(model: &Model) -> Context {
    let one = |detail| model.told(detail).pop().unwrap_or_default();
    let title = &model.traces.title;
    let is_page_told = model.is_told(Detail::Page);
    Context {
        title: if is_page_told {
            short(title, MAX_SUBJECT)
        } else {
            String::new()
        },
        searches: model.told(Detail::Searches),
        articles: model.told(Detail::Articles),
        version: one(Detail::Version),
        viewport: one(Detail::Window),
    }
}
