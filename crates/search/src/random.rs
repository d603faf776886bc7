//! Random numbers for the tests, the same ones in every run.

/// A xorshift* generator (Marsaglia 2003; Vigna 2016).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32) as usize % end
    }

    pub(crate) fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }

    /// Any character at all, but often one of a script that the analysis treats in its own way.
    pub(crate) fn character(&mut self) -> char {
        let (first, length) = match self.below(12) {
            0 | 1 => (0x20, 0x5f),
            2 => (0xa0, 0x1b0),
            3 => (0x300, 0x70),
            4 => (0x370, 0x1c0),
            5 => (0x590, 0x170),
            6 => (0x900, 0x500),
            7 => (0xe00, 0x100),
            8 => (0x1000, 0x200),
            9 => (0x1e00, 0x100),
            10 => (0x3000, 0x100),
            _ => (0, 0x11_0000),
        };
        char::from_u32((first + self.below(length)) as u32).unwrap_or(' ')
    }

    pub(crate) fn text(&mut self, length: usize) -> String {
        (0..length).map(|_| self.character()).collect()
    }
}
