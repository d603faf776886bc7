//! Stories of small help pages: what is written in Mallard, and the article that comes of it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;

const HEAD: &str =
    "<page xmlns='http://projectmallard.org/1.0/' xmlns:if='http://projectmallard.org/if/1.0/'";

/// A help document that grows in a temporary folder.
struct Help(TempDir);

impl Help {
    fn new() -> Self {
        let help = Self(tempfile::tempdir().unwrap());
        help.page("C", "index", "<title>Help</title>").page(
            "C",
            "net",
            "<info><link type='guide' xref='index'/></info><title>Network</title>",
        )
    }

    fn page(self, language: &str, id: &str, xml: &str) -> Self {
        let kind = if ["index", "net"].contains(&id) {
            "guide"
        } else {
            "topic"
        };
        let xml = format!("{HEAD} type='{kind}' id='{id}'>{xml}</page>");
        self.file(language, &format!("{id}.page"), &xml)
    }

    fn file(self, language: &str, path: &str, text: &str) -> Self {
        let path = self.0.path().join(language).join("gnome-help").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn arguments(&self) -> MallardArgs {
        MallardArgs {
            dir: self.0.path().to_owned(),
            locales: Vec::new(),
            document: "gnome-help".into(),
            skip_untranslated: false,
            out: self.0.path().join("out"),
        }
    }

    /// The knowledge base that comes of it, with what was found.
    fn import(&self) -> (std::path::PathBuf, Vec<Diagnostic>) {
        let args = self.arguments();
        let folders = folders::find(&args.dir, &args.document, &args.locales).unwrap();
        let found = import(&args, &folders).unwrap();
        (
            args.out,
            found
                .into_iter()
                .flat_map(|language| language.found)
                .collect(),
        )
    }
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap()
}

/// The Markdown of a page with this text.
fn text(xml: &str) -> String {
    let help = Help::new().page("C", "wifi", &format!("<title>Wi-Fi</title>{xml}"));
    let (out, found) = help.import();
    assert_eq!(found, []);
    let article = read(&out, "en/wifi.md");
    article
        .split_once("\n---\n")
        .unwrap()
        .1
        .trim_end()
        .to_owned()
}

#[test]
fn what_flows_in_a_line_keeps_its_meaning() {
    for (xml, markdown) in [
        (
            "Press <key>Esc</key> or <keyseq><key>Ctrl</key>\n <key>Q</key></keyseq>.",
            "Press <kbd>Esc</kbd> or <kbd>Ctrl</kbd>+<kbd>Q</kbd>.",
        ),
        (
            "In <guiseq><gui>Settings</gui><gui>Sound</gui></guiseq>",
            "In **Settings** ▸ **Sound**",
        ),
        (
            "the <app>Files</app> app,\n   <em> really </em>",
            "the *Files* app, *really*",
        ),
        (
            "run <cmd>ls *</cmd> in <file>/tmp</file>",
            "run `ls *` in `/tmp`",
        ),
        (
            "5 * 3 &lt; [x] &amp;copy; C:\\",
            "5 \\* 3 \\< \\[x\\] \\&copy; C:\\\\",
        ),
        ("- no list", "\\- no list"),
        ("<gui>“A”</gui>和", "<strong>“A”</strong>和"),
    ] {
        assert_eq!(text(&format!("<p>{xml}</p>")), markdown, "{xml}");
    }
}

#[test]
fn links_lead_to_articles_sections_and_the_web_and_have_a_text() {
    for (xml, markdown) in [
        ("<link xref='net'/>", "[Network](net.md)"),
        (
            "<link xref='net'>the <em>net</em></link>",
            "[the *net*](net.md)",
        ),
        (
            "<link xref='#more'/> <gui xref='net#nowhere'>N</gui>",
            "[More](#more) [**N**](net.md)",
        ),
        ("<link xref='index'>start</link>", "start"),
        (
            "<link href='https://a.example/x_(y)'>a</link>",
            "[a](<https://a.example/x_(y)>)",
        ),
        (
            "<link href='help:clocks'>Clocks</link> <link href='javascript:x()'>x</link>",
            "Clocks x",
        ),
    ] {
        let text = text(&format!(
            "<p>{xml}</p><section id='more'><title>More</title></section>"
        ));
        assert_eq!(text, format!("{markdown}\n\n## More {{#more}}"), "{xml}");
    }
}

#[test]
fn blocks_become_their_counterparts() {
    for (xml, markdown) in [
        (
            "<steps><title>Do</title><item><p>a</p></item><item><p>b</p></item></steps>",
            "**Do**\n\n1. a\n2. b",
        ),
        ("<list><item><p>a</p><p>b</p></item></list>", "- a\n\n  b"),
        (
            "<terms><item><title>T</title><p>d</p></item></terms>",
            "- **T**\n\n  d",
        ),
        (
            "<note style='advanced tip'><p>n</p></note>",
            "> [!TIP]\n> n",
        ),
        (
            "<note style='sidebar'><title>t</title><p>n</p></note>",
            "> [!NOTE]\n> **t**\n>\n> n",
        ),
        ("<screen>$ a\n  b\n</screen>", "```\n$ a\n  b\n```"),
        ("<p>a</p><comment><p>for writers</p></comment>", "a"),
        (
            "<table><tr><td><p>a|b</p><p>c</p></td><td/></tr></table>",
            "|  |  |\n| --- | --- |\n| a\\|b<br>c |  |",
        ),
        (
            "<table><thead><tr><td><p>h</p></td></tr></thead><tr><th><p>a</p></th></tr></table>",
            "| h |\n| --- |\n| **a** |",
        ),
    ] {
        assert_eq!(text(xml), markdown, "{xml}");
    }
}

#[test]
fn sections_are_headings_with_the_ids_that_links_use() {
    let xml = "<p>a</p><section id='x'><title>X</title><p>b</p><section id='y'><title>Y</title></section></section>";
    assert_eq!(text(xml), "a\n\n## X {#x}\n\nb\n\n### Y {#y}");
}

#[test]
fn a_guide_lists_its_topics_and_no_topic_twice() {
    let topic = |group: &str, title: &str| {
        format!(
            "<info><link type='guide' xref='net' group='{group}'/></info><title>{title}</title><p>x</p>"
        )
    };
    let help = Help::new()
        .page("C", "net", "<info><link type='guide' xref='index'/></info><title>Network</title><links type='topic' groups='#first'><title>Start</title></links><links type='topic'/>")
        .page("C", "wifi", &topic("#first", "Wi-Fi"))
        .page("C", "cable", &topic("other", "Cable"));
    let (out, _) = help.import();
    let guide = read(&out, "en/net.md");
    assert!(
        guide.ends_with("**Start**\n\n- [Wi-Fi](wifi.md)\n\n* [Cable](cable.md)\n"),
        "{guide}"
    );
    assert!(read(&out, "en/cable.md").contains("category: net\norder: 3\n"));
    assert!(!out.join("en/index.md").exists());
}

#[test]
fn pictures_are_copied_once_for_all_languages_unless_they_are_translated() {
    let page = "<title>T</title><media src='a.svg'><p>A</p></media><media src='b.svg'/><media src='missing.png'/>";
    let help = Help::new().page("C", "p", page).page("hu", "p", page);
    let help = help
        .file("C", "a.svg", "<svg/>")
        .file("C", "b.svg", "<svg/>")
        .file("hu", "b.svg", "<svg>hu</svg>");
    #[cfg(unix)]
    std::os::unix::fs::symlink(
        "../../C/gnome-help/a.svg",
        help.0.path().join("hu/gnome-help/a.svg"),
    )
    .unwrap();
    #[cfg(not(unix))]
    let help = help.file("hu", "a.svg", "<svg/>");
    let (out, found) = help.import();
    assert!(read(&out, "en/p.md").ends_with("![A](../media/a.svg)\n\n![](../media/b.svg)\n"));
    assert!(read(&out, "hu/p.md").ends_with("![](../hu/b.svg)\n"));
    assert_eq!(read(&out, "hu/b.svg"), "<svg>hu</svg>");
    let files: Vec<&str> = found.iter().map(|found| found.file.as_str()).collect();
    assert_eq!(files, ["C/gnome-help/p.page", "hu/gnome-help/p.page"]);
}

#[cfg(unix)]
#[test]
fn a_picture_outside_of_the_help_is_not_read() {
    let help = Help::new().page("C", "p", "<title>T</title><media src='s.svg'/>");
    let elsewhere = tempfile::NamedTempFile::with_suffix(".svg").unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), help.0.path().join("C/gnome-help/s.svg")).unwrap();
    let (_, found) = help.import();
    assert!(found[0].message.contains("outside"), "{found:?}");
}

