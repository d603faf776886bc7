//! The owner's part of the contact form, a file of the bundle.

use guichet_wire::form::{
    AttachmentRules, Condition, ContactForm, OpenTime, OpeningHours, Question, QuestionKind,
    QuestionOption, Texts,
};
use guichet_wire::manifest::FileRef;

use crate::platform::fetch;
use crate::platform::json::{Json, Read};
use crate::platform::shapes::item;

/// Fetches it. It is never taken out of memory again: a page has one.
pub(super) async fn load(bundle: &str, file: &FileRef) -> Read<&'static ContactForm> {
    let request = fetch::verified(&format!("{bundle}{}", file.path), &file.integrity)?;
    let answer = fetch::successful(fetch::response(request).await?)?;
    let form = form(&fetch::json(answer).await?)?;
    Ok(Box::leak(Box::new(form)))
}

/// What is not there or cannot be read is left out: a newer minor version may have more to say of it.
fn form(json: &Json) -> Read<ContactForm> {
    Ok(ContactForm {
        questions: json.list("questions", question)?,
        attachments: attachments(&json.get("attachments")).ok(),
        hours: hours(&json.get("hours")).ok(),
    })
}

fn question(json: &Json) -> Read<Question> {
    Ok(Question {
        id: json.text("id")?,
        kind: kind(&json.text("kind")?),
        label: texts(json, "label"),
        help: texts(json, "help"),
        required: json.get("required").is_true(),
        pattern: json.get("pattern").as_text(),
        options: json.list("options", option)?,
        value: json.text_or_empty("value"),
        when: condition(&json.get("when")).ok(),
    })
}

/// A kind that is not known is a line to write in.
fn kind(name: &str) -> QuestionKind {
    match name {
        "long-text" => QuestionKind::LongText,
        "number" => QuestionKind::Number,
        "date" => QuestionKind::Date,
        "choice" => QuestionKind::Choice,
        "choices" => QuestionKind::Choices,
        "checkbox" => QuestionKind::Checkbox,
        "consent" => QuestionKind::Consent,
        "hidden" => QuestionKind::Hidden,
        _ => QuestionKind::Text,
    }
}

fn option(json: &Json) -> Read<QuestionOption> {
    Ok(QuestionOption {
        value: json.text("value")?,
        label: texts(json, "label"),
    })
}

fn texts(json: &Json, name: &str) -> Texts {
    json.members(name).unwrap_or_default().into_iter().collect()
}

fn condition(json: &Json) -> Read<Condition> {
    Ok(Condition {
        question: json.text("question")?,
        is: json.list("is", item)?,
    })
}

fn attachments(json: &Json) -> Read<AttachmentRules> {
    Ok(AttachmentRules {
        files: json.number("files")? as u32,
        bytes: json.number("bytes")?,
        accept: json.list("accept", item)?,
    })
}

fn hours(json: &Json) -> Read<OpeningHours> {
    Ok(OpeningHours {
        time_zone: json.text("timeZone")?,
        open: json.list("open", open_time)?,
        holidays: json.list("holidays", item)?,
        reply_within: json.number("replyWithin")? as u32,
    })
}

fn open_time(json: &Json) -> Read<OpenTime> {
    Ok(OpenTime {
        day: json.number("day")? as u8,
        from: json.number("from")? as u16,
        to: json.number("to")? as u16,
    })
}
