//! How the score of an article came about, in lines that a person reads: `guichet search --explain`.
//!
//! The numbers are the engine's; here they are only laid out.

use std::fmt::Write;

use guichet_search::{Explanation, Grade, TermExplanation, WordExplanation};
use unicode_width::UnicodeWidthStr;

/// So many terms of a word are shown; an unfinished word can have hundreds.
const TERMS: usize = 3;

/// The formula with its numbers, then a line for each word of the query.
pub(super) fn lines(explanation: &Explanation) -> String {
    let Explanation {
        words,
        coverage,
        title,
        weight,
        category,
        score,
    } = explanation;
    let sum: f32 = words.iter().map(|word| word.contribution).sum();
    let mut lines = format!("score {score:.2} = words {sum:.2} × coverage {coverage:.2}");
    for (name, factor) in [("title", 1.0 + title), ("weight", *weight)] {
        let factor = format!("{factor:.1}");
        if factor != "1.0" {
            // A string takes whatever is written to it.
            let _ = write!(lines, " × {name} {factor}");
        }
    }
    if *category >= 0.005 {
        let _ = write!(lines, " + others of its category {category:.2}");
    }
    let width = words.iter().map(|word| word.word.width());
    let width = width.max().unwrap_or_default();
    for word in words {
        let _ = write!(
            lines,
            "\n  {} {:6.2}  {}",
            padded(&word.word, width),
            word.contribution,
            terms(word)
        );
    }
    lines
}

fn padded(word: &str, width: usize) -> String {
    let spaces = width.saturating_sub(word.width());
    format!("{word}{}", " ".repeat(spaces))
}

fn terms(word: &WordExplanation) -> String {
    let mut parts: Vec<String> = word.terms.iter().take(TERMS).map(term).collect();
    if let Some(more @ 1..) = word.terms.len().checked_sub(TERMS) {
        parts.push(format!("and {more} more"));
    }
    if parts.is_empty() {
        parts.push("not in this article".to_owned());
    }
    if word.is_function_word {
        parts.push("a function word, which counts little".to_owned());
    }
    parts.join("; ")
}

fn term(term: &TermExplanation) -> String {
    let grade = match term.grade {
        Grade::Exact => "as typed",
        Grade::Marked => "with other marks",
        Grade::Inflected => "another form, or the root",
        Grade::Prefix => "a longer word",
        Grade::Misspelt => "if misspelt",
        Grade::Related => "a related word",
    };
    let fields = term.fields.iter();
    let fields: Vec<String> = fields
        .map(|(name, count)| match count {
            1 => (*name).to_owned(),
            _ => format!("{name} ×{count}"),
        })
        .collect();
    let fit = match term.weight {
        1.0 => String::new(),
        weight => format!(" {weight:.2}"),
    };
    format!("{} ({grade}{fit}) in {}", term.term, fields.join(", "))
}

#[cfg(test)]
mod tests {
    use guichet_search::{ArticleText, RankingParams, Segment, SegmentWriter};

    use super::*;

    #[test]
    fn every_word_has_its_line_and_says_where_it_was_found() {
        let mut writer = SegmentWriter::new("en");
        writer.add_article(&ArticleText {
            title: "Track a parcel",
            description: "Where your parcel is",
            weight: 2.0,
            ..ArticleText::default()
        });
        writer.relate(&["package"], &["parcel"], 0.9);
        let segment = Segment::open(&writer.finish()).unwrap();
        let explanation =
            segment.explain("the package tracked zebra", 0, &RankingParams::default());
        let lines = lines(&explanation.unwrap());
        let lines: Vec<&str> = lines.lines().collect();
        assert!(lines[0].starts_with("score "), "{lines:#?}");
        assert!(lines[0].ends_with(" × weight 2.0"), "{lines:#?}");
        for (line, parts) in lines[1..].iter().zip([
            &["the", "a function word"][..],
            &["package", "parcel (a related word", "in title, description"],
            &["tracked", "track (another form", "in title"],
            &["zebra", "0.00", "not in this article"],
        ]) {
            for part in parts {
                assert!(line.contains(part), "{part}\n{line}");
            }
        }
    }
}
