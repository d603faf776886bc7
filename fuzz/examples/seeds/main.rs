//! `cargo run --manifest-path fuzz/Cargo.toml --example seeds`, from the root, writes the seeds into corpus/ anew: files of the
//! real writers, and the same cut, flipped and doubled. What fuzzing found lies beside them, in files that do not begin with
//! `seed-`, and is left alone.

mod document;
mod files;
mod samples;

use std::fs;
use std::path::{Path, PathBuf};

use guichet_bundle::pack::PackWriter;
use guichet_bundle::reach::ReachWriter;
use guichet_search::SegmentWriter;

use files::{catalog, index, manifest, many_relations, pack, reach, shards};
use samples::SAMPLES;

/// The samples of which damaged files are written too.
const DAMAGED: &[&str] = &["en", "zh-CN", "und"];

fn main() -> std::io::Result<()> {
    for target in ["index", "shards", "pack", "reach", "catalog", "manifest"] {
        clear(target)?;
    }
    for sample in SAMPLES {
        let (index, pack, catalog) = (index(sample), pack(sample), catalog(sample));
        let catalog = [catalog.as_bytes(), &[0], &index].concat();
        let files = [
            ("index", index),
            ("shards", shards(sample)),
            ("pack", pack),
            ("catalog", catalog),
        ];
        for (target, file) in files {
            let locale = sample.0;
            write(target, locale, &file)?;
            if DAMAGED.contains(&locale) {
                write_damaged(target, locale, &file)?;
            }
        }
    }
    for (name, samples) in [("one", &SAMPLES[..1]), ("all", SAMPLES)] {
        let manifest = manifest(samples);
        write("manifest", name, manifest.as_bytes())?;
        write_damaged("manifest", name, manifest.as_bytes())?;
        let reach = reach(samples);
        write("reach", name, &reach)?;
        write_damaged("reach", name, &reach)?;
    }
    write("index", "many-relations", &many_relations())?;
    write("index", "empty", &SegmentWriter::new("en").finish())?;
    write("pack", "empty", &PackWriter::default().finish())?;
    write("reach", "empty", &ReachWriter::default().finish())
}

fn write(target: &str, name: &str, file: &[u8]) -> std::io::Result<()> {
    fs::write(folder(target).join(format!("seed-{name}")), file)
}

fn write_damaged(target: &str, name: &str, file: &[u8]) -> std::io::Result<()> {
    let mut damages = DAMAGES.iter();
    damages.try_for_each(|(damage, harm)| write(target, &format!("{name}-{damage}"), &harm(file)))
}

fn clear(target: &str) -> std::io::Result<()> {
    fs::create_dir_all(folder(target))?;
    for file in fs::read_dir(folder(target))? {
        let file = file?;
        if file.file_name().to_string_lossy().starts_with("seed-") {
            fs::remove_file(file.path())?;
        }
    }
    Ok(())
}

fn folder(target: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(target)
}

type Damage = (&'static str, fn(&[u8]) -> Vec<u8>);

/// What happens to files. The targets make lengths and checksums right again.
const DAMAGES: &[Damage] = &[
    ("cut", |file| file[..file.len() * 2 / 3].to_vec()),
    ("flipped", |file| {
        let mut flipped = file.to_vec();
        flipped
            .iter_mut()
            .step_by(61)
            .skip(1)
            .for_each(|byte| *byte ^= 1);
        flipped
    }),
    ("doubled", |file| {
        let half = file.len() / 2;
        [&file[..half], &file[half - 16..]].concat()
    }),
];
