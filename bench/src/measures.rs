//! Answers and judgements → figures. An answer of grade 2 is a success; grade 1 counts in nDCG only.

use std::collections::BTreeMap;

/// How many answers an engine is asked for.
pub const LIMIT: usize = 10;

/// What the answers to the queries of one column came to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quality {
    pub queries: usize,
    /// The part of the queries whose first answer is right.
    pub success_at_1: f64,
    /// The part that has a right answer among the first three.
    pub success_at_3: f64,
    /// Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen 2002), gains 3 and 1.
    pub ndcg: f64,
}

impl Quality {
    /// Of the ids that were found for each query, best first, and the grades of the articles that answer it.
    pub fn of<'a>(
        answers: impl IntoIterator<Item = (&'a [String], &'a BTreeMap<String, u8>)>,
    ) -> Self {
        let mut sum = Self::default();
        for (found, relevant) in answers {
            let rank = rank(found, relevant);
            let within = |limit: usize| f64::from(rank.is_some_and(|rank| rank <= limit));
            sum.queries += 1;
            sum.success_at_1 += within(1);
            sum.success_at_3 += within(3);
            sum.ndcg += ndcg(found, relevant);
        }
        let count = sum.queries as f64;
        Self {
            queries: sum.queries,
            success_at_1: sum.success_at_1 / count,
            success_at_3: sum.success_at_3 / count,
            ndcg: sum.ndcg / count,
        }
    }
}

/// The place of the first right answer, from 1.
pub fn rank(found: &[String], relevant: &BTreeMap<String, u8>) -> Option<usize> {
    let is_right = |id: &String| relevant.get(id).is_some_and(|grade| *grade == 2);
    found.iter().position(is_right).map(|place| place + 1)
}

fn ndcg(found: &[String], relevant: &BTreeMap<String, u8>) -> f64 {
    let mut ideal: Vec<u8> = relevant.values().copied().collect();
    ideal.sort_by(|left, right| right.cmp(left));
    let grades = found
        .iter()
        .map(|id| relevant.get(id).copied().unwrap_or(0));
    discounted(grades) / discounted(ideal.into_iter())
}

fn discounted(grades: impl Iterator<Item = u8>) -> f64 {
    let gain = |(place, grade): (usize, u8)| {
        let gain = 2_f64.powi(grade.into()) - 1.0;
        gain / (place as f64 + 2.0).log2()
    };
    grades.take(LIMIT).enumerate().map(gain).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quality(found: &[&str], relevant: &[(&str, u8)]) -> Quality {
        let found: Vec<String> = found.iter().map(|id| (*id).to_owned()).collect();
        let relevant = relevant
            .iter()
            .map(|(id, grade)| ((*id).to_owned(), *grade));
        Quality::of([(found.as_slice(), &relevant.collect())])
    }

    #[test]
    fn the_best_order_has_the_gain_of_one() {
        let best = quality(&["a", "b", "x"], &[("a", 2), ("b", 1)]);
        assert_eq!((best.success_at_1, best.ndcg), (1.0, 1.0));
    }

    #[test]
    fn what_only_helps_is_no_success_but_has_a_gain() {
        let helps = quality(&["b", "x", "a"], &[("a", 2), ("b", 1)]);
        assert_eq!((helps.success_at_1, helps.success_at_3), (0.0, 1.0));
        // (1 + 3/2) / (3 + 1/log2(3))
        assert!((helps.ndcg - 0.6885).abs() < 1e-4, "{}", helps.ndcg);
    }

    #[test]
    fn no_answer_is_no_success() {
        assert_eq!(quality(&[], &[("a", 2)]).ndcg, 0.0);
        assert_eq!(quality(&["x"], &[("a", 2)]).success_at_3, 0.0);
    }
}
