//! Which of a node's children apply: Mallard's conditionals resolved, everything that is not Mallard left out.
//!
//! A help page may say different things to different readers (`if:test="platform:gnome-classic"`). An article says one
//! thing to everybody, so a fixed set of facts decides, and what only holds on a particular platform does not apply.

use roxmltree::Node;

/// The namespace of Mallard's own elements.
pub const MALLARD: &str = "http://projectmallard.org/1.0/";
const CONDITIONALS: &str = "http://projectmallard.org/if/1.0/";

/// The tokens that are true: the reader sees HTML, on no platform in particular, and cannot install software from it.
const TRUE: [&str; 3] = ["target:html", "target:xhtml", "mallard:1.0"];

/// Texts and Mallard elements below `node` that apply, with the conditionals around them taken away.
pub fn children<'a, 'input>(node: Node<'a, 'input>) -> Vec<Node<'a, 'input>> {
    let mut found = Vec::new();
    for child in node.children() {
        if child.is_text() {
            found.push(child);
        } else if child.is_element() && applies(child.attribute((CONDITIONALS, "test"))) {
            let name = child.tag_name();
            match (name.namespace(), name.name()) {
                (Some(MALLARD), _) => found.push(child),
                (Some(CONDITIONALS), "if") if applies(child.attribute("test")) => {
                    found.extend(children(child));
                }
                (Some(CONDITIONALS), "choose") => found.extend(chosen(child)),
                _ => {}
            }
        }
    }
    found
}

/// The elements among [`children`] that are called `name`.
pub fn elements<'a, 'input>(
    node: Node<'a, 'input>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    let named = move |child: &Node| child.is_element() && child.tag_name().name() == name;
    children(node).into_iter().filter(named)
}

/// The first alternative whose test holds, or else what is not in any.
fn chosen<'a, 'input>(choose: Node<'a, 'input>) -> Vec<Node<'a, 'input>> {
    let conditional = |node: &Node, name: &str| node.tag_name() == (CONDITIONALS, name).into();
    let mut alternatives = choose.children().filter(|child| conditional(child, "when"));
    if let Some(when) = alternatives.find(|when| applies(when.attribute("test"))) {
        return children(when);
    }
    let otherwise = choose.children().find(|child| conditional(child, "else"));
    children(otherwise.unwrap_or(choose))
}

/// A test is a list, separated by commas, of lists of tokens: it holds when all tokens of one of them do.
fn applies(test: Option<&str>) -> bool {
    let holds = |token: &str| match token.strip_prefix('!') {
        Some(token) => !TRUE.contains(&token),
        None => TRUE.contains(&token),
    };
    test.is_none_or(|test| test.split(',').any(|all| all.split_whitespace().all(holds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(xml: &str) -> String {
        let namespaces = format!("xmlns='{MALLARD}' xmlns:if='{CONDITIONALS}' xmlns:x='urn:x'");
        let xml = format!("<page {namespaces}>{xml}</page>");
        let page = roxmltree::Document::parse(&xml).unwrap();
        let texts = children(page.root_element()).into_iter();
        texts.filter_map(|node| node.text()).collect()
    }

    #[test]
    fn what_holds_only_on_some_platform_does_not_apply() {
        for (xml, left) in [
            (
                "<p if:test='platform:ubuntu'>U</p><p if:test='!platform:ubuntu'>N</p>",
                "N",
            ),
            ("<p if:test='!target:mobile, platform:x'>a</p>", "a"),
            ("<p if:test='!target:mobile platform:x'>a</p>", ""),
            (
                "<if:if test='target:html'><p>h</p></if:if><if:if test='target:pdf'><p>p</p></if:if>",
                "h",
            ),
            ("<p>a</p><x:p>foreign</x:p>", "a"),
        ] {
            assert_eq!(text(xml), left, "{xml}");
        }
    }

    #[test]
    fn of_alternatives_the_first_that_holds_applies_or_else_what_is_in_none() {
        let when = "<if:when test='platform:x'><p>x</p></if:when>";
        let html = "<if:when test='target:html'><p>h</p></if:when>";
        for (alternatives, left) in [
            (format!("{when}{html}<p>else</p>"), "h"),
            (format!("{when}<p>else</p>"), "else"),
            (format!("{when}<if:else><p>e</p></if:else>"), "e"),
            (when.to_owned(), ""),
        ] {
            let xml = format!("<if:choose>{alternatives}</if:choose>");
            assert_eq!(text(&xml), left, "{alternatives}");
        }
    }
}
