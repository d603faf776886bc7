//! The smallest parts of a pack, written and read: numbers, strings, counted lists.

use super::PackError;

pub(super) fn string(out: &mut Vec<u8>, text: &str) {
    varint(out, text.len());
    out.extend(text.as_bytes());
}

pub(super) fn varint(out: &mut Vec<u8>, value: usize) {
    let mut rest = u32_of(value);
    while rest >= 0x80 {
        out.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

pub(super) fn u32_of(value: usize) -> u32 {
    u32::try_from(value).expect("an article is read from one file of far less than 4 GiB")
}

/// A place in the bytes; every read is checked against their end.
pub(super) struct Cursor<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn corrupt(&self) -> PackError {
        PackError::Corrupt { at: self.at }
    }

    pub(super) fn byte(&mut self) -> Result<u8, PackError> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(super) fn varint(&mut self) -> Result<u32, PackError> {
        let mut value = 0u64;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(value).map_err(|_| self.corrupt());
            }
        }
        Err(self.corrupt())
    }

    pub(super) fn string(&mut self) -> Result<String, PackError> {
        self.text().map(str::to_owned)
    }

    /// A counted list. An element takes at least a byte, so a count beyond the bytes left is refused before anything is
    /// allocated for it.
    pub(super) fn list<T>(
        &mut self,
        mut element: impl FnMut(&mut Self) -> Result<T, PackError>,
    ) -> Result<Vec<T>, PackError> {
        let count = self.size()?;
        if count > self.bytes.len() - self.at {
            return Err(self.corrupt());
        }
        (0..count).map(|_| element(self)).collect()
    }

    pub(super) fn size(&mut self) -> Result<usize, PackError> {
        self.varint().map(|size| size as usize)
    }

    pub(super) fn text(&mut self) -> Result<&'a str, PackError> {
        let size = self.size()?;
        let bytes = self.skip(size)?;
        str::from_utf8(bytes).map_err(|_| self.corrupt())
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], PackError> {
        let bytes = self.skip(N)?;
        bytes.try_into().map_err(|_| self.corrupt())
    }

    pub(super) fn skip(&mut self, size: usize) -> Result<&'a [u8], PackError> {
        let end = self.at.checked_add(size).ok_or_else(|| self.corrupt())?;
        let bytes = self.bytes.get(self.at..end).ok_or_else(|| self.corrupt())?;
        self.at = end;
        Ok(bytes)
    }
}
