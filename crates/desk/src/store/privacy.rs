//! A person's data: all of it in one piece, and gone for good.
//!
//! Of an erased ticket the row stays, with its id and number and nothing that anybody wrote: the same ticket, sent once more by a
//! browser that does not know yet, is not stored again.

use std::time::Duration;

use guichet_wire::ticket::{TicketId, is_email};
use serde::Serialize;
use sqlx::{AnyConnection, Executor, Row};

use super::agent::{columns, id};
use super::feedback::comment;
use super::{Comment, Kind, Store, StoreError, StoredTicket, TicketKey, ago, now, number};
use crate::attachments::Attachments;

/// Each writes a table of a PostgreSQL database anew, with the rows that are there now. `VACUUM FULL` would take deleted ones along for as
/// long as anybody, a program that is only just connecting included, may look at an older state of the database.
const REWRITES: [&str; 6] = [
    "ALTER TABLE tickets ALTER message TYPE TEXT USING message || ''",
    "ALTER TABLE replies ALTER text TYPE TEXT USING text || ''",
    "ALTER TABLE ratings ALTER comment TYPE TEXT USING comment || ''",
    "ALTER TABLE status_tokens ALTER issued_at TYPE TEXT USING issued_at || ''",
    "ALTER TABLE attachments ALTER name TYPE TEXT USING name || ''",
    "ALTER TABLE feedback ALTER comment TYPE TEXT USING comment || ''",
];

/// Whose data is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Everything of the person with this e-mail address.
    Email(String),
    /// One ticket.
    Ticket(TicketKey),
}

/// Everything that the desk holds of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PersonalData {
    /// The person's e-mail address, by which the rest was found.
    pub email: String,
    /// When this was written down, RFC 3339 in UTC.
    pub exported_at: String,
    /// The person's tickets, by rising number.
    pub tickets: Vec<StoredTicket>,
    /// What was said of articles and names the address. Feedback is kept without a name: nothing else tells whose it is.
    pub feedback: Vec<Mention>,
}

/// Feedback in which somebody wrote an e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mention {
    /// The article's id.
    pub article: String,
    /// What was said.
    #[serde(flatten)]
    pub comment: Comment,
}

/// What was erased.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// The numbers of the tickets, rising.
    pub tickets: Vec<u64>,
    /// How many pieces of feedback.
    pub feedback: usize,
}

impl Store {
    /// Everything held of the person with this e-mail address, upper or lower case alike.
    pub async fn export(&self, email: &str) -> Result<PersonalData, StoreError> {
        let mut transaction = self.reading().await?;
        let numbers = tickets_of(&mut transaction, email).await?;
        let mentions = mentions(&mut transaction, email).await?;
        transaction.commit().await?;
        let mut tickets = Vec::with_capacity(numbers.len());
        for number in numbers {
            tickets.push(self.show(TicketKey::Number(number)).await?);
        }
        Ok(PersonalData {
            email: email.to_owned(),
            exported_at: now(),
            tickets,
            feedback: mentions.into_iter().map(|(_, mention)| mention).collect(),
        })
    }

