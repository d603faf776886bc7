//! Front matter: the YAML between two lines `---` at the head of an article.
//!
//! Whether the category and the related articles exist is checked where all of them are known.

mod entries;

use std::ops::RangeInclusive;

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::diagnostic::Fault;

/// What an article says about itself.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    title: Option<Spanned<String>>,
    /// One sentence on what it answers.
    #[serde(default)]
    pub description: String,
    /// Words that people search for and the text does not use.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// Questions that customers ask in their own words.
    #[serde(default)]
    pub questions: Vec<String>,
    category: Option<Spanned<String>>,
    /// The place in the category; smaller is earlier.
    #[serde(default)]
    pub order: i64,
    #[serde(default)]
    related: Vec<Spanned<String>>,
    weight: Option<Spanned<f32>>,
    updated: Option<Spanned<String>>,
    /// Not to be published yet.
    #[serde(default)]
    pub draft: bool,
}

/// The weights that an article can have: a quarter of the score to four times as much.
const WEIGHTS: RangeInclusive<f32> = 0.25..=4.0;

/// The YAML begins on the file's second line.
const LINES_BEFORE: u32 = 1;

impl FrontMatter {
    /// The title, unless it is missing or empty.
    pub fn title(&self) -> Option<&str> {
        let title = self.title.as_ref()?.value.trim();
        (!title.is_empty()).then_some(title)
    }

    /// The category's id and its line in the file.
    pub fn category(&self) -> Option<(&str, u32)> {
        self.category.as_ref().map(placed)
    }

    /// The related articles' ids, each with its line in the file.
    pub fn related(&self) -> impl Iterator<Item = (&str, u32)> {
        self.related.iter().map(placed)
    }

    /// What the article's score is multiplied with; 1 where nothing is said.
    pub fn weight(&self) -> f32 {
        self.weight.as_ref().map_or(1.0, |weight| weight.value)
    }

    /// A weight that no article can have, with its line in the YAML.
    fn wrong_weight(&self) -> Option<(u32, Fault)> {
        let weight = self.weight.as_ref()?;
        if WEIGHTS.contains(&weight.value) {
            return None;
        }
        let (least, most) = (WEIGHTS.start(), WEIGHTS.end());
        let message = format!(
            "`weight` should be {least} to {most}, found `{}`",
            weight.value
        );
        let cure = "write `weight: 2` to raise the article above others that match as well, `weight: 0.5` to lower it, or remove it";
        Some((weight.referenced.line() as u32, Fault::new(message, cure)))
    }

    /// The day on which the text was last looked over, unless it is none.
    pub fn updated(&self) -> Option<&str> {
        let updated = self.updated.as_ref()?.value.trim();
        is_day(updated).then_some(updated)
    }

    /// An `updated` that is no day, with its line in the YAML.
    fn wrong_day(&self) -> Option<(u32, Fault)> {
        let updated = self.updated.as_ref()?;
        if self.updated().is_some() {
            return None;
        }
        let message = format!("`updated` should be a day, found `{}`", updated.value);
        let cure = "write year, month and day as in `updated: 2026-11-03`";
        Some((updated.referenced.line() as u32, Fault::new(message, cure)))
    }
}

/// Whether `text` is a day of the calendar as `YYYY-MM-DD`.
pub(crate) fn is_day(text: &str) -> bool {
    // jiff reads other forms of ISO 8601 as well; only in this one does the order of the texts tell the later day.
    text.len() == "YYYY-MM-DD".len() && text.parse::<jiff::civil::Date>().is_ok()
}

fn placed(text: &Spanned<String>) -> (&str, u32) {
    let line = text.referenced.line() as u32;
    (text.value.trim(), line + LINES_BEFORE)
}

/// A file cut in two.
#[derive(Debug)]
pub struct Split<'a> {
    /// The front matter, as far as it can be read.
    pub front_matter: FrontMatter,
    /// What is wrong with it, with lines.
    pub faults: Vec<(u32, Fault)>,
    /// The Markdown.
    pub body: &'a str,
    /// The line on which it begins, from 1.
    pub body_line: u32,
}

