//! `guichet build`: a knowledge base in, a bundle out.
//!
//! Reading and checking is `knowledge_base`, the files' formats are `bundle` and `search`; here it is decided which article
//! goes where. The same input gives the same bytes.

pub(crate) mod catalog;
mod elsewhere;
pub(crate) mod index;
mod links;
pub(crate) mod output;
mod placing;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use clap::Args;
use guichet_bundle::folder::{MANIFEST, squeezed};
use guichet_bundle::pack::PackWriter;
use guichet_wire::manifest::{FORMAT, FileRef, LocaleEntry, Manifest};
use indicatif::ProgressBar;
use rayon::prelude::*;

use self::catalog::{Listed, Packed, catalog, listing};
use self::index::{index, sections_of_all};
use self::output::Output;
use crate::knowledge_base::diagnostic::{self, Diagnostic};
use crate::knowledge_base::{KnowledgeBase, Locale};
use crate::{pages, progress};

/// A pack is full at about this size: large enough to compress well, small enough to be fetched for one article.
const PACK_SIZE: usize = 64 << 10;

/// Builds the bundle of a knowledge base.
#[derive(Args, Debug)]
pub struct BuildArgs {
    /// The folder with guichet.toml
    pub knowledge_base: PathBuf,
    /// The folder that the bundle is written to
    #[arg(long, short, value_name = "DIR", default_value = "bundle")]
    pub out: PathBuf,
}

/// What a build came to.
#[derive(Debug)]
pub struct Outcome {
    /// All that was found in the knowledge base, by file and line.
    pub diagnostics: Vec<Diagnostic>,
    /// `None` where there were errors: nothing was written.
    pub summary: Option<Summary>,
}

/// What was built.
#[derive(Debug)]
pub struct Summary {
    /// How many locales.
    pub locales: usize,
    /// How many articles, each translation counted.
    pub articles: usize,
    /// How many drafts were left out.
    pub drafts: usize,
    /// Bytes of all files.
    pub bytes: u64,
    /// How long it took.
    pub time: Duration,
}

/// Runs the subcommand; false where the knowledge base has errors.
pub fn run(args: &BuildArgs) -> anyhow::Result<bool> {
    let progress = progress::bar("articles");
    let outcome = build(&args.knowledge_base, &args.out, &progress)?;
    progress.finish_and_clear();
    diagnostic::print(&outcome.diagnostics)?;
    let errors = diagnostic::errors(&outcome.diagnostics);
    let warnings = outcome.diagnostics.len() - errors;
    let Some(summary) = outcome.summary else {
        let counted = counted(errors, "error");
        anstream::eprintln!(
            "{counted}, {}: no bundle was written",
            self::counted(warnings, "warning")
        );
        return Ok(false);
    };
    anstream::println!(
        "{}, {}, {}, {}: {:.1} kB in {:.1} s",
        counted(summary.locales, "locale"),
        counted(summary.articles, "article"),
        counted(summary.drafts, "draft"),
        counted(warnings, "warning"),
        summary.bytes as f64 / 1000.0,
        summary.time.as_secs_f64(),
    );
    let (out, source) = (args.out.display(), args.knowledge_base.display());
    anstream::println!("Written to {out}. To see it: guichet serve {source}");
    Ok(true)
}

pub(crate) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Builds the knowledge base in `source` into the folder `out`.
pub fn build(source: &Path, out: &Path, progress: &ProgressBar) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    check_out(source, out)?;
    progress.set_message("reading");
    let (base, diagnostics) = KnowledgeBase::read(source, progress);
    let base = base.filter(|_| diagnostic::errors(&diagnostics) == 0);
    let Some(mut base) = base else {
        return Ok(Outcome {
            diagnostics,
            summary: None,
        });
    };
    progress.set_message("writing");
    let mut output = Output::new(out)?;
    placing::pictures(&mut base, &mut output)?;
    let locales = write_locales(&base, &mut output)?;
    pages::write(&base, &mut output)?;
    let manifest = Manifest {
        format: FORMAT,
        name: base.configuration.name.clone(),
        default_locale: base.configuration.default_locale.clone(),
        locales,
        settings: base.configuration.settings.clone(),
    };
    let bytes = output.finish(&manifest)?;
    let summary = Summary {
        locales: base.locales.len(),
        articles: base
            .locales
            .iter()
            .map(|locale| locale.articles.len())
            .sum(),
        drafts: base.drafts,
        bytes,
        time: start.elapsed(),
    };
    Ok(Outcome {
        diagnostics,
        summary: Some(summary),
    })
}

