//! The keys of front matter: read all at once or, where that fails, each by itself, so that every fault is found.
//!
//! Where the front matter begins and ends in its file is unknown here; lines count from its own first.

use super::FrontMatter;
use crate::knowledge_base::diagnostic::{Fault, closest, did_you_mean};

/// Every key with what it should be and a line that is right.
const KEYS: [(&str, &str, &str); 10] = [
    ("title", "a text", "title: Track an order"),
    ("category", "a text", "category: orders"),
    ("description", "a text", "description: Where a parcel is"),
    (
        "keywords",
        "a list of texts",
        "keywords: [parcel, shipment]",
    ),
    (
        "questions",
        "a list of texts",
        "questions: [Where is my parcel?]",
    ),
    ("order", "a whole number", "order: 10"),
    ("weight", "a number", "weight: 2"),
    (
        "related",
        "a list of ids",
        "related: [orders/cancel-an-order]",
    ),
    ("updated", "a day", "updated: 2026-11-03"),
    ("draft", "`true` or `false`", "draft: true"),
];

/// A key, or what stands in its place, with all lines of its value.
struct Entry<'a> {
    /// The index of its first line.
    at: usize,
    key: &'a str,
    lines: &'a [&'a str],
}

/// What can be read, and the faults with their lines. A key at fault is as if it were not there.
pub(super) fn read(yaml: &str) -> (FrontMatter, Vec<(u32, Fault)>) {
    let (front_matter, mut faults, faulty) = match parse(yaml) {
        Ok(front_matter) => (front_matter, Vec::new(), Vec::new()),
        Err(line) => match by_key(yaml) {
            Some(read) => read,
            None => return (FrontMatter::default(), vec![(line, unreadable())]),
        },
    };
    let is_meant = |key| {
        let mut found = faulty.iter();
        found.any(|found| closest(found, [key]).is_some())
    };
    if front_matter.title().is_none() && !is_meant("title") {
        let cure = "add `title: …` to the front matter";
        faults.push((0, Fault::new("the article has no title", cure)));
    }
    if front_matter.category().is_none() && !is_meant("category") {
        let cure = "add `category: …` to the front matter, with an id of guichet.toml";
        faults.push((0, Fault::new("the article has no category", cure)));
    }
    faults.extend(front_matter.wrong_weight());
    faults.extend(front_matter.wrong_day());
    (front_matter, faults)
}

/// The front matter, or the line on which the parser gave up.
fn parse(yaml: &str) -> Result<FrontMatter, u32> {
    if yaml.trim().is_empty() {
        return Ok(FrontMatter::default());
    }
    serde_saphyr::from_str(yaml).map_err(|error| {
        error
            .location()
            .map_or(1, |location| location.line() as u32)
    })
}

fn unreadable() -> Fault {
    let cure = "write each key at the start of a line, such as `title: Track an order`, and lists as [one, two]";
    Fault::new("the front matter cannot be read", cure)
}

type ByKey = (FrontMatter, Vec<(u32, Fault)>, Vec<String>);

/// What the keys without a fault say, the faults of the others, and these. `None` where no single key is to blame.
fn by_key(yaml: &str) -> Option<ByKey> {
    let lines: Vec<&str> = yaml.lines().collect();
    let mut sound = lines.clone();
    let (mut faults, mut faulty, mut seen) = (Vec::new(), Vec::new(), Vec::new());
    for entry in entries(&lines) {
        let fault = match seen.contains(&entry.key) {
            true => Some(Fault::new(
                format!("`{}` is there twice", entry.key),
                "remove one of the two",
            )),
            false => entry.fault(),
        };
        seen.push(entry.key);
        if let Some(fault) = fault {
            faults.push((entry.at as u32 + 1, fault));
            faulty.push(entry.key.to_owned());
            sound[entry.at..entry.at + entry.lines.len()].fill("");
        }
    }
    let front_matter = parse(&sound.join("\n")).ok()?;
    (!faults.is_empty()).then_some((front_matter, faults, faulty))
}

