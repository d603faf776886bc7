//! Text and code so that Markdown takes them for nothing else.

/// Where a text stands, which decides what has a meaning there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// In a paragraph.
    Paragraph,
    /// In a heading, where braces hold attributes.
    Heading,
    /// In a table, where a bar ends the cell.
    Cell,
}

/// A text whose marks mean themselves.
pub fn text(text: &str, context: Context) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied();
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_mark = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            '_' => !(word(before) && word(after)),
            '&' => after.is_some_and(|c| c == '#' || c.is_ascii_alphabetic()),
            '!' => after.is_none(),
            '|' => context == Context::Cell,
            '{' | '}' => context == Context::Heading,
            _ => false,
        };
        if is_mark {
            escaped.push('\\');
        }
        escaped.push(c);
        before = Some(c);
    }
    escaped
}

/// A line that would start a block (`# `, `- `, `1. `) so that it does not.
pub fn line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let at = match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => digits,
        Some(b'#' | b'+' | b'-' | b'>' | b'=' | b':' | b'|') if digits == 0 => 0,
        _ => return line.to_owned(),
    };
    format!("{}\\{}", &line[..at], &line[at..])
}

/// A code span. Its fence is longer than any run of backticks in it.
pub fn code(code: &str, context: Context) -> String {
    let fence = "`".repeat(longest_run(code) + 1);
    let pads = code.starts_with(['`', ' ']) || code.ends_with(['`', ' ']);
    let pad = if pads { " " } else { "" };
    let span = format!("{fence}{pad}{}{pad}{fence}", code.replace('\n', " "));
    match context {
        Context::Cell => span.replace('|', "\\|"),
        _ => span,
    }
}

/// A code block.
pub fn code_block(language: &str, code: &str) -> String {
    let fence = "`".repeat(longest_run(code).max(2) + 1);
    format!("{fence}{language}\n{code}\n{fence}")
}

/// An address after a link's text.
pub fn address(address: &str) -> String {
    let bare = |c: char| !c.is_whitespace() && !c.is_control() && !"()<>\\".contains(c);
    if !address.is_empty() && address.chars().all(bare) {
        return address.to_owned();
    }
    let encoded = address
        .replace('<', "%3C")
        .replace('>', "%3E")
        .replace('\\', "%5C");
    let encoded: Vec<&str> = encoded.split(char::is_control).collect();
    format!("<{}>", encoded.concat())
}

fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_escaped_where_they_would_mean_something() {
        for (plain, escaped) in [
            ("Region & Language", "Region & Language"),
            ("&copy; *.txt", "\\&copy; \\*.txt"),
            ("snake_case and _this_", "snake_case and \\_this\\_"),
            ("[x] <b> ~/ a|b {c}", "\\[x\\] \\<b> \\~/ a|b {c}"),
            ("Look!", "Look\\!"),
        ] {
            assert_eq!(text(plain, Context::Paragraph), escaped);
        }
        assert_eq!(text("a|b", Context::Cell), "a\\|b");
        assert_eq!(text("a {#b}", Context::Heading), "a \\{#b\\}");
    }

    #[test]
    fn a_line_does_not_become_a_heading_or_a_list() {
        for (line, escaped) in [
            ("# a", "\\# a"),
            ("- a", "\\- a"),
            ("12. a", "12\\. a"),
            ("12 a", "12 a"),
            ("1) a", "1\\) a"),
            ("a - b", "a - b"),
        ] {
            assert_eq!(line_start(line), escaped);
        }
    }

    #[test]
    fn code_may_hold_backticks() {
        assert_eq!(code("a", Context::Paragraph), "`a`");
        assert_eq!(code("`", Context::Paragraph), "`` ` ``");
        assert_eq!(code("a|b", Context::Cell), "`a\\|b`");
        assert_eq!(code_block("", "```\nx"), "````\n```\nx\n````");
    }

    #[test]
    fn addresses_with_parentheses_are_put_in_brackets() {
        assert_eq!(address("https://a.example/b"), "https://a.example/b");
        assert_eq!(
            address("https://a.example/b_(c)"),
            "<https://a.example/b_(c)>"
        );
    }
}
