//! What agents do with the store: see which tickets there are, read one, answer it, close it.

use std::fmt;
use std::str::FromStr;

use guichet_wire::ticket::{Reply, TicketId, TicketIdError, TicketState};
use serde::Serialize;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::{Store, StoreError, now, number, state};
use crate::attachments::StoredAttachment;
use crate::plain_text;

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
    /// The agents' answers, oldest first.
    pub replies: Vec<Reply>,
    /// The files that came with it.
    pub attachments: Vec<StoredAttachment>,
}

impl Store {
    /// The tickets in `state`, or all of them, by rising number.
    pub async fn list(&self, state: Option<TicketState>) -> Result<Vec<TicketSummary>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, id, state, created_at, name, email, subject, locale FROM tickets
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
            replies: self.replies(row.try_get("number")?).await?,
            attachments: self.attachments(row.try_get("number")?).await?,
        })
    }

    /// Answers a ticket, which then waits for the customer.
    pub async fn reply(&self, key: TicketKey, text: &str) -> Result<(), StoreError> {
        let text = plain_text::lines(text);
        let text = text.trim();
        if text.is_empty() {
            return Err(StoreError::EmptyReply);
        }
        let mut transaction = self.writing().await?;
        let number = set_state(&mut transaction, key, TicketState::Waiting).await?;
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
}

/// Puts a ticket into `state` and returns its number.
async fn set_state(
    connection: &mut AnyConnection,
    key: TicketKey,
    state: TicketState,
) -> Result<i64, StoreError> {
    let (number, id) = columns(key);
    let solved_at = (state == TicketState::Solved).then(now);
    sqlx::query_scalar(
        "UPDATE tickets SET state = $1, solved_at = $2
         WHERE (number = $3 OR id = $4) AND erased_at IS NULL RETURNING number",
    )
    .bind(state.as_str())
    .bind(solved_at)
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
        .map_err(|error: TicketIdError| sqlx::Error::ColumnDecode {
            index: "id".to_owned(),
            source: error.into(),
        })
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
