//! What customers say of the help they got, as text for a terminal: one line a question.

use guichet_desk::{Ratings, Score};

use super::terminal::{QUIET, line};

/// The three questions below a line of headings; a question that nobody answered has no score.
pub fn table(ratings: &Ratings) -> String {
    let mut text = String::new();
    line(
        &mut text,
        format_args!("{QUIET}QUESTION  ANSWERS  SCORE{QUIET:#}"),
    );
    let Ratings { csat, ces, nps } = ratings;
    for (question, rated, score) in [
        (
            "CSAT",
            csat,
            csat.score.map(|mean| format!("{mean:.1} of 5")),
        ),
        ("CES", ces, ces.score.map(|mean| format!("{mean:.1} of 7"))),
        ("NPS", nps, nps.score.map(|score| format!("{score:+.0}"))),
    ] {
        let (Score { answers, .. }, score) = (rated, score.unwrap_or_default());
        let row = format!("{question:<8}  {answers:>7}  {score}");
        line(&mut text, format_args!("{}", row.trim_end()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use anstream::adapter::strip_str;

    #[test]
    fn each_question_has_its_count_and_its_score_where_there_is_one() {
        let score = |answers, score| Score { answers, score };
        let ratings = Ratings {
            csat: score(12, Some(4.333)),
            ces: score(0, None),
            nps: score(3, Some(-33.3)),
        };
        assert_eq!(
            strip_str(&table(&ratings)).to_string(),
            "QUESTION  ANSWERS  SCORE\n\
             CSAT           12  4.3 of 5\n\
             CES             0\n\
             NPS             3  -33\n"
        );
    }
}
