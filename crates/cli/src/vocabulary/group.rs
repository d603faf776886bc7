//! One line of related words, as `guichet.toml` and the lists for help centres have it.
//!
//! `parcel, package, shipment`: each finds the others. `laptop, notebook > computer`: the words before `>` find those after it,
//! and not the other way round. A word may be a phrase.

use super::Relation;
use crate::knowledge_base::diagnostic::Fault;

/// A phrase has at most so many words: the index looks for relations in stretches of a query of that length.
const WORDS_OF_A_PHRASE: usize = 4;

/// The words of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    words: Vec<String>,
    /// `None` where the words find each other.
    after_arrow: Option<Vec<String>>,
}

impl Group {
    /// Reads a line.
    ///
    /// # Errors
    /// No two words, an empty one, one that is too long, or more than one `>`.
    pub fn parse(line: &str) -> Result<Self, Fault> {
        let (before, after) = match line.split_once('>') {
            Some((before, after)) => (before, Some(after)),
            None => (line, None),
        };
        if after.is_some_and(|after| after.contains('>')) {
            let message = format!("`{line}` has more than one `>`");
            return Err(Fault::new(message, "write a line for each of them"));
        }
        let group = Self {
            words: words(before, line)?,
            after_arrow: after.map(|after| words(after, line)).transpose()?,
        };
        if group.words.len() < 2 && group.after_arrow.is_none() {
            let message = format!("`{line}` relates the word to no other");
            let cure =
                "write two words or more with commas between them, such as `parcel, package`";
            return Err(Fault::new(message, cure));
        }
        Ok(group)
    }

    /// The relation of the line: at weight `mutual` where each word finds the others, at `one_way` across `>`.
    pub fn relation(&self, mutual: f32, one_way: f32) -> Relation {
        let (to, weight) = match &self.after_arrow {
            None => (&self.words, mutual),
            Some(after) => (after, one_way),
        };
        Relation {
            from: self.words.clone(),
            to: to.clone(),
            weight,
        }
    }
}

fn words(list: &str, line: &str) -> Result<Vec<String>, Fault> {
    let word = |word: &str| match word.split_whitespace().count() {
        0 => {
            let message = format!("`{line}` has an empty place");
            let cure = "remove the comma or `>` that has no word beside it, or write the word";
            Err(Fault::new(message, cure))
        }
        1..=WORDS_OF_A_PHRASE => Ok(word.trim().to_owned()),
        _ => {
            let word = word.trim();
            let message = format!("`{word}` has more than {WORDS_OF_A_PHRASE} words");
            let cure = "shorten it to the words that matter; whole questions go into `questions:` of an article";
            Err(Fault::new(message, cure))
        }
    };
    list.split([',', '、', '，', '،']).map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn related(line: &str) -> (String, String, f32) {
        let relation = Group::parse(line).unwrap().relation(0.6, 0.5);
        (
            relation.from.join("|"),
            relation.to.join("|"),
            relation.weight,
        )
    }

    fn expected(from: &str, to: &str, weight: f32) -> (String, String, f32) {
        (from.to_owned(), to.to_owned(), weight)
    }

    #[test]
    fn with_commas_each_word_finds_the_others() {
        let words = "sign in|log on";
        assert_eq!(related(" sign in ,log on"), expected(words, words, 0.6));
        let words = "パスワード|暗証番号";
        assert_eq!(related("パスワード、暗証番号"), expected(words, words, 0.6));
    }

    #[test]
    fn an_arrow_leads_one_way() {
        let one_way = expected("laptop|notebook", "computer", 0.5);
        assert_eq!(related("laptop, notebook > computer"), one_way);
    }

    #[test]
    fn a_line_at_fault_says_what_and_the_cure() {
        for (line, message, cure) in [
            ("parcel", "relates the word to no other", "parcel, package"),
            ("parcel,, package", "empty place", "remove the comma"),
            ("laptop >", "empty place", "write the word"),
            ("", "empty place", "write the word"),
            ("a > b > c", "more than one `>`", "a line for each"),
            (
                "where is my parcel now, x",
                "more than 4 words",
                "questions:",
            ),
        ] {
            let fault = Group::parse(line).unwrap_err();
            assert!(fault.message.contains(message), "{}", fault.message);
            assert!(fault.cure.contains(cure), "{}", fault.cure);
        }
    }
}
