//! What was said of the articles, as text for a terminal. As with tickets, nothing that people wrote acts on it.

use std::fmt::Write;

use guichet_desk::{ArticleFeedback, Comment};
use guichet_wire::feedback::Reason;
use unicode_width::UnicodeWidthStr;

use super::terminal::{QUIET, line, minute, pad, safe_line, safe_lines};

/// One line an article, below a line of headings, and the comments on it; nothing for no articles.
pub fn list(articles: &[ArticleFeedback]) -> String {
    let mut text = String::new();
    if articles.is_empty() {
        return text;
    }
    let ids: Vec<_> = articles.iter().map(|one| safe_line(&one.article)).collect();
    let widths = ids.iter().map(|id| id.width());
    let width = widths.chain(["ARTICLE".width()]).max().unwrap_or(0);
    let heading = pad("ARTICLE", width);
    line(
        &mut text,
        format_args!("{QUIET}{heading}  HELPFUL  TICKETS AVOIDED  NOT HELPFUL  REASONS{QUIET:#}"),
    );
    for (article, id) in articles.iter().zip(&ids) {
        let mut row = format!(
            "{}  {:>7}  {:>15}  {:>11}",
            pad(id, width),
            article.helpful,
            article.tickets_avoided,
            article.not_helpful
        );
        let reasons = article.reasons.iter();
        let reasons = reasons.map(|(reason, people)| format!("{} {people}", reason.as_str()));
        let reasons: Vec<_> = reasons.collect();
        if !reasons.is_empty() {
            write!(row, "  {}", reasons.join(", ")).expect("writing to a String cannot fail");
        }
        line(&mut text, format_args!("{row}"));
        for said in &article.comments {
            comment(&mut text, said);
        }
    }
    text
}

fn comment(text: &mut String, comment: &Comment) {
    let answer = match comment.helpful {
        true => "helpful",
        false => comment.reason.map_or("not helpful", Reason::as_str),
    };
    let locale = match comment.locale.as_str() {
        "" => String::new(),
        tag => format!(" · {}", safe_line(tag)),
    };
    line(
        text,
        format_args!(
            "  {QUIET}{} UTC{locale} · {answer}{QUIET:#}",
            minute(&comment.at)
        ),
    );
    let lines = safe_lines(&comment.text).replace('\n', "\n  ");
    line(text, format_args!("  {lines}"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use anstream::adapter::strip_str;

    fn articles() -> [ArticleFeedback; 2] {
        let said = Comment {
            at: "2026-03-01T09:30:00Z".to_owned(),
            locale: "lv".to_owned(),
            helpful: false,
            reason: Some(Reason::Unclear),
            text: "Which number?\nThere are two.".to_owned(),
        };
        let lost = ArticleFeedback {
            article: "orders/track".to_owned(),
            helpful: 2,
            tickets_avoided: 1,
            not_helpful: 13,
            reasons: [(Reason::Unclear, 4), (Reason::Wrong, 1)].into(),
            comments: vec![said],
        };
        let liked = ArticleFeedback {
            article: "returns".to_owned(),
            helpful: 1,
            ..ArticleFeedback::default()
        };
        [lost, liked]
    }

    #[test]
    fn the_columns_stand_below_each_other_and_comments_below_their_article() {
        assert_eq!(
            strip_str(&list(&articles())).to_string(),
            "ARTICLE       HELPFUL  TICKETS AVOIDED  NOT HELPFUL  REASONS\n\
             orders/track        2                1           13  unclear 4, wrong 1\n\
             \x20 2026-03-01 09:30 UTC · lv · unclear\n\
             \x20   Which number?\n\
             \x20   There are two.\n\
             returns             1                0            0\n"
        );
        assert_eq!(list(&[]), "");
    }

    #[test]
    fn nothing_that_people_wrote_acts_on_the_terminal() {
        let hostile = "\u{1b}[2J\u{9b}31m\r\u{202e}gpj\u{2028}";
        let [mut article, _] = articles();
        article.article = hostile.to_owned();
        article.comments[0].locale = hostile.to_owned();
        article.comments[0].text = format!("one\n{hostile}");
        let text = strip_str(&list(&[article])).to_string();
        let acts = |c: char| (c.is_control() && c != '\n') || "\u{202e}\u{2028}".contains(c);
        assert!(!text.contains(acts), "{text:?}");
        assert_eq!(text.matches("\u{fffd}[2J").count(), 3, "{text:?}");
    }
}
