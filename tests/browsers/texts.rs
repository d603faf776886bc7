//! What a text of the panel may not be: cut off, wider than its place or, in a pseudo-locale, not translated. How that is seen is in
//! `texts.js`.

use guichet_tests::Failure;

use crate::customer::Customer;

const FAULTS: &str = include_str!("texts.js");

impl Customer<'_> {
    /// Texts that have no room.
    pub async fn cut_texts(&self) -> Result<Vec<String>, Failure> {
        self.evaluate(&format!("({FAULTS})(false)")).await
    }

    /// Texts that have no room, and those of ours that lack the brackets of a pseudo-locale.
    pub async fn cut_or_plain_texts(&self) -> Result<Vec<String>, Failure> {
        self.evaluate(&format!("({FAULTS})(true)")).await
    }
}
