//! A request as a conversation: where it stands, what was said, and the ways to find it again.

use guichet_wire::ticket::{Attachment, Author, Reply, TicketStatus};
use leptos::ev;
use leptos::prelude::*;

use super::reply::busy;
use super::{heading, rating, reply, ticket};
use crate::state::{Exchange, Msg, Request, RequestEvent};
use crate::views::child::{Child, IntoChild};
use crate::views::element::{El, html};
use crate::views::watched::Watched;
use crate::views::{Ui, icon};

/// A request, for whoever shows a part of it.
#[derive(Clone, Copy)]
pub struct Thread {
    /// The way to the model.
    pub ui: Ui,
    link: StoredValue<String>,
}

impl Thread {
    /// The request that `link` leads to.
    pub fn new(ui: Ui, link: String) -> Self {
        let link = StoredValue::new(link);
        Self { ui, link }
    }

    /// A part of it; nothing where it is not known any more.
    pub fn read<T>(self, part: fn(&Request) -> T) -> Watched<Option<T>>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        self.ui
            .read(move |model| model.requests.get(&self.link.get_value()).map(part))
    }

    /// A text of it; empty where it is not known any more.
    pub fn text(self, part: fn(&Request) -> &String) -> Watched<String> {
        self.ui.read(move |model| {
            let request = model.requests.get(&self.link.get_value());
            request.map(part).cloned().unwrap_or_default()
        })
    }

    /// Says what happened to it.
    pub fn send(self, event: RequestEvent) {
        let link = self.link.get_value();
        self.ui.send(Msg::Request { link, event });
    }

    /// A button, called by the message `label`.
    pub fn button(self, label: &'static str, event: fn() -> RequestEvent) -> El {
        html::button()
            .r#type("button")
            .class("button")
            .on(ev::click, move |_| self.send(event()))
            .child(self.ui.text(label))
    }

    /// What has this browser remember the request or, where it does, forget it.
    pub fn remember(self) -> Child {
        let ui = self.ui;
        let possible = ui.read(|model| model.requests.can_remember == Some(true));
        let remembered = self.read(|request| request.remembered);
        let is_remembered = move || remembered.get() == Some(true);
        let words = move || match is_remembered() {
            true => ui.say("ticket.forget"),
            false => ui.say("ticket.remember"),
        };
        let button = move || {
            let wanted = move || !remembered.with(|remembered| *remembered == Some(true));
            html::button()
                .r#type("button")
                .class("button")
                .on(ev::click, move |_| {
                    self.send(RequestEvent::RememberWanted(wanted()))
                })
                .child(words)
        };
        let content = move || possible.get().then(button);
        content.into_child()
    }
}

/// The request that `link` leads to.
pub fn thread(ui: Ui, link: String) -> Child {
    let thread = Thread::new(ui, link);
    let gone = thread.read(|request| request.gone);
    let content = move || match gone.get() {
        Some(true) => self::gone(thread),
        _ => (conversation(thread), tools(thread)).into_child(),
    };
    let subject = thread.text(|request| &request.bookmark.subject);
    let title = html::bdi().child(move || subject.get());
    let number = thread.read(|request| request.bookmark.number);
    let number = move || number.get().map(|number| ticket::number(ui, number));
    let summary = thread.read(ticket::summary);
    let sent = move || {
        let (_, at) = summary.get().flatten()?;
        Some(ticket::time(ui, at))
    };
    let about = html::p()
        .class("said")
        .child((html::span().child(number), sent));
    html::div()
        .class("thread")
        .child((heading(ui, title), about, content))
        .into_child()
}

/// The link leads nowhere any more: all that is left to do is to forget it.
fn gone(thread: Thread) -> Child {
    let words = html::p()
        .class("advice")
        .role("status")
        .child(thread.ui.text("ticket.gone"));
    let forget = thread.button("ticket.forget", || RequestEvent::RememberWanted(false));
    (words, html::div().class("actions").child(forget)).into_child()
}

fn conversation(thread: Thread) -> Child {
    (
        standing(thread),
        files(thread),
        said(thread),
        rating::rating(thread),
        reply::reply(thread),
    )
        .into_child()
}

