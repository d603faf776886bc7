//! What agents do with the store: see which tickets there are, read one, answer it, close it.

use std::fmt;
use std::str::FromStr;

use guichet_wire::ticket::{
    Context, FormAnswer, Rating, Reply, TicketId, TicketIdError, TicketState,
};
use serde::Serialize;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::{Store, StoreError, from_json, now, number, state, undecoded};
use crate::attachments::StoredAttachment;
use crate::plain_text;
use crate::suspicion::Suspicion;

/// How an agent names a ticket: by its number or by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TicketKey {
    /// The short number of the receipt.
    Number(u64),
    /// The id that the client chose.
    Id(TicketId),
}

impl fmt::Display for TicketKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Id(id) => id.fmt(f),
        }
    }
}

impl FromStr for TicketKey {
    type Err = TicketIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // An id may be all digits; no number is ever that long.
        match text.parse() {
            Ok(number) if text.len() < 32 => Ok(Self::Number(number)),
            _ => text.parse().map(Self::Id),
        }
    }
}

/// A ticket in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TicketSummary {
    /// The short number of the receipt.
    pub number: u64,
    /// The id that the client chose.
    pub id: TicketId,
    /// Where the ticket stands.
    pub state: TicketState,
    /// When it was stored, RFC 3339 in UTC.
    pub created_at: String,
    /// The customer's name; may be empty.
    pub name: String,
    /// Where the answer goes.
    pub email: String,
    /// The question in one line.
    pub subject: String,
    /// BCP 47 tag of the customer's language, as the client gave it; may be empty.
    pub locale: String,
    /// Why it may be spam.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspicion: Option<Suspicion>,
}

/// A ticket with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StoredTicket {
    /// What a list shows of it.
    #[serde(flatten)]
    pub summary: TicketSummary,
    /// The question in full.
    pub message: String,
    /// Address of the page the widget stood on; may be empty.
    pub page: String,
    /// The answers to the owner's own questions, in the form's order.
    pub answers: Vec<FormAnswer>,
    /// What the customer did before, as far as they told.
    pub context: Context,
    /// What agents and the customer have written since, oldest first.
    pub replies: Vec<Reply>,
    /// The files that came with it.
    pub attachments: Vec<StoredAttachment>,
    /// What the customer said of the help they got.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
}

impl Store {
    /// The tickets in `state`, or all of them, by rising number; those that may be spam too.
    pub async fn list(&self, state: Option<TicketState>) -> Result<Vec<TicketSummary>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, id, state, created_at, name, email, subject, locale, suspicion FROM tickets
             WHERE (CAST($1 AS TEXT) IS NULL OR state = $1) AND erased_at IS NULL ORDER BY number",
        )
        .bind(state.map(TicketState::as_str))
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(|row| Ok(summary(row)?)).collect()
    }

    /// One ticket in full.
    pub async fn show(&self, key: TicketKey) -> Result<StoredTicket, StoreError> {
        let (number, id) = columns(key);
        let row = sqlx::query(
            "SELECT * FROM tickets WHERE (number = $1 OR id = $2) AND erased_at IS NULL",
        )
        .bind(number)
        .bind(id)
        .fetch_optional(&self.readers)
        .await?
        .ok_or(StoreError::NoTicket(key))?;
        Ok(StoredTicket {
            summary: summary(&row)?,
            message: row.try_get("message")?,
            page: row.try_get("page")?,
            answers: from_json(&row, "answers")?,
            context: from_json(&row, "context")?,
            replies: self.replies(row.try_get("number")?).await?,
            attachments: self.attachments(row.try_get("number")?).await?,
            rating: self.rating(row.try_get("number")?).await?,
        })
    }

    /// Answers a ticket, which then waits for the customer. Nobody answers spam: a suspicion goes.
    pub async fn reply(&self, key: TicketKey, text: &str) -> Result<(), StoreError> {
        let text = plain_text::lines(text);
        let text = text.trim();
        if text.is_empty() {
            return Err(StoreError::EmptyReply);
        }
        let mut transaction = self.writing().await?;
        let number = set_state(&mut transaction, key, TicketState::Waiting).await?;
        trust(&mut transaction, key).await?;
        sqlx::query("INSERT INTO replies (ticket, at, text) VALUES ($1, $2, $3)")
            .bind(number)
            .bind(now())
            .bind(text)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Marks a ticket as solved.
    pub async fn close(&self, key: TicketKey) -> Result<(), StoreError> {
        // Without a transaction of its own the UPDATE would commit after its row was read, where a full disk goes unnoticed.
        let mut transaction = self.writing().await?;
        set_state(&mut transaction, key, TicketState::Solved).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Takes away the mark that a ticket may be spam.
    pub async fn trust(&self, key: TicketKey) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        trust(&mut transaction, key).await?;
        transaction.commit().await?;
        Ok(())
    }
}

