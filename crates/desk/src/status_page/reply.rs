//! The form on which a customer writes on. On a solved ticket it is behind a button, as in the widget: a reply opens the ticket again.

use guichet_wire::ticket::{MAX_MESSAGE, ReplyId, TicketState};
use maud::{Markup, html};

use super::{Page, Written, trouble};

/// The form, with a reply that was not taken still in it. A reply written on it has the id `id`, so that a form sent twice is stored
/// once.
pub(super) fn form(page: &Page<'_>, id: ReplyId) -> Markup {
    let words = page.words;
    let refused = page.refused.as_ref().and_then(|refused| {
        let Written::Reply(text) = &refused.written else {
            return None;
        };
        Some((text.as_str(), refused.why))
    });
    let form = html! {
        form method="post" action=(page.action("replies")) {
            input type="hidden" name="id" value=(id);
            label for="text" { (words.say("ticket.reply")) }
            @if let Some((_, why)) = refused { (trouble(words, why)) }
            textarea #text name="text" rows="5" maxlength=(MAX_MESSAGE) required dir="auto"
                aria-describedby=[refused.map(|_| "trouble")] autofocus[refused.is_some()] {
                (refused.map_or("", |(text, _)| text))
            }
            button { (words.say("ticket.reply-send")) }
        }
    };
    match page.state() {
        Some(TicketState::Solved) => html! {
            details open[refused.is_some()] {
                summary { (words.say("ticket.reopen")) }
                (form)
            }
        },
        _ => form,
    }
}
