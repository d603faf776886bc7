//! Files that go with a ticket: chosen, dropped or pasted, checked, kept with it, and there at the desk byte for byte.

use std::fs;
use std::path::PathBuf;

use guichet_tests::browser::{Target, button, heading, text};
use guichet_tests::{Failure, Page, Shop};
use serde_json::json;
use tempfile::TempDir;

use crate::customer::{Customer, EMAIL, MESSAGE, SUBJECT};
use crate::story::{CHROMIUM_DESKTOP, EVERY_ENGINE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[
    story!(
        EVERY_ENGINE,
        of_two_chosen_files_the_one_that_is_kept_arrives_byte_for_byte
    ),
    story!(
        EVERY_ENGINE,
        files_can_be_dropped_and_pasted_and_a_pasted_text_stays_one
    ),
    story!(
        EVERY_ENGINE,
        a_file_waits_with_its_ticket_for_another_visit_and_arrives_byte_for_byte
    ),
    story!(EVERY_ENGINE, what_breaks_a_rule_is_said_and_stays_behind),
    story!(CHROMIUM_DESKTOP, a_slow_line_shows_how_much_has_left),
    story!(
        CHROMIUM_DESKTOP,
        a_ticket_that_was_saved_before_there_were_files_is_sent
    ),
];

/// The demo's form takes files of ten of them.
const MEGABYTE: usize = 1_000_000;

/// A file that the demo's form takes.
struct Chosen {
    name: &'static str,
    content: Vec<u8>,
}

impl Chosen {
    /// Bytes of every value, in an order that nothing in between would make by chance.
    fn new(name: &'static str, bytes: usize) -> Self {
        let byte = |at: usize| (at.wrapping_mul(2_654_435_761) >> 13) as u8;
        Self {
            name,
            content: (0..bytes).map(byte).collect(),
        }
    }

    fn written_to(&self, folder: &TempDir) -> Result<PathBuf, Failure> {
        let path = folder.path().join(self.name);
        fs::write(&path, &self.content)?;
        Ok(path)
    }
}

impl Customer<'_> {
    /// Goes to the form and writes a ticket, without sending it.
    async fn write_a_draft(&self) -> Outcome {
        self.open_help().await?;
        self.go_to_contact().await?;
        self.fill(&self.field("contact.email"), EMAIL).await?;
        self.fill(&self.field("contact.subject"), SUBJECT).await?;
        self.fill(&self.field("contact.message"), MESSAGE).await
    }

    async fn send(&self) -> Outcome {
        self.click(&self.button("contact.send")).await
    }

    async fn choose(&self, files: &[&Chosen]) -> Outcome {
        let folder = tempfile::tempdir()?;
        let paths: Result<Vec<_>, _> = files.iter().map(|file| file.written_to(&folder)).collect();
        self.choose_files(&self.button("contact.attach"), &paths?)
            .await?;
        for file in files {
            self.see(&self.remove(file.name)).await?;
        }
        Ok(())
    }

    /// The button that takes a file back.
    fn remove(&self, name: &str) -> Target {
        button(&self.words.fill("contact.remove", "name", name))
    }

    /// Drops a picture, a file with a long name, and one that cannot be sent.
    pub async fn drop_examples(&self) -> Outcome {
        let long =
            "Everything about the lamp that came on the fourteenth and does not light any more.pdf";
        let files = json!([
            { "name": "صورة.png", "type": "image/png", "picture": [600, 400] },
            { "name": long, "type": "application/pdf", "bytes": 123_456 },
            { "name": "lamp.zip", "type": "application/zip", "bytes": 3 },
        ]);
        self.bring("drop", files, "").await?;
        let drawn = "[...stage.elements()].some((element) => element.matches('.file canvas:not([hidden])'))";
        self.wait_for("a small picture", drawn).await.map(drop)
    }

    /// Has something happen to the form that brings files, as `{ name, type, bytes }` or, with pixels in them,
    /// `{ name, type, picture: [width, height] }`, and a text that may be empty.
    async fn bring(&self, event: &str, files: serde_json::Value, words: &str) -> Outcome {
        let bring = format!(
            "await ({BRING})({}, {files}, {})",
            json!(event),
            json!(words)
        );
        self.evaluate::<()>(&bring).await
    }
}

/// The event has real files, but no real pointer or clipboard: no driver has those.
const BRING: &str = r#"async (name, files, words) => {
  const data = new page.DataTransfer();
  const paint = ([width, height]) => {
    const canvas = Object.assign(page.document.createElement("canvas"), { width, height });
    const pen = canvas.getContext("2d");
    ["teal", "gold"].forEach((colour, at) => {
      pen.fillStyle = colour;
      pen.fillRect(0, (at * height) / 2, width, height);
    });
    return new Promise((painted) => canvas.toBlob(painted));
  };
  for (const { name, type, bytes, picture } of files) {
    const content = picture ? await paint(picture) : new Uint8Array(bytes).fill(7);
    data.items.add(new page.File([content], name, { type }));
  }
  if (words) for (const kind of ["text/plain", "text/html"]) data.setData(kind, words);
  const event = new page.Event(name, { bubbles: true, cancelable: true, composed: true });
  Object.defineProperty(event, name === "paste" ? "clipboardData" : "dataTransfer", { value: data });
  const field = stage.find({ role: "textbox", name: null }).at(-1);
  const veil = field.getRootNode().querySelector(".veil");
  (veil ?? field).dispatchEvent(event);
}"#;

