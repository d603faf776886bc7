//! What can happen ([`Msg`]) and what can be done about it ([`Effect`]).

use std::sync::Arc;

use guichet_bundle::pack::Pack;
use guichet_bundle::reach::Reach;
use guichet_bundle::{Locale, Part};
use guichet_wire::document::Image;
use guichet_wire::feedback::{Feedback, FeedbackId, Reason};
use guichet_wire::form::ContactForm;
use guichet_wire::manifest::{FileRef, LocaleEntry, Manifest};
use guichet_wire::settings::Position;
use guichet_wire::ticket::{NewReply, Rating, TicketId};

use super::{
    Answer, Bookmark, Delivery, Detail, Field, File, LoadError, Pane, PartContent, RequestEvent,
    Route, Spot, Strings,
};

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
    /// The contact form is shown, at this second of the browser's clock.
    FormShown(u32),
    /// The owner's part of the contact form arrived, or did not.
    ContactForm(Result<&'static ContactForm, LoadError>),
    /// A field of the contact form changed.
    Edited {
        /// Which one.
        field: Field,
        /// What it says now.
        text: String,
        /// Whether the browser finds that it has the form that was asked for.
        fits: bool,
    },
    /// The person has left a field of the contact form.
    FieldLeft(Field),
    /// The contact form is to be sent.
    Submitted {
        /// A fresh random id for the ticket.
        id: TicketId,
        /// The second of the browser's clock.
        now: u32,
    },
    /// The same, whatever secret is in it.
    SentAnyway {
        /// A fresh random id for the ticket.
        id: TicketId,
        /// The second of the browser's clock.
        now: u32,
    },
    /// The contact form is shown on a page.
    PageSeen {
        /// The page's title.
        title: String,
        /// Width and height of the window in CSS pixels: `390x844`.
        viewport: String,
    },
    /// The person tells a detail with the ticket, or leaves it out.
    DetailChosen {
        /// Which one.
        detail: Detail,
        /// Whether it is told.
        is_told: bool,
    },
    /// The message was not changed for a while after this change.
    MessagePaused(u32),
    /// An article that was read meanwhile has answered the question; the id is fresh and random.
    Solved(FeedbackId),
    /// Files were added to the draft.
    FilesAdded(Vec<File>),
    /// The person has taken back the file with this key.
    FileRemoved(u32),
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
    /// So much of a ticket with files has left.
    Progress {
        /// Which ticket.
        id: TicketId,
        /// How much, in percent.
        percent: u32,
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
    /// The person wants to write the ticket anew.
    EditWanted(TicketId),
    /// The person wants the ticket as a file.
    DownloadWanted(TicketId),
    /// The person wants to discard the ticket, and is asked whether they mean it; `None` if they did not.
    DiscardWanted(Option<TicketId>),
    /// The person does mean it.
    Discarded(TicketId),
    /// The page can be seen again.
    Seen,
    /// The browser says that there is a network again.
    Online,
    /// The browser says that there is no network.
    Offline,
    /// The person has another question after one was sent or saved.
    WriteAnother,
    /// The person's requests, or one of them, are shown.
    RequestsShown,
    /// What this browser remembers of them, newest first; `None` where it cannot remember.
    Bookmarks(Option<Vec<Bookmark>>),
    /// Something happened to a request.
    Request {
        /// The link that leads to it.
        link: String,
        /// What happened.
        event: RequestEvent,
    },
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
    /// Fetch the owner's part of the contact form, verified by its hash.
    LoadContactForm(FileRef),
    /// See whether an earlier visit left an outbox.
    LookForOutbox,
    /// Read what is in the outbox.
    LoadOutbox,
    /// Come back with [`Msg::MessagePaused`] after a while, for this change.
    AwaitPause(u32),
    /// Write a ticket to the outbox durably.
    Save(Delivery),
    /// Write an edited ticket durably in the place of the one that it mends, unless that was sent or discarded meanwhile.
    Replace {
        /// The one that it mends.
        old: TicketId,
        /// The edited one.
        delivery: Delivery,
    },
    /// Remove a ticket from the outbox.
    Forget(TicketId),
    /// Send a ticket when no other tab does, and unless another one has done so.
    Send {
        /// What to send, and where.
        delivery: Delivery,
        /// Whether it is in the outbox: then it is sent only as long as it still is.
        saved: bool,
    },
    /// Open the person's mail program with the ticket.
    WriteMail(Delivery),
    /// Give the person the ticket as a file of their own.
    Download(Delivery),
    /// Let go of the contents of the files with these keys.
    LetGo(Vec<u32>),
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
    /// Add this to the ticket that the link leads to.
    SendReply {
        /// The link.
        link: String,
        /// What to send.
        reply: NewReply,
    },
    /// Tell the endpoint what the person says of the help.
    SendRating {
        /// The link to the ticket.
        link: String,
        /// What to send.
        rating: Rating,
    },
    /// Read what this browser remembers of requests.
    LoadBookmarks,
    /// Have this browser remember a request.
    Remember(Bookmark),
    /// Have it forget the one with this link.
    ForgetBookmark(String),
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
    /// What has to be mended in the contact form: the list of that or, where it is one field only, that field.
    FieldError,
    /// What the person said of the article.
    Verdict,
    /// The first answer to what the person is asked about a ticket.
    Question,
    /// The field for a reply.
    Reply,
}
