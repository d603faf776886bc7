//! Cuts the widget's module into what the first opening needs and parts that come later, each when it is wanted
//! (docs/decisions/0010-two-modules.md). Says which parts there are; `cut` decides what goes where, `write` writes it down.
//!
//! A part imports memory, tables and functions from the first module, and functions from the part before it. The first module calls a part through places in the table
//! that are empty until the part is instantiated. Nothing is optimised here.

mod cut;
mod module;
#[cfg(test)]
mod tests;
mod write;

use anyhow::Result;

use cut::Cut;
use module::Module;

/// A part that comes later.
#[derive(Clone, Copy)]
pub struct Part {
    /// What its file is called.
    pub name: &'static str,
    /// What stands for that file's whole name in `loader/start.js`.
    pub placeholder: &'static str,
    /// The part without which this one is never brought (`loader/start.js` sees to that): what that one has is not in this one again.
    pub after: Option<&'static str>,
    /// The modules of the widget's crate that are in it. Only a way in may be public in them.
    pub modules: &'static [&'static str],
    /// The crates that only the part uses. What the table holds of them goes into the part too.
    pub crates: &'static [&'static str],
    /// The modules of the model that only the part shows and changes. What the table holds of them goes into the part too, unless the
    /// first module calls it by name, such as the end of a value that the model keeps.
    pub model: &'static [&'static str],
    /// The functions by which the rest calls the part, once it is there. They are marked `#[inline(never)]`.
    pub ways_in: &'static [&'static str],
}

/// The parts that come later. Whatever is added to a part's modules costs the first opening nothing.
pub const LATER: &[Part] = &[
    Part {
        name: "search",
        placeholder: "__SEARCH__",
        after: None,
        modules: &["state::search"],
        crates: &["guichet_search"],
        model: &[],
        ways_in: &[
            "platform::knowledge::opened",
            "state::search::answer",
            "state::search::elsewhere",
            "state::search::matcher",
            "state::search::matches",
            "state::search::needed",
            "state::search::suggestions",
        ],
    },
    Part {
        name: "article",
        placeholder: "__ARTICLE__",
        after: Some("search"),
        modules: &[
            "state::large",
            "state::snippets",
            "views::article::about",
            "views::article::decoded",
            "views::article::not_found_it",
            "views::article::related",
            "views::contents",
            "views::copy",
            "views::document",
            "views::feedback",
            "views::footnote",
            "views::inline",
            "views::picture",
            "platform::print",
            "platform::reading",
        ],
        crates: &[],
        model: &[],
        ways_in: &[
            "state::large::add",
            "state::snippets::fill",
            "views::article::after",
            "views::article::written",
            "platform::print::article",
            "platform::reading::copy",
            "platform::reading::pack",
            "platform::reading::part",
            "platform::reading::reach",
            "platform::reading::tell",
        ],
    },
    Part {
        name: "contact",
        placeholder: "__CONTACT__",
        after: None,
        modules: &["views::contact", "platform::contact"],
        crates: &[],
        model: &[
            "state::attachments",
            "state::contact",
            "state::context",
            "state::hours",
            "state::outbox",
            "state::requests",
            "state::secrets",
            "state::suggestions",
            "form",
            "ticket",
        ],
        ways_in: &[
            "views::contact::contact",
            "platform::contact::outcome",
            "state::later::react",
        ],
    },
];

/// The texts of the modules that came of one.
pub struct Split {
    /// What is there from the beginning.
    pub first: String,
    /// The parts, in the order in which they were asked for.
    pub later: Vec<String>,
}

/// Cuts a module, whose functions must still have their names.
pub fn split(text: &str, parts: &[Part]) -> Result<Split> {
    let module = Module::read(text)?;
    let cut = Cut::new(&module, parts)?;
    Ok(Split {
        first: write::first(&module, &cut),
        later: (0..parts.len())
            .map(|part| write::later(&module, &cut, part))
            .collect(),
    })
}
