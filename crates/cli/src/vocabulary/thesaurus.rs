//! A thesaurus file as LibreOffice ships it (`th_en_US_v2.dat`), cut down to what can help an index.
//!
//! The format is that of MyThes: the encoding on the first line, then for each word a line `word|number of senses` and
//! so many lines `(part of speech)|synonym|synonym (remark)|…`, the senses in the order of their use. A thesaurus has a
//! hundred times more words than a knowledge base and knows nothing of its subject, so only a few relations are taken,
//! and they weigh little.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use encoding_rs::Encoding;

use super::Relation;
use super::words::Words;
use crate::knowledge_base::diagnostic::Fault;

/// A guess from a book that does not know the subject: enough to find something where nothing else matches.
const WEIGHT: f32 = 0.25;

/// So many relations at most, about four bytes each. On GNOME's help 1,500 answered no more questions than 500
/// (`docs/decisions/0006-words-not-in-the-index.md`).
const RELATIONS: usize = 500;

/// So many synonyms of a word at most: those of its first senses.
const TARGETS: usize = 3;

/// A word that stands in more articles than this is found well enough by itself.
const RARE: u32 = 2;

/// A word with more senses than this can mean anything.
const SENSES: usize = 8;

/// What stands before the synonyms of a sense that are none, in the thesauri that say so there: antonyms, similar and
/// related terms (Russian); name days, signs and categories (Hungarian).
const NO_SYNONYMS: [&str; 6] = [
    "(антоним)",
    "(сходный термин)",
    "(связанный термин)",
    "(névnap)",
    "(jel)",
    "(kategória)",
];

/// The text of a thesaurus, decoded.
#[derive(Clone, Debug)]
pub struct Thesaurus(String);

impl Thesaurus {
    /// Reads the file.
    ///
    /// # Errors
    /// It cannot be read, or its first line names no encoding.
    pub fn read(path: &Path) -> Result<Self, Fault> {
        let bytes = fs::read(path).map_err(|error| {
            let message = format!("the thesaurus {} cannot be read: {error}", path.display());
            let cure = "name a file by its path from the folder of guichet.toml, such as `thesaurus/th_en_US_v2.dat`";
            Fault::new(message, cure)
        })?;
        Self::decode(&bytes).ok_or_else(|| {
            let message = format!(
                "{} is no thesaurus: its first line names no encoding",
                path.display()
            );
            let cure = "name a file th_….dat, as LibreOffice has them; the file th_….idx beside it is not needed";
            Fault::new(message, cure)
        })
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let first = bytes[..end].strip_prefix(b"\xef\xbb\xbf");
        let label = first.unwrap_or(&bytes[..end]).trim_ascii();
        let encoding = Encoding::for_label(label)?;
        let (text, _, _) = encoding.decode(&bytes[end + 1..]);
        Some(Self(text.into_owned()))
    }

    /// The relations from words that the index lacks to words that tell what an article is about, the most trusted ones.
    pub fn relations(&self, words: &Words) -> Vec<Relation> {
        let entries = self.entries();
        let mut pairs: Vec<Pair> = entries
            .iter()
            .filter(|(_, senses)| senses.len() <= SENSES)
            .flat_map(|(word, senses)| pairs(word, senses, words, &entries))
            .collect();
        pairs.sort();
        let mut chosen: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let mut count = 0;
        for pair in pairs {
            let targets = chosen.entry(pair.from).or_default();
            if targets.len() < TARGETS {
                targets.push(pair.to.to_owned());
                count += 1;
            }
            if count == RELATIONS {
                break;
            }
        }
        let relations = chosen.into_iter().map(|(from, to)| Relation {
            from: vec![from.to_owned()],
            to,
            weight: WEIGHT,
        });
        relations.collect()
    }

    fn entries(&self) -> Entries<'_> {
        let mut lines = self.0.lines();
        let mut entries = Entries::new();
        // A line that heads no entry is passed over: lists made by many hands have some.
        while let Some((word, senses)) = lines.by_ref().find_map(head) {
            entries.insert(word.to_lowercase(), lines.by_ref().take(senses).collect());
        }
        entries
    }
}

/// The lines of the senses by word, in lower case.
type Entries<'a> = BTreeMap<String, Vec<&'a str>>;

/// A word and the number of its senses.
fn head(line: &str) -> Option<(&str, usize)> {
    let (word, senses) = line.split_once('|')?;
    Some((word, senses.trim().parse().ok()?))
}

/// A word that the index lacks and a synonym that it has, ordered by how much they are trusted.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Pair<'a> {
    /// How many senses of either word come before the one that they share: what both mean first, they mean most.
    senses_before: usize,
    /// How many synonyms stand beside this one: a long list is a vague one.
    synonyms: usize,
    from: &'a str,
    to: &'a str,
}