async fn of_two_chosen_files_the_one_that_is_kept_arrives_byte_for_byte(
    stage: Stage<'_>,
) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.write_a_draft().await?;
    let (kept, other) = (
        Chosen::new("lamp.png", MEGABYTE),
        Chosen::new("invoice.pdf", 10),
    );
    customer.choose(&[&kept, &other]).await?;
    customer.see(&text("1 MB")).await?;

    customer.click(&customer.remove(other.name)).await?;
    customer.miss(&customer.remove(other.name)).await?;
    customer
        .see_focus_on(&customer.button("contact.attach"))
        .await?;
    customer.send().await?;
    let ticket = customer.see_confirmation().await?;
    let expected = (kept.name.to_owned(), "image/png".to_owned(), kept.content);
    assert!(customer.shop.desk.files(&ticket)? == [expected]);
    assert_eq!(ticket.message, MESSAGE);
    customer.see_storage_empty().await
}

async fn files_can_be_dropped_and_pasted_and_a_pasted_text_stays_one(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.write_a_draft().await?;
    let file = |name, kind| json!([{ "name": name, "type": kind, "bytes": 3 }]);
    let dropped = file("dropped.pdf", "application/pdf");
    customer.bring("dragenter", dropped.clone(), "").await?;
    customer.see(&customer.text("contact.drop")).await?;
    customer.bring("drop", dropped, "").await?;
    customer.miss(&customer.text("contact.drop")).await?;
    customer.see(&customer.remove("dropped.pdf")).await?;

    let pasted = file("pasted.png", "image/png");
    customer.bring("paste", pasted, "").await?;
    customer.see(&customer.remove("pasted.png")).await?;
    customer
        .bring(
            "paste",
            file("words.png", "image/png"),
            "As a text processor has them",
        )
        .await?;
    customer.send().await?;
    let ticket = customer.see_confirmation().await?;
    let files = customer.shop.desk.files(&ticket)?;
    let names: Vec<_> = files.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(names, ["dropped.pdf", "pasted.png"]);
    assert_eq!(files[0].2, [7; 3]);
    Ok(())
}

async fn a_file_waits_with_its_ticket_for_another_visit_and_arrives_byte_for_byte(
    stage: Stage<'_>,
) -> Outcome {
    let shop = Shop::with_closed_desk(Page::plain()).await?;
    let mut customer = stage.enter(shop, "en").await?;
    customer.write_a_draft().await?;
    let photo = Chosen::new("lamp.jpg", MEGABYTE);
    customer.choose(&[&photo]).await?;
    customer.send().await?;
    customer
        .see(&heading(customer.words.say("home.unsent")))
        .await?;
    customer.see(&customer.text("outgoing.kept")).await?;

    customer.shop.desk.open()?;
    customer.reload().await?;
    let ticket = customer.the_one_ticket().await?;
    let expected = (
        photo.name.to_owned(),
        "image/jpeg".to_owned(),
        photo.content,
    );
    assert!(customer.shop.desk.files(&ticket)? == [expected]);
    customer.see_storage_empty().await
}

async fn what_breaks_a_rule_is_said_and_stays_behind(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.write_a_draft().await?;
    let files = json!([
        { "name": "large.png", "type": "image/png", "bytes": 10 * MEGABYTE + 1 },
        { "name": "tool.exe", "type": "application/x-msdownload", "bytes": 3 },
        { "name": "fine.png", "type": "image/png", "bytes": 3 },
    ]);
    customer.bring("drop", files, "").await?;
    let too_large = customer.words.fill("contact.file-large", "size", "10 MB");
    customer.see(&text(&too_large)).await?;
    customer.see(&customer.text("contact.file-type")).await?;
    customer.send().await?;
    let ticket = customer.see_confirmation().await?;
    let names: Vec<_> = ticket
        .attachments
        .iter()
        .map(|file| &file.attachment.name)
        .collect();
    assert_eq!(names, ["fine.png"]);
    Ok(())
}

async fn a_slow_line_shows_how_much_has_left(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.write_a_draft().await?;
    customer
        .choose(&[&Chosen::new("lamp.png", 4 * MEGABYTE)])
        .await?;
    customer.chromium_uploads_at(Some(MEGABYTE as u32)).await?;
    customer.send().await?;
    let half = customer.words.fill("outgoing.progress", "percent", "50%");
    let some = half.replace("50%", "");
    customer.see(&Target::any("progressbar")).await?;
    customer.see(&text(some.trim())).await?;
    customer.chromium_uploads_at(None).await?;
    customer.see_confirmation().await?;
    customer.miss(&Target::any("progressbar")).await
}

async fn a_ticket_that_was_saved_before_there_were_files_is_sent(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    let entry = json!({
        "endpoint": format!("{}/tickets", customer.shop.desk.origin),
        "ticket": {
            "id": "5f0c1e4bb2a94c7d8e6f102938475a6b",
            "email": EMAIL,
            "subject": SUBJECT,
            "message": MESSAGE,
        },
    });
    let save = format!("await ({SAVE})({entry})");
    customer.evaluate::<()>(&save).await?;
    customer.reload().await?;
    let ticket = customer.the_one_ticket().await?;
    assert_eq!(ticket.message, MESSAGE);
    customer.see_storage_empty().await
}

/// Puts an entry into the outbox, as the widget did when tickets had no files.
const SAVE: &str = r#"(entry) => new Promise((saved, failed) => {
  const opening = page.indexedDB.open("guichet", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("outbox");
  opening.onerror = failed;
  opening.onsuccess = () => {
    const writing = opening.result.transaction("outbox", "readwrite");
    writing.objectStore("outbox").put(entry, entry.ticket.id);
    writing.oncomplete = () => (opening.result.close(), saved());
  };
})"#;
