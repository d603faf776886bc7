//! Reads a module as wasm-dis writes it: its items, what its functions name, what its table holds. Knows no more of WebAssembly's
//! text format than that, and changes nothing.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};

/// A module's items. All texts are the module's own; those of items lack the parenthesis that opens them.
pub struct Module<'a> {
    /// Types, globals, memories, tables, data and exports.
    pub others: Vec<&'a str>,
    /// What puts functions into the table.
    pub table: Table<'a>,
    /// The functions, in the module's order.
    pub functions: Vec<Function<'a>>,
    places: HashMap<&'a str, usize>,
}

/// A function. Names have their dollar sign and quotation marks.
pub struct Function<'a> {
    pub name: &'a str,
    /// Its parameters and results.
    pub signature: &'a str,
    pub text: &'a str,
    pub imported: bool,
}

/// The table of functions.
pub struct Table<'a> {
    pub name: &'a str,
    /// How many places it has.
    pub size: usize,
    /// The place of the first function.
    pub start: usize,
    /// The names of the functions from there on.
    pub held: Vec<&'a str>,
}

impl<'a> Module<'a> {
    /// Reads a module's text.
    pub fn read(text: &'a str) -> Result<Self> {
        let items = text.trim_end().strip_suffix(')');
        let items = items.context("expected a parenthesis at the module's end")?;
        let (mut others, mut functions) = (Vec::new(), Vec::new());
        let (mut tables, mut elements) = (Vec::new(), Vec::new());
        for item in items.trim_end().split("\n (").skip(1) {
            match item.split(' ').next() {
                Some("func") => functions.push(Function::defined(item)?),
                Some("import") if item.contains("(func ") => {
                    functions.push(Function::imported(item)?);
                }
                Some("table") if item.ends_with(" funcref)") => tables.push(item),
                Some("elem") => elements.push(item),
                _ => others.push(item),
            }
        }
        ensure!(
            tables.len() == 1 && elements.len() == 1,
            "expected one table of functions and one elem, found {} and {}",
            tables.len(),
            elements.len()
        );
        let places = functions.iter().enumerate();
        let places = places.map(|(at, function)| (function.name, at)).collect();
        Ok(Self {
            others,
            table: Table::read(tables[0], elements[0])?,
            functions,
            places,
        })
    }

    /// The place among the functions of the one with this name.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// The functions that come from outside.
    pub fn imported(&self) -> impl Iterator<Item = usize> {
        (0..self.functions.len()).filter(|at| self.functions[*at].imported)
    }

    /// The functions that are exported.
    pub fn exported(&self) -> impl Iterator<Item = usize> {
        let exports = self.others.iter().filter(|item| item.starts_with("export"));
        exports.filter_map(|item| self.place(first_name(item.split_once("(func ")?.1)?))
    }

    /// The functions that this one names.
    pub fn called(&self, at: usize) -> impl Iterator<Item = usize> {
        named(
            self.functions[at].text,
            &["call", "return_call", "ref.func"],
        )
        .filter_map(|name| self.place(name))
    }

    /// The globals that this function names.
    pub fn globals(&self, at: usize) -> impl Iterator<Item = &'a str> {
        named(self.functions[at].text, &["global.get", "global.set"])
    }
}

impl<'a> Function<'a> {
    fn defined(item: &'a str) -> Result<Self> {
        let head = item.lines().next().unwrap_or_default();
        Self::read(item, head, false).with_context(|| head.to_owned())
    }

    fn imported(item: &'a str) -> Result<Self> {
        let head = item.split_once("(func ").map(|(_, function)| function);
        let head = head.and_then(|function| function.strip_suffix("))"));
        head.and_then(|head| Self::read(item, head, true).ok())
            .with_context(|| item.to_owned())
    }

    fn read(text: &'a str, head: &'a str, imported: bool) -> Result<Self> {
        let name = first_name(head).context("expected a function's name")?;
        let (_, signature) = head.split_once(name).context("it is in there")?;
        Ok(Self {
            name,
            signature,
            text,
            imported,
        })
    }
}

impl<'a> Table<'a> {
    /// Reads `table $0 601 601 funcref)` and `elem $0 (table $0) (i32.const 1) func $a $b)`.
    fn read(table: &'a str, elem: &'a str) -> Result<Self> {
        let parse = || {
            let size = table.split(' ').nth(2)?.parse().ok()?;
            let (_, start) = elem.split_once("(i32.const ")?;
            let (start, held) = start.split_once(") func ")?;
            Some(Self {
                name: first_name(table)?,
                size,
                start: start.parse().ok()?,
                held: names(held).collect(),
            })
        };
        parse().with_context(|| format!("expected a table and what is in it, found {table}"))
    }
}

/// The names that stand right behind one of these instructions.
fn named<'a>(text: &'a str, instructions: &'static [&str]) -> impl Iterator<Item = &'a str> {
    text.match_indices('(').filter_map(move |(at, _)| {
        let (word, rest) = text[at + 1..].split_once(' ')?;
        let known = instructions.contains(&word) && rest.starts_with('$');
        known.then(|| first_name(rest)).flatten()
    })
}

fn first_name(text: &str) -> Option<&str> {
    names(text).next()
}

/// The names in a text: `$plain` or, with anything but quotation marks in it, `$"quoted"`.
pub fn names(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let name = &rest[rest.find('$')?..];
        let end = match name.strip_prefix("$\"") {
            Some(quoted) => end_of_quoted(quoted)? + 2,
            None => name.find([' ', '(', ')', '\n']).unwrap_or(name.len()),
        };
        rest = &name[end..];
        Some(&name[..end])
    })
}

/// The end of a text behind its closing quotation mark; one inside it has a backslash before it.
fn end_of_quoted(text: &str) -> Option<usize> {
    let mut escaped = false;
    let end = text.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })?;
    Some(end + 1)
}
