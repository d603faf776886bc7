//! Writes the modules that come of one as text. What goes where is decided already.

use std::collections::BTreeSet;

use super::cut::{Cut, Functions};
use super::module::{Module, names};

/// The names by which a part imports from the first module and from the part before it (`loader/start.js`).
const FIRST: &str = "first";
const BEFORE: &str = "before";

/// The first module: all but the parts, with a place in the table for each way into one.
pub fn first(module: &Module, cut: &Cut) -> String {
    let text = |at: &usize| module.functions[*at].text.to_owned();
    let (imported, own): (Vec<&usize>, Vec<&usize>) = cut
        .first
        .iter()
        .partition(|at| module.functions[**at].imported);
    let (types, others): (Vec<&str>, Vec<&str>) = module
        .others
        .iter()
        .partition(|item| item.starts_with("type"));
    let exports = exports(module, cut, None);
    let ways_in = cut.ways_in.iter().enumerate();
    let mut items: Vec<String> = types.into_iter().map(str::to_owned).collect();
    items.extend(imported.into_iter().map(text));
    items.extend(others.into_iter().map(str::to_owned));
    items.push(table(module, cut));
    items.extend(elements(module, cut, &cut.first));
    items.extend(exports);
    items.extend(own.into_iter().map(text));
    items.extend(ways_in.map(|(number, way)| call_of(module, *way, module.table.size + number)));
    whole(&items)
}

/// A part.
pub fn later(module: &Module, cut: &Cut, part: usize) -> String {
    let functions = &cut.later[part];
    let types = module.others.iter().filter(|item| item.starts_with("type"));
    let is_foreign = |item: &Common| match item.function {
        Some(at) => !functions.contains(&at) && item.owner == cut.owner(part, at),
        None => true,
    };
    let foreign = common(module, cut).into_iter().filter(is_foreign);
    let mut items: Vec<String> = types.map(ToString::to_string).collect();
    items.extend(foreign.map(|item| item.import));
    items.extend(elements(module, cut, functions));
    items.extend(exports(module, cut, Some(part)));
    items.extend(
        functions
            .iter()
            .map(|at| module.functions[*at].text.to_owned()),
    );
    whole(&items)
}

fn whole(items: &[String]) -> String {
    format!("(module\n ({}\n)\n", items.join("\n ("))
}

/// What a part exports, or the first module.
fn exports(module: &Module, cut: &Cut, owner: Option<usize>) -> impl Iterator<Item = String> {
    let items = common(module, cut).into_iter();
    items
        .filter(move |item| item.owner == owner)
        .map(|item| item.export)
}

/// Something that modules have in common; an optimiser drops the imports that a part does not use.
struct Common {
    /// `None` for memory, tables and globals.
    function: Option<usize>,
    /// The part that has it; `None` for the first module.
    owner: Option<usize>,
    export: String,
    import: String,
}

/// Memory, tables, and the globals and functions that parts name and do not have themselves.
fn common(module: &Module, cut: &Cut) -> Vec<Common> {
    let later = cut.later.iter().flatten();
    let globals: BTreeSet<&str> = later.flat_map(|at| module.globals(*at)).collect();
    let mut items = Vec::new();
    let mut add = |function: Option<usize>, owner: Option<usize>, item: &str, declared: &str| {
        let (number, from) = (items.len(), owner.map_or(FIRST, |_| BEFORE));
        items.push(Common {
            function,
            owner,
            export: format!("export \"s{number}\" ({item}))"),
            import: format!("import \"{from}\" \"s{number}\" ({declared})"),
        });
    };
    let tables = format!("table {}", module.table.name);
    add(None, None, &tables, &table(module, cut));
    for item in &module.others {
        let (kind, rest) = item.split_once(' ').unwrap_or_default();
        let Some(name) = names(rest).next() else {
            continue;
        };
        let named = format!("{kind} {name}");
        match kind {
            "memory" | "table" => add(None, None, &named, item),
            // Without the value that it begins with.
            "global" if globals.contains(name) => {
                let end = item.rfind(" (").unwrap_or(item.len());
                add(None, None, &named, &format!("{})", &item[..end]));
            }
            _ => {}
        }
    }
    for (at, owner) in called_by_parts(module, cut) {
        let function = &module.functions[at];
        let named = format!("func {}", function.name);
        let declared = format!("{named}{})", function.signature);
        add(Some(at), owner, &named, &declared);
    }
    items
}

/// The functions that parts call and do not have, each with who has it.
fn called_by_parts(module: &Module, cut: &Cut) -> BTreeSet<(usize, Option<usize>)> {
    let foreign = |(part, own): (usize, &Functions)| -> Vec<(usize, Option<usize>)> {
        let called = own.iter().flat_map(|at| module.called(*at));
        let called = called.filter(|at| !own.contains(at));
        called.map(|at| (at, cut.owner(part, at))).collect()
    };
    let parts = cut.later.iter().enumerate();
    parts.flat_map(foreign).collect()
}

/// The table, with a place for each way in behind those that it had.
fn table(module: &Module, cut: &Cut) -> String {
    let size = module.table.size + cut.ways_in.len();
    format!("table {} {size} {size} funcref)", module.table.name)
}

/// What puts these functions into the table: an item for each row of places without a gap.
fn elements(module: &Module, cut: &Cut, functions: &Functions) -> Vec<String> {
    let table = &module.table;
    let held = table
        .held
        .iter()
        .zip(table.start..)
        .map(|(name, at)| (*name, at));
    let ways_in = cut.ways_in.iter().zip(table.size..);
    let ways_in = ways_in.map(|(way, at)| (module.functions[*way].name, at));
    let mut rows: Vec<(usize, Vec<&str>)> = Vec::new();
    for (name, at) in held.chain(ways_in) {
        if !module
            .place(name)
            .is_some_and(|place| functions.contains(&place))
        {
            continue;
        }
        match rows.last_mut() {
            Some((start, row)) if *start + row.len() == at => row.push(name),
            _ => rows.push((at, vec![name])),
        }
    }
    let row = |(start, row): (usize, Vec<&str>)| {
        let row = row.join(" ");
        format!(
            "elem (table {}) (i32.const {start}) func {row})",
            table.name
        )
    };
    rows.into_iter().map(row).collect()
}

/// What stands in the first module for a way in: the same function as a call through the table.
fn call_of(module: &Module, way: usize, place: usize) -> String {
    let (table, function) = (module.table.name, &module.functions[way]);
    let (name, signature) = (function.name, function.signature);
    let mut kind = signature.to_owned();
    let mut operands = String::new();
    for parameter in names(signature) {
        kind = kind.replacen(&format!("{parameter} "), "", 1);
        operands += &format!("(local.get {parameter}) ");
    }
    format!(
        "func {name}{signature}\n  (call_indirect {table}{kind} {operands}(i32.const {place}))\n )"
    )
}
