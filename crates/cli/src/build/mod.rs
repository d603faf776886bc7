//! `guichet build`: a knowledge base in, a bundle out.
//!
//! Reading and checking is `knowledge_base`, the files' formats are `bundle` and `search`; here it is decided which article
//! goes where. The same input gives the same bytes.

pub(crate) mod catalog;
mod elsewhere;
mod form;
pub(crate) mod index;
mod links;
mod paging;
mod placing;
mod reach;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use clap::Args;
use guichet_bundle::folder::{MANIFEST, Writer, gzipped, squeezed};
use guichet_bundle::pack::PackWriter;
use guichet_search::Index;
use guichet_wire::catalog::Catalog;
use guichet_wire::manifest::{FORMAT, FileRef, LocaleEntry, Manifest};
use indicatif::ProgressBar;
use rayon::prelude::*;

use self::catalog::{Listed, Packed, catalog, listing};
use self::index::index;
use crate::knowledge_base::diagnostic::{self, Diagnostic};
use crate::knowledge_base::{KnowledgeBase, Locale};
use crate::{pages, progress};

pub use guichet_search::Cutting;

/// A pack is full at about this size: large enough to compress well, small enough to be fetched for one article.
const PACK_SIZE: usize = 64 << 10;
/// The same where articles are so many that those of one pack are hardly ever read together.
const SMALL_PACK_SIZE: usize = 8 << 10;

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
    build_cut(source, out, &Cutting::default(), progress)
}

/// Builds it with indexes that are cut otherwise than they usually are, so that a small knowledge base can stand for a large one.
pub fn build_cut(
    source: &Path,
    out: &Path,
    cutting: &Cutting,
    progress: &ProgressBar,
) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    check_out(source, out)?;
    let (base, diagnostics) = KnowledgeBase::read(source, progress);
    let base = base.filter(|_| diagnostic::errors(&diagnostics) == 0);
    let Some(mut base) = base else {
        return Ok(Outcome {
            diagnostics,
            summary: None,
        });
    };
    let writer = Writer::new(out)?;
    placing::pictures(&mut base, &writer)?;
    let locales = write_locales(&base, cutting, &writer, progress)?;
    let reach = reach::write(&base, &writer)?;
    pages::write(&base, &writer, progress)?;
    let configuration = &base.configuration;
    let mut settings = configuration.settings.clone();
    settings.contact.form = form::write(&configuration.form, &writer)?;
    let manifest = Manifest {
        format: FORMAT,
        name: configuration.name.clone(),
        default_locale: configuration.default_locale.clone(),
        locales,
        reach,
        settings,
    };
    let bytes = writer.finish(&manifest)?;
    let summary = Summary {
        locales: base.locales.len(),
        articles: base.articles().count(),
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

fn write_locales(
    base: &KnowledgeBase,
    cutting: &Cutting,
    writer: &Writer,
    progress: &ProgressBar,
) -> anyhow::Result<Vec<LocaleEntry>> {
    let listings: Vec<Vec<Listed>> = base
        .locales
        .iter()
        .map(|locale| listing(base, locale))
        .collect();
    progress::step(progress, "indexing", listings.iter().map(Vec::len).sum());
    let indexes: Vec<Index> = base
        .locales
        .par_iter()
        .zip(&listings)
        .map(|(locale, listing)| {
            compressed(&index(base, locale, listing, progress).finish_cut(cutting))
        })
        .collect();
    progress::step(progress, "packing", base.articles().count());
    let mut packed = BTreeMap::new();
    for ((locale, listing), index) in base.locales.iter().zip(&listings).zip(&indexes) {
        let size = match index.shards.is_empty() {
            true => PACK_SIZE,
            false => SMALL_PACK_SIZE,
        };
        let packs = write_packs(locale, listing, size, writer)?;
        progress.inc(locale.articles.len() as u64);
        packed.insert(locale.tag.as_str(), packs);
    }
    let mut entries = Vec::new();
    for ((locale, listing), index) in base.locales.iter().zip(&listings).zip(&indexes) {
        let catalog = catalog(base, locale, listing, &packed);
        entries.push(LocaleEntry {
            tag: locale.tag.clone(),
            fallback: locale.fallback.clone(),
            articles: u32::try_from(locale.articles.len())?,
            catalog: write_catalog(catalog, index, writer)?,
            index: write_index(&locale.tag, index, writer)?,
        });
    }
    Ok(entries)
}

/// The files of an index as readers inflate them.
fn compressed(index: &Index) -> Index {
    let shards = index.shards.par_iter();
    Index {
        head: squeezed(&index.head),
        shards: shards.map(|shard| gzipped(shard)).collect(),
    }
}

/// Writes an index; where it is in shards, these stand in the folder that is called as its file is.
fn write_index(tag: &str, index: &Index, writer: &Writer) -> anyhow::Result<FileRef> {
    let head = writer.add(&format!("{tag}/index"), "bin", &index.head)?;
    for (number, shard) in index.shards.iter().enumerate() {
        writer.add_page(&beside(&head, &format!("{number}.bin")), shard)?;
    }
    Ok(head)
}

/// Writes the catalog, cut into pages where the index is in shards.
fn write_catalog(catalog: Catalog, index: &Index, writer: &Writer) -> anyhow::Result<FileRef> {
    let (head, files) = match index.shards.is_empty() {
        true => (catalog, Vec::new()),
        false => paging::cut(catalog)?,
    };
    let json = serde_json::to_vec(&head)?;
    let head = writer.add(&format!("{}/catalog", head.locale), "json", &json)?;
    for (name, bytes) in files {
        writer.add_page(&beside(&head, &name), &bytes)?;
    }
    Ok(head)
}

/// The path of a file in the folder of a head's parts.
fn beside(head: &FileRef, name: &str) -> String {
    let (folder, _) = head.path.rsplit_once('.').unwrap_or((&head.path, ""));
    format!("{folder}/{name}")
}

/// Packs the articles that are written in the locale, in the order in which they are listed.
fn write_packs<'a>(
    locale: &'a Locale,
    listing: &[Listed<'a>],
    size: usize,
    writer: &Writer,
) -> anyhow::Result<Packed<'a>> {
    let mut place = BTreeMap::new();
    let mut packs: Vec<PackWriter> = Vec::new();
    for listed in listing
        .iter()
        .filter(|listed| listed.written_in.tag == locale.tag)
    {
        let article = listed.article;
        let unfilled = packs.pop_if(|pack| pack.size() < size);
        let pack = packs.push_mut(unfilled.unwrap_or_default());
        pack.add(&article.id, &locale.tag, &article.title, &article.document);
        place.insert(article.id.as_str(), packs.len() - 1);
    }
    let stem = format!("{}/pack", locale.tag);
    let files = packs.into_par_iter();
    let files = files.map(|pack| writer.add_gzipped(&stem, &pack.finish()));
    Ok(Packed {
        files: files.collect::<Result<_, _>>()?,
        place,
    })
}
