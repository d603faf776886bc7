//! The form on which a customer says what they think of the help they got: three questions and a field for words, none of which has
//! to be answered.

use guichet_wire::feedback::MAX_COMMENT;
use guichet_wire::ticket::Rating;
use maud::{Markup, html};

/// A question that is answered by a number.
struct Question {
    /// Its name in a [`Rating`].
    name: &'static str,
    text: &'static str,
    /// The lowest and the highest answer.
    scale: (u8, u8),
    /// What they mean.
    ends: (&'static str, &'static str),
}

const CSAT: Question = Question {
    name: "csat",
    text: "How satisfied are you with our help?",
    scale: (1, 5),
    ends: ("Very dissatisfied", "Very satisfied"),
};

const CES: Question = Question {
    name: "ces",
    text: "How easy was it to get help?",
    scale: (1, 7),
    ends: ("Very difficult", "Very easy"),
};

const NPS: Question = Question {
    name: "nps",
    text: "How likely are you to recommend us to a friend?",
    scale: (0, 10),
    ends: ("Not at all likely", "Extremely likely"),
};

/// The form, with what was said before.
pub(super) fn form(said: Option<&Rating>, token: &str) -> Markup {
    let nothing = Rating::default();
    let rating = said.unwrap_or(&nothing);
    html! {
        h2 { "How did we do?" }
        @if said.is_some() {
            p { "Thank you, we have your answers. You can still change them." }
        }
        form method="post" action={ (token) "/rating" } {
            (question(&CSAT, rating.csat))
            (question(&CES, rating.ces))
            (question(&NPS, rating.nps))
            label for="comment" { "Anything else?" }
            textarea #comment name="comment" rows="3" maxlength=(MAX_COMMENT) dir="auto" { (rating.comment) }
            button { "Send" }
        }
    }
}

fn question(question: &Question, chosen: Option<u8>) -> Markup {
    let (low, high) = question.scale;
    html! {
        fieldset aria-describedby={ (question.name) "-ends" } {
            legend { (question.text) }
            p.at id={ (question.name) "-ends" } {
                (low) ": " (question.ends.0) " · " (high) ": " (question.ends.1)
            }
            div.scale {
                @for score in low..=high {
                    label {
                        input type="radio" name=(question.name) value=(score) checked[chosen == Some(score)];
                        (score)
                    }
                }
            }
        }
    }
}
