//! The person's own copy of a ticket: a text file with all that it says, and its files, each for itself.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

use super::endpoints::words;
use super::files;
use crate::platform::timer;
use crate::state::Delivery;

/// Hands the person the files, one after the other.
pub(super) async fn start(delivery: &Delivery) {
    let ticket = &delivery.ticket;
    let text = words::copy(ticket, &delivery.files);
    // What is no part of a file's name on some system is none here.
    let name: String = ticket.subject.chars().take(60).collect();
    let is_sign = |c: char| c.is_ascii() && !(c.is_ascii_alphanumeric() || c == ' ');
    let name = name.replace(is_sign, "-") + ".txt";
    let mut addresses = vec![hand_over(plain(&text), &name)];
    for file in &delivery.files {
        addresses.push(hand_over(files::blob(file.key), &file.name));
    }
    timer::linger().await; // Safari reads an address a moment later.
    for address in addresses.iter().flatten() {
        let revoked = Url::revoke_object_url(address);
        debug_assert!(revoked.is_ok(), "any text can be taken back");
    }
}

/// Has the browser save a content under a name; the address at which it is meanwhile.
fn hand_over(content: Option<Blob>, name: &str) -> Option<String> {
    let address = Url::create_object_url_with_blob(&content?).ok()?;
    let link = web_sys::window()?.document()?.create_element("a").ok()?;
    link.set_attribute("href", &address).ok()?;
    link.set_attribute("download", name).ok()?;
    link.dyn_ref::<HtmlElement>()?.click();
    Some(address)
}

fn plain(text: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type("text/plain;charset=utf-8");
    let parts = Array::of1(&JsValue::from(text));
    Blob::new_with_str_sequence_and_options(&parts, &options).ok()
}
