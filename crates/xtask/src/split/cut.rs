//! Decides which function goes into which module.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};

use super::Part;
use super::module::Module;

/// The widget's crate, as it stands in functions' names: a hash and the path follow.
const WIDGET: &str = "guichet[";

/// The crate of the shapes that are sent and stored.
const WIRE: &str = "guichet_wire[";

/// Crates whose functions the table holds although nothing of them is used.
const UNUSED: &[&str] = &["wasm_streams["];

/// Functions, by their place in the module.
pub type Functions = BTreeSet<usize>;

/// Which function goes where.
pub struct Cut {
    /// What the first module has. The ways in, which are in the parts, it has under the same names as calls through the table.
    pub first: Functions,
    /// What each part has.
    pub later: Vec<Functions>,
    /// The part that is there before each part is, if there is one.
    pub before: Vec<Option<usize>>,
    /// The ways into all parts.
    pub ways_in: Vec<usize>,
}

impl Cut {
    /// A part gets its ways in, what the table holds of its modules, and whatever those call and the first module does not, nor the part
    /// before it. What two other parts call is in both: twice a little that may never be fetched, instead of once what everybody fetches.
    ///
    /// Who calls through the table cannot be seen. That nobody so calls a part before it is there rests on privacy: only a part's
    /// modules make the values by which what the table holds of them is called. `check` sees where that is not so.
    pub fn new(module: &Module, parts: &[Part]) -> Result<Self> {
        let mut starts = Vec::new();
        for part in parts {
            starts.push(part.ways_in(module)?);
        }
        let ways_in = starts.concat();
        let mut first_starts: Vec<usize> = module.exported().collect();
        for name in &module.table.held {
            let at = module
                .place(name)
                .context("the table holds what is not there")?;
            match parts.iter().position(|part| part.holds(name)) {
                Some(part) => starts[part].push(at),
                None if UNUSED.iter().any(|unused| name.contains(unused)) => {}
                None => first_starts.push(at),
            }
        }
        let mut first = reached(module, &first_starts, &ways_in);
        first.extend(module.imported());
        let mut later: Vec<Functions> = Vec::new();
        let mut before = Vec::new();
        for (part, starts) in parts.iter().zip(&starts) {
            let place = |name| {
                parts[..later.len()]
                    .iter()
                    .position(|part| part.name == name)
            };
            let there = part.after.map(|name| {
                place(name).with_context(|| format!("{} stands before {name}", part.name))
            });
            let there = there.transpose()?;
            let other_ways = ways_in.iter().filter(|way| !starts.contains(way));
            let known = first.iter().chain(other_ways);
            let known = known.chain(there.into_iter().flat_map(|at| &later[at]));
            let known: Vec<usize> = known.copied().collect();
            later.push(reached(module, starts, &known));
            before.push(there);
        }
        check(module, &first, parts)?;
        Ok(Self {
            first,
            later,
            before,
            ways_in,
        })
    }

    /// From which part another one has a function that is not its own; `None` for the first module.
    pub fn owner(&self, part: usize, function: usize) -> Option<usize> {
        self.before[part].filter(|before| self.later[*before].contains(&function))
    }
}

impl Part {
    fn ways_in(&self, module: &Module) -> Result<Vec<usize>> {
        let place = |way: &&str| {
            let mut functions = module.functions.iter();
            let is_it = |name: &str| {
                let path = name
                    .strip_prefix("$\"")
                    .and_then(|name| paths(WIDGET, name).next());
                name.starts_with(&format!("$\"{WIDGET}")) && path == Some(&format!("{way}\""))
            };
            functions
                .position(|function| is_it(function.name))
                .with_context(|| {
                    format!(
                        "expected a function {way}, a way into {}: is it marked #[inline(never)]?",
                        self.name
                    )
                })
        };
        self.ways_in.iter().map(place).collect()
    }

    /// Whether a function that the table holds is the part's.
    fn holds(&self, name: &str) -> bool {
        let is_of_crate = |krate: &&str| name.contains(&format!("{krate}["));
        self.is_named_in(name) || is_of(name, self.model) || self.crates.iter().any(is_of_crate)
    }

    /// Whether a function is of the part's modules, or made for what is of them.
    fn is_named_in(&self, name: &str) -> bool {
        is_of(name, self.modules)
    }
}

/// Whether a function is of these modules, or made for what is of them.
fn is_of(name: &str, modules: &[&str]) -> bool {
    let is_within = |path: &str, module: &str| {
        let rest = path.strip_prefix(module);
        rest.is_some_and(|rest| rest.starts_with("::"))
    };
    let mut paths = paths(WIDGET, name).chain(paths(WIRE, name));
    paths.any(|path| modules.iter().any(|module| is_within(path, module)))
}

/// The paths in a crate that a function's name goes through.
fn paths<'a>(krate: &str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let paths = name.split(krate).skip(1);
    paths.filter_map(|rest| Some(rest.split_once("]::")?.1))
}

/// `starts` and what they call, directly or not, up to what is `known`.
fn reached(module: &Module, starts: &[usize], known: &[usize]) -> Functions {
    let known: Functions = known.iter().copied().collect();
    let mut reached = Functions::new();
    let mut open = starts.to_vec();
    while let Some(at) = open.pop() {
        if !known.contains(&at) && reached.insert(at) {
            open.extend(module.called(at));
        }
    }
    reached
}

/// What a part's own function would put into the table, the first module would miss.
fn check(module: &Module, first: &Functions, parts: &[Part]) -> Result<()> {
    for function in first.iter().map(|at| &module.functions[*at]) {
        let part = parts.iter().find(|part| part.is_named_in(function.name));
        ensure!(
            function.imported || part.is_none(),
            "expected {} to be called by its part only: make it private to the part's modules, or a way in",
            function.name
        );
    }
    Ok(())
}