fn entries<'a>(lines: &'a [&'a str]) -> impl Iterator<Item = Entry<'a>> {
    // Lists and closing brackets may stand at a line's start and yet belong to the key above.
    let continues = |line: &str| {
        line.is_empty() || line.starts_with(|c: char| c.is_whitespace() || "#-]}".contains(c))
    };
    let starts = move |at: &usize| !continues(lines[*at]);
    (0..lines.len()).filter(starts).map(move |at| {
        let next = (at + 1..lines.len()).find(starts);
        let line = lines[at];
        let key = line.split_once(':').map_or(line, |(key, _)| key);
        Entry {
            at,
            key: key.trim().trim_matches(['"', '\'']),
            lines: &lines[at..next.unwrap_or(lines.len())],
        }
    })
}

impl Entry<'_> {
    /// What is wrong with the key by itself.
    fn fault(&self) -> Option<Fault> {
        let key = self.key;
        let Some((_, value)) = self.lines[0].split_once(':') else {
            let message = format!("expected a key and its value, found `{}`", self.lines[0]);
            let cure = "write it as `title: Track an order`, or begin the line with spaces if it goes on from the one above";
            return Some(Fault::new(message, cure));
        };
        let Some((_, shape, example)) = KEYS.iter().find(|(known, ..)| *known == key) else {
            let names = KEYS.map(|(name, ..)| name);
            let cure = format!("remove it, or use one of: {}", names.join(", "));
            let message = format!("front matter has no key `{key}`");
            return Some(Fault::new(message, did_you_mean(key, names, cure)));
        };
        parse(&self.lines.join("\n")).err()?;
        if value.starts_with(|c: char| !c.is_whitespace()) {
            let message = format!("there is no space after the colon of `{key}`");
            return Some(Fault::new(message, format!("write `{key}: {value}`")));
        }
        Some(self.unexpected(value.trim(), shape, example))
    }

    /// The value of a known key is not what it should be.
    fn unexpected(&self, value: &str, shape: &str, example: &str) -> Fault {
        let key = self.key;
        let last = self.lines.last().map_or("", |line| line.trim_end());
        if value.starts_with('[') && !last.ends_with(']') {
            let message = format!("the list of `{key}` has no end");
            return Fault::new(message, "write `]` behind its last item");
        }
        if let Some(mark) = value.chars().next().filter(|c| ['"', '\''].contains(c))
            && (value.len() == 1 || !last.ends_with(mark))
        {
            let message = format!("the text of `{key}` has no closing quotation mark");
            return Fault::new(message, format!("write `{mark}` behind its last word"));
        }
        let found = match (value, self.lines.len()) {
            ("", 1) => "nothing".to_owned(),
            ("", _) => "several lines".to_owned(),
            _ => format!("`{value}`"),
        };
        let cure = match shape {
            "a text" if value.contains(": ") && !value.contains('"') => {
                format!("put it in quotation marks: `{key}: \"{value}\"`")
            }
            _ => format!("write it as in `{example}`"),
        };
        Fault::new(format!("`{key}` should be {shape}, found {found}"), cure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_at_fault_is_named_and_the_others_are_read() {
        let yaml =
            "titel: X\ncategory: nix\norder: 1.5\ndraft: maybe\nkeywords: [a, b\nrelated:\n- y\n";
        let (front_matter, faults) = read(yaml);
        let lines: Vec<u32> = faults.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 3, 4, 5], "{faults:?}");
        assert_eq!(front_matter.category().unwrap().0, "nix");
        assert_eq!(front_matter.related().next().unwrap().0, "y");
    }

    #[test]
    fn a_fault_says_what_was_expected_what_was_found_and_the_cure() {
        for (line, message, cure) in [
            (
                "order: abc",
                "`order` should be a whole number, found `abc`",
                "`order: 10`",
            ),
            ("order: 1.5", "found `1.5`", "`order: 10`"),
            (
                "draft: maybe",
                "`draft` should be `true` or `false`",
                "`draft: true`",
            ),
            (
                "keywords: one",
                "`keywords` should be a list of texts, found `one`",
                "[parcel,",
            ),
            (
                "keywords: [one, two",
                "the list of `keywords` has no end",
                "`]`",
            ),
            (
                "description: \"one",
                "`description` has no closing quotation mark",
                "`\"`",
            ),
            (
                "description: a: b",
                "found `a: b`",
                "`description: \"a: b\"`",
            ),
            (
                "description: [a]",
                "`description` should be a text",
                "description: Where",
            ),
            (
                "updated: [2026-11-03]",
                "`updated` should be a day, found `[2026-11-03]`",
                "`updated: 2026-11-03`",
            ),
            (
                "order:10",
                "no space after the colon of `order`",
                "`order: 10`",
            ),
            ("ordr: 10", "no key `ordr`", "did you mean `order`?"),
            ("colour: red", "no key `colour`", "one of: title, category"),
            (
                "Hello",
                "a key and its value, found `Hello`",
                "`title: Track an order`",
            ),
            ("title: Again", "`title` is there twice", "remove one"),
        ] {
            let (front_matter, faults) = read(&format!("title: A\ncategory: b\n{line}\n"));
            let [(3, fault)] = &faults[..] else {
                panic!("{line}: {faults:?}")
            };
            assert!(fault.message.contains(message), "{}", fault.message);
            assert!(fault.cure.contains(cure), "{}", fault.cure);
            assert_eq!(front_matter.title(), Some("A"));
        }
    }

    #[test]
    fn what_is_no_list_of_keys_at_all_is_one_fault() {
        for yaml in ["  title: A\n order: 1\n", "- a\n- b\n"] {
            let (_, faults) = read(yaml);
            assert_eq!(faults.len(), 1, "{faults:?}");
            assert_eq!(faults[0].1, unreadable());
        }
    }
}
