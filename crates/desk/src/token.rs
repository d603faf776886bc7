//! Status tokens: the secret in a status link, and the hash of it that the database keeps.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// 192 random bits: nobody finds one by trying, and 24 bytes fill their Base64 exactly.
const BYTES: usize = 24;

/// A secret that lets its holder see one ticket.
pub(crate) struct StatusToken([u8; BYTES]);

impl StatusToken {
    /// A new one, from the operating system's randomness.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// Reads the form in which a token stands in an address; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }

    /// The form in which the token stands in an address: 32 characters of URL-safe Base64.
    pub fn as_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// The form in which the database keeps the token.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_the_round_trip_through_text() {
        let token = StatusToken::random().unwrap();
        let text = token.as_text();
        assert_eq!(text.len(), 32);
        assert_eq!(StatusToken::parse(&text).unwrap().0, token.0);
    }

    #[test]
    fn two_tokens_differ() {
        assert_ne!(
            StatusToken::random().unwrap().as_text(),
            StatusToken::random().unwrap().as_text()
        );
    }

    #[test]
    fn text_of_another_form_is_no_token() {
        let good = StatusToken::random().unwrap().as_text();
        for text in [
            "",
            "a",
            &good[1..],
            &format!("{good}A"),
            &"+".repeat(32),
            "é",
        ] {
            assert!(StatusToken::parse(text).is_none(), "{text}");
        }
    }
}