/// Where it stands as far as that is known, and a way to see whether that has changed.
fn standing(thread: Thread) -> El {
    let ui = thread.ui;
    let summary = thread.read(ticket::summary);
    let state = move || {
        let (state, _) = summary.get().flatten()?;
        Some(ticket::state(ui, state))
    };
    let looking = thread.read(|request| request.looking);
    let check = check(ui, looking, move || thread.send(RequestEvent::LookWanted));
    let known = html::div().role("status").child(state);
    let trouble = reply::trouble(ui, looking, "ticket.unreachable");
    html::div().class("standing").child((known, check, trouble))
}

/// The button that looks how things stand, once more where that failed.
pub fn check(ui: Ui, looking: Watched<Option<Exchange>>, look: impl Fn() + 'static) -> El {
    let words = move || match looking.get() {
        Some(Exchange::Failed) => ui.say("trouble.again"),
        _ => ui.say("ticket.check"),
    };
    html::button()
        .r#type("button")
        .class("button")
        .attr("aria-busy", busy(looking))
        .on(ev::click, move |_| look())
        .child(words)
}

/// The names of the files that came with the ticket.
fn files(thread: Thread) -> Child {
    let ui = thread.ui;
    let files = thread.read(|request| {
        let status = request.status.as_ref();
        status.map(|status| status.attachments.clone())
    });
    let file = |file: Attachment| html::li().child(html::bdi().child(file.name));
    let list = move || {
        let files = files.get().flatten().unwrap_or_default();
        (!files.is_empty()).then(|| {
            let label = html::p()
                .id("guichet-sent-files")
                .class("said")
                .child(ui.text("contact.attachments"));
            let list = html::ul()
                .aria_labelledby("guichet-sent-files")
                .child(files.into_iter().map(file).collect::<Vec<_>>());
            html::div().child((label, list))
        })
    };
    list.into_child()
}

/// What was asked and what was said since, oldest first.
fn said(thread: Thread) -> El {
    let said = thread.read(|request| {
        let status = request.status.as_ref();
        status.map(TicketStatus::conversation)
    });
    let said = move || {
        let said = said.get().flatten().unwrap_or_default();
        let said = said.into_iter().map(|reply| entry(thread.ui, reply));
        said.collect::<Vec<_>>()
    };
    html::ol().class("replies").child(said)
}

fn entry(ui: Ui, reply: Reply) -> Child {
    let from = match reply.from {
        Author::Agent => "agent",
        Author::Customer => "customer",
    };
    let text = html::p().class("reply-text").dir("auto").child(reply.text);
    html::li()
        .attr("data-from", from)
        .child((head(ui, reply.from, reply.at), text))
        .into_child()
}

/// Who said something, and when.
fn head(ui: Ui, from: Author, at: String) -> El {
    let who = match from {
        Author::Agent => "ticket.support",
        Author::Customer => "ticket.you",
    };
    let who = html::span().class("strong").child(ui.text(who));
    html::p().class("said").child((who, ticket::time(ui, at)))
}

/// What can be done with the request as a whole.
fn tools(thread: Thread) -> Child {
    let ui = thread.ui;
    let page = html::a()
        .class("tool")
        .href(thread.link.get_value())
        .target("_blank")
        .rel("noopener")
        .child((html::span().child(ui.text("ticket.page")), icon::leaving()));
    let links = html::div().class("tools").child((copy(thread), page));
    (thread.remember(), links).into_child()
}

fn copy(thread: Thread) -> Child {
    let ui = thread.ui;
    let copied = ui.read(move |model| {
        let copied = model.reading.copied.as_deref();
        copied == Some(&*thread.link.get_value())
    });
    let words = move || match copied.get() {
        true => ui.say("article.copied"),
        false => ui.say("article.copy-link"),
    };
    let button = html::button()
        .r#type("button")
        .class("tool")
        .on(ev::click, move |_| {
            ui.send(Msg::CopyWanted(thread.link.get_value()))
        })
        .child(words);
    let announcement = move || copied.get().then(|| ui.say("article.copied"));
    let announcement = html::p()
        .class("said-only")
        .role("status")
        .child(announcement);
    (button, announcement).into_child()
}
