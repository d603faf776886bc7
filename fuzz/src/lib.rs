//! What the fuzz targets share: a bound on memory, and frames made right again. What they try is in `fuzz_targets/`.

use std::alloc::System;
use std::panic;
use std::sync::Once;

use cap::Cap;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// Bytes that any file may cost, however small it is: the buffers that a search needs in any case.
const SLACK: usize = 64 * 1024;

/// Runs a target that may take `factor` bytes of memory for each byte of the file, all at the same time. An allocation
/// beyond that aborts, which is a finding.
pub fn within<T>(factor: usize, file: &[u8], target: impl FnOnce() -> T) -> T {
    static HOOK: Once = Once::new();
    HOOK.call_once(lift_the_limit_on_panic);
    let limit = MEMORY.allocated() + SLACK + factor * file.len();
    set_limit(limit);
    let result = target();
    set_limit(usize::MAX);
    result
}

/// To tell where it happened, a panic needs memory too.
fn lift_the_limit_on_panic() {
    let tell = panic::take_hook();
    panic::set_hook(Box::new(move |what| {
        set_limit(usize::MAX);
        tell(what);
    }));
}

fn set_limit(bytes: usize) {
    MEMORY
        .set_limit(bytes)
        .expect("it is above what is allocated");
}

/// The header of an index, a pack or a reach: magic, version, length, checksum of what follows.
pub struct Frame {
    /// The first bytes.
    pub magic: [u8; 4],
    /// The newest version that is read.
    pub version: u16,
    /// Whether the length counts the header too.
    pub counts_itself: bool,
}

impl Frame {
    /// Bytes of the header.
    const HEADER: usize = 4 + 2 + 4 + 4;

    /// The file with a right header in the place of its own: mutations would hardly ever meet the checksum.
    /// `None` when the file is shorter than a header.
    pub fn mend(&self, file: &[u8]) -> Option<Vec<u8>> {
        let body = file.get(Self::HEADER..)?;
        let length = if self.counts_itself {
            file.len()
        } else {
            body.len()
        } as u32;
        let mut mended = self.magic.to_vec();
        mended.extend(self.version.to_le_bytes());
        mended.extend(length.to_le_bytes());
        mended.extend(guichet_search::checksum(body).to_le_bytes());
        mended.extend(body);
        Some(mended)
    }
}

/// The frame of an index.
pub const INDEX: Frame = Frame {
    magic: *b"GSEG",
    version: guichet_search::index::VERSION,
    counts_itself: true,
};

/// The frame of the directory of an index in shards.
pub const DIRECTORY: Frame = Frame {
    magic: *b"GDIR",
    ..INDEX
};

/// The frame of a shard.
pub const SHARD: Frame = Frame {
    magic: *b"GSHD",
    ..INDEX
};

/// The frame of a pack.
pub const PACK: Frame = Frame {
    magic: *b"GUIP",
    version: 1,
    counts_itself: false,
};

/// The frame of a reach.
pub const REACH: Frame = Frame {
    magic: *b"GREA",
    version: 1,
    counts_itself: false,
};

/// Some of the words that stand in a file in plain UTF-8, from its beginning to its end: a search for them gets further than
/// one for words that are not there.
pub fn words_of(file: &[u8]) -> Vec<String> {
    const MOST: usize = 4;
    let text = String::from_utf8_lossy(file);
    let words = || {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
    };
    let step = words().count().div_ceil(MOST).max(1);
    words().step_by(step).map(str::to_owned).collect()
}
