//! The table `[contact.attachments]`: which files may come with a ticket, and whether anybody takes them.

use std::num::NonZeroU32;

use guichet_desk::Limits;
use guichet_wire::form::AttachmentRules;
use guichet_wire::settings::EndpointKind;
use toml::Spanned;
use toml::de::DeValue;

use crate::knowledge_base::diagnostic::Fault;
use crate::knowledge_base::settings::checks::Check;
use crate::knowledge_base::settings::fields::{Fields, Shape};

/// How many files, and how large each, where the table does not say: what the desk takes.
const FILES: u32 = 5;
const MEGABYTES: u32 = 10;

pub(super) struct AttachmentTable {
    at: usize,
    pub(super) rules: AttachmentRules,
}

impl AttachmentTable {
    pub(super) fn read(value: Spanned<DeValue>, check: &mut Check) -> Option<Self> {
        let at = value.span().start;
        let path = "contact.attachments".to_owned();
        let mut fields = Fields::of(path, value, "[contact.attachments]", check)?;
        let files = Shape("a whole number above 0", "files = 5");
        let megabytes = Shape("a whole number above 0", "megabytes = 10");
        let accept = Shape(
            "a list of kinds of files",
            "accept = [\"image/*\", \".pdf\"]",
        );
        let files = fields.take("files", files, check);
        let megabytes = fields.take("megabytes", megabytes, check);
        let accept: Option<Vec<Spanned<String>>> = fields.take("accept", accept, check);
        fields.finish(check);
        for kind in accept.iter().flatten() {
            check.kind_of_file(kind);
        }
        let kinds = accept.into_iter().flatten().map(Spanned::into_inner);
        let rules = AttachmentRules {
            files: files.map_or(FILES, NonZeroU32::get),
            // Decimal, as browsers write sizes: 10 MB are less than the desk's 10 MiB.
            bytes: u64::from(megabytes.map_or(MEGABYTES, NonZeroU32::get)) * 1_000_000,
            accept: kinds.collect(),
        };
        Some(Self { at, rules })
    }
}

impl Check<'_> {
    fn kind_of_file(&mut self, kind: &Spanned<String>) {
        let text = kind.get_ref();
        let is_clean = !text.contains(|c: char| c.is_whitespace() || c == ',');
        let named = match (text.strip_prefix('.'), text.split_once('/')) {
            (Some(extension), _) => !extension.is_empty(),
            (None, Some((family, format))) => !family.is_empty() && !format.is_empty(),
            (None, None) => false,
        };
        if !(is_clean && named) {
            let message =
                format!("contact.attachments.accept should name kinds of files, found `{text}`");
            let cure = "write endings and media types one by one, as in `accept = [\"image/*\", \".pdf\"]`";
            self.error(kind.span().start, Fault::new(message, cure));
        }
    }

    pub(super) fn files_are_taken(&mut self, table: &AttachmentTable, kind: EndpointKind) {
        let why = match kind {
            EndpointKind::Form | EndpointKind::Chatwoot => return,
            EndpointKind::Guichet => return self.the_desk_takes(table),
            EndpointKind::Zendesk => "Zendesk takes no files from visitors",
            EndpointKind::Zammad => "Zammad's form takes no files",
            EndpointKind::Mailto => "a mail link cannot carry files",
        };
        let cure = "remove [contact.attachments], or send tickets to `guichet desk` or to a service that takes files";
        self.error(table.at, Fault::new(why, cure));
    }

    fn the_desk_takes(&mut self, table: &AttachmentTable) {
        let most = Limits::default();
        let rules = &table.rules;
        if rules.files as usize > most.files || rules.bytes > most.file {
            let (files, megabytes) = (rules.files, rules.bytes / 1_000_000);
            let message = format!(
                "`guichet desk` takes at most {} files of {} MiB, found {files} of {megabytes} MB",
                most.files,
                most.file >> 20
            );
            let cure =
                "allow fewer or smaller files, or none of these keys for what the desk takes";
            self.error(table.at, Fault::new(message, cure));
        }
    }
}
