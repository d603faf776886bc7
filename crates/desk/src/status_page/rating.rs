//! The form on which a customer says what they think of the help they got: three questions and a field for words, none of which has
//! to be answered.

use guichet_wire::feedback::MAX_COMMENT;
use guichet_wire::ticket::Rating;
use maud::{Markup, html};

use super::words::Words;
use super::{Page, RATING, Written, trouble};

/// A question that is answered by a number.
struct Question {
    /// Its name in a [`Rating`].
    name: &'static str,
    /// The lowest and the highest answer.
    scale: (u8, u8),
    /// What is asked.
    text: &'static str,
    /// What the ends of the scale mean.
    ends: (&'static str, &'static str),
}

const CSAT: Question = Question {
    name: "csat",
    scale: (1, 5),
    text: "ticket.csat",
    ends: ("ticket.csat-low", "ticket.csat-high"),
};

const CES: Question = Question {
    name: "ces",
    scale: (1, 7),
    text: "ticket.ces",
    ends: ("ticket.ces-low", "ticket.ces-high"),
};

const NPS: Question = Question {
    name: "nps",
    scale: (0, 10),
    text: "ticket.nps",
    ends: ("ticket.nps-low", "ticket.nps-high"),
};

/// The form, with what was said before or, where that was not taken, what was said just now.
pub(super) fn form(page: &Page<'_>) -> Markup {
    let words = page.words;
    let nothing = Rating::default();
    let refused = page.refused.as_ref().and_then(|refused| {
        let Written::Rating(rating) = &refused.written else {
            return None;
        };
        Some((rating, refused.why))
    });
    let kept = page.ticket.and_then(|ticket| ticket.status.rating.as_ref());
    let rating = refused
        .map(|(rating, _)| rating)
        .or(kept)
        .unwrap_or(&nothing);
    html! {
        form #(RATING) method="post" action=(page.action("rating")) {
            @if refused.is_none() && kept.is_some() {
                p.thanks role="status" { (words.say("article.thanks")) }
            }
            (question(words, &CSAT, rating.csat))
            (question(words, &CES, rating.ces))
            (question(words, &NPS, rating.nps))
            label for="comment" { (words.say("article.comment")) }
            @if let Some((_, why)) = refused { (trouble(words, why)) }
            textarea #comment name="comment" rows="3" maxlength=(MAX_COMMENT) dir="auto"
                aria-describedby=[refused.map(|_| "trouble")] autofocus[refused.is_some()] {
                (rating.comment)
            }
            button { (words.say("article.send")) }
        }
    }
}

fn question(words: &Words, question: &Question, chosen: Option<u8>) -> Markup {
    let (low, high) = question.scale;
    html! {
        fieldset aria-describedby={ (question.name) "-ends" } {
            legend { (words.say(question.text)) }
            div.scale {
                @for score in low..=high {
                    label {
                        input type="radio" name=(question.name) value=(score) checked[chosen == Some(score)];
                        (score)
                    }
                }
            }
            p.ends id={ (question.name) "-ends" } {
                span { (low) ": " (words.say(question.ends.0)) } " "
                span { (high) ": " (words.say(question.ends.1)) }
            }
        }
    }
}
