//! What is said of articles: the web side keeps it, the terminal counts it.

use std::collections::BTreeMap;

use guichet_wire::feedback::{Feedback, Reason};
use serde::Serialize;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::{Store, StoreError, count, now, undecoded};

/// How many comments on an article are shown, the newest first.
const COMMENTS: i64 = 5;

/// What was said of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArticleFeedback {
    /// The article's id.
    pub article: String,
    /// How many people it helped.
    pub helpful: u64,
    /// How many of them were writing a ticket, which they did not send then.
    pub tickets_avoided: u64,
    /// How many it did not.
    pub not_helpful: u64,
    /// Why not, as far as people said; how many for each reason.
    pub reasons: BTreeMap<Reason, u64>,
    /// The newest comments, the newest first.
    pub comments: Vec<Comment>,
}

/// What somebody said of an article in their own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Comment {
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// BCP 47 tag of the language they read it in; may be empty.
    pub locale: String,
    /// Whether it helped them.
    pub helpful: bool,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Plain text.
    pub text: String,
}

impl Store {
    /// Keeps `feedback` in place of what was said under its id before; whether it tells for the first time that a ticket was avoided.
    /// When this returns, it is on the disk.
    pub(crate) async fn take(&self, feedback: &Feedback) -> Result<bool, StoreError> {
        self.noted(self.put(feedback)).await
    }

    async fn put(&self, feedback: &Feedback) -> Result<bool, StoreError> {
        let mut transaction = self.writing().await?;
        let known: Option<i64> =
            sqlx::query_scalar("SELECT ticket_avoided FROM feedback WHERE id = $1")
                .bind(feedback.id.to_string())
                .fetch_optional(&mut *transaction)
                .await?;
        sqlx::query(
            "INSERT INTO feedback (id, at, article, locale, helpful, ticket_avoided, reason, comment)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (id) DO UPDATE SET at = excluded.at, article = excluded.article, locale = excluded.locale,
             helpful = excluded.helpful, ticket_avoided = excluded.ticket_avoided, reason = excluded.reason,
             comment = excluded.comment",
        )
        .bind(feedback.id.to_string())
        .bind(now())
        .bind(&feedback.article)
        .bind(&feedback.locale)
        .bind(i64::from(feedback.helpful))
        .bind(i64::from(feedback.ticket_avoided))
        .bind(feedback.reason.map(Reason::as_str))
        .bind(&feedback.comment)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(feedback.ticket_avoided && known != Some(1))
    }

    /// What was said of each article, those that helped least often first.
    pub async fn feedback(&self) -> Result<Vec<ArticleFeedback>, StoreError> {
        // One transaction, so that all three questions are answered of the same moment.
        let mut transaction = self.reading().await?;
        let rows = sqlx::query(
            "SELECT article, SUM(helpful) AS helpful, SUM(ticket_avoided) AS tickets_avoided,
             SUM(1 - helpful) AS not_helpful FROM feedback GROUP BY article ORDER BY not_helpful DESC, helpful, article",
        )
        .fetch_all(&mut *transaction)
        .await?;
        let mut reasons = reasons(&mut transaction).await?;
        let mut comments = comments(&mut transaction).await?;
        rows.iter()
            .map(|row| {
                let article: String = row.try_get("article")?;
                Ok(ArticleFeedback {
                    helpful: count(row, "helpful")?,
                    tickets_avoided: count(row, "tickets_avoided")?,
                    not_helpful: count(row, "not_helpful")?,
                    reasons: reasons.remove(&article).unwrap_or_default(),
                    comments: comments.remove(&article).unwrap_or_default(),
                    article,
                })
            })
            .collect()
    }
}

/// How often each reason was given, by article.
async fn reasons(
    connection: &mut AnyConnection,
) -> Result<BTreeMap<String, BTreeMap<Reason, u64>>, StoreError> {
    let rows = sqlx::query(
        "SELECT article, reason, COUNT(*) AS people FROM feedback
         WHERE reason IS NOT NULL GROUP BY article, reason",
    )
    .fetch_all(connection)
    .await?;
    let mut found: BTreeMap<String, BTreeMap<Reason, u64>> = BTreeMap::new();
    for row in &rows {
        if let Some(reason) = reason(row)? {
            let of_article = found.entry(row.try_get("article")?).or_default();
            of_article.insert(reason, count(row, "people")?);
        }
    }
    Ok(found)
}

/// The newest comments, by article.
async fn comments(
    connection: &mut AnyConnection,
) -> Result<BTreeMap<String, Vec<Comment>>, StoreError> {
    let rows = sqlx::query(
        "SELECT article, at, locale, helpful, reason, comment FROM
         (SELECT *, ROW_NUMBER() OVER (PARTITION BY article ORDER BY at DESC, feedback.feedback DESC) AS place
          FROM feedback WHERE comment <> '') AS placed
         WHERE place <= $1 ORDER BY article, place",
    )
    .bind(COMMENTS)
    .fetch_all(connection)
    .await?;
    let mut found: BTreeMap<String, Vec<Comment>> = BTreeMap::new();
    for row in &rows {
        let of_article = found.entry(row.try_get("article")?).or_default();
        of_article.push(comment(row)?);
    }
    Ok(found)
}

pub(super) fn comment(row: &AnyRow) -> Result<Comment, sqlx::Error> {
    Ok(Comment {
        at: row.try_get("at")?,
        locale: row.try_get("locale")?,
        helpful: row.try_get::<i64, _>("helpful")? != 0,
        reason: reason(row)?,
        text: row.try_get("comment")?,
    })
}

fn reason(row: &AnyRow) -> Result<Option<Reason>, sqlx::Error> {
    let Some(name) = row.try_get::<Option<&str>, _>("reason")? else {
        return Ok(None);
    };
    match Reason::from_name(name) {
        Some(reason) => Ok(Some(reason)),
        None => Err(undecoded("reason", format!("no reason is called {name:?}"))),
    }
}
