//! What a reader does with an article: copies from it, looks at a picture closely, follows its notice to the original.

use guichet_wire::document::Image;

use super::{Effect, Model};

/// What the reader has in hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The text copied a moment ago, which its button speaks of.
    pub copied: Option<String>,
    /// The picture that is shown large.
    pub picture: Option<Image>,
    /// How often something was copied.
    copies: u32,
}

impl Model {
    /// Address of an article's static page, or of a heading in it.
    pub fn address_of(&self, article: &str, anchor: &str) -> String {
        let bundle = &self.shell.bundle;
        // The page stands where the text was written.
        let page = format!("{bundle}pages/{}/{article}.html", self.language_of(article));
        match anchor.is_empty() {
            true => page,
            false => page + "#" + anchor,
        }
    }
}

/// The text is in the clipboard; that is said for a while.
pub(super) fn copied(model: &mut Model, text: String) -> Vec<Effect> {
    let reading = &mut model.reading;
    reading.copied = Some(text);
    reading.copies += 1;
    vec![Effect::Linger(reading.copies)]
}

/// Shows a picture large, or puts it away.
pub(super) fn picture(model: &mut Model, picture: Option<Image>) -> Vec<Effect> {
    model.reading.picture = picture;
    Vec::new()
}

/// It was said for long enough, unless something else was copied meanwhile.
pub(super) fn lingered(model: &mut Model, copy: u32) -> Vec<Effect> {
    if model.reading.copies == copy {
        model.reading.copied = None;
    }
    Vec::new()
}