async fn trust(connection: &mut AnyConnection, key: TicketKey) -> Result<(), StoreError> {
    let (number, id) = columns(key);
    let trusted = sqlx::query(
        "UPDATE tickets SET suspicion = NULL WHERE (number = $1 OR id = $2) AND erased_at IS NULL",
    )
    .bind(number)
    .bind(id)
    .execute(connection)
    .await?;
    match trusted.rows_affected() {
        0 => Err(StoreError::NoTicket(key)),
        _ => Ok(()),
    }
}

/// Puts a ticket into `state` and returns its number.
async fn set_state(
    connection: &mut AnyConnection,
    key: TicketKey,
    state: TicketState,
) -> Result<i64, StoreError> {
    let (number, id) = columns(key);
    let now = now();
    let solved_at = (state == TicketState::Solved).then(|| now.clone());
    sqlx::query_scalar(
        "UPDATE tickets SET state = $1, solved_at = $2, changed_at = $3
         WHERE (number = $4 OR id = $5) AND erased_at IS NULL RETURNING number",
    )
    .bind(state.as_str())
    .bind(solved_at)
    .bind(now)
    .bind(number)
    .bind(id)
    .fetch_optional(connection)
    .await?
    .ok_or(StoreError::NoTicket(key))
}

/// The values that the columns `number` and `id` may have; NULL equals nothing.
pub(super) fn columns(key: TicketKey) -> (Option<i64>, Option<String>) {
    match key {
        // A number too large for the database belongs to no ticket.
        TicketKey::Number(number) => (i64::try_from(number).ok(), None),
        TicketKey::Id(id) => (None, Some(id.to_string())),
    }
}

pub(super) fn id(row: &AnyRow) -> Result<TicketId, sqlx::Error> {
    let id: &str = row.try_get("id")?;
    id.parse()
        .map_err(|error: TicketIdError| undecoded("id", error))
}

fn suspicion(row: &AnyRow) -> Result<Option<Suspicion>, sqlx::Error> {
    let Some(name) = row.try_get::<Option<&str>, _>("suspicion")? else {
        return Ok(None);
    };
    match Suspicion::from_name(name) {
        Some(suspicion) => Ok(Some(suspicion)),
        None => Err(undecoded(
            "suspicion",
            format!("no suspicion is called {name:?}"),
        )),
    }
}

fn summary(row: &AnyRow) -> Result<TicketSummary, sqlx::Error> {
    Ok(TicketSummary {
        number: number(row)?,
        id: id(row)?,
        state: state(row)?,
        created_at: row.try_get("created_at")?,
        name: row.try_get("name")?,
        email: row.try_get("email")?,
        subject: row.try_get("subject")?,
        locale: row.try_get("locale")?,
        suspicion: suspicion(row)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_named_by_number_or_by_id() {
        let digits = "12345678901234567890123456789012";
        for (text, expected) in [
            ("1001", TicketKey::Number(1001)),
            (digits, TicketKey::Id(digits.parse().unwrap())),
            (
                "07070707070707070707070707070707",
                TicketKey::Id(TicketId([7; 16])),
            ),
        ] {
            assert_eq!(text.parse::<TicketKey>(), Ok(expected));
        }
        for text in ["", "-1", "abc"] {
            assert!(text.parse::<TicketKey>().is_err(), "{text}");
        }
    }
}