    /// Erases a person's data, or one ticket's. When this returns, it is gone from the database's files too, and its attachments from
    /// their folder.
    pub async fn erase(
        &self,
        subject: &Subject,
        attachments: Option<&Attachments>,
    ) -> Result<Erased, StoreError> {
        let mut transaction = self.writing().await?;
        let mut feedback = Vec::new();
        let tickets = match subject {
            Subject::Email(email) => {
                feedback = mentions(&mut transaction, email).await?;
                tickets_of(&mut transaction, email).await?
            }
            Subject::Ticket(key) => vec![number_of(&mut transaction, *key).await?],
        };
        let ids = empty(&mut transaction, &tickets, attachments).await?;
        for (id, _) in &feedback {
            sqlx::query("DELETE FROM feedback WHERE id = $1")
                .bind(id)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        self.overwrite().await?;
        remove_files(&ids, attachments)?;
        Ok(Erased {
            tickets,
            feedback: feedback.len(),
        })
    }

    /// Erases the tickets that were solved at least `age` ago.
    pub async fn retain(
        &self,
        age: Duration,
        attachments: Option<&Attachments>,
    ) -> Result<Erased, StoreError> {
        let mut transaction = self.writing().await?;
        let rows = sqlx::query(
            "SELECT number FROM tickets WHERE state = 'solved' AND solved_at <= $1 AND erased_at IS NULL ORDER BY number",
        )
        .bind(ago(age))
        .fetch_all(&mut *transaction)
        .await?;
        let tickets: Vec<u64> = rows.iter().map(number).collect::<Result<_, _>>()?;
        let ids = empty(&mut transaction, &tickets, attachments).await?;
        transaction.commit().await?;
        self.overwrite().await?;
        remove_files(&ids, attachments)?;
        Ok(Erased {
            tickets,
            feedback: 0,
        })
    }

    /// Rewrites the database without what was deleted from it: a deleted row stays readable in the files until then.
    async fn overwrite(&self) -> Result<(), StoreError> {
        match self.kind {
            Kind::Sqlite => {
                self.writer.execute("VACUUM").await?;
                let row = self.writer.fetch_one("PRAGMA wal_checkpoint(TRUNCATE)");
                match row.await?.try_get::<i64, _>("busy")? {
                    0 => Ok(()),
                    _ => Err(StoreError::LogInUse),
                }
            }
            Kind::Postgres => {
                for rewrite in REWRITES {
                    self.writer.execute(rewrite).await?;
                }
                Ok(())
            }
        }
    }
}

/// The numbers of a person's tickets. Compared here: SQLite knows upper and lower case of ASCII only.
async fn tickets_of(connection: &mut AnyConnection, email: &str) -> Result<Vec<u64>, StoreError> {
    let email = address(email)?;
    let rows =
        sqlx::query("SELECT number, email FROM tickets WHERE erased_at IS NULL ORDER BY number")
            .fetch_all(connection)
            .await?;
    let mut numbers = Vec::new();
    for row in &rows {
        if row.try_get::<&str, _>("email")?.to_lowercase() == email {
            numbers.push(number(row)?);
        }
    }
    Ok(numbers)
}

/// Feedback that names an e-mail address, with its ids.
async fn mentions(
    connection: &mut AnyConnection,
    email: &str,
) -> Result<Vec<(String, Mention)>, StoreError> {
    let email = address(email)?;
    let rows = sqlx::query("SELECT * FROM feedback WHERE comment <> '' ORDER BY feedback")
        .fetch_all(connection)
        .await?;
    let mut found = Vec::new();
    for row in &rows {
        let comment = comment(row)?;
        if comment.text.to_lowercase().contains(&email) {
            let article = row.try_get("article")?;
            found.push((row.try_get("id")?, Mention { article, comment }));
        }
    }
    Ok(found)
}

/// An e-mail address to compare with. Anything less, such as nothing at all, would be part of what others wrote.
fn address(email: &str) -> Result<String, StoreError> {
    match is_email(email) {
        true => Ok(email.to_lowercase()),
        false => Err(StoreError::NotAnAddress(email.to_owned())),
    }
}

/// The number of a ticket, erased or not: who erases twice wants to be sure.
async fn number_of(connection: &mut AnyConnection, key: TicketKey) -> Result<u64, StoreError> {
    let (wanted, id) = columns(key);
    let row = sqlx::query("SELECT number FROM tickets WHERE number = $1 OR id = $2")
        .bind(wanted)
        .bind(id)
        .fetch_optional(connection)
        .await?
        .ok_or(StoreError::NoTicket(key))?;
    Ok(number(&row)?)
}

/// Takes everything out of tickets that a person wrote or that tells of one; returns their ids.
async fn empty(
    connection: &mut AnyConnection,
    tickets: &[u64],
    attachments: Option<&Attachments>,
) -> Result<Vec<TicketId>, StoreError> {
    let mut ids = Vec::with_capacity(tickets.len());
    for number in tickets {
        let number = number.cast_signed();
        let row = sqlx::query(
            "UPDATE tickets SET content_hash = $1, name = '', email = '', subject = '', message = '', locale = '', page = '',
             answers = '[]', context = '{}', suspicion = NULL, erased_at = $2 WHERE number = $3 RETURNING id",
        )
        .bind(Vec::new())
        .bind(now())
        .bind(number)
        .fetch_one(&mut *connection)
        .await?;
        ids.push(id(&row)?);
        let files = delete(
            connection,
            "DELETE FROM attachments WHERE ticket = $1",
            number,
        )
        .await?;
        if files > 0 && attachments.is_none() {
            return Err(StoreError::NoAttachmentsFolder);
        }
        for statement in [
            "DELETE FROM replies WHERE ticket = $1",
            "DELETE FROM ratings WHERE ticket = $1",
            "DELETE FROM status_tokens WHERE ticket = $1",
        ] {
            delete(connection, statement, number).await?;
        }
    }
    Ok(ids)
}

/// Deletes what belongs to a ticket; how much it was.
async fn delete(
    connection: &mut AnyConnection,
    statement: &'static str,
    number: i64,
) -> Result<u64, sqlx::Error> {
    let deleted = sqlx::query(statement).bind(number).execute(connection);
    Ok(deleted.await?.rows_affected())
}

fn remove_files(tickets: &[TicketId], attachments: Option<&Attachments>) -> Result<(), StoreError> {
    let Some(folder) = attachments else {
        return Ok(());
    };
    for ticket in tickets {
        let removed = folder.remove(*ticket);
        removed.map_err(|source| StoreError::Attachments {
            folder: folder.folder(*ticket),
            source,
        })?;
    }
    Ok(())
}
