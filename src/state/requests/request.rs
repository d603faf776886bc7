//! One request: where it stands, the reply that is being written, and what the person says of the help they got.

use guichet_wire::ticket::{NewReply, Rating, ReplyId, TicketState, TicketStatus};

use crate::state::{Effect, Focus};

/// What it takes to find a request again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    /// The endpoint's number.
    pub number: u64,
    /// The question in one line.
    pub subject: String,
    /// The link; whoever has it may see the ticket and reply to it.
    pub status_url: String,
}

/// A ticket that can be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Where it is.
    pub bookmark: Bookmark,
    /// Whether this browser remembers it.
    pub remembered: bool,
    /// It was sent while this page lives, so its link is here anyway.
    pub(super) sent_here: bool,
    /// Where it stands, as far as that is known.
    pub status: Option<TicketStatus>,
    /// How the latest look at it goes.
    pub looking: Exchange,
    /// It is to be looked at as soon as that is possible.
    due: bool,
    /// Whether the endpoint knows the link no more.
    pub gone: bool,
    /// What the person is about to reply.
    pub reply: String,
    /// The reply that may have arrived already: tried again, it is this one.
    tried: Option<ReplyId>,
    /// How sending it goes.
    pub replying: Exchange,
    /// The person has more to say although the request is solved.
    reopening: bool,
    /// What the person says of the help.
    pub rating: Rating,
    /// How sending that goes.
    pub judging: Exchange,
    /// The endpoint does not know it all yet.
    changed: bool,
}

/// How it goes to ask the endpoint for something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Exchange {
    /// Nothing was asked.
    #[default]
    None,
    /// There is no answer yet.
    UnderWay,
    /// It did as it was asked.
    Done,
    /// It did not, or could not be reached.
    Failed,
}

/// What the endpoint answers to whoever has the link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inquiry {
    /// Where the ticket stands now.
    Known(TicketStatus),
    /// It does not know the link, or not any more.
    Gone,
    /// Nothing that could be used.
    Failed,
}

/// A question about the help, answered on a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Customer satisfaction.
    Csat,
    /// Customer effort score.
    Ces,
    /// Net promoter score.
    Nps,
}

/// What happened to a request.
#[derive(Clone, Debug)]
pub enum RequestEvent {
    /// The person wants to know where it stands.
    LookWanted,
    /// The endpoint said where it stands.
    Looked(Inquiry),
    /// The person wants this browser to remember it, or not to.
    RememberWanted(bool),
    /// The text of the reply changed.
    ReplyTyped(String),
    /// The person has more to say although it is solved.
    ReopenWanted,
    /// The reply is to be sent, under this fresh random id if it was not tried before.
    ReplyWanted(ReplyId),
    /// The endpoint answered to a reply.
    Replied(ReplyId, Inquiry),
    /// The person chose a place on a scale.
    Scored(Scale, u8),
    /// The person's words about the help changed.
    Commented(String),
    /// What the person says of the help is to be sent.
    RatingWanted,
    /// The endpoint answered to that.
    Rated(Inquiry),
}

impl Request {
    pub(super) fn new(bookmark: Bookmark) -> Self {
        Self {
            bookmark,
            remembered: false,
            sent_here: false,
            status: None,
            looking: Exchange::None,
            due: false,
            gone: false,
            reply: String::new(),
            tried: None,
            replying: Exchange::None,
            reopening: false,
            rating: Rating::default(),
            judging: Exchange::None,
            changed: false,
        }
    }

    /// Whether it is finished.
    pub fn is_solved(&self) -> bool {
        let status = self.status.as_ref();
        status.is_some_and(|status| status.state == TicketState::Solved)
    }

    /// Whether it could not be seen where it stands.
    pub fn is_out_of_reach(&self) -> bool {
        self.looking == Exchange::Failed && !self.gone
    }

    /// Whether it is to be looked at as soon as that is possible.
    pub(super) fn is_due(&self) -> bool {
        self.due
    }

    /// It is to be looked at again, unless it is known not to go on by itself, or is being looked at.
    pub(super) fn expect_news(&mut self) {
        self.due = !(self.gone || self.is_solved() || self.looking == Exchange::UnderWay);
        if self.due {
            self.looking = Exchange::None;
        }
    }

    /// Whether there is a place to write a reply.
    pub fn takes_reply(&self) -> bool {
        self.status.is_some() && (self.reopening || !self.is_solved())
    }

