//! Following requests: what is remembered of them, where they stand, replies, and what is said of the help.

use guichet_wire::ticket::{Author, Rating, Reply, ReplyId, TicketState, TicketStatus};

use super::*;

const LINK: &str = "https://desk.example.org/tickets/secret";
const REPLY: ReplyId = TicketId([3; 16]);

fn status(state: TicketState) -> TicketStatus {
    TicketStatus {
        number: 1001,
        subject: "Broken lamp".to_owned(),
        message: "It does not light up.".to_owned(),
        state,
        created_at: "2026-11-22T18:00:00Z".to_owned(),
        replies: Vec::new(),
        attachments: Vec::new(),
        rating: None,
    }
}

fn bookmark(number: u64, link: &str) -> Bookmark {
    Bookmark {
        number,
        subject: "Broken lamp".to_owned(),
        status_url: link.to_owned(),
    }
}

fn happens(model: &mut Model, event: RequestEvent) -> Vec<Effect> {
    let link = LINK.to_owned();
    update(model, Msg::Request { link, event })
}

fn looked(model: &mut Model, state: TicketState) {
    let inquiry = Inquiry::Known(status(state));
    happens(model, RequestEvent::Looked(inquiry));
}

fn request(model: &Model) -> &Request {
    model.requests.get(LINK).unwrap()
}

/// A model whose ticket has arrived, and whose browser remembers nothing.
fn sent() -> Model {
    let mut model = sending();
    answered(&mut model, receipt(ID));
    update(&mut model, Msg::Bookmarks(Some(Vec::new())));
    looked(&mut model, TicketState::Open);
    model
}

/// The same with the request on the screen.
fn following(state: TicketState) -> Model {
    let mut model = sent();
    update(&mut model, Msg::Go(Route::Requests));
    update(&mut model, Msg::Go(Route::Request(LINK.to_owned())));
    looked(&mut model, state);
    model
}

#[test]
fn a_ticket_that_arrived_can_be_followed_while_the_page_lives() {
    let mut model = sending();
    let effects = answered(&mut model, receipt(ID));
    assert!(effects.contains(&Effect::LoadStatus(LINK.to_owned())));
    assert!(model.has_requests());
    assert_eq!(request(&model).bookmark, bookmark(1001, LINK));
    assert!(!request(&model).remembered, "nobody wanted that");
    looked(&mut model, TicketState::Waiting);
    let state = request(&model).status.as_ref().map(|status| status.state);
    assert_eq!(state, Some(TicketState::Waiting));
}

#[test]
fn the_thread_begins_with_what_the_customer_asked() {
    let mut model = following(TicketState::Waiting);
    let mut answered = status(TicketState::Waiting);
    answered.replies.push(Reply {
        at: "2026-11-22T19:00:00Z".to_owned(),
        text: "Is it plugged in?".to_owned(),
        from: Author::Agent,
    });
    let texts = |model: &Model| {
        let status = request(model).status.as_ref().unwrap();
        let said = status.conversation().into_iter();
        said.map(|reply| (reply.from, reply.text))
            .collect::<Vec<_>>()
    };
    happens(
        &mut model,
        RequestEvent::Looked(Inquiry::Known(answered.clone())),
    );
    let asked = (Author::Customer, "It does not light up.".to_owned());
    let answer = (Author::Agent, "Is it plugged in?".to_owned());
    assert_eq!(texts(&model), [asked, answer.clone()]);
    // A desk of old does not tell the message.
    answered.message.clear();
    happens(&mut model, RequestEvent::Looked(Inquiry::Known(answered)));
    assert_eq!(texts(&model), [answer]);
}

#[test]
fn who_has_sent_nothing_has_no_requests() {
    assert!(!ready().has_requests());
    let mut model = ready();
    model.shell.has_bookmarks = true;
    assert!(model.has_requests(), "this browser remembers some");
    update(&mut model, Msg::Bookmarks(Some(Vec::new())));
    assert!(!model.has_requests(), "they were forgotten in another tab");
}

#[test]
fn a_ticket_that_waits_is_among_the_requests() {
    let mut model = ready();
    fill(&mut model);
    assert!(!model.has_requests());
    let model = sending();
    assert!(model.has_requests());
    assert!(model.requests.list.is_empty());
}

