//! A document that has every node there is.

use guichet_wire::document::{
    Alignment, Block, CalloutKind, Document, Image, Inline, LinkTarget, ListItem, Table,
};

pub fn say(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

pub fn every_node(heading: &str, body: &str) -> Document {
    let paragraph = || vec![Block::Paragraph(every_inline(body))];
    let item = |task| ListItem {
        task,
        blocks: vec![Block::Paragraph(say(heading))],
    };
    Document {
        blocks: vec![
            Block::Paragraph(say(body)),
            Block::Heading {
                level: 2,
                anchor: "late".to_owned(),
                content: say(heading),
            },
            Block::List {
                start: None,
                items: vec![item(None), item(Some(true))],
            },
            Block::List {
                start: Some(1),
                items: vec![item(Some(false))],
            },
            Block::Table(Table {
                columns: vec![Alignment::Start, Alignment::End],
                head: vec![say(heading), vec![]],
                rows: vec![
                    vec![say(heading), say("12")],
                    vec![vec![], vec![Inline::LineBreak]],
                ],
            }),
            Block::Code {
                language: "json".to_owned(),
                text: "{}\n[]".to_owned(),
            },
            Block::Quote(vec![Block::Quote(paragraph())]),
            Block::Callout {
                kind: CalloutKind::Warning,
                blocks: paragraph(),
            },
            Block::Details {
                summary: say(heading),
                blocks: vec![Block::Rule],
            },
            Block::Footnote {
                number: 1,
                blocks: vec![Block::Rule],
            },
        ],
    }
}

fn every_inline(text: &str) -> Vec<Inline> {
    let text = || say(text);
    let article = LinkTarget::Article {
        id: "orders/late".to_owned(),
        anchor: "late".to_owned(),
    };
    let external = LinkTarget::External("mailto:help@example.org".to_owned());
    vec![
        Inline::Emphasis(vec![Inline::Strong(text())]),
        Inline::Strikethrough(say("x")),
        Inline::Code("y".to_owned()),
        Inline::Keyboard("Esc".to_owned()),
        Inline::Link {
            target: article,
            content: say("1"),
        },
        Inline::Link {
            target: external,
            content: say("2"),
        },
        Inline::Image(Image {
            path: "media/lamp-0.svg".to_owned(),
            alt: "A lamp".to_owned(),
            width: 640,
            height: 360,
        }),
        Inline::FootnoteReference(1),
        Inline::LineBreak,
    ]
}
