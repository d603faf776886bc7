//! Percent-encoding (RFC 3986, 2.1), for the body of a form and for addresses.

/// The fields as `application/x-www-form-urlencoded`.
pub(super) fn fields(fields: &[(&str, &str)]) -> String {
    let mut body = String::new();
    for (name, text) in fields {
        if !body.is_empty() {
            body.push('&');
        }
        body += &component(name);
        body.push('=');
        body += &component(text);
    }
    body
}

/// The text as a part of an address, nothing in it having a meaning there.
pub(super) fn component(text: &str) -> String {
    let mut encoded = String::new();
    text.chars().for_each(|c| push(&mut encoded, c));
    encoded
}

/// As much of the text as can be encoded in `room` bytes, with an ellipsis where that is not all.
pub(super) fn fitting(text: &str, room: usize) -> String {
    let ellipsis = component("…");
    let mut encoded = String::new();
    let mut fits = 0; // As far as the ellipsis could follow.
    for c in text.chars() {
        push(&mut encoded, c);
        if encoded.len() + ellipsis.len() <= room {
            fits = encoded.len();
        } else if encoded.len() > room {
            encoded.truncate(fits);
            return encoded + &ellipsis;
        }
    }
    encoded
}

fn push(encoded: &mut String, c: char) {
    if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~') {
        encoded.push(c);
        return;
    }
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        encoded.push('%');
        encoded.extend([byte >> 4, byte & 15].map(hexadecimal));
    }
}

fn hexadecimal(digit: u8) -> char {
    char::from(b"0123456789ABCDEF"[usize::from(digit)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_means_something_in_an_address_is_left_as_it_is() {
        assert_eq!(
            component("a b&c=d+e%/?#é\n~"),
            "a%20b%26c%3Dd%2Be%25%2F%3F%23%C3%A9%0A~"
        );
        assert_eq!(fields(&[("a b", "c&d"), ("e", "")]), "a%20b=c%26d&e=");
    }

    #[test]
    fn a_text_is_cut_between_characters_and_only_where_it_must_be() {
        assert_eq!(fitting("lamp", 4), "lamp");
        assert_eq!(fitting("lamps are dark", 13), "lamp%E2%80%A6");
        assert_eq!(fitting("éé", 12), "%C3%A9%C3%A9");
        assert_eq!(fitting("ééé", 15), "%C3%A9%E2%80%A6");
        for room in 9..60 {
            assert!(
                fitting("Lampe défectueuse, où est-elle ?", room).len() <= room,
                "{room}"
            );
        }
    }
}
