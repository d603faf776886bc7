//! Slims down what the module and its glue know of each other. wasm-bindgen gives each of some 180 imports a name with a hash in
//! it, in both files, each kind of closure an export that is named after its types, and keeps whatever any crate exports; nobody else reads the ones or
//! calls the others, and together they were 6 kB of what a visitor downloads.

use anyhow::{Context, Result, ensure};

/// Names that stand in the module's text and in the glue.
struct Names {
    /// What stands before each in WebAssembly's text format; a quotation mark follows it.
    start: &'static str,
    /// How those begin that are shortened.
    prefix: &'static str,
    /// What stands around each in the glue, once.
    in_glue: (&'static str, &'static str),
    /// How the short ones begin.
    short: char,
}

const IMPORTS: Names = Names {
    start: "(import \"./guichet-widget_bg.js\" \"",
    prefix: "",
    in_glue: (" ", ": "),
    short: 'i',
};

/// The exports that call the widget's closures, one for each of their types.
const CLOSURES: Names = Names {
    start: "(export \"",
    prefix: "wasm_bindgen_",
    in_glue: ("wasm.", "("),
    short: 'e',
};

/// Exports of wasm-streams, which Leptos brings along for its server functions; the widget has none.
const UNUSED_EXPORTS: &str = "intounderlying";

/// The module `text` without the exports that nobody calls; an optimiser then drops what only they needed.
pub fn without_unused_exports(text: &str) -> String {
    let unused =
        |line: &&str| line.trim_start().starts_with("(export") && line.contains(UNUSED_EXPORTS);
    let lines: Vec<&str> = text.lines().filter(|line| !unused(line)).collect();
    lines.join("\n")
}

/// Gives each import of the module `text` and each export for closures a short name, and their functions in `glue` the same.
pub fn shorten(text: &str, glue: &str) -> Result<(String, String)> {
    let (text, glue) = IMPORTS.shorten(text, glue)?;
    CLOSURES.shorten(&text, &glue)
}

impl Names {
    fn shorten(&self, text: &str, glue: &str) -> Result<(String, String)> {
        let Self { start, prefix, .. } = self;
        let (before, after) = self.in_glue;
        let mut glue = glue.to_owned();
        let mut parts = text.split(start);
        let mut shortened = parts.next().unwrap_or_default().to_owned();
        for (number, part) in parts.enumerate() {
            let (name, rest) = part.split_once('"').context("a name without an end")?;
            let mut short = name.to_owned();
            if name.starts_with(prefix) {
                let known = format!("{before}{name}{after}");
                let found = glue.matches(&known).count();
                ensure!(
                    found == 1,
                    "expected one {name} in the glue, found {found}: has wasm-bindgen changed what it writes?"
                );
                short = format!("{}{number}", self.short);
                glue = glue.replace(&known, &format!("{before}{short}{after}"));
            }
            shortened.push_str(&format!("{start}{short}\"{rest}"));
        }
        Ok((shortened, glue))
    }
}

#[cfg(test)]
mod tests {
    use super::{shorten, without_unused_exports};

    const TEXT: &str = r#"(module (import "./guichet-widget_bg.js" "__wbg_now_1f" (func)) (import "env" "memory" (memory 1)) (import "./guichet-widget_bg.js" "__wbg_now_1f2" (func)))"#;

    #[test]
    fn each_import_keeps_its_function_under_another_name() {
        let glue =
            "const import0 = { __wbg_now_1f: function() {}, __wbg_now_1f2: function() {}, };";
        let (text, glue) = shorten(TEXT, glue).unwrap();
        assert_eq!(
            glue,
            "const import0 = { i0: function() {}, i1: function() {}, };"
        );
        assert!(text.contains(r#""i0" (func)"#) && text.contains(r#""i1" (func)"#));
        assert!(text.contains(r#"(import "env" "memory""#));
    }

    #[test]
    fn each_kind_of_closure_is_called_under_another_name() {
        let text = r#"(module (export "wasm_bindgen_1f_true_" (func $0)) (export "wasm_bindgen_1f_true__1_" (func $1)))"#;
        let glue = "wasm.wasm_bindgen_1f_true__1_(a); wasm.wasm_bindgen_1f_true_(b); wasm.start();";
        let (text, glue) = shorten(text, glue).unwrap();
        assert_eq!(glue, "wasm.e1(a); wasm.e0(b); wasm.start();");
        assert_eq!(
            text,
            r#"(module (export "e0" (func $0)) (export "e1" (func $1)))"#
        );
    }

    #[test]
    fn only_the_exports_that_nobody_calls_are_dropped() {
        let text = "(module\n (export \"start\" (func $0))\n (export \"intounderlyingsource_pull\" (func $1))\n)";
        assert_eq!(
            without_unused_exports(text),
            "(module\n (export \"start\" (func $0))\n)"
        );
    }

    #[test]
    fn an_import_that_the_glue_does_not_offer_is_an_error() {
        assert!(shorten(TEXT, "const import0 = {};").is_err());
    }
}
