//! What is written is read back as the same document.

use guichet_wire::document::{
    Alignment, Block, CalloutKind, Image, Inline, LinkTarget, ListItem, Table,
};

use super::*;
use crate::markdown::compile;
use crate::markdown::destination::Origin;

fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

fn paragraph(line: Vec<Inline>) -> Block {
    Block::Paragraph(line)
}

fn list(start: Option<u32>, items: Vec<Vec<Block>>) -> Block {
    let items = items
        .into_iter()
        .map(|blocks| ListItem { task: None, blocks });
    Block::List {
        start,
        items: items.collect(),
    }
}

fn article(id: &str, anchor: &str) -> LinkTarget {
    LinkTarget::Article {
        id: id.to_owned(),
        anchor: anchor.to_owned(),
    }
}

fn assert_is_read_back(blocks: Vec<Block>) {
    let id = "net/wifi";
    let markdown = write(&blocks, Place::of(id));
    let origin = Origin {
        locale: "en",
        path: "net/wifi.md",
        id,
    };
    let compiled = compile(&markdown, 1, &origin);
    assert_eq!(compiled.remarks, [], "{markdown}");
    assert_eq!(compiled.document.blocks, blocks, "{markdown}");
}

/// What means something in Markdown, at the start of a line or within.
const MARKS: &[&str] = &[
    "# a",
    "- a",
    "+ a",
    "1. a",
    "12) a",
    "> a",
    "=== ",
    "a = b",
    "***",
    "---",
    "| a |",
    "~~~",
    "```",
    "`a`",
    "*a*",
    "_a_",
    "**a",
    "[a](b)",
    "![a](b)",
    "[^1]",
    "[ ] a",
    "[!NOTE]",
    "<b>",
    "<!-- a",
    "a < b > c",
    "&amp; &#65; & c",
    "\\*",
    "~a~ ~~b~~",
    "https://a.example/",
    "<https://a.example>",
    "a_b_c",
    "{#a}",
    ": a",
    "a!",
    "\\",
];

#[test]
fn text_is_read_back_whatever_marks_it_holds() {
    for marks in MARKS {
        assert_is_read_back(vec![paragraph(vec![text(marks.trim_end())])]);
        assert_is_read_back(vec![list(
            None,
            vec![vec![paragraph(vec![text(marks.trim_end())])]],
        )]);
        let content = vec![text(marks.trim_end())];
        assert_is_read_back(vec![Block::Heading {
            level: 2,
            anchor: "x".into(),
            content: content.clone(),
        }]);
        let row = vec![content, vec![text("b")]];
        let table = Table {
            columns: vec![Alignment::Start, Alignment::End],
            head: row.clone(),
            rows: vec![row],
        };
        assert_is_read_back(vec![Block::Table(table)]);
    }
}

#[test]
fn emphasis_is_read_back_whatever_stands_beside_it() {
    for around in ["a", "设", "。", "!", "(", "*", "\\", "“", " "] {
        for inside in ["b", "设", "“b”", "b…", "(b)", "*", "`", "b!"] {
            for emphasis in [Inline::Emphasis, Inline::Strong, Inline::Strikethrough] {
                let line = vec![
                    text(&format!("x{around}")),
                    emphasis(vec![text(inside)]),
                    text(&format!("{around}y")),
                ];
                assert_is_read_back(vec![paragraph(line)]);
            }
        }
    }
    let strong = || Inline::Strong(vec![text("a")]);
    assert_is_read_back(vec![paragraph(vec![
        strong(),
        Inline::Emphasis(vec![text("b")]),
        strong(),
    ])]);
    assert_is_read_back(vec![paragraph(vec![Inline::Emphasis(vec![
        strong(),
        text(" b"),
    ])])]);
}

#[test]
fn what_is_no_text_is_read_back() {
    let link = |target| Inline::Link {
        target,
        content: vec![text("l]")],
    };
    let image = Image {
        path: "media/a (1).svg".into(),
        alt: "[a]".into(),
        width: 0,
        height: 0,
    };
    assert_is_read_back(vec![paragraph(vec![
        Inline::Keyboard("`".into()),
        text("+"),
        Inline::Code("a | `b`".into()),
        Inline::LineBreak,
        text("# "),
        link(article("net/cable", "b")),
        link(article("net/wifi", "here")),
        link(article("start", "")),
        link(LinkTarget::External(
            "https://a.example/x_(y)?z=1&copy=2".into(),
        )),
        text("!"),
        link(article("start", "")),
        Inline::Image(image),
    ])]);
}

#[test]
fn blocks_are_read_back_with_what_is_in_them() {
    let line = |content: &str| paragraph(vec![text(content)]);
    let nested = list(
        Some(3),
        vec![
            vec![line("a"), line("b")],
            vec![
                line("c"),
                list(None, vec![vec![line("d")], vec![line("e")]]),
            ],
        ],
    );
    assert_is_read_back(vec![
        nested.clone(),
        list(Some(1), vec![vec![line("another")]]),
        list(None, vec![vec![line("bullets")]]),
        list(None, vec![vec![line("others")]]),
        Block::Callout {
            kind: CalloutKind::Warning,
            blocks: vec![line("a"), nested],
        },
        Block::Quote(vec![
            line("q"),
            Block::Code {
                language: "sh".into(),
                text: "a\n\n```\n  b".into(),
            },
        ]),
        Block::Rule,
        Block::Details {
            summary: vec![text("more")],
            blocks: vec![line("hidden")],
        },
    ]);
}
