//! What can happen ([`Msg`]) and what can be done about it ([`Effect`]).

use std::sync::Arc;

use guichet_bundle::pack::Pack;
use guichet_bundle::reach::Reach;
use guichet_bundle::{Locale, Part};
use guichet_wire::document::Image;
use guichet_wire::feedback::{Feedback, FeedbackId, Reason};
use guichet_wire::manifest::{FileRef, LocaleEntry, Manifest};
use guichet_wire::settings::Position;
use guichet_wire::ticket::{NewTicket, TicketId, TicketStatus};

use super::{Answer, Delivery, Field, LoadError, Pane, PartContent, Route, Spot, Strings};

/// Something happened: a person did something, or an effect came to an end.
#[derive(Clone, Debug)]
pub enum Msg {
    /// The widget is mounted.
    Started,
    /// The page that the person is on now, by its address without query and fragment.
    At(String),
    /// The panel is to be shown.
    Opened,
    /// The panel is to be hidden.
    Closed,
    /// The manifest arrived, or did not.
    Manifest(Result<Manifest, LoadError>),
    /// UI strings arrived, or did not.
    Strings(Result<Strings, LoadError>),
    /// Catalog and index of a locale arrived, or did not.
    Knowledge {
        /// The locale's tag.
        locale: String,
        /// What came.
        result: Result<Arc<Locale>, LoadError>,
    },
    /// A pack arrived, or did not.
    Pack {
        /// Its path in the bundle.
        file: String,
        /// What came.
        result: Result<Arc<Pack>, LoadError>,
    },
    /// A part of a large locale arrived, or did not.
    Part {
        /// The locale's tag.
        locale: String,
        /// Which part.
        part: Part,
        /// What came.
        result: Result<PartContent, LoadError>,
    },
    /// Nothing was typed for a moment after this keystroke.
    Paused(u32),
    /// What is known of the other locales arrived, or did not: nobody is told why.
    Reach(Option<Arc<Reach>>),
    /// The person wants what failed to load to be tried again.
    LoadAgain,
    /// The person chose another language of the knowledge base.
    LocaleChosen(String),
    /// The person wants the answers that another language has.
    AskedElsewhere(String),
    /// The search field's text changed.
    QueryTyped(String),
    /// The person wants to search for this once more.
    SearchedAgain(String),
    /// What was searched for is to be forgotten.
    RecentForgotten,
    /// The active result moves by so many places, around the ends.
    ResultMoved(isize),
    /// No result is active any more.
    ResultLeft,
    /// The active result, or the first one, is to be opened.
    ResultOpened,
    /// The person wants to see more of the category's articles.
    MoreListed,
    /// The person goes somewhere.
    Go(Route),
    /// The person goes back to where they came from.
    Back,
    /// The person goes back by the device's own way: to where they came from or, where there is nothing like that, out of the panel.
    Retreated,
    /// The person left a place.
    Left {
        /// How many places there were before it.
        depth: usize,
        /// How they left it.
        spot: Spot,
    },
    /// The person wants this text in the clipboard.
    CopyWanted(String),
    /// The text is in the clipboard.
    Copied(String),
    /// That something was copied has been said for long enough: what was copied as this one.
    Lingered(u32),
    /// The person wants to see a picture large.
    Enlarged(Image),
    /// The large picture is to be put away.
    PictureClosed,
    /// The person wants the article on paper.
    PrintWanted,
    /// The person says whether the article helped, under this fresh random id if it is the first time.
    Judged {
        /// The id.
        id: FeedbackId,
        /// Whether it helped.
        helpful: bool,
    },
    /// The person says why the article did not help.
    Explained {
        /// What they chose.
        reason: Option<Reason>,
        /// What they wrote.
        comment: String,
    },
    /// Feedback arrived, or did not.
    FeedbackSent {
        /// Which.
        id: FeedbackId,
        /// Whether the endpoint has it.
        arrived: bool,
    },
    /// The article part of the program arrived, or did not.
    ArticlePart(Result<(), LoadError>),
    /// The person may be about to write: they point at what leads to the contact form.
    ContactLikely,
    /// The contact part of the program arrived, or did not.
    ContactPart(Result<(), LoadError>),
    /// The messages of the contact part arrived, or did not.
    ContactStrings(Result<Strings, LoadError>),
    /// A field of the contact form changed.
    Edited(Field, String),
    /// The contact form is to be sent, as a ticket with this fresh random id.
    Submitted(TicketId),
    /// An earlier visit left an outbox.
    OutboxFound,
    /// Tickets that an earlier visit left in the outbox.
    OutboxLoaded(Vec<Delivery>),
    /// A ticket was written to the outbox, or could not be.
    Saved {
        /// Which ticket.
        id: TicketId,
        /// Whether the browser confirmed it.
        saved: bool,
    },
    /// The endpoint answered, or could not be reached.
    Answered {
        /// Which ticket.
        id: TicketId,
        /// What it said.
        answer: Answer,
    },
    /// The wait after this attempt is over.
    RetryDue {
        /// Which ticket.
        id: TicketId,
        /// The attempt that failed, from 1.
        attempt: u32,
    },
    /// The person wants a waiting ticket to be sent now.
    RetryWanted(TicketId),
    /// The browser says that there is a network again.
    Online,
    /// The browser says that there is no network.
    Offline,
    /// The person has another question after one was sent or saved.
    WriteAnother,
    /// The person wants to see where their ticket stands.
    StatusWanted,
    /// The status of the last ticket, or `None` when it could not be had.
    Status(Option<TicketStatus>),
}

