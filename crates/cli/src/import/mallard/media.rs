//! Pictures of a language: where their files are and where they go in the knowledge base.
//!
//! A picture that all languages share (their folders hold symbolic links to the source's) is written once, to `media/`.
//! One that was translated goes into the language's folder.

use std::fs;
use std::path::{Component, Path, PathBuf};

use guichet_wire::document::Image;

const EXTENSIONS: [&str; 6] = ["svg", "png", "jpg", "jpeg", "gif", "webp"];

/// Where pictures are looked for.
#[derive(Debug)]
pub struct Media<'a> {
    /// The folder of the pages.
    pub folder: &'a Path,
    /// The folder that holds the pages of the language imported first.
    pub shared: &'a Path,
    /// The folder that nothing is read outside of.
    pub root: &'a Path,
    /// The language's tag.
    pub tag: &'a str,
}

/// A picture that is shown somewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Picture {
    /// Its file.
    pub from: PathBuf,
    /// Its path in the knowledge base, with `/` between its parts.
    pub to: String,
}

impl Picture {
    /// The picture as it stands in a text. Its size is measured when the knowledge base is built.
    pub fn image(&self, alt: String) -> Image {
        Image {
            path: self.to.clone(),
            alt,
            width: 0,
            height: 0,
        }
    }
}

impl Media<'_> {
    /// The picture that a page calls `source`, or what is wrong with it.
    pub fn find(&self, source: &Path) -> Result<Picture, String> {
        let shown = source.display();
        let extension = source
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        if !EXTENSIONS.contains(&extension.as_str()) {
            return Err(format!(
                "`{shown}` is no picture that browsers show: {}",
                EXTENSIONS.join(", ")
            ));
        }
        let canonical = |path: &Path| {
            fs::canonicalize(path)
                .map_err(|error| format!("cannot find the picture `{shown}`: {error}"))
        };
        let from = canonical(&self.folder.join(source))?;
        if !from.starts_with(canonical(self.root)?) {
            return Err(format!(
                "the picture `{shown}` is outside of the imported folder"
            ));
        }
        let shared = canonical(self.shared)?;
        let to = match from.strip_prefix(&shared) {
            Ok(path) => format!("media/{}", slashed(path)),
            Err(_) => format!("{}/{}", self.tag, slashed(source)),
        };
        Ok(Picture { from, to })
    }
}

/// The path with `/` between its parts, without `.` and `..`.
fn slashed(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(part) => Some(part.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}
