//! The customer's page that the widget stands on, of three kinds. What the page looks like is in `pages/`.

use axum::Router;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::routing::get;

use super::with_stage;

/// The nonce of the strict page. Every story has an origin of its own, so it need not change.
const NONCE: &str = "c3RyaWN0";

/// A page with the widget's tag.
#[derive(Clone, Debug)]
pub struct Page {
    template: &'static str,
    lang: String,
    attributes: String,
    element: &'static str,
    tags: usize,
    strict: bool,
}

impl Page {
    /// An ordinary shop page in English.
    pub fn plain() -> Self {
        Self {
            template: include_str!("../../pages/plain.html"),
            lang: "en".to_owned(),
            attributes: String::new(),
            element: "",
            tags: 1,
            strict: false,
        }
    }

    /// A page under the strictest policy that the widget has to work with; it notes violations in `window.violations`.
    pub fn strict() -> Self {
        Self {
            template: include_str!("../../pages/strict.html"),
            strict: true,
            ..Self::plain()
        }
    }

    /// A page whose styles and scripts get into everything, with the tag twice.
    pub fn hostile() -> Self {
        Self {
            template: include_str!("../../pages/hostile.html"),
            tags: 2,
            ..Self::plain()
        }
    }

    /// The same page in another language; the empty tag leaves the attribute out.
    pub fn in_language(self, tag: &str) -> Self {
        Self {
            lang: tag.to_owned(),
            ..self
        }
    }

    /// The same page with a further attribute on the widget's tag; `DESK` in its value stands for the desk's origin.
    pub fn with_attribute(mut self, name: &str, value: &str) -> Self {
        self.attributes += &format!(r#" {name}="{value}""#);
        self
    }

    /// The same page with `html` at the end of its content.
    pub fn with_element(self, html: &'static str) -> Self {
        Self {
            element: html,
            ..self
        }
    }

    /// The page at `/`, and the stage that frames it.
    pub fn router(&self, help: &str, desk: &str) -> Router {
        let mut headers = html_headers();
        if self.strict {
            let policy = HeaderValue::try_from(policy(help, desk));
            let policy = policy.expect("the policy is made of visible ASCII");
            headers.insert(CONTENT_SECURITY_POLICY, policy);
        }
        let html = self.html(help, desk);
        let page = get(async || (headers, html));
        with_stage(Router::new().route("/", page))
    }

    fn html(&self, help: &str, desk: &str) -> String {
        let tag = format!(
            r#"<script type="module" nonce="{NONCE}" src="{help}/guichet.js" data-bundle="{help}/bundle/"{} async></script>"#,
            self.attributes.replace("DESK", desk)
        );
        let lang = match self.lang.as_str() {
            "" => String::new(),
            tag => format!(r#" lang="{tag}""#),
        };
        self.template
            .replace(r#" lang="en""#, &lang)
            .replace("NONCE", NONCE)
            .replace("</main>", &format!("{}</main>", self.element))
            .replace(
                "<!-- the widget's tag -->",
                &vec![tag; self.tags].join("\n    "),
            )
    }
}

fn html_headers() -> HeaderMap {
    HeaderMap::from_iter([(
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    )])
}

fn policy(help: &str, desk: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         connect-src {help} {desk}; img-src {help}; style-src 'none'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    )
}
