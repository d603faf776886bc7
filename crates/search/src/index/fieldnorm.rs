//! The length of a field in one byte. BM25 needs lengths only roughly: Lucene and tantivy spend a byte too.
//!
//! A norm is a float of three mantissa bits: exact up to 15 words, off by less than an eighth beyond, and good
//! for any length of 32 bits. The order of lengths is kept.

/// The norm of a field of `length` words.
pub(super) fn encode(length: u32) -> u8 {
    if length < 16 {
        return length as u8;
    }
    let shift = 28 - length.leading_zeros();
    ((shift as u8 + 1) << 3) | (length >> shift & 7) as u8
}

/// The norm that stands for this one and its neighbours, off by less than a third: what is said in each posting must not be said too exactly.
pub(super) fn coarse(norm: u8) -> u8 {
    if norm < 8 { norm } else { norm & !0b11 }
}

/// The shortest length that has this norm. No byte is invalid.
pub(super) fn decode(norm: u8) -> f32 {
    let low = u32::from(norm);
    if low < 16 {
        return low as f32;
    }
    ((8 + (low & 7)) as f32) * ((1_u64 << ((low >> 3) - 1)) as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_fields_are_exact_and_long_ones_are_off_by_less_than_an_eighth() {
        for length in (0..70_000).chain([1 << 20, u32::MAX]) {
            let decoded = decode(encode(length));
            assert!(
                decoded <= length as f32 && decoded > length as f32 * 0.875 - 1e-6,
                "{length} became {decoded}"
            );
            assert!(length >= 16 || decoded == length as f32);
        }
    }

    #[test]
    fn every_byte_decodes_and_longer_norms_mean_longer_fields() {
        for norm in 1..=u8::MAX {
            assert!(decode(norm) > decode(norm - 1));
        }
    }
}
