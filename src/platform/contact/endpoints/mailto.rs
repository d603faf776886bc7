//! The person's own mail program, where there is nothing else (RFC 6068). It is opened with the message; whether that is sent, nobody knows.

use super::{encoding, words};
use crate::state::Delivery;

/// Longest address, in bytes: what Windows hands over to a mail program ends after 2,048 characters.
const LONGEST: usize = 2_000;
/// As much of that is for the subject.
const SUBJECT: usize = 500;

/// Opens the mail program.
pub(in crate::platform::contact) fn write(delivery: &Delivery) {
    if let Some(window) = web_sys::window() {
        // Where there is no mail program the browser says so.
        let _ = window.open_with_url_and_target(&address(delivery), "_self");
    }
}

/// The address, with the subject and as much of the message as there is room for. The endpoint may have fields of its own, such as `cc`.
fn address(delivery: &Delivery) -> String {
    let ticket = &delivery.ticket;
    let joint = if delivery.endpoint.contains('?') {
        '&'
    } else {
        '?'
    };
    let subject = encoding::fitting(&ticket.subject, SUBJECT);
    let start = format!("{}{joint}subject={subject}&body=", delivery.endpoint);
    let room = LONGEST.saturating_sub(start.len());
    let body = words::body(ticket).replace('\n', "\r\n");
    start + &encoding::fitting(&body, room)
}

#[cfg(test)]
mod tests {
    use guichet_wire::settings::EndpointKind;

    use super::*;
    use crate::platform::contact::endpoints::words::tests::ticket;
    use crate::state::Standing;

    fn delivery(endpoint: &str) -> Delivery {
        Delivery {
            ticket: ticket(),
            endpoint: endpoint.to_owned(),
            kind: EndpointKind::Mailto,
            files: Vec::new(),
            standing: Standing::default(),
        }
    }

    #[test]
    fn the_mail_has_subject_and_message_and_lines_end_as_in_mail() {
        let address = address(&delivery("mailto:help@example.org"));
        assert!(
            address.starts_with("mailto:help@example.org?subject=Broken%20lamp&body=It%20does%20not%20light.%0D%0A%0D%0A"),
            "{address}"
        );
        assert!(!address.contains(['\n', ' ']));
    }

    #[test]
    fn fields_that_the_owner_gave_stay() {
        let address = address(&delivery("mailto:help@example.org?cc=boss@example.org"));
        assert!(address.starts_with("mailto:help@example.org?cc=boss@example.org&subject=Broken"));
    }

    #[test]
    fn a_message_too_long_for_an_address_is_cut_and_shows_it() {
        let mut delivery = delivery("mailto:help@example.org");
        delivery.ticket.subject = "ランプ".repeat(100);
        delivery.ticket.message = "つかない。".repeat(4_000);
        let address = address(&delivery);
        assert!(address.len() <= LONGEST, "{}", address.len());
        assert_eq!(address.matches("%E2%80%A6").count(), 2);
        assert!(address.contains("&body=%E3%81%A4"));
    }
}
