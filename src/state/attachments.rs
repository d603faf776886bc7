//! The files of a draft: which of them go with the ticket, and what is wrong with the others. Their contents are not here: `platform`
//! holds them, by key, for as long as the model names the key.

use guichet_wire::form::AttachmentRules;
use guichet_wire::settings::EndpointKind;

use super::{Effect, Model, Msg};

/// A file that the person has chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// What its content is found by.
    pub key: u32,
    /// Its name on the person's device.
    pub name: String,
    /// Its media type, as the browser names it; may be empty.
    pub media_type: String,
    /// Its size.
    pub bytes: u64,
    /// Whether its content is here: not where it could not be read, or is larger than is allowed.
    pub is_read: bool,
}

/// Why a file is not attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// It is larger than this, in bytes.
    TooLarge(u64),
    /// No file of its type is taken.
    Type,
    /// It could not be read.
    Unread,
    /// There are this many before it already, which is all that are taken.
    TooMany(u32),
}

/// Whether a photo may be attached.
pub fn takes_photos(rules: &AttachmentRules) -> bool {
    is_accepted(&rules.accept, "photo.jpg", "image/jpeg")
}

impl Model {
    /// What may be attached; nothing where the owner wants no files or what takes the tickets cannot take any.
    pub fn attachment_rules(&self) -> Option<&AttachmentRules> {
        let kind = self.settings().contact.kind;
        let can_be = !matches!(kind, EndpointKind::Zendesk | EndpointKind::Mailto);
        let rules = self.contact_form.ready()?.attachments.as_ref();
        rules.filter(|_| can_be)
    }

    /// The draft's files, each with what keeps it from going with the ticket.
    pub fn attachments(&self) -> Vec<(File, Option<FileProblem>)> {
        let Some(rules) = self.attachment_rules() else {
            return Vec::new();
        };
        let mut attached = 0;
        let mut judge = |file: &File| {
            let problem = problem(rules, file).or_else(|| {
                let is_full = attached == rules.files;
                is_full.then_some(FileProblem::TooMany(rules.files))
            });
            attached += u32::from(problem.is_none());
            (file.clone(), problem)
        };
        self.form.files.iter().map(&mut judge).collect()
    }
}

fn problem(rules: &AttachmentRules, file: &File) -> Option<FileProblem> {
    if file.bytes > rules.bytes {
        Some(FileProblem::TooLarge(rules.bytes))
    } else if !is_accepted(&rules.accept, &file.name, &file.media_type) {
        Some(FileProblem::Type)
    } else {
        (!file.is_read).then_some(FileProblem::Unread)
    }
}

/// Whether HTML's `accept` lets the file through: by the end of its name, its media type, or the kind of that.
fn is_accepted(accept: &[String], name: &str, media_type: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let takes = |rule: &String| {
        let rule = rule.trim().to_ascii_lowercase();
        match rule.strip_suffix('*') {
            Some(kind) => media_type.starts_with(kind),
            None if rule.starts_with('.') => name.ends_with(&rule),
            None => media_type == rule,
        }
    };
    accept.is_empty() || accept.iter().any(takes)
}

pub(super) fn added(model: &mut Model, files: Vec<File>) -> Vec<Effect> {
    model.form.files.extend(files);
    Vec::new()
}

pub(super) fn removed(model: &mut Model, key: u32) -> Vec<Effect> {
    model.form.files.retain(|file| file.key != key);
    Vec::new()
}

/// The files that go with the ticket. Where the rules did not come, those of a ticket that is edited stay with it.
pub(super) fn attached(model: &Model) -> Vec<File> {
    if model.contact_form.ready().is_none() {
        return model.form.files.clone();
    }
    let judged = model.attachments().into_iter();
    judged
        .filter_map(|(file, problem)| problem.is_none().then_some(file))
        .collect()
}

/// The keys of the files that the model and what has just happened name.
pub(super) fn named(model: &Model, msg: Option<&Msg>) -> Vec<u32> {
    let sent = model.outbox.entries.iter().map(|entry| &entry.delivery);
    let loaded = match msg {
        Some(Msg::OutboxLoaded(deliveries)) => &deliveries[..],
        _ => &[],
    };
    let files = sent.chain(loaded).flat_map(|delivery| &delivery.files);
    let files = files.chain(&model.form.files);
    files.map(|file| file.key).collect()
}

/// Lets go of the contents of files that were named before and are not any more.
pub(super) fn let_go(model: &Model, before: Vec<u32>) -> Option<Effect> {
    let now = named(model, None);
    let gone = before.into_iter().filter(|key| !now.contains(key));
    let mut gone: Vec<u32> = gone.collect();
    gone.dedup();
    (!gone.is_empty()).then_some(Effect::LetGo(gone))
}
