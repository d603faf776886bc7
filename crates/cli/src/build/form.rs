//! The owner's contact form → its file. Only who may want to write fetches it.

use guichet_bundle::folder::Writer;
use guichet_wire::form::ContactForm;
use guichet_wire::manifest::FileRef;

/// Writes the file; nothing where the form is the usual one.
pub(super) fn write(form: &ContactForm, writer: &Writer) -> anyhow::Result<Option<FileRef>> {
    if *form == ContactForm::default() {
        return Ok(None);
    }
    let json = serde_json::to_vec(form)?;
    Ok(Some(writer.add("contact", "json", &json)?))
}
