//! Prints the article alone: a copy of it in an empty frame, with the panel's own styles.
//!
//! A style sheet for print in the panel's shadow root could not hide the page around it. The article's static page in a frame could not be
//! told to print where the bundle has an origin of its own, nor be framed where the page's policy forbids it. A frame without an
//! address has the page's origin everywhere, needs nothing from the network, and holds what the reader sees. Chromium, Firefox and
//! WebKit print the frame alone; other browsers of iOS than Safari print the page around it.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, Element, HtmlElement, HtmlIFrameElement, ShadowRoot, Window};

use super::host::find;

#[wasm_bindgen]
extern "C" {
    type Sheets;
    #[wasm_bindgen(method, getter, js_name = adoptedStyleSheets)]
    fn list(this: &Sheets) -> Array;
    #[wasm_bindgen(method, setter, js_name = adoptedStyleSheets)]
    fn set_list(this: &Sheets, list: &Array);

    type Sheet;
    #[wasm_bindgen(method, getter, js_name = cssRules)]
    fn rules(this: &Sheet) -> JsValue;
    #[wasm_bindgen(method, js_name = replaceSync)]
    fn replace(this: &Sheet, text: &str);

    type Rule;
    #[wasm_bindgen(method, getter, js_name = cssText)]
    fn text(this: &Rule) -> String;

    #[wasm_bindgen(extends = Element)]
    type Picture;
    #[wasm_bindgen(method)]
    fn decode(this: &Picture) -> Promise;
}

/// The frame stays until the next one is made: on phones printing goes on after the browser says that it is over.
const FRAME: &str = "guichet-print";

/// Opens the browser's print dialog for the article that is shown. A way into the article part, so it is never drawn into what
/// calls it.
#[inline(never)]
pub(super) fn article(root: &ShadowRoot) {
    if let Some(article) = find::<Element>(root, ".article") {
        let root = root.clone();
        spawn_local(async move {
            // Without a frame there is nothing to print, and nothing that could be said about it.
            let _ = print(&root, &article).await;
        });
    }
}

async fn print(root: &ShadowRoot, article: &Element) -> Result<(), JsValue> {
    let page = article.owner_document().ok_or(JsValue::NULL)?;
    let frame = empty_frame(&page)?;
    let window = frame.content_window().ok_or(JsValue::NULL)?;
    let inside = frame.content_document().ok_or(JsValue::NULL)?;
    dress(root, &window, &inside)?;
    let body = inside.body().ok_or(JsValue::NULL)?;
    body.set_class_name("root");
    body.set_attribute("data-scheme", "light")?;
    let copy: Element = inside
        .import_node_with_deep(article, true)?
        .unchecked_into();
    body.append_child(&copy)?;
    let title = copy
        .query_selector("h2")?
        .and_then(|title| title.text_content());
    inside.set_title(&title.unwrap_or_default());
    unfold(&copy).await?;
    window.print()
}

fn empty_frame(page: &Document) -> Result<HtmlIFrameElement, JsValue> {
    if let Some(old) = page.get_element_by_id(FRAME) {
        old.remove();
    }
    let frame = page.create_element("iframe")?;
    frame.set_id(FRAME);
    frame.set_attribute("aria-hidden", "true")?;
    frame.set_attribute("tabindex", "-1")?;
    // Not by an attribute, which a page may forbid; and not hidden altogether, or Firefox prints nothing.
    let style = frame.unchecked_ref::<HtmlElement>().style();
    for (name, value) in [
        ("position", "fixed"),
        ("inset-inline-start", "-9999px"),
        ("border", "0"),
    ] {
        style.set_property(name, value)?;
    }
    page.body().ok_or(JsValue::NULL)?.append_child(&frame)?;
    Ok(frame.unchecked_into())
}

/// A document takes only style sheets that were made for it, so the panel's are written anew.
fn dress(root: &ShadowRoot, window: &Window, inside: &Document) -> Result<(), JsValue> {
    let mut text = String::new();
    for sheet in root.unchecked_ref::<Sheets>().list().iter() {
        for rule in Array::from(&sheet.unchecked_into::<Sheet>().rules()).iter() {
            text += &rule.unchecked_into::<Rule>().text();
        }
    }
    let constructor = js_sys::Reflect::get(window, &JsValue::from("CSSStyleSheet"))?;
    let sheet =
        js_sys::Reflect::construct::<fn() -> JsValue>(constructor.unchecked_ref(), &Array::new())?;
    sheet.unchecked_ref::<Sheet>().replace(&text);
    inside
        .unchecked_ref::<Sheets>()
        .set_list(&Array::of1(&sheet));
    Ok(())
}

/// On paper nothing can be opened, and nothing comes later.
async fn unfold(copy: &Element) -> Result<(), JsValue> {
    let all = copy.query_selector_all("details, img")?;
    let coming = Array::new();
    for place in 0..all.length() {
        let element: Element = all.get(place).ok_or(JsValue::NULL)?.unchecked_into();
        if element.tag_name() == "IMG" {
            element.set_attribute("loading", "eager")?;
            coming.push(&element.unchecked_into::<Picture>().decode());
        } else {
            element.set_attribute("open", "")?;
        }
    }
    JsFuture::from(Promise::all_settled(&coming))
        .await
        .map(drop)
}