#[test]
fn the_list_asks_where_each_request_stands() {
    let mut model = ready();
    let effects = update(&mut model, Msg::Go(Route::Requests));
    assert!(effects.contains(&Effect::LoadBookmarks));
    let remembered = vec![bookmark(1002, "https://b"), bookmark(1001, "https://a")];
    let effects = update(&mut model, Msg::Bookmarks(Some(remembered.clone())));
    let asked = ["https://b", "https://a"].map(|link| Effect::LoadStatus(link.to_owned()));
    assert_eq!(effects, asked);
    let list = model.requests.list.iter();
    assert_eq!(
        list.map(|request| &request.bookmark).collect::<Vec<_>>(),
        remembered.iter().collect::<Vec<_>>()
    );
    let again = update(&mut model, Msg::Bookmarks(Some(remembered)));
    assert_eq!(again, [], "they are asked already");
}

fn link(number: u64) -> String {
    format!("https://desk.example.org/tickets/{number}")
}

/// A model that shows the list of so many remembered requests, numbered from 1; what it asks first.
fn listing(requests: u64) -> (Model, Vec<Effect>) {
    let mut model = ready();
    update(&mut model, Msg::Go(Route::Requests));
    let effects = list_again(&mut model, requests);
    (model, effects)
}

fn list_again(model: &mut Model, requests: u64) -> Vec<Effect> {
    let remembered = (1..=requests).map(|number| bookmark(number, &link(number)));
    update(model, Msg::Bookmarks(Some(remembered.collect())))
}

fn asked(numbers: &[u64]) -> Vec<Effect> {
    let numbers = numbers.iter();
    numbers
        .map(|number| Effect::LoadStatus(link(*number)))
        .collect()
}

fn stands(model: &mut Model, number: u64, state: TicketState) -> Vec<Effect> {
    let status = TicketStatus {
        number,
        ..status(state)
    };
    let event = RequestEvent::Looked(Inquiry::Known(status));
    let link = link(number);
    update(model, Msg::Request { link, event })
}

fn fails(model: &mut Model, number: u64) -> Vec<Effect> {
    let event = RequestEvent::Looked(Inquiry::Failed);
    let link = link(number);
    update(model, Msg::Request { link, event })
}

#[test]
fn a_long_list_asks_for_the_newest_first_and_goes_on_as_answers_come() {
    let (mut model, effects) = listing(7);
    assert_eq!(effects, asked(&[1, 2, 3, 4, 5]));
    assert_eq!(stands(&mut model, 2, TicketState::Open), asked(&[6]));
    assert_eq!(stands(&mut model, 1, TicketState::Open), asked(&[7]));
    assert_eq!(stands(&mut model, 3, TicketState::Open), []);
}

#[test]
fn a_list_that_is_left_asks_no_more_and_goes_on_when_it_is_seen_again() {
    let (mut model, _) = listing(7);
    update(&mut model, Msg::Go(Route::Request(link(1))));
    assert_eq!(stands(&mut model, 1, TicketState::Open), []);
    update(&mut model, Msg::Back);
    assert_eq!(list_again(&mut model, 7), asked(&[1]), "four are under way");
}

#[test]
fn a_request_that_is_known_to_be_solved_or_gone_is_not_asked_for_with_the_others() {
    let (mut model, _) = listing(3);
    stands(&mut model, 1, TicketState::Solved);
    stands(&mut model, 2, TicketState::Open);
    let gone = Msg::Request {
        link: link(3),
        event: RequestEvent::Looked(Inquiry::Gone),
    };
    update(&mut model, gone);
    assert_eq!(list_again(&mut model, 3), asked(&[2]));
}

#[test]
fn an_endpoint_that_fails_is_left_alone_until_the_person_tries_again() {
    let (mut model, _) = listing(7);
    assert_eq!(fails(&mut model, 1), []);
    assert_eq!(stands(&mut model, 2, TicketState::Open), []);
    let is_out_of_reach = |model: &Model| model.requests.list[0].is_out_of_reach();
    assert!(is_out_of_reach(&model), "and it is said");
    assert_eq!(
        update(&mut model, Msg::RequestsShown),
        [Effect::LoadBookmarks]
    );
    assert_eq!(list_again(&mut model, 7), asked(&[1, 2]));
    assert!(!is_out_of_reach(&model));
}