/// Something to do in the world.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Fetch the manifest.
    LoadManifest,
    /// Fetch the UI strings of a locale.
    LoadStrings(String),
    /// Fetch catalog and index of a locale, verified by their hashes.
    LoadKnowledge(LocaleEntry),
    /// Fetch a pack, verified by its hash.
    LoadPack(FileRef),
    /// Fetch a part of a large locale.
    LoadPart {
        /// The locale's tag.
        locale: String,
        /// Where it is in the bundle.
        path: String,
        /// Which part.
        part: Part,
    },
    /// Come back with [`Msg::Paused`] after a moment, for this keystroke.
    Pause(u32),
    /// Fetch what is known of the other locales, verified by its hash.
    LoadReach(FileRef),
    /// Fetch the part of the program that draws articles' texts.
    LoadArticlePart,
    /// Fetch the part of the program that writes and sends tickets.
    LoadContactPart,
    /// Fetch the messages that only the contact part shows, in a locale.
    LoadContactStrings(String),
    /// See whether an earlier visit left an outbox.
    LookForOutbox,
    /// Read what is in the outbox.
    LoadOutbox,
    /// Write a ticket to the outbox durably.
    Save(Delivery),
    /// Remove a ticket from the outbox.
    Forget(TicketId),
    /// Send a ticket.
    Send {
        /// Absolute address.
        endpoint: String,
        /// What to send.
        ticket: NewTicket,
    },
    /// Come back with [`Msg::RetryDue`] after a random part of the backoff.
    RetryLater {
        /// Which ticket.
        id: TicketId,
        /// How many times it was tried, from 1.
        attempt: u32,
        /// What the endpoint asked to wait at least, in seconds.
        at_least: u32,
    },
    /// Fetch a ticket's status from its link.
    LoadStatus(String),
    /// Tell the loader that the panel is shown now, or hidden: it gives the focus back to what had it before.
    Toggled(bool),
    /// Put the launcher into this corner and give it this colour: the loader knows only what the tag says.
    Dress {
        /// The corner.
        position: Position,
        /// `#rrggbb`.
        accent: String,
    },
    /// Move the keyboard focus, once the view is drawn.
    Focus(Focus),
    /// Show the heading with this anchor and move the focus there, once the view is drawn.
    ShowSection(String),
    /// Come back with [`Msg::Left`], before the view is drawn anew.
    NoteSpot {
        /// Which pane shows the place.
        pane: Pane,
        /// Of which place.
        depth: usize,
    },
    /// Scroll a pane, once the view is drawn.
    Scroll {
        /// Which one.
        pane: Pane,
        /// In CSS pixels from the top.
        top: i32,
    },
    /// Move the keyboard focus to what leads to a place, once the view is drawn.
    FocusLink {
        /// Where to look for it.
        pane: Pane,
        /// Which of the links there it was; the first that leads to the place if that is not known or another link now.
        link: Option<u32>,
        /// [`Route::name`] of the place.
        to: String,
        /// Where to move the focus if there is nothing like that.
        otherwise: Focus,
    },
    /// Put this text into the clipboard.
    Copy(String),
    /// Come back with [`Msg::Lingered`] after two seconds.
    Linger(u32),
    /// Print the article that is shown.
    Print,
    /// Send what a person says about an article.
    SendFeedback {
        /// Absolute address.
        endpoint: String,
        /// What to send.
        feedback: Feedback,
    },
}

/// Where the keyboard focus can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The search field.
    Search,
    /// The heading of the view.
    Heading,
    /// The first field of the contact form that has an error.
    FieldError,
    /// What the person said of the article.
    Verdict,
}