/// The pairs of an entry, each synonym once.
fn pairs<'a>(from: &'a str, senses: &[&'a str], words: &Words, entries: &Entries) -> Vec<Pair<'a>> {
    let form = words.form(from);
    let is_found = |form: &String| words.articles_with(form) > RARE || words.is_telling(form);
    if form.is_none_or(|form| is_found(&form)) {
        return Vec::new();
    }
    let mut known = BTreeSet::new();
    let mut pairs = Vec::new();
    for (sense, line) in senses.iter().enumerate() {
        for to in synonyms(line) {
            let form = words.form(to).filter(|form| words.is_telling(form));
            if form.is_some_and(|form| known.insert(form)) {
                pairs.push(Pair {
                    senses_before: sense + sense_of(to, from, entries),
                    synonyms: synonyms(line).count(),
                    from,
                    to,
                });
            }
        }
    }
    pairs
}

/// The sense of `word` that has the synonym; behind all others where none has.
fn sense_of(word: &str, synonym: &str, entries: &Entries) -> usize {
    let senses = entries.get(&word.to_lowercase());
    let has = |line: &&str| synonyms(line).any(|other| other.to_lowercase() == synonym);
    senses
        .and_then(|senses| senses.iter().position(has))
        .unwrap_or(SENSES)
}

/// The synonyms of a line of a sense. One with a remark in parentheses is often none (`generic term`, `antonym`), or of
/// another register.
fn synonyms(line: &str) -> impl Iterator<Item = &str> {
    let (kind, list) = line.split_once('|').unwrap_or_default();
    let list = if NO_SYNONYMS.contains(&kind.trim()) {
        ""
    } else {
        list
    };
    let all = list.split('|').map(str::trim);
    all.filter(|synonym| !synonym.is_empty() && !synonym.contains('('))
}

#[cfg(test)]
mod tests {
    use guichet_search::ArticleText;

    use super::*;

    const TEXT: &str = "UTF-8
laptop|1
(noun)|notebook|portable computer|computer (generic term)|computer
broke|2
(adj)|bust|faulty
(verb)|fail|stop
no entry at all
fail|2
(verb)|miss
(verb)|broke|stop
reclaim|1
(noun)|refund
a la carte|1
(adv)|refund
refund|1
(noun)|reclaim
";

    /// The relations to an index of one article with these keywords and this text.
    fn relations(thesaurus: &str, keywords: &[&str], body: &str) -> Vec<(String, String)> {
        let mut words = Words::new("en");
        let keywords: Vec<String> = keywords.iter().map(|word| (*word).to_owned()).collect();
        words.add(&ArticleText {
            keywords: &keywords,
            description: body,
            ..ArticleText::default()
        });
        let relations = Thesaurus::decode(thesaurus.as_bytes())
            .unwrap()
            .relations(&words)
            .into_iter();
        relations
            .map(|relation| (relation.from.join("|"), relation.to.join("|")))
            .collect()
    }

    fn relation(from: &str, to: &str) -> (String, String) {
        (from.to_owned(), to.to_owned())
    }

    #[test]
    fn a_word_that_the_index_lacks_leads_to_its_synonyms_there() {
        let found = relations(TEXT, &["computer", "fail", "stop"], "");
        let expected = [
            relation("broke", "fail|stop"),
            relation("laptop", "computer"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_word_that_the_index_has_needs_no_synonym_and_a_phrase_gets_none() {
        assert_eq!(relations(TEXT, &["refund", "reclaim"], ""), []);
        let expected = [relation("reclaim", "refund")];
        assert_eq!(relations(TEXT, &["refund"], ""), expected);
    }

    #[test]
    fn what_is_no_synonym_by_its_remark_or_its_sense_is_left_out() {
        let computer = "UTF-8\nlaptop|1\n(noun)|computer (generic term)\n";
        assert_eq!(relations(computer, &["computer"], ""), []);
        let antonym = "UTF-8\nвыключить|1\n(антоним)|включить\n";
        assert_eq!(relations(antonym, &["включить"], ""), []);
    }

    #[test]
    fn the_most_trusted_synonyms_are_those_of_the_first_senses() {
        let text = "UTF-8\nx|4\n-|a\n-|b\n-|c\n-|d\nd|1\n-|x\n";
        let expected = [relation("x", "d|a|b")];
        assert_eq!(relations(text, &["a", "b", "c", "d"], ""), expected);
    }

    #[test]
    fn the_encoding_on_the_first_line_is_that_of_the_rest() {
        let latin = b"ISO8859-1\n\xe9crou|1\n(Nom)|boulon\n";
        assert!(Thesaurus::decode(latin).unwrap().0.starts_with("écrou|1"));
        let marked = "\u{feff}UTF-8\nécrou|1\n(Nom)|boulon\n";
        assert!(
            Thesaurus::decode(marked.as_bytes())
                .unwrap()
                .0
                .starts_with("écrou|1")
        );
        assert!(Thesaurus::decode(b"\x89PNG\r\n\x1a\n").is_none());
        assert!(Thesaurus::decode(b"").is_none());
    }
}
