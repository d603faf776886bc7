//! What customers say of the help they got: of one ticket, and of all together. How it comes in is in `link`.

use guichet_wire::ticket::Rating;
use serde::Serialize;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::{Store, StoreError, count, undecoded};

/// The three questions that support measures itself by, over all tickets.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Ratings {
    /// Customer satisfaction: the mean, from 1 to 5.
    pub csat: Score,
    /// Customer effort score: the mean, from 1 to 7, where 7 is very easy.
    pub ces: Score,
    /// Net promoter score: the percentage of promoters (9 and 10) less that of detractors (0 to 6), from -100 to 100.
    pub nps: Score,
}

/// What came out of one question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Score {
    /// How many customers answered it.
    pub answers: u64,
    /// What their answers come to; `None` where there are none.
    pub score: Option<f64>,
}

impl Store {
    /// What all customers together say of the help they got.
    pub async fn ratings(&self) -> Result<Ratings, StoreError> {
        let row = sqlx::query(
            "SELECT COUNT(csat) AS csat_answers, SUM(csat) AS csat, COUNT(ces) AS ces_answers, SUM(ces) AS ces,
             COUNT(nps) AS nps_answers, SUM(CASE WHEN nps >= 9 THEN 100 WHEN nps <= 6 THEN -100 ELSE 0 END) AS nps
             FROM ratings",
        )
        .fetch_one(&self.readers)
        .await?;
        Ok(Ratings {
            csat: mean(&row, "csat", "csat_answers")?,
            ces: mean(&row, "ces", "ces_answers")?,
            nps: mean(&row, "nps", "nps_answers")?,
        })
    }

    /// What a customer said of a ticket, unless that is nothing.
    pub(super) async fn rating(&self, number: i64) -> Result<Option<Rating>, StoreError> {
        let row = sqlx::query("SELECT csat, ces, nps, comment FROM ratings WHERE ticket = $1")
            .bind(number)
            .fetch_optional(&self.readers)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let rating = Rating {
            csat: score(&row, "csat")?,
            ces: score(&row, "ces")?,
            nps: score(&row, "nps")?,
            comment: row.try_get("comment")?,
        };
        Ok((rating != Rating::default()).then_some(rating))
    }
}

fn score(row: &AnyRow, column: &str) -> Result<Option<u8>, sqlx::Error> {
    let score: Option<i64> = row.try_get(column)?;
    let score = score.map(u8::try_from).transpose();
    score.map_err(|error| undecoded(column, error))
}

fn mean(row: &AnyRow, sum: &str, answers: &str) -> Result<Score, sqlx::Error> {
    let (sum, answers): (Option<i64>, _) = (row.try_get(sum)?, count(row, answers)?);
    let mean = |sum| sum as f64 / answers as f64;
    Ok(Score {
        answers,
        score: sum.filter(|_| answers > 0).map(mean),
    })
}
