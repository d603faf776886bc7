//! Markdown and HTML in, the tree out, written as one line a table row: `p(…)` is a paragraph, `"…"` a text.

use guichet_wire::document::{Alignment, Block, Inline, LinkTarget, MAX_DEPTH, Table};

use super::destination::Origin;
use super::{Compiled, LinkUse, compile};
use crate::knowledge_base::diagnostic::Severity;

fn compiled(markdown: &str) -> Compiled {
    let origin = Origin {
        locale: "en",
        path: "orders/track.md",
        id: "orders/track",
    };
    compile(markdown, 1, &origin)
}

fn tree(markdown: &str) -> String {
    blocks(&compiled(markdown).document.blocks)
}

fn remarks(markdown: &str) -> Vec<(Severity, u32, String)> {
    let remarks = compiled(markdown).remarks.into_iter();
    remarks
        .map(|(severity, line, fault)| (severity, line, fault.message))
        .collect()
}

fn joined<T>(parts: &[T], one: impl Fn(&T) -> String) -> String {
    parts.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn blocks(all: &[Block]) -> String {
    joined(all, |block| match block {
        Block::Heading {
            level,
            anchor,
            content,
        } => format!("h{level}#{anchor}({})", inlines(content)),
        Block::Paragraph(content) => format!("p({})", inlines(content)),
        Block::List { start, items } => {
            let items = joined(items, |item| {
                let task = item
                    .task
                    .map_or("", |done| if done { "[x] " } else { "[ ] " });
                format!("li({task}{})", blocks(&item.blocks))
            });
            start.map_or(format!("ul({items})"), |start| {
                format!("ol{start}({items})")
            })
        }
        Block::Table(table) => self::table(table),
        Block::Code { language, text } => format!("pre:{language}({text:?})"),
        Block::Quote(content) => format!("quote({})", blocks(content)),
        Block::Callout {
            kind,
            blocks: content,
        } => format!("{kind:?}({})", blocks(content)),
        Block::Details {
            summary,
            blocks: content,
        } => {
            format!("details({} | {})", inlines(summary), blocks(content))
        }
        Block::Footnote {
            number,
            blocks: content,
        } => format!("footnote{number}({})", blocks(content)),
        Block::Rule => "rule".to_owned(),
    })
}

fn table(table: &Table) -> String {
    let columns: String = table
        .columns
        .iter()
        .map(|column| match column {
            Alignment::Start => '<',
            Alignment::Center => '=',
            Alignment::End => '>',
        })
        .collect();
    let row = |cells: &Vec<Vec<Inline>>| {
        let cells: Vec<_> = cells.iter().map(|cell| inlines(cell)).collect();
        cells.join(" | ")
    };
    let rows = joined(&table.rows, |cells| format!("/ {}", row(cells)));
    format!("table{columns}({} {rows})", row(&table.head))
}

fn inlines(all: &[Inline]) -> String {
    joined(all, |inline| match inline {
        Inline::Text(text) => format!("{text:?}"),
        Inline::Emphasis(content) => format!("em({})", inlines(content)),
        Inline::Strong(content) => format!("b({})", inlines(content)),
        Inline::Strikethrough(content) => format!("del({})", inlines(content)),
        Inline::Code(text) => format!("code({text:?})"),
        Inline::Keyboard(text) => format!("kbd({text:?})"),
        Inline::Link {
            target: LinkTarget::Article { id, anchor },
            content,
        } => {
            format!("a({id}#{anchor} {})", inlines(content))
        }
        Inline::Link {
            target: LinkTarget::External(address),
            content,
        } => {
            format!("a({address} {})", inlines(content))
        }
        Inline::Image(image) => format!("img({} {:?})", image.path, image.alt),
        Inline::FootnoteReference(number) => format!("^{number}"),
        Inline::LineBreak => "br".to_owned(),
    })
}

/// Each Markdown gives its tree, and no remark.
fn become_trees(table: &[(&str, &str)]) {
    for (markdown, expected) in table {
        assert_eq!(tree(markdown), *expected, "{markdown}");
        assert_eq!(remarks(markdown), [], "{markdown}");
    }
}

#[test]
fn markdown_becomes_the_tree() {
    become_trees(&[
        (
            "One\ntwo.\n\nThree\\\nfour.",
            r#"p("One two.") p("Three" br "four.")"#,
        ),
        (
            "*a* **b** ~~c~~ `d`",
            r#"p(em("a") " " b("b") " " del("c") " " code("d"))"#,
        ),
        ("a &amp; b &lt; c", r#"p("a & b < c")"#),
        (
            "- one\n- two\n  1. deep",
            r#"ul(li(p("one")) li(p("two") ol1(li(p("deep")))))"#,
        ),
        ("3. c\n\n4. d", r#"ol3(li(p("c")) li(p("d")))"#),
        (
            "- [x] done\n- [ ] open",
            r#"ul(li([x] p("done")) li([ ] p("open")))"#,
        ),
        ("```json title\n{\n  1\n}\n```", r#"pre:json("{\n  1\n}")"#),
        ("    indented\n", r#"pre:("indented")"#),
        ("> quoted", r#"quote(p("quoted"))"#),
        ("> [!WARNING]\n> Hot.", r#"Warning(p("Hot."))"#),
        ("---", "rule"),
        (
            "| a | b |\n|---|--:|\n| 1 |",
            r#"table<>("a" | "b" / "1" | )"#,
        ),
        ("", ""),
    ]);
}

#[test]
fn links_and_images_name_what_they_lead_to() {
    become_trees(&[
        ("[gift](gift.md#wrap)", r#"p(a(orders/gift#wrap "gift"))"#),
        ("[**late**](#late)", r#"p(a(orders/track#late b("late")))"#),
        (
            "<https://example.org/>",
            r#"p(a(https://example.org/ "https://example.org/"))"#,
        ),
        (
            "<help@example.org>",
            r#"p(a(mailto:help@example.org "help@example.org"))"#,
        ),
        (
            "![a *box*](../../media/box.svg)",
            r#"p(img(media/box.svg "a box"))"#,
        ),
        ("[r]\n\n[r]: refunds.md", r#"p(a(orders/refunds# "r"))"#),
    ]);
    let compiled = compiled("One\n\n[a](b.md#c) ![](/i.png)");
    let link = LinkUse {
        id: "orders/b".to_owned(),
        anchor: "c".to_owned(),
        line: 3,
    };
    assert_eq!(compiled.links, [link]);
    assert_eq!(
        (compiled.images[0].path.as_str(), compiled.images[0].line),
        ("i.png", 3)
    );
}

#[test]
fn headings_have_unique_anchors_and_chosen_ones_stay() {
    become_trees(&[
        (
            "## Délais & tarifs",
            r#"h2#délais-tarifs("Délais & tarifs")"#,
        ),
        (
            "## A\n### A\n## B {#a-2}",
            r#"h2#a("A") h3#a-3("A") h2#a-2("B")"#,
        ),
        (
            "## `E-07` *now*",
            r#"h2#e-07-now(code("E-07") " " em("now"))"#,
        ),
    ]);
    let remarks = remarks("## A {#x}\n\n## B {#x}");
    assert_eq!(
        remarks,
        [(
            Severity::Error,
            3,
            "the anchor `x` is there twice".to_owned()
        )]
    );
}

#[test]
fn footnotes_are_numbered_by_their_first_mark_and_stand_at_the_end() {
    become_trees(&[(
        "a[^z] b[^y] c[^z]\n\n[^y]: Y\n[^z]: Z\n\nend",
        r#"p("a" ^1 " b" ^2 " c" ^1) p("end") footnote1(p("Z")) footnote2(p("Y"))"#,
    )]);
    let (_, line, message) = remarks("a\n\n[^x]: nobody").remove(0);
    assert_eq!((line, message.contains("`x`")), (3, true));
}

#[test]
fn html_that_has_a_node_becomes_it() {
    become_trees(&[
        (
            "press <kbd>Ctrl</kbd>+<kbd>C</kbd>",
            r#"p("press " kbd("Ctrl") "+" kbd("C"))"#,
        ),
        (
            "<b>bold *and* <i>both</i></b>",
            r#"p(b("bold " em("and") " " em("both")))"#,
        ),
        ("H<sub>2</sub>O<br>x", r#"p("H2O" br "x")"#),
        ("<a href='gift.md'>gift</a>", r#"p(a(orders/gift# "gift"))"#),
        (
            "<del>old</del> <s>older</s>",
            r#"p(del("old") " " del("older"))"#,
        ),
        ("<p>one\n<p>two", r#"p("one") p("two")"#),
        ("<ul><li>a<li>b</ul>", r#"ul(li(p("a")) li(p("b")))"#),
        ("<ol start=4><li>a</li></ol>", r#"ol4(li(p("a")))"#),
        ("<pre>a\n  b &lt;\n</pre>", r#"pre:("a\n  b <")"#),
        ("<blockquote>q</blockquote>", r#"quote(p("q"))"#),
        ("<h2 id=x>A</h2>\n\n<h3>B</h3>", r#"h2#x("A") h3#b("B")"#),
        ("<img src='/i.png' alt='a box'>", r#"p(img(i.png "a box"))"#),
        ("a <!-- hidden --> b", r#"p("a  b")"#),
        ("<!-- hidden -->", ""),
        (
            "<details>\n<summary>How *so*?</summary>\n\n- like **this**\n\n</details>\n\nafter",
            r#"details("How *so*?" | ul(li(p("like " b("this"))))) p("after")"#,
        ),
        (
            "<table><tr><th>a<th>b<tr><td>1</table>",
            r#"table<<("a" | "b" / "1" | )"#,
        ),
        (
            "<table>\n<tbody>\n<tr>\n<td><p>1</p><p>2</p></td>\n</tr>\n</tbody>\n</table>",
            r#"table<( / "1" br "2")"#,
        ),
    ]);
}

#[test]
fn html_that_has_none_is_left_out_with_a_warning_that_names_the_line() {
    for (markdown, expected, line, warning) in [
        (
            "a\n\nb <script>alert(1)</script> c",
            r#"p("a") p("b  c")"#,
            3,
            "<script> is left out",
        ),
        (
            "<script>\nlet a = '<b>';\n\n</script>\n\nafter",
            r#"p("after")"#,
            1,
            "<script>",
        ),
        ("<style>p { color: red }</style>", "", 1, "<style>"),
        (
            "x\n\n<p>\n<iframe src='https://example.org'>in</iframe>out",
            r#"p("x") p("out")"#,
            4,
            "<iframe>",
        ),
        ("<b onclick='x()'>b</b>", r#"p(b("b"))"#, 1, "`onclick`"),
        ("<p style='color: red'>p", r#"p("p")"#, 1, "`style`"),
        ("<div>\n\n*in*\n\n</div>", r#"p(em("in"))"#, 1, "<div>"),
        ("<div class='x'>in", r#"p("in")"#, 1, "<div>"),
        ("a <blink>b</blink>", r#"p("a b")"#, 1, "<blink>"),
        ("<input type=checkbox> a", r#"p("a")"#, 1, "<input>"),
        (
            "a <b>b\n\nc",
            r#"p("a " b("b")) p("c")"#,
            1,
            "<b> has no end",
        ),
        ("a</b>", r#"p("a")"#, 1, "</b> ends nothing"),
        ("# Title", r#"h2#title("Title")"#, 1, "level 1"),
    ] {
        assert_eq!(tree(markdown), expected, "{markdown}");
        let found = remarks(markdown);
        assert_eq!(found.len(), 1, "{markdown}: {found:?}");
        assert_eq!(
            (found[0].0, found[0].1),
            (Severity::Warning, line),
            "{markdown}"
        );
        assert!(found[0].2.contains(warning), "{}", found[0].2);
    }
}

#[test]
fn a_tag_never_reaches_beyond_the_markdown_around_it() {
    for (markdown, expected) in [
        ("- <b>a\n- b</b>", r#"ul(li(p(b("a"))) li(p("b")))"#),
        ("*a <b>b* c</b>", r#"p(em("a " b("b")) " c")"#),
        ("<kbd>a *b* `c`</kbd>", r#"p(kbd("a b c"))"#),
        ("[a <a href='x.md'>b</a>](c.md)", r#"p(a(orders/x# "b"))"#),
    ] {
        if markdown.starts_with('[') {
            // A link in a link: whichever of the two stays, one stays.
            assert_eq!(tree(markdown).matches("a(").count(), 1, "{markdown}");
        } else {
            assert_eq!(tree(markdown), expected, "{markdown}");
        }
    }
}

#[test]
fn addresses_that_could_run_something_are_errors() {
    for markdown in [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "<a href='java&#9;script:alert(1)'>x</a>",
        "<a href='&#1;javascript:alert(1)'>x</a>",
        "[x](data:text/html,y)",
        "<vbscript:x>",
    ] {
        let found = remarks(markdown);
        assert_eq!(found.len(), 1, "{markdown}: {found:?}");
        assert_eq!(found[0].0, Severity::Error, "{markdown}");
        assert!(!tree(markdown).contains("a("), "{markdown}");
    }
}

#[test]
fn what_is_nested_too_deeply_is_flattened_and_survives_the_pack() {
    let quotes = format!("{}deep *and **so** on*", "> ".repeat(MAX_DEPTH + 20));
    let lists: String = (0..MAX_DEPTH + 20)
        .map(|n| format!("{}- x\n", "  ".repeat(n)))
        .collect();
    let html = format!("{}x", "<b><i>".repeat(MAX_DEPTH));
    let divs = format!("{}x", "<blockquote><p><b>".repeat(MAX_DEPTH));
    for markdown in [quotes, lists, html, divs] {
        let compiled = compiled(&markdown);
        let flattened = |message: &str| message.contains("nested more deeply");
        assert!(
            compiled
                .remarks
                .iter()
                .any(|(_, _, fault)| flattened(&fault.message))
        );
        let mut pack = guichet_bundle::pack::PackWriter::default();
        pack.add("a", "en", "A", &compiled.document);
        let pack = guichet_bundle::pack::Pack::open(pack.finish()).unwrap();
        assert_eq!(
            pack.article("a").unwrap().unwrap().document,
            compiled.document
        );
    }
}

#[test]
fn nesting_as_deep_as_a_document_allows_is_not_flattened() {
    let markdown = format!("{}deep", "> ".repeat(MAX_DEPTH - 2));
    assert_eq!(remarks(&markdown), []);
}
