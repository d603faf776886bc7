//! The person's requests: the tickets whose status links are known. What happens to one of them is in [`request`].
//!
//! A link is kept while the page lives, and in this browser only if the person wants that. How it is kept there is the business of
//! `platform`.

mod request;

use guichet_wire::ticket::Receipt;

use super::{Effect, Model, Route, route};

pub use request::{Bookmark, Exchange, Inquiry, Request, RequestEvent, Scale};

/// The requests that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    /// Newest first.
    pub list: Vec<Request>,
    /// Whether this browser can remember any; `None` until its storage was looked at.
    pub can_remember: Option<bool>,
}

impl Requests {
    /// The request that this link leads to.
    pub fn get(&self, link: &str) -> Option<&Request> {
        let is_it = |request: &&Request| request.bookmark.status_url == link;
        self.list.iter().find(is_it)
    }

    fn get_mut(&mut self, link: &str) -> Option<&mut Request> {
        let is_it = |request: &&mut Request| request.bookmark.status_url == link;
        self.list.iter_mut().find(is_it)
    }
}

impl Model {
    /// Whether there is something to see among the person's requests.
    pub fn has_requests(&self) -> bool {
        let Requests { list, can_remember } = &self.requests;
        let unread = self.shell.has_bookmarks && can_remember.is_none();
        unread || !(list.is_empty() && self.outbox.entries.is_empty())
    }
}

/// A ticket was sent that can be followed from now on.
pub(super) fn sent(model: &mut Model, receipt: &Receipt, subject: String) -> Vec<Effect> {
    let mut request = Request::new(Bookmark {
        number: receipt.number,
        subject,
        status_url: receipt.status_url.clone(),
    });
    request.sent_here = true;
    let look = request.look();
    model.requests.list.insert(0, request);
    [Some(Effect::LoadBookmarks), look]
        .into_iter()
        .flatten()
        .collect()
}

/// The list or a request is shown.
pub(super) fn shown(model: &mut Model) -> Vec<Effect> {
    match model.history.current().clone() {
        Route::Requests => vec![Effect::LoadBookmarks], // Where they stand is asked with what comes of it.
        Route::Request(link) => happened(model, &link, RequestEvent::LookWanted),
        _ => Vec::new(),
    }
}

/// What this browser remembers now; `None` where it cannot remember.
pub(super) fn bookmarks(model: &mut Model, bookmarks: Option<Vec<Bookmark>>) -> Vec<Effect> {
    let requests = &mut model.requests;
    requests.can_remember = Some(bookmarks.is_some());
    for request in &mut requests.list {
        request.remembered = false;
    }
    for bookmark in bookmarks.into_iter().flatten() {
        if requests.get(&bookmark.status_url).is_none() {
            requests.list.push(Request::new(bookmark.clone()));
        }
        if let Some(request) = requests.get_mut(&bookmark.status_url) {
            request.remembered = true;
        }
    }
    let is_kept = |request: &Request| request.remembered || request.sent_here;
    requests.list.retain(is_kept);
    match model.history.current() {
        Route::Requests => {
            let list = model.requests.list.iter_mut();
            list.filter_map(Request::look).collect()
        }
        Route::Request(link) if model.requests.get(link).is_none() => route::back(model),
        _ => Vec::new(),
    }
}

/// Something happened to the request that `link` leads to.
pub(super) fn happened(model: &mut Model, link: &str, event: RequestEvent) -> Vec<Effect> {
    let request = model.requests.get_mut(link);
    let effect = request.and_then(|request| request.happens(event));
    effect.into_iter().collect()
}
