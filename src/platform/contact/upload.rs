//! Posting to an endpoint, with word of how much has left: `fetch` cannot tell that. What an answer means is not its business.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, JSON, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ProgressEvent, XmlHttpRequest};

use crate::platform::json::Json;
use crate::platform::timer;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = XmlHttpRequest)]
    type Post;
    #[wasm_bindgen(method, catch)]
    fn send(this: &Post, body: &JsValue) -> Result<(), JsValue>;
}

/// How long a post may take, in milliseconds; with files, for how long it may stand still or, where nobody tells that, take in all.
const TIME_LIMIT: u32 = 30_000;
const STANDSTILL: f64 = 60_000.0;
const LONGEST: u32 = 600_000;

/// Is told how much of the body has left, in percent.
pub(super) type OnProgress = Box<dyn Fn(u32)>;

/// What came back.
pub(super) struct Reply {
    /// The status, whatever it is.
    pub(super) status: u16,
    /// What the endpoint asked to wait, in seconds; 0 where it said nothing that a script may read.
    pub(super) retry_after: u32,
    /// The body.
    pub(super) text: String,
}

impl Reply {
    /// Whether the status says that all is well.
    pub(super) fn ok(&self) -> bool {
        matches!(self.status, 200..300)
    }

    /// The body as JSON; absent where it is none.
    pub(super) fn json(&self) -> Json {
        Json::new(JSON::parse(&self.text).unwrap_or(JsValue::UNDEFINED))
    }
}

/// Posts a body: text, a form with files, parameters. `None` where no answer came: the endpoint is out of reach, too slow, or does
/// not let this page read what it says. Progress is only for what has files in it: to be told of it, a browser asks an endpoint on
/// another site for permission first, which a simple form service may not give.
pub(super) async fn post(
    address: &str,
    body: &JsValue,
    headers: &[(&str, &str)],
    progress: Option<OnProgress>,
) -> Option<Reply> {
    let request = XmlHttpRequest::new().ok()?;
    request.open("POST", address).ok()?;
    for (name, value) in headers {
        request.set_request_header(name, value).ok()?;
    }
    request.set_timeout(match body.is_string() {
        true => TIME_LIMIT,
        false => LONGEST,
    });
    let watched = progress.map(|progress| watch(&request, progress));
    // An answer that breaks off has its status taken back; but what it said is said.
    let status = Rc::new(Cell::new(0));
    let (asked, said) = (request.clone(), Rc::clone(&status));
    let listener = Closure::<dyn Fn()>::new(move || {
        said.set(asked.status().unwrap_or_default().max(said.get()));
    });
    request.set_onreadystatechange(Some(listener.as_ref().unchecked_ref()));
    let ended = Promise::new(&mut |resolve: Function, _| request.set_onloadend(Some(&resolve)));
    request.unchecked_ref::<Post>().send(body).ok()?;
    // However it ends, this event comes; the promise is never rejected.
    let _ = JsFuture::from(ended).await;
    drop(watched);
    request.set_onreadystatechange(None);
    let status = Some(status.get()).filter(|status| *status != 0)?;
    Some(Reply {
        status,
        retry_after: retry_after(&request, status),
        text: request.response_text().ok().flatten().unwrap_or_default(),
    })
}

/// Reports progress, and puts the end of the time limit off as long as there is any.
fn watch(request: &XmlHttpRequest, report: OnProgress) -> Option<Closure<dyn Fn(ProgressEvent)>> {
    let upload = request.upload().ok()?;
    let watched = request.clone();
    let clock = web_sys::window()?.performance()?;
    let start = clock.now();
    request.set_timeout(STANDSTILL as u32);
    let listener = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        watched.set_timeout((clock.now() - start + STANDSTILL) as u32);
        report((100.0 * event.loaded() / event.total().max(1.0)) as u32);
    });
    upload.set_onprogress(Some(listener.as_ref().unchecked_ref()));
    Some(listener)
}

/// What the endpoint asks to wait. Not looked for where all is well: a browser complains of a header that the endpoint does not show to
/// other sites.
fn retry_after(request: &XmlHttpRequest, status: u16) -> u32 {
    if status < 400 {
        return 0;
    }
    let header = |name| request.get_response_header(name).ok().flatten();
    match header("retry-after") {
        Some(wish) => timer::wish(&wish, || header("date")),
        None => 0,
    }
}
