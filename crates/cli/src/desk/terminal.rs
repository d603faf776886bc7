//! Lists of tickets as text for a terminal, and what every text for a terminal goes through. A ticket in full is in `ticket`.
//!
//! What customers wrote is shown, never obeyed: characters that would move the cursor, colour the screen or turn the order of
//! the letters around are replaced. Where the text is printed is not decided here.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use guichet_desk::TicketSummary;
use guichet_wire::ticket::TicketState;
use unicode_width::UnicodeWidthStr;

pub(super) const QUIET: Style = Style::new().dimmed();

/// Widest sender in a list, in columns.
const MAX_SENDER: usize = 32;

/// One line a ticket, below a line of headings; nothing for no tickets.
pub fn list(tickets: &[TicketSummary]) -> String {
    let mut text = String::new();
    if tickets.is_empty() {
        return text;
    }
    let senders: Vec<_> = tickets
        .iter()
        .map(|ticket| clip(&safe_line(&ticket.email), MAX_SENDER))
        .collect();
    let width = senders
        .iter()
        .map(|sender| sender.width())
        .chain(["FROM".width()])
        .max()
        .unwrap_or(0);
    let from = pad("FROM", width);
    line(
        &mut text,
        format_args!("{QUIET}NUMBER  STATE    RECEIVED (UTC)    {from}  SUBJECT{QUIET:#}"),
    );
    for (ticket, sender) in tickets.iter().zip(&senders) {
        let TicketSummary {
            number,
            state,
            created_at,
            subject,
            ..
        } = ticket;
        let (style, state) = (style(*state), state.as_str());
        let (received, sender, subject) =
            (minute(created_at), pad(sender, width), safe_line(subject));
        line(
            &mut text,
            format_args!(
                "{number:>6}  {style}{state:<7}{style:#}  {received}  {sender}  {subject}"
            ),
        );
    }
    text
}

pub(super) fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(text, "{line}").expect("writing to a String cannot fail");
}

pub(super) fn style(state: TicketState) -> Style {
    match state {
        TicketState::Open => AnsiColor::Yellow.on_default(),
        TicketState::Waiting => AnsiColor::Cyan.on_default(),
        TicketState::Solved => AnsiColor::Green.on_default(),
    }
}

/// `2026-03-01T09:30:00Z` as `2026-03-01 09:30`.
pub(super) fn minute(at: &str) -> String {
    safe_line(at)
        .replacen('T', " ", 1)
        .chars()
        .take(16)
        .collect()
}

/// `text` without a character that acts on the terminal, on one line.
pub(super) fn safe_line(text: &str) -> String {
    text.chars()
        .map(|c| if acts(c) { '\u{fffd}' } else { c })
        .collect()
}

/// The same with lines and tabs kept; each line is set off from the desk's own words, which nobody can then imitate.
pub(super) fn safe_lines(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let parts: Vec<_> = line.split('\t').map(safe_line).collect();
        format!("  {}", parts.join("    "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Control characters, line separators, and the marks that override or isolate the direction of writing.
pub(super) fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `text` with spaces up to `width` columns.
pub(super) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// The beginning of `text` that fits into `width` columns, with an ellipsis if that is not all.
fn clip(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut clipped = String::new();
    for c in text.chars() {
        clipped.push(c);
        if clipped.width() >= width {
            clipped.pop();
            break;
        }
    }
    clipped + "…"
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use anstream::adapter::strip_str;
    use guichet_wire::ticket::TicketId;

    pub fn summary(number: u64, email: &str, subject: &str) -> TicketSummary {
        TicketSummary {
            number,
            id: TicketId([7; 16]),
            state: TicketState::Open,
            created_at: "2026-03-01T09:30:00Z".to_owned(),
            name: String::new(),
            email: email.to_owned(),
            subject: subject.to_owned(),
            locale: "lv".to_owned(),
            suspicion: None,
        }
    }

    #[test]
    fn the_columns_of_a_list_stand_below_each_other() {
        let mut solved = summary(1002, "名前@example.org", "Đơn hàng");
        solved.state = TicketState::Solved;
        let tickets = [
            summary(1001, "ilze.kalnina@example.org", "Late parcel"),
            solved,
        ];
        assert_eq!(
            strip_str(&list(&tickets)).to_string(),
            "NUMBER  STATE    RECEIVED (UTC)    FROM                      SUBJECT\n\
             \x20 1001  open     2026-03-01 09:30  ilze.kalnina@example.org  Late parcel\n\
             \x20 1002  solved   2026-03-01 09:30  名前@example.org          Đơn hàng\n"
        );
    }

    #[test]
    fn a_list_of_nothing_is_empty() {
        assert_eq!(list(&[]), "");
    }

    #[test]
    fn a_sender_too_long_for_its_column_is_cut() {
        let text = list(&[summary(1001, &"名".repeat(20), "a")]);
        let text = strip_str(&text).to_string();
        assert!(
            text.contains(&format!("  {}…  a\n", "名".repeat(15))),
            "{text}"
        );
    }

    #[test]
    fn nothing_a_customer_wrote_acts_on_the_terminal() {
        let hostile = "\u{1b}[2J\u{9b}31m\r\u{202e}gpj\u{2028}";
        // What is left of escape sequences is the desk's own colours, which `strip_str` takes away.
        let text = strip_str(&list(&[summary(1001, hostile, hostile)])).to_string();
        assert!(!text.chars().any(|c| c != '\n' && acts(c)), "{text:?}");
        assert!(text.contains("\u{fffd}[2J"), "{text:?}");
    }
}
