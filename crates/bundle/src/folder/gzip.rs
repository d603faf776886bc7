//! Gzip as browsers inflate it (`DecompressionStream("gzip")`).

use std::io::{self, Read, Write};

use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};

use super::MAX_INFLATED;

/// The same bytes for the same input: no name, no time, a fixed operating system.
pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzBuilder::new()
        .operating_system(255)
        .write(Vec::new(), Compression::best());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("writing to memory does not fail")
}

/// Above this size, the time that squeezing takes is felt.
const MAX_SQUEEZED: usize = 512 << 10;
/// How often zopfli looks for a better way. Its own default of 15 takes three times as long for another thousandth.
const ITERATIONS: u64 = 5;

/// The same stream, about a tenth smaller and a hundred times slower to make: for what every visitor downloads. Bytes that
/// are many go the quick way.
pub fn squeezed(bytes: &[u8]) -> Vec<u8> {
    if bytes.len() > MAX_SQUEEZED {
        return deflate(bytes);
    }
    let options = zopfli::Options {
        iteration_count: ITERATIONS.try_into().expect("it is not zero"),
        ..zopfli::Options::default()
    };
    let mut squeezed = Vec::new();
    zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut squeezed)
        .expect("writing to memory does not fail");
    squeezed
}

pub(super) fn inflate(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut inflated = Vec::new();
    GzDecoder::new(bytes)
        .take(MAX_INFLATED + 1)
        .read_to_end(&mut inflated)?;
    if inflated.len() as u64 > MAX_INFLATED {
        return Err(io::Error::other("inflates to more than 256 MiB"));
    }
    Ok(inflated)
}
