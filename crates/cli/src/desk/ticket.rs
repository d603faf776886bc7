//! A ticket in full as text for a terminal: what was asked, what came with it, what was said since. As in a list, nothing that people
//! wrote acts on it.

use anstyle::Style;
use guichet_desk::{StoredAttachment, StoredTicket, Suspicion};
use guichet_wire::ticket::{Author, Context, FormAnswer, Rating, Reply};

use super::terminal::{QUIET, line, minute, safe_line, safe_lines, style};

const BOLD: Style = Style::new().bold();

/// Everything there is of a ticket.
pub fn ticket(ticket: &StoredTicket) -> String {
    let mut text = String::new();
    head(&mut text, ticket);
    line(&mut text, format_args!("\n{}", safe_lines(&ticket.message)));
    for FormAnswer { id, label, value } in &ticket.answers {
        let label = safe_line(if label.is_empty() { id } else { label });
        line(&mut text, format_args!("\n{QUIET}{label}{QUIET:#}"));
        line(&mut text, format_args!("{}", safe_lines(value)));
    }
    files(&mut text, ticket);
    for Reply {
        at,
        text: said,
        from,
    } in &ticket.replies
    {
        let from = match from {
            Author::Agent => "Answer",
            Author::Customer => "Customer's reply",
        };
        let at = minute(at);
        line(
            &mut text,
            format_args!("\n{QUIET}{from} of {at} UTC{QUIET:#}"),
        );
        line(&mut text, format_args!("{}", safe_lines(said)));
    }
    if let Some(rating) = &ticket.rating {
        rated(&mut text, rating);
    }
    text
}

/// Who asks, from where, and after what.
fn head(text: &mut String, ticket: &StoredTicket) {
    let summary = &ticket.summary;
    let (style, state) = (style(summary.state), summary.state.as_str());
    let (subject, received) = (safe_line(&summary.subject), minute(&summary.created_at));
    line(text, format_args!("{BOLD}{subject}{BOLD:#}"));
    line(
        text,
        format_args!(
            "Ticket {} · {style}{state}{style:#} · received {received} UTC\n",
            summary.number
        ),
    );
    if let Some(suspicion) = summary.suspicion {
        let (why, number) = (reason(suspicion), summary.number);
        line(
            text,
            format_args!("Maybe spam: {why}. If it is not: guichet desk not-spam {number}\n"),
        );
    }
    let sender = match summary.name.as_str() {
        "" => summary.email.clone(),
        name => format!("{name} <{}>", summary.email),
    };
    let Context {
        title,
        searches,
        articles,
        version,
        viewport,
    } = &ticket.context;
    for (label, value) in [
        ("From", &sender),
        ("Language", &summary.locale),
        ("Page", &ticket.page),
        ("Title", title),
        ("Searched", &searches.join(", ")),
        ("Read", &articles.join(", ")),
        ("Window", viewport),
        ("Widget", version),
        ("Id", &summary.id.to_string()),
    ] {
        if !value.is_empty() {
            let value = safe_line(value);
            line(text, format_args!("{QUIET}{label:<8}{QUIET:#}  {value}"));
        }
    }
}

fn reason(suspicion: Suspicion) -> &'static str {
    match suspicion {
        Suspicion::HiddenField => "a field that people do not see was filled in",
        Suspicion::TooFast => "it was sent sooner than anybody can write",
    }
}

fn files(text: &mut String, ticket: &StoredTicket) {
    let id = ticket.summary.id;
    for StoredAttachment { attachment, sha256 } in &ticket.attachments {
        let (name, size) = (safe_line(&attachment.name), attachment.size);
        line(
            text,
            format_args!("{QUIET}File{QUIET:#}      {name} ({size} bytes): {id}/{sha256}"),
        );
    }
}

fn rated(text: &mut String, rating: &Rating) {
    let scores = [
        ("CSAT", rating.csat, 5),
        ("CES", rating.ces, 7),
        ("NPS", rating.nps, 10),
    ];
    let scores = scores
        .into_iter()
        .filter_map(|(name, score, of)| Some(format!("{name} {} of {of}", score?)));
    let mut rated = vec!["Rating".to_owned()];
    rated.extend(scores);
    line(
        text,
        format_args!("\n{QUIET}{}{QUIET:#}", rated.join(" · ")),
    );
    if !rating.comment.is_empty() {
        line(text, format_args!("{}", safe_lines(&rating.comment)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::terminal::acts;
    use super::super::terminal::tests::summary;
    use super::*;
    use anstream::adapter::strip_str;
    use guichet_wire::ticket::Attachment;

    /// A ticket in which `words` stand wherever somebody could have written them.
    fn filled_with(words: &str) -> StoredTicket {
        let said = |from| Reply {
            at: "2026-03-01T10:05:00Z".to_owned(),
            text: words.to_owned(),
            from,
        };
        StoredTicket {
            summary: summary(1001, words, words),
            message: format!("one\n\ttwo{words}"),
            page: words.to_owned(),
            answers: vec![FormAnswer {
                id: "order".to_owned(),
                label: words.to_owned(),
                value: words.to_owned(),
            }],
            context: Context {
                title: words.to_owned(),
                searches: vec![words.to_owned()],
                articles: vec![words.to_owned()],
                version: words.to_owned(),
                viewport: words.to_owned(),
            },
            replies: vec![said(Author::Agent), said(Author::Customer)],
            attachments: vec![StoredAttachment {
                attachment: Attachment {
                    name: words.to_owned(),
                    media_type: words.to_owned(),
                    size: 1,
                },
                sha256: String::new(),
            }],
            rating: Some(Rating {
                csat: Some(4),
                ces: None,
                nps: Some(9),
                comment: words.to_owned(),
            }),
        }
    }

    #[test]
    fn nothing_a_customer_wrote_acts_on_the_terminal() {
        let hostile = "\u{1b}[2J\u{9b}31m\r\u{202e}gpj\u{2028}";
        let text = strip_str(&ticket(&filled_with(hostile))).to_string();
        assert!(!text.contains(|c| c != '\n' && acts(c)), "{text:?}");
        assert_eq!(text.matches("\u{fffd}[2J").count(), 15, "{text:?}");
        assert!(text.contains("  one\n      two"), "{text:?}");
    }

    #[test]
    fn what_was_said_stands_below_who_said_it() {
        let mut quick = filled_with("words");
        quick.summary.suspicion = Some(Suspicion::TooFast);
        let text = strip_str(&ticket(&quick)).to_string();
        for part in [
            "\nMaybe spam: it was sent sooner than anybody can write. If it is not: guichet desk not-spam 1001\n",
            "\nSearched  words\n",
            "\nwords\n  words\n",
            "\nAnswer of 2026-03-01 10:05 UTC\n  words\n",
            "\nCustomer's reply of 2026-03-01 10:05 UTC\n  words\n",
            "\nRating · CSAT 4 of 5 · NPS 9 of 10\n  words\n",
        ] {
            assert!(text.contains(part), "{part:?} {text}");
        }
    }
}
