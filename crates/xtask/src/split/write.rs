//! Writes the modules that come of one as text. What goes where is decided already.

use std::collections::BTreeSet;

use super::cut::{Cut, Functions};
use super::module::{Module, names};

/// The name by which a part imports from the first module (`src/platform/part.rs`).
const FIRST: &str = "first";

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
    let exports = common(module, cut).into_iter().map(|item| item.export);
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
    let own: Vec<&str> = functions
        .iter()
        .map(|at| module.functions[*at].name)
        .collect();
    let types = module.others.iter().filter(|item| item.starts_with("type"));
    let foreign = common(module, cut)
        .into_iter()
        .filter(|item| !own.contains(&item.name));
    let mut items: Vec<String> = types.map(ToString::to_string).collect();
    items.extend(foreign.map(|item| item.import));
    items.extend(elements(module, cut, functions));
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

/// Something that the first module has in common with the parts; an optimiser drops the imports that a part does not use.
struct Common<'a> {
    name: &'a str,
    export: String,
    import: String,
}

/// Memory, tables, and the globals and functions of the first module that parts name.
fn common<'a>(module: &Module<'a>, cut: &Cut) -> Vec<Common<'a>> {
    let later = cut.later.iter().flatten();
    let globals: BTreeSet<&str> = later.flat_map(|at| module.globals(*at)).collect();
    let mut declared = vec![("table", module.table.name, table(module, cut))];
    for item in &module.others {
        let (kind, rest) = item.split_once(' ').unwrap_or_default();
        let Some(name) = names(rest).next() else {
            continue;
        };
        match kind {
            "memory" | "table" => declared.push((kind, name, (*item).to_owned())),
            // Without the value that it begins with.
            "global" if globals.contains(name) => {
                let end = item.rfind(" (").unwrap_or(item.len());
                declared.push((kind, name, format!("{})", &item[..end])));
            }
            _ => {}
        }
    }
    for at in called_by_parts(module, cut) {
        let function = &module.functions[at];
        let declaration = format!("func {}{})", function.name, function.signature);
        declared.push(("func", function.name, declaration));
    }
    let item = |(number, (kind, name, declaration)): (usize, (&str, &'a str, String))| Common {
        name,
        export: format!("export \"s{number}\" ({kind} {name}))"),
        import: format!("import \"{FIRST}\" \"s{number}\" ({declaration})"),
    };
    declared.into_iter().enumerate().map(item).collect()
}

fn called_by_parts(module: &Module, cut: &Cut) -> Functions {
    let foreign = |own: &Functions| -> Functions {
        let called = own.iter().flat_map(|at| module.called(*at));
        called.filter(|at| !own.contains(at)).collect()
    };
    cut.later.iter().flat_map(foreign).collect()
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