#[test]
fn without_the_part_of_the_program_the_list_waits_for_it() {
    let mut model = first_opening();
    update(&mut model, Msg::Opened);
    let effects = update(&mut model, Msg::Go(Route::Requests));
    assert!(effects.contains(&Effect::LoadContactPart));
    let effects = update(&mut model, Msg::ContactPart(Ok(())));
    assert!(effects.contains(&Effect::LoadBookmarks));
    assert!(effects.contains(&Effect::Focus(Focus::Heading)));
}

#[test]
fn a_request_is_remembered_only_when_the_person_wants_that() {
    let mut model = following(TicketState::Open);
    let effects = happens(&mut model, RequestEvent::RememberWanted(true));
    assert_eq!(effects, [Effect::Remember(bookmark(1001, LINK))]);
    assert!(!request(&model).remembered, "the browser has not said so");
    update(&mut model, Msg::Bookmarks(Some(vec![bookmark(1001, LINK)])));
    assert!(request(&model).remembered);
    assert_eq!(model.requests.list.len(), 1);

    let effects = happens(&mut model, RequestEvent::RememberWanted(false));
    assert_eq!(effects, [Effect::ForgetBookmark(LINK.to_owned())]);
    update(&mut model, Msg::Bookmarks(Some(Vec::new())));
    assert!(!request(&model).remembered, "the page still has the link");
}

#[test]
fn a_request_of_an_earlier_visit_goes_with_its_bookmark() {
    let mut model = ready();
    update(&mut model, Msg::Go(Route::Requests));
    update(&mut model, Msg::Bookmarks(Some(vec![bookmark(1001, LINK)])));
    update(&mut model, Msg::Go(Route::Request(LINK.to_owned())));
    happens(&mut model, RequestEvent::RememberWanted(false));
    update(&mut model, Msg::Bookmarks(Some(Vec::new())));
    assert!(model.requests.list.is_empty());
    assert_eq!(*model.history.current(), Route::Requests);
}

#[test]
fn a_browser_that_cannot_remember_is_known_as_one() {
    let mut model = sent();
    update(&mut model, Msg::Bookmarks(None));
    assert_eq!(model.requests.can_remember, Some(false));
    assert!(model.has_requests(), "the page still has the link");
}

#[test]
fn a_request_that_is_gone_can_be_let_go() {
    let mut model = following(TicketState::Open);
    happens(&mut model, RequestEvent::LookWanted);
    happens(&mut model, RequestEvent::Looked(Inquiry::Gone));
    assert!(request(&model).gone);
    happens(&mut model, RequestEvent::RememberWanted(false));
    update(&mut model, Msg::Bookmarks(Some(Vec::new())));
    assert!(!model.has_requests());
    assert_eq!(*model.history.current(), Route::Requests);
}

#[test]
fn what_cannot_be_had_now_leaves_what_was_known() {
    let mut model = following(TicketState::Waiting);
    let effects = happens(&mut model, RequestEvent::LookWanted);
    assert_eq!(effects, [Effect::LoadStatus(LINK.to_owned())]);
    let effects = happens(&mut model, RequestEvent::LookWanted);
    assert_eq!(effects, [], "it is asked already");
    let mut other = status(TicketState::Solved);
    other.number = 7;
    for useless in [Inquiry::Failed, Inquiry::Known(other)] {
        happens(&mut model, RequestEvent::Looked(useless));
        assert_eq!(request(&model).looking, Exchange::Failed);
        assert!(!request(&model).is_solved());
        assert!(!request(&model).gone);
    }
}