/// A bundle is written neither over somebody else's manifest nor among the sources.
fn check_out(source: &Path, out: &Path) -> anyhow::Result<()> {
    let manifest = out.join(MANIFEST);
    if manifest.exists() {
        let json = std::fs::read(&manifest)
            .with_context(|| format!("cannot read {}", manifest.display()))?;
        if serde_json::from_slice::<Manifest>(&json).is_err() {
            bail!(
                "{} was not written by guichet: name another folder by --out, or remove that file",
                manifest.display()
            );
        }
    }
    if let (Ok(source), Ok(out)) = (source.canonicalize(), out.canonicalize())
        && source.starts_with(&out)
    {
        bail!(
            "the bundle cannot be written over its knowledge base {}: name another folder by --out",
            source.display()
        );
    }
    let is_markdown = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.is_ok_and(|entry| {
            entry
                .path()
                .extension()
                .is_some_and(|extension| extension == "md")
        })
    };
    if std::fs::read_dir(out).is_ok_and(|mut entries| entries.any(is_markdown)) {
        bail!(
            "{} holds Markdown and is no place for a bundle: name another folder by --out",
            out.display()
        );
    }
    Ok(())
}

fn write_locales(base: &KnowledgeBase, output: &mut Output) -> anyhow::Result<Vec<LocaleEntry>> {
    let sections = sections_of_all(base);
    let listings: Vec<Vec<Listed>> = base
        .locales
        .iter()
        .map(|locale| listing(base, locale))
        .collect();
    let indexes: Vec<Vec<u8>> = base
        .locales
        .par_iter()
        .zip(&listings)
        .map(|(locale, listing)| squeezed(&index(base, locale, listing, &sections)))
        .collect();
    let mut packed = BTreeMap::new();
    for (locale, listing) in base.locales.iter().zip(&listings) {
        packed.insert(locale.tag.as_str(), write_packs(locale, listing, output)?);
    }
    let mut entries = Vec::new();
    for ((locale, listing), index) in base.locales.iter().zip(&listings).zip(&indexes) {
        let catalog = catalog(base, locale, listing, &packed, &sections);
        let json = serde_json::to_vec(&catalog)?;
        entries.push(LocaleEntry {
            tag: locale.tag.clone(),
            fallback: locale.fallback.clone(),
            articles: u32::try_from(locale.articles.len())?,
            catalog: output.add(&format!("{}/catalog", locale.tag), "json", &json)?,
            index: output.add(&format!("{}/index", locale.tag), "bin", index)?,
        });
    }
    Ok(entries)
}

/// Packs the articles that are written in the locale, in the order in which they are listed.
fn write_packs<'a>(
    locale: &'a Locale,
    listing: &[Listed<'a>],
    output: &mut Output,
) -> anyhow::Result<Packed<'a>> {
    let mut packed = Packed::default();
    let mut pack = PackWriter::default();
    let mut write = |pack: PackWriter| -> anyhow::Result<FileRef> {
        output.add_gzipped(&format!("{}/pack", locale.tag), &pack.finish())
    };
    for listed in listing
        .iter()
        .filter(|listed| listed.written_in.tag == locale.tag)
    {
        if pack.size() >= PACK_SIZE {
            packed.files.push(write(std::mem::take(&mut pack))?);
        }
        let article = listed.article;
        pack.add(&article.id, &locale.tag, &article.title, &article.document);
        packed.place.insert(&article.id, packed.files.len());
    }
    if pack.size() > 0 {
        packed.files.push(write(pack)?);
    }
    Ok(packed)
}