    /// Takes in what happened; what has to be done about it.
    pub(super) fn happens(&mut self, event: RequestEvent) -> Option<Effect> {
        match event {
            RequestEvent::LookWanted => return self.look(),
            RequestEvent::Looked(inquiry) => self.looking = self.take(inquiry),
            RequestEvent::RememberWanted(true) => {
                return Some(Effect::Remember(self.bookmark.clone()));
            }
            RequestEvent::RememberWanted(false) => {
                // Nobody has use for a link that leads nowhere.
                self.sent_here &= !self.gone;
                return Some(Effect::ForgetBookmark(self.bookmark.status_url.clone()));
            }
            RequestEvent::ReplyTyped(text) => {
                self.reply = text;
                self.tried = None;
            }
            RequestEvent::ReopenWanted => {
                self.reopening = true;
                return Some(Effect::Focus(Focus::Reply));
            }
            RequestEvent::ReplyWanted(fresh) => return self.send_reply(fresh),
            RequestEvent::Replied(id, inquiry) => self.replied(id, inquiry),
            RequestEvent::Scored(scale, score) => self.score(scale, score),
            RequestEvent::Commented(text) => self.change_rating().comment = text,
            RequestEvent::RatingWanted => return self.send_rating(),
            RequestEvent::Rated(inquiry) => self.rated(inquiry),
        }
        None
    }

    /// Takes in what the endpoint said; how the exchange went.
    fn take(&mut self, inquiry: Inquiry) -> Exchange {
        match inquiry {
            Inquiry::Known(status) if status.number == self.bookmark.number => {
                if !self.changed {
                    self.rating = status.rating.clone().unwrap_or_default();
                }
                self.status = Some(status);
                self.gone = false;
                Exchange::Done
            }
            Inquiry::Gone => {
                self.gone = true;
                Exchange::Failed
            }
            // The status of another ticket says nothing about this one.
            Inquiry::Known(_) | Inquiry::Failed => Exchange::Failed,
        }
    }

    /// Asks where it stands, unless that is asked already.
    pub(super) fn look(&mut self) -> Option<Effect> {
        if self.looking == Exchange::UnderWay {
            return None;
        }
        self.looking = Exchange::UnderWay;
        self.due = false;
        Some(Effect::LoadStatus(self.bookmark.status_url.clone()))
    }

    /// Sends the reply, unless there is none or it is on its way.
    fn send_reply(&mut self, fresh: ReplyId) -> Option<Effect> {
        if self.replying == Exchange::UnderWay {
            return None;
        }
        let text = self.reply.trim().to_owned();
        if text.is_empty() {
            return Some(Effect::Focus(Focus::Reply));
        }
        self.replying = Exchange::UnderWay;
        Some(Effect::SendReply {
            link: self.bookmark.status_url.clone(),
            reply: NewReply {
                id: *self.tried.get_or_insert(fresh),
                text,
            },
        })
    }

    fn replied(&mut self, id: ReplyId, inquiry: Inquiry) {
        self.replying = self.take(inquiry);
        // What was typed meanwhile is another reply.
        if self.replying == Exchange::Done && self.tried == Some(id) {
            self.reply.clear();
            self.tried = None;
            self.reopening = false;
        }
    }

    fn send_rating(&mut self) -> Option<Effect> {
        if self.judging == Exchange::UnderWay || self.rating == Rating::default() {
            return None;
        }
        self.judging = Exchange::UnderWay;
        Some(Effect::SendRating {
            link: self.bookmark.status_url.clone(),
            rating: self.rating.clone(),
        })
    }

    fn rated(&mut self, inquiry: Inquiry) {
        let outcome = self.take(inquiry);
        // What was chosen meanwhile is not sent yet.
        if self.judging == Exchange::UnderWay {
            self.judging = outcome;
            self.changed = outcome != Exchange::Done;
        }
    }

    fn change_rating(&mut self) -> &mut Rating {
        self.changed = true;
        self.judging = Exchange::None;
        &mut self.rating
    }

    fn score(&mut self, scale: Scale, score: u8) {
        let rating = self.change_rating();
        let place = match scale {
            Scale::Csat => &mut rating.csat,
            Scale::Ces => &mut rating.ces,
            Scale::Nps => &mut rating.nps,
        };
        *place = Some(score);
    }
}
