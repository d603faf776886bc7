//! What the holder of a status link can do: see how the ticket stands, write on, and say what they think of the help.

use std::time::Duration;

use guichet_wire::ticket::{NewReply, Rating, TicketStatus};
use sqlx::{AnyConnection, Row};

use super::{Store, StoreError, ago, now, number, state};
use crate::token::StatusToken;

/// A status link as it was followed.
pub(crate) struct Link {
    /// The secret in it.
    pub token: StatusToken,
    /// For how long it works after the ticket's last change.
    pub lifetime: Duration,
}

/// A ticket as it is shown to who follows its link.
pub(crate) struct Followed {
    /// How it stands.
    pub status: TicketStatus,
    /// BCP 47 tag of the customer's language, as they sent it.
    pub locale: String,
}

/// What became of a customer's reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Replied {
    /// Stored; the ticket is open.
    New,
    /// Was stored before, with the same text.
    Known,
    /// Its id belongs to a reply with another text.
    Conflict,
}

impl Store {
    /// The ticket that `link` opens.
    pub(crate) async fn follow(&self, link: &Link) -> Result<Option<Followed>, StoreError> {
        let mut connection = self.readers.acquire().await?;
        let Some(ticket) = behind(&mut connection, link).await? else {
            return Ok(None);
        };
        let status = "SELECT number, subject, message, locale, state, created_at FROM tickets
             WHERE number = $1 AND erased_at IS NULL";
        let row = sqlx::query(status)
            .bind(ticket)
            .fetch_optional(&mut *connection)
            .await?;
        drop(connection);
        let Some(row) = row else { return Ok(None) };
        let attachments = self.attachments(ticket).await?;
        let status = TicketStatus {
            number: number(&row)?,
            subject: row.try_get("subject")?,
            message: row.try_get("message")?,
            state: state(&row)?,
            created_at: row.try_get("created_at")?,
            replies: self.replies(ticket).await?,
            attachments: attachments
                .into_iter()
                .map(|stored| stored.attachment)
                .collect(),
            rating: self.rating(ticket).await?,
        };
        let locale = row.try_get("locale")?;
        Ok(Some(Followed { status, locale }))
    }

    /// Stores a customer's reply unless it is there already, and opens the ticket again; `None` where the link opens none. When this
    /// returns, the reply is on the disk.
    pub(crate) async fn reply_by_link(
        &self,
        link: &Link,
        reply: &NewReply,
    ) -> Result<Option<Replied>, StoreError> {
        self.noted(self.add_reply(link, reply)).await
    }

    async fn add_reply(
        &self,
        link: &Link,
        reply: &NewReply,
    ) -> Result<Option<Replied>, StoreError> {
        let mut transaction = self.writing().await?;
        let Some(ticket) = touched(&mut transaction, link).await? else {
            return Ok(None);
        };
        let added = sqlx::query(
            "INSERT INTO replies (ticket, at, text, author, id) VALUES ($1, $2, $3, 'customer', $4)
             ON CONFLICT (ticket, id) DO NOTHING",
        )
        .bind(ticket)
        .bind(now())
        .bind(&reply.text)
        .bind(reply.id.to_string())
        .execute(&mut *transaction)
        .await?;
        let replied = match added.rows_affected() {
            0 => known(&mut transaction, ticket, reply).await?,
            _ => {
                let open = "UPDATE tickets SET state = 'open', solved_at = NULL WHERE number = $1";
                sqlx::query(open)
                    .bind(ticket)
                    .execute(&mut *transaction)
                    .await?;
                Replied::New
            }
        };
        transaction.commit().await?;
        Ok(Some(replied))
    }

    /// Keeps what a customer says of the help in place of what they said before; whether the link opens a ticket. When this returns,
    /// it is on the disk.
    pub(crate) async fn rate(&self, link: &Link, rating: &Rating) -> Result<bool, StoreError> {
        self.noted(self.put_rating(link, rating)).await
    }

    async fn put_rating(&self, link: &Link, rating: &Rating) -> Result<bool, StoreError> {
        let mut transaction = self.writing().await?;
        let Some(ticket) = touched(&mut transaction, link).await? else {
            return Ok(false);
        };
        sqlx::query(
            "INSERT INTO ratings (ticket, csat, ces, nps, comment) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (ticket) DO UPDATE SET csat = excluded.csat, ces = excluded.ces, nps = excluded.nps,
             comment = excluded.comment",
        )
        .bind(ticket)
        .bind(rating.csat.map(i64::from))
        .bind(rating.ces.map(i64::from))
        .bind(rating.nps.map(i64::from))
        .bind(&rating.comment)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// The ticket that a link opens. The link counts from the ticket's last change, or from when it was given out.
async fn behind(connection: &mut AnyConnection, link: &Link) -> Result<Option<i64>, StoreError> {
    let ticket = sqlx::query_scalar(
        "SELECT ticket FROM status_tokens JOIN tickets ON number = ticket
         WHERE hash = $1 AND (issued_at > $2 OR changed_at > $2)",
    )
    .bind(link.token.hash().to_vec())
    .bind(ago(link.lifetime))
    .fetch_optional(connection)
    .await?;
    Ok(ticket)
}

/// The same, for who is about to change the ticket. On PostgreSQL others who want to do so too wait their turn, one who erases it
/// included.
async fn touched(connection: &mut AnyConnection, link: &Link) -> Result<Option<i64>, StoreError> {
    let Some(ticket) = behind(&mut *connection, link).await? else {
        return Ok(None);
    };
    let changed = "UPDATE tickets SET changed_at = $1 WHERE number = $2 AND erased_at IS NULL RETURNING number";
    let ticket = sqlx::query_scalar(changed)
        .bind(now())
        .bind(ticket)
        .fetch_optional(connection)
        .await?;
    Ok(ticket)
}

/// What becomes of a reply whose id is taken.
async fn known(
    connection: &mut AnyConnection,
    ticket: i64,
    reply: &NewReply,
) -> Result<Replied, StoreError> {
    let stored: String =
        sqlx::query_scalar("SELECT text FROM replies WHERE ticket = $1 AND id = $2")
            .bind(ticket)
            .bind(reply.id.to_string())
            .fetch_one(connection)
            .await?;
    Ok(match stored == reply.text {
        true => Replied::Known,
        false => Replied::Conflict,
    })
}
