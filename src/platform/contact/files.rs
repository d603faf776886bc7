//! The contents of the files that the person has chosen, and of those that wait with their tickets, held by key while the model names
//! the key. A file is read when it is chosen: what arrives is what was chosen, even where the file has changed or gone since.

use std::cell::RefCell;

use js_sys::{Array, ArrayBuffer};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, FileList, FormData};
use web_sys::{HtmlCanvasElement, ImageBitmap, ImageBitmapOptions, ImageBitmapRenderingContext};

use crate::state::File;

/// Most files that are taken in at once. Who drops a whole folder of them did not mean to.
const MOST: u32 = 20;
/// The width of a small picture in pixels: what it is shown with, on a fine screen.
const WIDTH: u32 = 132;

thread_local! {
    static HELD: RefCell<Held> = const { RefCell::new(Held { last: 0, contents: Vec::new() }) };
}

struct Held {
    last: u32,
    contents: Vec<(u32, Blob)>,
}

/// Reads the files that are not larger than `limit`, in bytes, and then tells what was chosen.
pub fn take(chosen: &FileList, limit: u64, taken: Box<dyn FnOnce(Vec<File>)>) {
    let chosen = (0..chosen.length().min(MOST)).filter_map(|at| chosen.item(at));
    let chosen: Vec<web_sys::File> = chosen.collect(); // The list is emptied as soon as its event is over.
    spawn_local(async move {
        let mut contents = Vec::new();
        for file in &chosen {
            let is_small = file.size() <= limit as f64;
            contents.push(match is_small {
                true => content(file).await.ok(),
                false => None,
            });
        }
        let files = chosen.iter().zip(contents);
        let files = files.map(|(file, content)| File {
            bytes: file.size() as u64,
            ..hold(file.name(), file.type_(), content)
        });
        taken(files.collect());
    });
}

/// Holds a content under a key of its own.
pub(super) fn hold(name: String, media_type: String, content: Option<ArrayBuffer>) -> File {
    let blob = content.as_ref().and_then(|content| {
        let options = BlobPropertyBag::new();
        options.set_type(&media_type);
        Blob::new_with_buffer_source_sequence_and_options(&Array::of1(content), &options).ok()
    });
    HELD.with_borrow_mut(|held| {
        held.last += 1;
        let is_read = blob.is_some();
        held.contents.extend(blob.map(|blob| (held.last, blob)));
        File {
            key: held.last,
            name,
            media_type,
            bytes: content.map_or(0, |content| content.byte_length().into()),
            is_read,
        }
    })
}

/// Lets go of contents.
pub(super) fn let_go(keys: &[u32]) {
    HELD.with_borrow_mut(|held| held.contents.retain(|(key, _)| !keys.contains(key)));
}

/// The content of a file; `None` where it is not held.
pub(super) fn blob(key: u32) -> Option<Blob> {
    HELD.with_borrow(|held| {
        let mut contents = held.contents.iter();
        let (_, blob) = contents.find(|(other, _)| *other == key)?;
        Some(blob.clone())
    })
}

/// Draws a picture small, once it is decoded. Not through an address of its own: the page may forbid that.
pub fn draw(key: u32, canvas: HtmlCanvasElement) {
    spawn_local(async move {
        if draw_now(key, &canvas).await.is_ok() {
            canvas.set_hidden(false);
        }
    });
}

async fn draw_now(key: u32, canvas: &HtmlCanvasElement) -> Result<(), JsValue> {
    let blob = blob(key).ok_or(JsValue::NULL)?;
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let small = ImageBitmapOptions::new();
    small.set_resize_width(WIDTH);
    let decoding = window.create_image_bitmap_with_blob_and_image_bitmap_options(&blob, &small)?;
    let picture: ImageBitmap = JsFuture::from(decoding).await?.unchecked_into();
    let context = canvas.get_context("bitmaprenderer")?.ok_or(JsValue::NULL)?;
    let context: ImageBitmapRenderingContext = context.unchecked_into();
    context.transfer_from_image_bitmap(&picture);
    Ok(())
}

/// The bytes of a file.
pub(super) async fn bytes(key: u32) -> Result<ArrayBuffer, JsValue> {
    content(&blob(key).ok_or(JsValue::NULL)?).await
}

async fn content(blob: &Blob) -> Result<ArrayBuffer, JsValue> {
    Ok(JsFuture::from(blob.array_buffer()).await?.unchecked_into())
}

/// Puts files into a form, after what is in it, each as a `part`; `None` where one of them cannot be had, and then nothing must be sent.
pub(super) fn append(form: &FormData, part: &str, files: &[File]) -> Option<()> {
    for file in files {
        let blob = blob(file.key)?;
        form.append_with_blob_and_filename(part, &blob, &file.name)
            .ok()?;
    }
    Some(())
}
