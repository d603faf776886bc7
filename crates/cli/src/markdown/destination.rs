//! Where links lead and where images are, by what the author wrote.
//!
//! Whether the article or the image exists is checked where all of them are known.

use guichet_wire::document::LinkTarget;
use percent_encoding::percent_decode_str;

use crate::knowledge_base::diagnostic::Fault;

/// The article whose addresses are resolved.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The locale's folder.
    pub locale: &'a str,
    /// Path of the article's file below the locale's folder: `orders/track.md`.
    pub path: &'a str,
    /// The article's id.
    pub id: &'a str,
}

const ARTICLE_EXAMPLE: &str =
    "`../orders/track-an-order.md`, or `/orders/track-an-order.md` from the language's folder";

/// The target of a link.
pub fn link(address: &str, origin: &Origin) -> Result<LinkTarget, Fault> {
    if let Some((scheme, rest)) = scheme(address) {
        return external(&scheme, rest, address);
    }
    let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
    let anchor = decoded(anchor)?;
    if path.is_empty() && !anchor.is_empty() {
        return Ok(LinkTarget::Article {
            id: origin.id.to_owned(),
            anchor,
        });
    }
    let path = decoded(path.split('?').next().unwrap_or_default())?;
    if !path.ends_with(".md") {
        let message = format!("the link `{address}` leads to no article and to no web address");
        let cure = format!(
            "link to an article's file ({ARTICLE_EXAMPLE}), or write https:// before a web address"
        );
        return Err(Fault::new(message, cure));
    }
    let from_root = format!("{}/{}", origin.locale, origin.path);
    let resolved = match path.strip_prefix('/') {
        Some(path) => normalised("", &format!("{}/{path}", origin.locale)),
        None => normalised(&from_root, &path),
    };
    let id = resolved.as_deref().and_then(|path| path.split_once('/'));
    match id {
        Some((locale, path)) if locale == origin.locale => Ok(LinkTarget::Article {
            id: article_id(path),
            anchor,
        }),
        _ => {
            let message = format!("the link `{address}` leaves the folder `{}`", origin.locale);
            let cure = format!(
                "link to the article in this language ({ARTICLE_EXAMPLE}): where it is not translated, \
                 readers get the fallback by themselves"
            );
            Err(Fault::new(message, cure))
        }
    }
}

/// The path of an image's file, relative to the knowledge base.
pub fn image(address: &str, origin: &Origin) -> Result<String, Fault> {
    let cure =
        "put the file into the knowledge base and write its path, such as `../../media/box.svg`";
    if scheme(address).is_some() || address.starts_with("//") {
        let message = format!("the image `{address}` is not a file of the knowledge base");
        return Err(Fault::new(message, cure));
    }
    let path = decoded(address)?;
    let resolved = match path.strip_prefix('/') {
        Some(path) => normalised("", path),
        None => normalised(&format!("{}/{}", origin.locale, origin.path), &path),
    };
    resolved.filter(|path| !path.is_empty()).ok_or_else(|| {
        let message = format!("the image `{address}` is outside of the knowledge base");
        Fault::new(message, cure)
    })
}

/// The id of the article in the file `path`, which is relative to its locale's folder.
pub fn article_id(path: &str) -> String {
    let path = path.strip_suffix(".md").unwrap_or(path);
    path.strip_suffix("/index").unwrap_or(path).to_owned()
}

fn external(scheme: &str, rest: &str, address: &str) -> Result<LinkTarget, Fault> {
    if !["https", "http", "mailto", "tel"].contains(&scheme) {
        let message = format!("the link `{address}` has the scheme `{scheme}`");
        let cure = "link to an article, or use https:, http:, mailto: or tel:";
        return Err(Fault::new(message, cure));
    }
    if rest.trim_start_matches('/').is_empty() || rest.contains(|c: char| c.is_control()) {
        let message = format!("the link `{address}` has nothing after `{scheme}:`");
        return Err(Fault::new(message, "write the whole address"));
    }
    Ok(LinkTarget::External(format!("{scheme}:{rest}")))
}

/// The scheme in lower case and what follows its colon. Browsers skip control characters when they look for a scheme, so
/// they are skipped here too.
fn scheme(address: &str) -> Option<(String, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let scheme: String = scheme
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    let starts = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let goes_on = scheme
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    (starts && goes_on).then(|| (scheme.to_ascii_lowercase(), rest))
}

fn decoded(text: &str) -> Result<String, Fault> {
    match percent_decode_str(text).decode_utf8() {
        Ok(decoded) => Ok(decoded.into_owned()),
        Err(_) => Err(Fault::new(
            format!("the address `{text}` is not UTF-8 once its %-escapes are resolved"),
            "write the letters themselves",
        )),
    }
}

/// `path` as seen from the file `from`, without `.` and `..`; `None` where it leads above the root.
fn normalised(from: &str, path: &str) -> Option<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: Origin = Origin {
        locale: "en",
        path: "orders/track.md",
        id: "orders/track",
    };

    fn article(id: &str, anchor: &str) -> LinkTarget {
        LinkTarget::Article {
            id: id.to_owned(),
            anchor: anchor.to_owned(),
        }
    }

    #[test]
    fn links_lead_to_articles_however_they_are_written() {
        for (address, target) in [
            ("gift.md", article("orders/gift", "")),
            ("./gift.md#wrap", article("orders/gift", "wrap")),
            ("../returns/refunds.md", article("returns/refunds", "")),
            (
                "/returns/refunds.md#time",
                article("returns/refunds", "time"),
            ),
            ("../faq/index.md", article("faq", "")),
            ("#late", article("orders/track", "late")),
            (
                "gift%20wrap.md#f%C3%AAte",
                article("orders/gift wrap", "fête"),
            ),
        ] {
            assert_eq!(link(address, &ORIGIN), Ok(target), "{address}");
        }
    }

    #[test]
    fn links_lead_to_web_mail_and_telephone() {
        for (address, target) in [
            ("https://example.org/a?b#c", "https://example.org/a?b#c"),
            ("MAILTO:help@example.org", "mailto:help@example.org"),
            ("tel:+37120000000", "tel:+37120000000"),
        ] {
            let target = LinkTarget::External(target.to_owned());
            assert_eq!(link(address, &ORIGIN), Ok(target), "{address}");
        }
    }

    #[test]
    fn links_that_lead_nowhere_good_are_refused_with_a_cure() {
        for (address, cure) in [
            ("javascript:alert(1)", "https:"),
            ("java\tscript:alert(1)", "https:"),
            ("data:text/html,x", "https:"),
            ("https://", "whole address"),
            ("//example.org/a", "https://"),
            ("gift.html", "article's file"),
            ("", "article's file"),
            ("../../fr/orders/track.md", "in this language"),
            ("../../../x.md", "in this language"),
            ("%ff.md", "letters themselves"),
        ] {
            let fault = link(address, &ORIGIN).unwrap_err();
            assert!(fault.cure.contains(cure), "{address}: {}", fault.cure);
        }
    }

    #[test]
    fn images_are_files_of_the_knowledge_base() {
        let path = |address| image(address, &ORIGIN);
        assert_eq!(path("../../media/box.svg"), Ok("media/box.svg".to_owned()));
        assert_eq!(path("/media/box.svg"), Ok("media/box.svg".to_owned()));
        assert_eq!(path("box.svg"), Ok("en/orders/box.svg".to_owned()));
        for address in [
            "https://example.org/a.png",
            "//a/b.png",
            "data:x",
            "../../../a.png",
            "",
        ] {
            assert!(path(address).is_err() || address.is_empty(), "{address}");
        }
    }
}
