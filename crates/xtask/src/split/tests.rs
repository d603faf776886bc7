//! A module of a first opening, a part behind one way in, and what both call.

use super::{Part, Split, split};

const PARTS: &[Part] = &[Part {
    name: "contact",
    placeholder: "__CONTACT__",
    after: None,
    modules: &["views::contact"],
    crates: &[],
    model: &[],
    ways_in: &["views::contact::contact"],
}];

const MODULE: &str = r#"(module
 (type $0 (func))
 (import "./glue.js" "i0" (func $"<dom>::ask" (param i32) (result i32)))
 (global $__stack_pointer (mut i32) (i32.const 1024))
 (memory $0 17)
 (table $0 5 5 funcref)
 (elem $0 (table $0) (i32.const 1) func $"guichet[1f]::home" $"guichet[1f]::views::contact::form::{closure#0}" $"wasm_streams[2e]::pull" $"say \"yes\"")
 (export "start" (func $start))
 (func $start (param $0 i32) (result i32)
  (call $"guichet[1f]::views::contact::contact"
   (local.get $0)
  )
 )
 (func $"guichet[1f]::home"
  (drop
   (call $"shared::<fn(u8)>"
    (i32.const 1)
   )
  )
 )
 (func $"guichet[1f]::views::contact::contact" (param $0 i32) (result i32)
  (call $"guichet[1f]::views::contact::form"
   (call $"shared::<fn(u8)>"
    (local.get $0)
   )
  )
 )
 (func $"guichet[1f]::views::contact::form" (param $0 i32) (result i32)
  (call $"<dom>::ask"
   (global.get $__stack_pointer)
  )
 )
 (func $"guichet[1f]::views::contact::form::{closure#0}"
  (call $"guichet[1f]::home")
 )
 (func $"shared::<fn(u8)>" (param $0 i32) (result i32)
  (local.get $0)
 )
 (func $"wasm_streams[2e]::pull"
 )
 (func $"say \"yes\""
 )
)
"#;

fn lines(text: &str, start: &str) -> Vec<String> {
    let items = text.lines().filter_map(|line| line.strip_prefix(" ("));
    items
        .filter(|item| item.starts_with(start))
        .map(str::to_owned)
        .collect()
}

fn parts() -> (String, String) {
    let Split { first, later } = split(MODULE, PARTS).unwrap();
    (first, later.concat())
}

#[test]
fn a_part_has_what_only_it_calls_and_the_first_module_all_else() {
    let (first, later) = parts();
    let own = [
        r#"func $"guichet[1f]::views::contact::contact" (param $0 i32) (result i32)"#,
        r#"func $"guichet[1f]::views::contact::form" (param $0 i32) (result i32)"#,
        r#"func $"guichet[1f]::views::contact::form::{closure#0}""#,
    ];
    assert_eq!(lines(&later, "func"), own);
    assert_eq!(lines(&first, "func $s").len(), 1, "{first}");
    assert_eq!(
        lines(&first, r#"func $"guichet[1f]::views::contact::form"#),
        [""; 0]
    );
}

#[test]
fn the_first_module_calls_a_part_through_a_place_that_the_part_fills() {
    let (first, later) = parts();
    let call = "(call_indirect $0 (param i32) (result i32) (local.get $0) (i32.const 5))";
    assert!(first.contains(call), "{first}");
    assert_eq!(lines(&first, "table"), ["table $0 6 6 funcref)"]);
    let filled = [
        r#"elem (table $0) (i32.const 2) func $"guichet[1f]::views::contact::form::{closure#0}")"#,
        r#"elem (table $0) (i32.const 5) func $"guichet[1f]::views::contact::contact")"#,
    ];
    assert_eq!(lines(&later, "elem"), filled);
}

#[test]
fn a_part_imports_what_the_first_module_exports() {
    let (first, later) = parts();
    for export in [
        r#"export "s0" (table $0))"#,
        r#"export "s1" (global $__stack_pointer))"#,
        r#"export "s2" (memory $0))"#,
        r#"export "s3" (func $"<dom>::ask"))"#,
        r#"export "s5" (func $"shared::<fn(u8)>"))"#,
    ] {
        assert!(first.contains(export), "{export} in {first}");
    }
    let imports = [
        r#"import "first" "s0" (table $0 6 6 funcref))"#,
        r#"import "first" "s1" (global $__stack_pointer (mut i32)))"#,
        r#"import "first" "s2" (memory $0 17))"#,
        r#"import "first" "s3" (func $"<dom>::ask" (param i32) (result i32)))"#,
        r#"import "first" "s4" (func $"guichet[1f]::home"))"#,
        r#"import "first" "s5" (func $"shared::<fn(u8)>" (param $0 i32) (result i32)))"#,
    ];
    assert_eq!(lines(&later, "import"), imports);
}

#[test]
fn what_the_table_holds_of_unused_crates_is_dropped() {
    let (first, later) = parts();
    assert!(!first.contains("wasm_streams") && !later.contains("wasm_streams"));
}

#[test]
fn a_parts_function_that_the_first_module_calls_is_an_error() {
    let leaky = MODULE.replace(
        "(call $\"shared::<fn(u8)>\"\n    (i32",
        "(call $\"guichet[1f]::views::contact::form\"\n    (i32",
    );
    let error = split(&leaky, PARTS).map(drop).unwrap_err().to_string();
    assert!(error.contains("views::contact::form"), "{error}");
}

#[test]
fn what_the_part_before_has_comes_from_there() {
    let after = Part {
        name: "article",
        placeholder: "__ARTICLE__",
        after: Some("contact"),
        modules: &["views::article"],
        crates: &[],
        model: &[],
        ways_in: &["views::article::article"],
    };
    let article = r#" (func $"guichet[1f]::views::article::article"
  (drop
   (call $"guichet[1f]::views::contact::form"
    (i32.const 2)
   )
  )
 )
 (func $"say"#;
    let module = MODULE.replacen(r#" (func $"say"#, article, 1);
    let form = r#"(func $"guichet[1f]::views::contact::form""#;
    let both = [PARTS, std::slice::from_ref(&after)].concat();
    let Split { first, later } = split(&module, &both).unwrap();
    let exported = lines(&later[0], "export");
    assert!(
        exported.len() == 1 && exported[0].contains(form),
        "{exported:?}"
    );
    let taken = lines(&later[1], r#"import "before""#);
    assert!(taken.len() == 1 && taken[0].contains(form), "{taken:?}");
    assert!(!first.contains(form) && !later[1].contains(&format!("\n {form}")));
    let turned = [std::slice::from_ref(&after), PARTS].concat();
    let error = split(&module, &turned).map(drop).unwrap_err().to_string();
    assert!(error.contains("article stands before contact"), "{error}");
}

#[test]
fn a_way_in_that_is_not_there_is_an_error() {
    let inlined = MODULE.replace("contact::contact", "contact::inlined");
    let error = split(&inlined, PARTS).map(drop).unwrap_err().to_string();
    assert!(error.contains("views::contact::contact"), "{error}");
}