#[test]
fn a_reply_stays_in_its_field_until_the_endpoint_has_it() {
    let mut model = following(TicketState::Waiting);
    let typed = |text: &str| RequestEvent::ReplyTyped(text.to_owned());
    happens(&mut model, typed("  "));
    let effects = happens(&mut model, RequestEvent::ReplyWanted(REPLY));
    assert_eq!(effects, [Effect::Focus(Focus::Reply)], "there is none");

    happens(&mut model, typed("It blinks. "));
    let sent = happens(&mut model, RequestEvent::ReplyWanted(REPLY));
    assert!(matches!(&sent[..], [Effect::SendReply { reply, .. }]
        if reply.id == REPLY && reply.text == "It blinks."));
    let twice = happens(&mut model, RequestEvent::ReplyWanted(OTHER));
    assert_eq!(twice, [], "it is on its way");
    happens(&mut model, RequestEvent::Replied(REPLY, Inquiry::Failed));
    assert_eq!(request(&model).replying, Exchange::Failed);
    assert_eq!(request(&model).reply, "It blinks. ");

    let again = happens(&mut model, RequestEvent::ReplyWanted(OTHER));
    assert_eq!(again, sent, "the same text is the same reply");
    let arrived = Inquiry::Known(status(TicketState::Open));
    happens(&mut model, RequestEvent::Replied(REPLY, arrived));
    assert_eq!(request(&model).reply, "");
    assert_eq!(request(&model).replying, Exchange::Done);
}

#[test]
fn a_reply_that_was_changed_is_another_one() {
    let mut model = following(TicketState::Waiting);
    let typed = |text: &str| RequestEvent::ReplyTyped(text.to_owned());
    happens(&mut model, typed("It blinks."));
    happens(&mut model, RequestEvent::ReplyWanted(REPLY));
    happens(&mut model, typed("It blinks. And hums."));
    let arrived = Inquiry::Known(status(TicketState::Open));
    happens(&mut model, RequestEvent::Replied(REPLY, arrived));
    assert_eq!(request(&model).reply, "It blinks. And hums.");
    let effects = happens(&mut model, RequestEvent::ReplyWanted(OTHER));
    assert!(matches!(&effects[..], [Effect::SendReply { reply, .. }] if reply.id == OTHER));
}

#[test]
fn a_solved_request_takes_a_reply_when_it_is_reopened() {
    let mut model = following(TicketState::Solved);
    assert!(!request(&model).takes_reply());
    let effects = happens(&mut model, RequestEvent::ReopenWanted);
    assert_eq!(effects, [Effect::Focus(Focus::Reply)]);
    assert!(request(&model).takes_reply());
    happens(
        &mut model,
        RequestEvent::ReplyTyped("Still dark.".to_owned()),
    );
    happens(&mut model, RequestEvent::ReplyWanted(REPLY));
    let open = Inquiry::Known(status(TicketState::Open));
    happens(&mut model, RequestEvent::Replied(REPLY, open));
    looked(&mut model, TicketState::Solved);
    assert!(!request(&model).takes_reply(), "solved once more");
}

#[test]
fn what_was_said_of_the_help_is_shown_and_can_be_changed() {
    let mut model = following(TicketState::Solved);
    assert_eq!(happens(&mut model, RequestEvent::RatingWanted), []);
    let mut said = status(TicketState::Solved);
    said.rating = Some(Rating {
        csat: Some(4),
        ..Rating::default()
    });
    happens(
        &mut model,
        RequestEvent::Looked(Inquiry::Known(said.clone())),
    );
    assert_eq!(request(&model).rating.csat, Some(4));

    happens(&mut model, RequestEvent::Scored(Scale::Csat, 5));
    happens(&mut model, RequestEvent::Scored(Scale::Nps, 0));
    happens(&mut model, RequestEvent::Commented("Quick.".to_owned()));
    happens(
        &mut model,
        RequestEvent::Looked(Inquiry::Known(said.clone())),
    );
    let rating = Rating {
        csat: Some(5),
        ces: None,
        nps: Some(0),
        comment: "Quick.".to_owned(),
    };
    assert_eq!(request(&model).rating, rating, "a look changes no draft");
    let effects = happens(&mut model, RequestEvent::RatingWanted);
    let link = LINK.to_owned();
    let send = Effect::SendRating {
        link,
        rating: rating.clone(),
    };
    assert_eq!(effects, std::slice::from_ref(&send));
    happens(&mut model, RequestEvent::Rated(Inquiry::Failed));
    assert_eq!(request(&model).judging, Exchange::Failed);
    assert_eq!(happens(&mut model, RequestEvent::RatingWanted), [send]);
    said.rating = Some(rating);
    happens(&mut model, RequestEvent::Rated(Inquiry::Known(said)));
    assert_eq!(request(&model).judging, Exchange::Done);
    happens(&mut model, RequestEvent::Scored(Scale::Ces, 7));
    assert_eq!(request(&model).judging, Exchange::None, "not sent yet");
}
