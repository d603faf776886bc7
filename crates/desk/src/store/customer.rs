//! Takes a ticket in, exactly once, and gives out a status link to it. What its holder may do is in `link`.

use guichet_wire::ticket::{NewTicket, TicketId};
use sqlx::{AnyConnection, Row};

use super::content_hash::content_hash;
use super::{Store, StoreError, now, number, to_json};
use crate::attachments::StoredAttachment;
use crate::suspicion::Suspicion;
use crate::token::StatusToken;

/// How many status links to one ticket work at the same time. Every repeated delivery makes one more; the oldest give way.
const TOKENS: i64 = 10;

/// What became of a ticket that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Acceptance {
    /// Stored under this number.
    New(u64),
    /// Was stored before under this number, with the same content.
    Known(u64),
    /// Its id belongs to a ticket with other content.
    Conflict,
    /// Its id belongs to a ticket that was erased.
    Erased,
}

impl Store {
    /// Stores `ticket` with its files unless it is there already, and lets `token` open it. When this returns, the ticket is on the disk.
    pub(crate) async fn accept(
        &self,
        ticket: &NewTicket,
        files: &[StoredAttachment],
        token: &StatusToken,
    ) -> Result<Acceptance, StoreError> {
        self.noted(self.store(ticket, files, token)).await
    }

    async fn store(
        &self,
        ticket: &NewTicket,
        files: &[StoredAttachment],
        token: &StatusToken,
    ) -> Result<Acceptance, StoreError> {
        let hash = content_hash(ticket, files);
        let mut transaction = self.writing().await?;
        let acceptance = match insert(&mut transaction, ticket, &hash).await? {
            Some(number) => {
                add_attachments(&mut transaction, number, files).await?;
                Acceptance::New(number)
            }
            None => known(&mut transaction, ticket.id, &hash).await?,
        };
        if let Acceptance::New(number) | Acceptance::Known(number) = acceptance {
            add_token(&mut transaction, number, token).await?;
        }
        if let Acceptance::Known(number) = acceptance {
            withdraw_tokens(&mut transaction, number).await?;
        }
        transaction.commit().await?;
        Ok(acceptance)
    }
}

/// Stores a ticket and returns its number, unless its id is taken. The database itself decides that, whoever else tries at the same
/// moment.
async fn insert(
    connection: &mut AnyConnection,
    ticket: &NewTicket,
    hash: &[u8; 32],
) -> Result<Option<u64>, StoreError> {
    let row = sqlx::query(
        "INSERT INTO tickets (id, content_hash, created_at, changed_at, name, email, subject, message, locale, page,
         answers, context, suspicion)
         VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO NOTHING RETURNING number",
    )
    .bind(ticket.id.to_string())
    .bind(hash.to_vec())
    .bind(now())
    .bind(&ticket.name)
    .bind(&ticket.email)
    .bind(&ticket.subject)
    .bind(&ticket.message)
    .bind(&ticket.locale)
    .bind(&ticket.page)
    .bind(to_json(&ticket.answers))
    .bind(to_json(&ticket.context))
    .bind(Suspicion::of(ticket).map(Suspicion::as_str))
    .fetch_optional(connection)
    .await?;
    Ok(row.as_ref().map(number).transpose()?)
}

/// What becomes of a ticket whose id is taken.
async fn known(
    connection: &mut AnyConnection,
    id: TicketId,
    hash: &[u8; 32],
) -> Result<Acceptance, StoreError> {
    // An UPDATE that changes nothing instead of a SELECT: on PostgreSQL it makes others with the same ticket wait their turn.
    let row = sqlx::query(
        "UPDATE tickets SET id = id WHERE id = $1 RETURNING number, content_hash, erased_at",
    )
    .bind(id.to_string())
    .fetch_one(connection)
    .await?;
    let stored: &[u8] = row.try_get("content_hash")?;
    let erased: Option<&str> = row.try_get("erased_at")?;
    Ok(match erased {
        Some(_) => Acceptance::Erased,
        None if stored == hash => Acceptance::Known(number(&row)?),
        None => Acceptance::Conflict,
    })
}

async fn add_attachments(
    connection: &mut AnyConnection,
    number: u64,
    files: &[StoredAttachment],
) -> Result<(), StoreError> {
    for StoredAttachment { attachment, sha256 } in files {
        sqlx::query(
            "INSERT INTO attachments (ticket, name, media_type, size, sha256) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(number.cast_signed())
        .bind(&attachment.name)
        .bind(&attachment.media_type)
        .bind(attachment.size.cast_signed())
        .bind(sha256)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

async fn add_token(
    connection: &mut AnyConnection,
    number: u64,
    token: &StatusToken,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO status_tokens (hash, ticket, issued_at) VALUES ($1, $2, $3)")
        .bind(token.hash().to_vec())
        .bind(number.cast_signed())
        .bind(now())
        .execute(connection)
        .await?;
    Ok(())
}

/// Leaves a ticket its newest tokens only.
async fn withdraw_tokens(connection: &mut AnyConnection, number: u64) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM status_tokens WHERE ticket = $1 AND issued NOT IN
         (SELECT issued FROM status_tokens WHERE ticket = $1 ORDER BY issued DESC LIMIT $2)",
    )
    .bind(number.cast_signed())
    .bind(TOKENS)
    .execute(connection)
    .await?;
    Ok(())
}
