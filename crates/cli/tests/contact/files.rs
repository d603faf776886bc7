//! Which files may go along.

use super::*;

#[test]
fn files_are_refused_where_nobody_takes_them() {
    for (kind, address) in [
        ("zendesk", "https://example.zendesk.com"),
        ("zammad", "https://support.example.org"),
        ("mailto", "mailto:help@example.org"),
    ] {
        let endpoint = format!("endpoint = \"{address}\"\nkind = \"{kind}\"");
        let text = settings(ENDPOINT, &endpoint) + "[contact.attachments]\n";
        wrong(&text, 13, "", "remove [contact.attachments]");
    }
    for kind in ["guichet", "form", "chatwoot"] {
        let text = settings(ENDPOINT, &format!("{ENDPOINT}\nkind = \"{kind}\""));
        built(&(text + "[contact.attachments]\n"));
    }
}

#[test]
fn limits_on_files_are_numbers_above_zero_that_the_desk_keeps() {
    for (line, message) in [
        ("files = 0", "a whole number above 0"),
        ("megabytes = 0.5", "a whole number above 0"),
        ("megabytes = \"10 MB\"", "a whole number above 0"),
    ] {
        wrong(
            &with(&format!("[contact.attachments]\n{line}\n")),
            13,
            message,
            "as in",
        );
    }
    let text = with("[contact.attachments]\nfiles = 6\n");
    wrong(
        &text,
        12,
        "at most 5 files of 10 MiB, found 6 of 10 MB",
        "fewer or smaller",
    );
    let text = settings(ENDPOINT, &format!("{ENDPOINT}\nkind = \"form\""));
    built(&(text + "[contact.attachments]\nfiles = 6\nmegabytes = 25\n"));
}

#[test]
fn kinds_of_files_are_endings_and_media_types() {
    for kind in ["pdf", "", ".", "image/", "image/*, .pdf"] {
        let text = with(&format!(
            "[contact.attachments]\naccept = [\".txt\",\n\"{kind}\"]\n"
        ));
        wrong(&text, 14, "kinds of files", "`accept = [");
    }
}
