//! What a person means by "the button Send": a role and an accessible name. Nothing here knows how it is found.

use std::fmt;

use serde::Serialize;

/// An element, named as assistive technology would name it.
#[derive(Clone, Debug, Serialize)]
pub struct Target {
    role: Option<&'static str>,
    name: Option<String>,
    part: bool,
    within: Option<Box<Target>>,
}

impl Target {
    /// An element of this role, whatever its name.
    pub fn any(role: &'static str) -> Self {
        Self {
            role: Some(role),
            name: None,
            part: false,
            within: None,
        }
    }

    /// An element of this role with exactly this name.
    pub fn new(role: &'static str, name: &str) -> Self {
        Self {
            name: Some(name.to_owned()),
            ..Self::any(role)
        }
    }

    /// An element of this role whose name contains `part`.
    pub fn containing(role: &'static str, part: &str) -> Self {
        Self {
            part: true,
            ..Self::new(role, part)
        }
    }

    /// The innermost element whose text contains `part`.
    pub fn text(part: &str) -> Self {
        Self {
            role: None,
            ..Self::containing("", part)
        }
    }

    /// The same inside another element.
    pub fn within(self, outer: Target) -> Self {
        Self {
            within: Some(Box::new(outer)),
            ..self
        }
    }
}

/// The button with this name.
pub fn button(name: &str) -> Target {
    Target::new("button", name)
}

/// The heading with this text.
pub fn heading(name: &str) -> Target {
    Target::new("heading", name)
}

/// The text field with this label.
pub fn textbox(name: &str) -> Target {
    Target::new("textbox", name)
}

/// The field with this label that offers a list: a search field or a choice.
pub fn combobox(name: &str) -> Target {
    Target::new("combobox", name)
}

/// A link whose text contains `part`.
pub fn link(part: &str) -> Target {
    Target::containing("link", part)
}

/// An offered result whose text contains `part`.
pub fn option(part: &str) -> Target {
    Target::containing("option", part)
}

/// A text that can be read on the page.
pub fn text(part: &str) -> Target {
    Target::text(part)
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.role.unwrap_or("text"))?;
        match &self.name {
            Some(name) if self.part => write!(f, " containing {name:?}")?,
            Some(name) => write!(f, " {name:?}")?,
            None => {}
        }
        match &self.within {
            Some(outer) => write!(f, " in {outer}"),
            None => Ok(()),
        }
    }
}
