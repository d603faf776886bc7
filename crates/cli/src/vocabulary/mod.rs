//! Other words for the words of an index, so that whoever says `laptop` finds what the articles call a computer.
//!
//! Three sources, each in its file: what the owner wrote (`own`), the lists for help centres that come with the command
//! (`help`), and a thesaurus that the owner named (`thesaurus`). Which of the words an index has is known to its writer,
//! which leaves out what leads nowhere; how much a match counts is weighed by the ranking.

pub mod group;
pub mod help;
pub mod own;
pub mod thesaurus;
pub mod words;

/// Whoever searches for one of `from` shall also find what has one of `to`.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// What a person types: phrases of one to four words.
    pub from: Vec<String>,
    /// What articles say instead. Words that find each other stand in both.
    pub to: Vec<String>,
    /// How much one of `to` counts beside the word itself, above 0, to 1.
    pub weight: f32,
}
