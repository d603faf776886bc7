//! One tab at a time: a Web Lock around what must not happen in two tabs at once.

use guichet_wire::ticket::TicketId;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

/// Of the outbox.
const NAME: &str = "guichet";

#[wasm_bindgen]
extern "C" {
    type Locks;
    #[wasm_bindgen(method, catch)]
    fn request(this: &Locks, name: &str, granted: &Function) -> Result<Promise, JsValue>;
}

/// This tab's turn; it ends when the value is dropped.
pub(super) struct Turn(Function);

impl Turn {
    /// Waits for this tab's turn at the outbox; `None` where the browser has no locks, as on a page without HTTPS.
    pub(super) async fn wait() -> Option<Self> {
        Self::wait_for(NAME).await
    }

    /// Waits for this tab's turn at sending a ticket. Who has it may wait for that at the outbox, never the other way round.
    pub(super) async fn wait_to_send(id: TicketId) -> Option<Self> {
        Self::wait_for(&format!("guichet-{id}")).await
    }

    async fn wait_for(name: &str) -> Option<Self> {
        let navigator = web_sys::window()?.navigator();
        let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
        if locks.is_undefined() {
            return None;
        }
        let locks: Locks = locks.unchecked_into();
        let mut end = None;
        let held = Promise::new(&mut |resolve, _| end = Some(resolve));
        let mut asked = None;
        let granted = Promise::new(&mut |resolve: Function, _| {
            let held = held.clone();
            // The lock is held until the promise that its callback returns is settled.
            let callback =
                Closure::once_into_js(move || resolve.call0(&JsValue::NULL).map(|_| held));
            asked = locks.request(name, callback.unchecked_ref()).ok();
        });
        // Where locks are forbidden, what was asked for is rejected; else it is settled after the turn only.
        let asked = asked?;
        let first = Promise::race(&Array::of2(&granted, &asked));
        JsFuture::from(first).await.ok()?;
        end.map(Self)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // Resolving a promise does not throw.
        let _ = self.0.call0(&JsValue::NULL);
    }
}