#[test]
fn a_broken_page_is_named_with_its_line_and_the_others_are_imported() {
    let entity = "<!DOCTYPE page [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n<page>&x;</page>";
    let deep = format!(
        "{HEAD} id='deep'>{}{}</page>",
        "<div>".repeat(100),
        "</div>".repeat(100)
    );
    let help = Help::new()
        .file("C", "broken.page", "<page>\n<p>\n</page>")
        .file("C", "entity.page", entity)
        .file("C", "deep.page", &deep)
        .file(
            "C",
            "path.page",
            &format!("{HEAD} id='../../x'><title>x</title></page>"),
        )
        .page("C", "good", "<title>Good</title>");
    let (out, mut found) = help.import();
    diagnostic::sort(&mut found);
    let named: Vec<(&str, u32)> = found
        .iter()
        .map(|found| (found.file.as_str(), found.line))
        .collect();
    let expected = [("broken", 3), ("deep", 1), ("entity", 1), ("path", 1)];
    let expected = expected.map(|(id, line)| (format!("C/gnome-help/{id}.page"), line));
    assert_eq!(
        named,
        expected
            .each_ref()
            .map(|(file, line)| (file.as_str(), *line))
    );
    assert!(out.join("en/good.md").exists() && !out.join("en/entity.md").exists());
}

#[test]
fn pages_that_nobody_translated_can_be_left_to_the_fallback() {
    let help = Help::new()
        .page("C", "a", "<title>A</title><p>Text</p>")
        .page(
            "hu",
            "a",
            "<info><desc>x</desc></info><title>A</title><p>Text</p>",
        )
        .page("C", "b", "<title>B</title><p>Text</p>")
        .page("hu", "b", "<title>B</title><p>Szöveg</p>");
    let mut args = help.arguments();
    args.skip_untranslated = true;
    run(&args).unwrap();
    assert!(!args.out.join("hu/a.md").exists());
    assert!(args.out.join("hu/b.md").exists());
}

#[test]
fn nothing_is_written_over() {
    let help = Help::new();
    help.import();
    let error = run(&help.arguments()).unwrap_err().to_string();
    assert!(
        error.contains("--out") && error.contains("not empty"),
        "{error}"
    );
}
