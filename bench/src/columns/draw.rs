//! Chance that is the same in every run: which letter a finger slips on must not differ from one measurement to the next.

/// Draws numbers by SplitMix64 (Steele, Lea, Flood 2014).
pub struct Draw(u64);

impl Draw {
    /// What is drawn depends on `seed` alone. The hash is FNV-1a.
    pub fn new(seed: &[&str]) -> Self {
        let bytes = seed.iter().flat_map(|part| part.bytes().chain([0]));
        Self(bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    /// A number below `count`, which must not be 0.
    pub fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % count as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_and_every_number_is_drawn() {
        let drawn = |seed: &[&str]| {
            let mut draw = Draw::new(seed);
            (0..100).map(|_| draw.below(5)).collect::<Vec<_>>()
        };
        assert_eq!(drawn(&["hu", "typo"]), drawn(&["hu", "typo"]));
        assert_ne!(drawn(&["hu", "typo"]), drawn(&["hut", "ypo"]));
        assert!((0..5).all(|number| drawn(&["hu"]).contains(&number)));
    }
}
