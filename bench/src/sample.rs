//! Measured values and what is told of them. Knows no clock.

/// Values in ascending order.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample(Vec<f64>);

impl FromIterator<f64> for Sample {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        Self(values)
    }
}

impl Sample {
    /// The nearest-rank percentile, always a value that was measured; NaN where none was.
    pub fn percentile(&self, percent: usize) -> f64 {
        let rank = (self.0.len() * percent).div_ceil(100);
        self.0
            .get(rank.saturating_sub(1))
            .copied()
            .unwrap_or(f64::NAN)
    }

    pub fn median(&self) -> f64 {
        self.percentile(50)
    }

    pub fn max(&self) -> f64 {
        self.percentile(100)
    }

    /// The sum over the count; NaN where nothing was measured.
    pub fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / self.0.len() as f64
    }

    pub fn values(&self) -> &[f64] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_the_measured_value_of_its_rank() {
        let sample: Sample = (1..=200).rev().map(f64::from).collect();
        let told = [0, 50, 99, 100].map(|percent| sample.percentile(percent));
        assert_eq!(told, [1.0, 100.0, 198.0, 200.0]);
    }

    #[test]
    fn few_values_have_percentiles_too_and_none_have_none() {
        let one: Sample = [7.0].into_iter().collect();
        assert_eq!(
            (one.median(), one.percentile(99), one.max()),
            (7.0, 7.0, 7.0)
        );
        let three: Sample = [3.0, 1.0, 2.0].into_iter().collect();
        assert_eq!((three.median(), three.percentile(99)), (2.0, 3.0));
        assert!(Sample::from_iter([]).median().is_nan());
    }
}
