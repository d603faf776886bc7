//! The best few of many, without sorting the many. Knows nothing of what it ranks.

/// Keeps the highest scores it was offered.
pub(super) struct Top {
    limit: usize,
    /// Best first. A sorted list, not a heap: few are kept, most offers are turned away at the first comparison,
    /// and a visitor downloads less code.
    best: Vec<(u32, f32)>,
}

impl Top {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            best: Vec::new(),
        }
    }

    /// Items are offered in ascending order; of equal scores the earlier one stands first.
    pub(super) fn offer(&mut self, item: u32, score: f32) {
        let is_full = self.best.len() >= self.limit;
        if is_full && self.best.last().is_none_or(|(_, worst)| score <= *worst) {
            return;
        }
        if is_full {
            self.best.pop();
        }
        let place = self.best.partition_point(|(_, better)| *better >= score);
        self.best.insert(place, (item, score));
    }

    pub(super) fn into_best_first(self) -> Vec<(u32, f32)> {
        self.best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_come_first_and_equals_keep_their_order() {
        let mut top = Top::new(3);
        for (item, score) in (0..).zip([1.0, 3.0, 2.0, 3.0, 0.5, 2.0]) {
            top.offer(item, score);
        }
        assert_eq!(top.into_best_first(), [(1, 3.0), (3, 3.0), (2, 2.0)]);
    }

    #[test]
    fn a_limit_of_none_keeps_none() {
        let mut top = Top::new(0);
        top.offer(0, 1.0);
        assert_eq!(top.into_best_first(), []);
    }
}
