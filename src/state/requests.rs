//! The person's requests: the tickets whose status links are known. What happens to one of them is in [`request`].
//!
//! A link is kept while the page lives, and in this browser only if the person wants that. How it is kept there is the business of
//! `platform`.

mod request;

use guichet_wire::ticket::Receipt;

use super::{Effect, Model, Route, route};

pub use request::{Bookmark, Exchange, Inquiry, Request, RequestEvent, Scale};

/// Of so many requests at once it is asked where they stand: endpoints count how often they are asked.
const AT_ONCE: usize = 5;

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

    /// Asks where the requests stand of which more than is known can be expected, the newest first.
    fn look_at_all(&mut self) -> Vec<Effect> {
        for request in &mut self.list {
            request.expect_news();
        }
        self.look_at_next()
    }

    /// Asks for the next ones, as many as may be asked for. Where the endpoint failed, it is left alone until the person wants it
    /// asked again.
    fn look_at_next(&mut self) -> Vec<Effect> {
        if self.list.iter().any(Request::is_out_of_reach) {
            return Vec::new();
        }
        let list = self.list.iter();
        let asked = list.filter(|request| request.looking == Exchange::UnderWay);
        let free = AT_ONCE.saturating_sub(asked.count());
        let due = self.list.iter_mut().filter(|request| request.is_due());
        due.take(free).filter_map(Request::look).collect()
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
        Route::Requests => model.requests.look_at_all(),
        Route::Request(link) if model.requests.get(link).is_none() => route::back(model),
        _ => Vec::new(),
    }
}

/// Something happened to the request that `link` leads to.
pub(super) fn happened(model: &mut Model, link: &str, event: RequestEvent) -> Vec<Effect> {
    let is_status = matches!(event, RequestEvent::Looked(_));
    let request = model.requests.get_mut(link);
    let effect = request.and_then(|request| request.happens(event));
    let mut effects: Vec<Effect> = effect.into_iter().collect();
    if is_status && *model.history.current() == Route::Requests {
        effects.extend(model.requests.look_at_next());
    }
    effects
}
