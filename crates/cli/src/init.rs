//! `guichet init`: a small knowledge base that builds, to be changed into one's own.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;

/// Makes a small knowledge base.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  guichet init help && guichet build help --out bundle")]
pub struct InitArgs {
    /// The folder to make it in
    #[arg(default_value = "help")]
    pub folder: PathBuf,
}

const FILES: [(&str, &str); 4] = [
    ("guichet.toml", include_str!("init/guichet.toml")),
    ("en/queries.csv", include_str!("init/queries.csv")),
    (
        "en/orders/track-an-order.md",
        include_str!("init/track-an-order.md"),
    ),
    (
        "en/orders/cancel-an-order.md",
        include_str!("init/cancel-an-order.md"),
    ),
];

/// Runs the subcommand. Existing files are never overwritten.
pub fn run(args: &InitArgs) -> anyhow::Result<()> {
    let existing = FILES.iter().map(|(path, _)| args.folder.join(path));
    if let Some(path) = existing.into_iter().find(|path| path.exists()) {
        bail!(
            "{} is there already: name another folder, or remove it first",
            path.display()
        );
    }
    for (path, text) in FILES {
        let path = args.folder.join(path);
        let folder = path.parent().unwrap_or(&args.folder);
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        anstream::println!("{}", path.display());
    }
    let folder = args.folder.display();
    anstream::println!(
        "\nThis is a knowledge base with two articles. To see them, and every change you make:\n  guichet serve {folder}\n\
         To try the searches of en/queries.csv:\n  guichet check {folder}\n\
         To get the files for your web host:\n  guichet build {folder} --out bundle"
    );
    Ok(())
}
