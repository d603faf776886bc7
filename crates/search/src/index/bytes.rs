//! The primitives of the format: a cursor that never reads past its end, varints, the checksum.

/// Reads forward through bytes. Every read says `None` when the bytes do not hold what is asked for.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.bytes.len()
    }

    #[inline(always)]
    pub(super) fn u8(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    pub(super) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(taken)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.take(2)?.try_into().ok().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    /// Refuses numbers past 32 bits and forms longer than needed: one number has one spelling.
    pub(super) fn varint(&mut self) -> Option<u32> {
        self.quick_varint()
    }

    /// As [`Cursor::varint`]. Most numbers take one byte, and opening an index is mostly reading them: so that much is in the loops themselves.
    #[inline(always)]
    pub(super) fn quick_varint(&mut self) -> Option<u32> {
        match *self.bytes.get(self.at..)? {
            [byte @ ..0x80, ..] => {
                self.at += 1;
                Some(u32::from(byte))
            }
            [low, high @ 1..0x80, ..] => {
                self.at += 2;
                Some(u32::from(high) << 7 | u32::from(low & 0x7f))
            }
            // It is not given the cursor, so that a loop may keep that in registers.
            _ => {
                let (value, end) = long_varint(self.bytes, self.at)?;
                self.at = end;
                Some(value)
            }
        }
    }

    /// Reads the bytes of a column that says how many they are.
    pub(super) fn column(&mut self) -> Option<Self> {
        let length = self.length()?;
        self.take(length).map(Self::new)
    }

    pub(super) fn remaining(&self) -> usize {
        self.bytes.len() - self.at
    }

    /// The number of things that follow, of which each takes a byte at least.
    pub(super) fn count(&mut self) -> Option<usize> {
        self.length().filter(|count| *count <= self.remaining())
    }

    pub(super) fn length(&mut self) -> Option<usize> {
        self.varint().map(|length| length as usize)
    }
}

/// The number that begins there, and where it ends.
fn long_varint(bytes: &[u8], mut at: usize) -> Option<(u32, usize)> {
    let mut value = 0_u32;
    for shift in (0..35).step_by(7) {
        let byte = *bytes.get(at)?;
        at += 1;
        if shift == 28 && byte > 0x0f || shift > 0 && byte == 0 {
            return None;
        }
        value |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some((value, at));
        }
    }
    None
}

pub(super) fn push_varint(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// CRC-32 of `bytes` (IEEE 802.3, reflected polynomial EDB88320), as segments and packs carry it.
/// It finds every change within any 32 neighbouring bits.
///
/// Eight bytes at a time ("slicing by 8"), over tables that are made at each call: that takes microseconds, and a visitor does
/// not download 8 kB of numbers.
pub fn checksum(bytes: &[u8]) -> u32 {
    let tables = tables();
    let mut crc = !0_u32;
    let (chunks, rest) = bytes.as_chunks::<8>();
    for chunk in chunks {
        let mixed = u64::from_le_bytes(*chunk) ^ u64::from(crc);
        let at = |place: u32| tables[7 - place as usize][(mixed >> (8 * place)) as usize & 0xff];
        crc = at(0) ^ at(1) ^ at(2) ^ at(3) ^ at(4) ^ at(5) ^ at(6) ^ at(7);
    }
    for byte in rest {
        crc = crc >> 8 ^ tables[0][usize::from(crc as u8 ^ byte)];
    }
    !crc
}

/// Table `n` has the checksums of each byte with `n` zeros after it.
fn tables() -> [[u32; 256]; 8] {
    let of_byte = |byte: usize| {
        (0..8).fold(byte as u32, |crc, _| match crc & 1 {
            1 => crc >> 1 ^ 0xedb8_8320,
            _ => crc >> 1,
        })
    };
    let first: [u32; 256] = std::array::from_fn(of_byte);
    let mut tables = [first; 8];
    for table in 1..8 {
        tables[table] = tables[table - 1].map(|crc| crc >> 8 ^ first[crc as usize & 0xff]);
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_crc_32_that_everybody_uses() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn varints_come_back_as_they_went() {
        for value in [0, 1, 127, 128, 16_383, 16_384, u32::MAX - 1, u32::MAX] {
            let mut bytes = Vec::new();
            push_varint(&mut bytes, value);
            let mut cursor = Cursor::new(&bytes);
            assert_eq!(cursor.varint(), Some(value));
            assert!(cursor.is_at_end());
        }
    }

    #[test]
    fn varints_that_are_cut_too_long_or_too_large_are_refused() {
        for bytes in [
            &[0x80][..],
            &[0x80, 0x00],
            &[0xff, 0xff, 0xff, 0xff, 0x10],
            &[0x80; 6],
        ] {
            assert_eq!(Cursor::new(bytes).varint(), None, "{bytes:x?}");
        }
    }
}
