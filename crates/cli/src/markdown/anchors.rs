//! Anchors: what links write after `#` to lead to a heading, unique in their article.

use std::collections::HashSet;

/// The anchors that an article has used so far.
#[derive(Debug, Default)]
pub struct Anchors(HashSet<String>);

impl Anchors {
    /// Takes the anchor that an author has chosen; false where it is taken already.
    pub fn choose(&mut self, anchor: &str) -> bool {
        self.0.insert(anchor.to_owned())
    }

    /// Makes an anchor from a heading's text.
    pub fn make(&mut self, heading: &str) -> String {
        let slug = slug(heading);
        let mut anchor = slug.clone();
        let mut number = 1;
        while !self.0.insert(anchor.clone()) {
            number += 1;
            anchor = format!("{slug}-{number}");
        }
        anchor
    }
}

/// Letters and digits of any script in lower case, a hyphen for each run of anything else.
fn slug(heading: &str) -> String {
    let mut slug = String::new();
    for c in heading.chars() {
        if c.is_alphanumeric() || is_mark(c) {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') && !is_apostrophe(c) {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "section" } else { slug }.to_owned()
}

/// Combining marks that belong to the letter before them; the vowel signs of Indic scripts are alphabetic already.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{94d}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{200c}' | '\u{200d}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_keeps_the_letters_of_every_script() {
        for (heading, anchor) in [
            ("How long it waits", "how-long-it-waits"),
            ("Délais & tarifs", "délais-tarifs"),
            ("What’s new in E-07?", "whats-new-in-e-07"),
            ("Đơn hàng của bạn", "đơn-hàng-của-bạn"),
            ("注文を追跡する", "注文を追跡する"),
            ("हिन्दी में", "हिन्दी-में"),
            ("…!", "section"),
        ] {
            assert_eq!(Anchors::default().make(heading), anchor);
        }
    }

    #[test]
    fn the_same_heading_twice_gets_two_anchors() {
        let mut anchors = Anchors::default();
        assert!(anchors.choose("steps-2"));
        assert_eq!(anchors.make("Steps"), "steps");
        assert_eq!(anchors.make("Steps"), "steps-3");
        assert!(!anchors.choose("steps"));
    }
}
