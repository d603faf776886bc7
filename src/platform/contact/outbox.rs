//! The outbox's storage: one IndexedDB database in the page's origin, there only while a ticket waits in it.

use guichet_wire::ticket::TicketId;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction};

use super::turn::Turn;
use super::{files, shapes};
use crate::platform::json::Json;
use crate::platform::storage::{OUTBOX, factory, has_outbox};
use crate::state::{Delivery, Standing};

const STORE: &str = "outbox";

/// What happens in a transaction.
type Change<'a> = Box<dyn FnOnce(&IdbObjectStore) -> Result<(), JsValue> + 'a>;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = IdbDatabase)]
    type Durable;
    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &Durable,
        store: &str,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

/// What waits; nothing where there is no storage, and `None` where it cannot be read now. Never makes a database, and removes one that is
/// empty.
pub(super) async fn load() -> Option<Vec<Delivery>> {
    let turn = Turn::wait().await;
    let Some(database) = open_existing().await.ok()? else {
        return Some(Vec::new());
    };
    let entries = entries(&database).await;
    let left = entries.as_ref().map_or(1, Array::length);
    // What cannot be removed now is found again by the next visit.
    let _ = close(database, left, turn).await;
    let deliveries = entries.ok()?;
    let deliveries = deliveries
        .iter()
        .filter_map(|entry| shapes::delivery(&Json::new(entry)).ok());
    Some(deliveries.collect())
}

/// How a delivery stands that is still there; an error where that cannot be read, and then it is for all that is known.
pub(super) async fn standing(id: TicketId) -> Result<Option<Standing>, JsValue> {
    let _turn = Turn::wait().await;
    let Some(database) = open_existing().await? else {
        return Ok(None);
    };
    let key = JsValue::from(id.to_string());
    let found = match reading(&database).and_then(|store| store.get(&key)) {
        Ok(request) => result(&request).await,
        Err(error) => Err(error),
    };
    database.close();
    let found = Json::new(found?);
    Ok((!found.is_absent()).then(|| shapes::standing(&found)))
}

/// Notes how a delivery stands, if it is still there.
pub(super) async fn note(id: TicketId, standing: Standing) -> Result<(), JsValue> {
    let _turn = Turn::wait().await;
    let Some(database) = open_existing().await? else {
        return Ok(());
    };
    let key = JsValue::from(id.to_string());
    let change: Change = Box::new(|store| {
        let (request, store) = (store.get(&key)?, store.clone());
        let asked = request.clone();
        // In the same transaction: what is discarded meanwhile does not come back.
        let found = Closure::once_into_js(move || {
            let kept = asked.result()?;
            if kept.is_undefined() {
                return Ok(());
            }
            shapes::note(&kept, &standing);
            store.put_with_key(&kept, &key).map(drop)
        });
        request.set_onsuccess(Some(found.unchecked_ref()));
        Ok(())
    });
    let written = write(&database, change).await;
    database.close();
    written
}

async fn entries(database: &IdbDatabase) -> Result<Array, JsValue> {
    Ok(result(&reading(database)?.get_all()?)
        .await?
        .unchecked_into())
}

/// How many entries there are; their files stay where they are.
async fn count(database: &IdbDatabase) -> Result<u32, JsValue> {
    let count = result(&reading(database)?.count()?).await?;
    Ok(count.as_f64().map_or(1, |count| count as u32))
}

fn reading(database: &IdbDatabase) -> Result<IdbObjectStore, JsValue> {
    database.transaction_with_str(STORE)?.object_store(STORE)
}

/// Writes a delivery and its files in one transaction; done when the browser says that they are on the disk. The files are written
/// as bytes: a private window of Safari stores no blobs.
pub(super) async fn save(delivery: &Delivery) -> Result<(), JsValue> {
    save_instead(delivery, None).await
}

/// Writes a delivery in the place of the one that it mends, and says whether it could: not where another tab has begun to send that one
/// meanwhile, which may have arrived. `None` where it was sent or discarded in another tab.
pub(super) async fn replace(old: TicketId, delivery: &Delivery) -> Option<bool> {
    let _turn = Turn::wait_to_send(old).await;
    match standing(old).await {
        Ok(None) => return None,
        Ok(Some(kept)) if kept.unsure => return Some(false),
        _ => {}
    }
    Some(save_instead(delivery, Some(old)).await.is_ok())
}

async fn save_instead(delivery: &Delivery, old: Option<TicketId>) -> Result<(), JsValue> {
    let mut contents = Vec::new();
    for file in &delivery.files {
        contents.push(files::bytes(file.key).await?);
    }
    let value = shapes::kept(delivery, &contents);
    let key = JsValue::from(delivery.ticket.id.to_string());
    let _turn = Turn::wait().await;
    let database = open().await?;
    let change: Change = Box::new(|store| {
        if let Some(old) = old {
            store.delete(&JsValue::from(old.to_string()))?;
        }
        store.put_with_key(&value, &key).map(drop)
    });
    let written = write(&database, change).await;
    database.close();
    written
}

/// Removes a delivery, and the database with the last one.
pub(super) async fn forget(id: TicketId) -> Result<(), JsValue> {
    let turn = Turn::wait().await;
    let Some(database) = open_existing().await? else {
        return Ok(());
    };
    let key = JsValue::from(id.to_string());
    let change: Change = Box::new(|store| store.delete(&key).map(drop));
    let removed = write(&database, change).await;
    let left = count(&database).await.unwrap_or(1);
    close(database, left, turn).await?;
    removed
}

/// Closes the database and, where nothing is left in it, removes it: its being there tells the loader to start the widget.
/// Without a turn another tab may be saving at this moment: then the empty database stays.
async fn close(database: IdbDatabase, left: u32, turn: Option<Turn>) -> Result<(), JsValue> {
    database.close();
    if left == 0 && turn.is_some() {
        let deleting = factory()?.delete_database(OUTBOX)?;
        result(&deleting).await?;
    }
    Ok(())
}

/// Runs `change` in a transaction that is complete only once it is durable.
async fn write(database: &IdbDatabase, change: Change<'_>) -> Result<(), JsValue> {
    let strict = js_sys::Object::new();
    js_sys::Reflect::set(&strict, &"durability".into(), &"strict".into())?;
    let durable: &Durable = database.unchecked_ref();
    let transaction = durable.transaction(STORE, "readwrite", &strict)?;
    change(&transaction.object_store(STORE)?)?;
    let ended = Promise::new(&mut |resolve: Function, reject: Function| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    JsFuture::from(ended).await.map(drop)
}

async fn open_existing() -> Result<Option<IdbDatabase>, JsValue> {
    match has_outbox().await? {
        true => open().await.map(Some),
        false => Ok(None),
    }
}

async fn open() -> Result<IdbDatabase, JsValue> {
    let request = factory()?.open_with_u32(OUTBOX, 1)?;
    let opening = request.clone();
    let upgrade = Closure::once_into_js(move || {
        let database: IdbDatabase = opening.result()?.unchecked_into();
        database.create_object_store(STORE).map(drop)
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    Ok(result(&request).await?.unchecked_into())
}

/// Waits for a request.
async fn result(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let ended = Promise::new(&mut |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(ended).await?;
    request.result()
}
