//! Articles → queries: the columns of the results' table, the same for Guichet and for every peer, the same in every run.
//!
//! All but the judged questions are derived from titles: they stand for how people type, not for what they ask.

mod derived;
mod draw;
pub mod inflection;
pub mod judged;
mod typo;
mod words;

pub use self::derived::cut;
pub use self::draw::Draw;
pub use self::typo::misspelt;
pub use self::words::{Vocabulary, words};

use std::collections::BTreeMap;

use serde::Serialize;

use self::derived::Derivation;
use self::inflection::Forms;
use self::judged::Needs;
use crate::corpus::Language;

/// How a query was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    /// An article's title.
    Title,
    /// The two or three words of a title that the fewest articles have.
    RareWords,
    /// A title with 60 % of its last word: it is still being typed.
    CutWord,
    /// A title, one word of it misspelt.
    Typo,
    /// A misspelt word and nothing else.
    MisspeltAlone,
    /// A title as people type it who leave the marks out.
    WithoutDiacritics,
    /// The rare words of a title in other forms.
    Inflection,
    /// A customer's question, judged by hand.
    Natural,
    /// A question of the set whose failures nobody reads.
    HeldOut,
}

impl Column {
    pub const ALL: [Self; 9] = [
        Self::Title,
        Self::RareWords,
        Self::CutWord,
        Self::Typo,
        Self::MisspeltAlone,
        Self::WithoutDiacritics,
        Self::Inflection,
        Self::Natural,
        Self::HeldOut,
    ];

    /// Whether people have judged what answers its queries, in two grades.
    pub fn is_judged(self) -> bool {
        matches!(self, Self::Natural | Self::HeldOut)
    }

    /// As the results' table heads it.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::RareWords => "rare words",
            Self::CutWord => "last word cut",
            Self::Typo => "one typo",
            Self::MisspeltAlone => "misspelt alone",
            Self::WithoutDiacritics => "without diacritics",
            Self::Inflection => "inflection",
            Self::Natural => "natural",
            Self::HeldOut => "held out",
        }
    }

    /// As it is named on the command line and in the peers' files.
    pub fn name(self) -> String {
        self.heading().replace(' ', "-")
    }
}

/// Something to search for.
#[derive(Clone, Debug, Serialize)]
pub struct Query {
    pub column: Column,
    #[serde(rename = "q")]
    pub text: String,
    /// The grade of each article that answers it: 2 answers, 1 helps.
    pub relevant: BTreeMap<String, u8>,
}

/// All queries of a language, column after column.
pub fn queries(language: &Language, forms: &Forms, needs: &Needs) -> Vec<Query> {
    let derivation = Derivation::new(language, forms);
    let of = |column: Column| match column {
        judged if judged.is_judged() => needs.queries(judged, language),
        derived => derivation.queries(derived),
    };
    Column::ALL.into_iter().flat_map(of).collect()
}