/// Cuts the front matter off the text of an article.
pub fn split(text: &str) -> Split<'_> {
    let fence =
        "begin the file with a line `---`, then `title: …` and `category: …`, then a line `---`";
    let whole = |fault| Split {
        front_matter: FrontMatter::default(),
        faults: vec![(1, fault)],
        body: text,
        body_line: 1,
    };
    let mut lines = text.split_inclusive('\n');
    if lines.next().is_none_or(|line| line.trim_end() != "---") {
        return whole(Fault::new("the article has no front matter", fence));
    }
    let start = text.find('\n').map_or(text.len(), |end| end + 1);
    let mut end = start;
    for (number, line) in lines.enumerate() {
        if line.trim_end() == "---" {
            let (front_matter, faults) = entries::read(&text[start..end]);
            let in_file = |(line, fault)| (line + LINES_BEFORE, fault);
            return Split {
                front_matter,
                faults: faults.into_iter().map(in_file).collect(),
                body: &text[end + line.len()..],
                body_line: number as u32 + 3,
            };
        }
        end += line.len();
    }
    whole(Fault::new("the front matter has no end", fence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_and_text_are_told_apart_with_their_lines() {
        let split = split("---\ntitle: Track it\ncategory: orders\n---\nBody\n");
        assert_eq!(split.front_matter.title(), Some("Track it"));
        assert_eq!(split.front_matter.category(), Some(("orders", 3)));
        assert_eq!((split.body, split.body_line), ("Body\n", 5));
    }

    #[test]
    fn words_that_yaml_could_take_for_something_else_stay_words() {
        let split = split("---\ntitle: 2024\nkeywords: [no, 007, E-07, \"a: b\"]\n---\n");
        assert_eq!(split.front_matter.title(), Some("2024"));
        let keywords = &split.front_matter.keywords;
        assert_eq!(keywords[..], ["no", "007", "E-07", "a: b"]);
    }

    #[test]
    fn a_day_is_read_as_yaml_s_own_or_as_a_text_and_nothing_else_is_one() {
        let text = |day| format!("---\ntitle: A\ncategory: b\nupdated: {day}\n---\n");
        for day in ["2026-11-03", "\"2026-11-03\"", "2024-02-29"] {
            let text = text(day);
            let split = split(&text);
            assert_eq!(split.front_matter.updated(), Some(day.trim_matches('"')));
            assert!(split.faults.is_empty(), "{day}: {:?}", split.faults);
        }
        for other in [
            "2026-02-29",
            "2026-11-3",
            "20261103",
            "3.11.2026",
            "2026-11",
            "2026-11-03T10:00",
            "2026-W45-2",
            "yesterday",
        ] {
            let text = text(other);
            let split = split(&text);
            assert_eq!(split.front_matter.updated(), None);
            let [(4, fault)] = &split.faults[..] else {
                panic!("{other}: {:?}", split.faults)
            };
            assert!(fault.message.contains(other), "{}", fault.message);
            assert!(fault.cure.contains("2026-11-03"), "{}", fault.cure);
        }
    }

    #[test]
    fn faults_name_the_line_in_the_file_and_the_cure() {
        for (text, line, message, cure) in [
            ("Body", 1, "no front matter", "begin the file"),
            ("---\ntitle: x\n", 1, "no end", "begin the file"),
            ("---\ncategory: a\n---\n", 1, "no title", "add `title"),
            ("---\ncategory: a\ntitel: x\n---\n", 3, "`titel`", "`title`"),
        ] {
            let [(at, fault)] = &split(text).faults[..] else {
                panic!("{text}: {:?}", split(text).faults)
            };
            assert_eq!(*at, line, "{text}");
            assert!(fault.message.contains(message), "{}", fault.message);
            assert!(fault.cure.contains(cure), "{}", fault.cure);
        }
    }
}
