//! Puts the interface's texts, `locales/*.json`, into the desk, whose status page says a few of them, and into the command, whose static
//! pages do: the build script of both. And tells cargo that a new migration file of the desk means a new build: they are embedded by
//! `sqlx::migrate!`, which sees changes only.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let crate_folder = env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let crates = Path::new(&crate_folder).join("..");
    let migrations = crates.join("desk/migrations");
    println!("cargo::rerun-if-changed={}", migrations.display());
    let folder = crates.join("../locales");
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(&folder).expect("the workspace has a folder locales");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|name| name == "json"))
        .collect();
    files.sort();
    let lines = files.iter().map(|path| {
        let tag = path.file_stem().expect("the name has an extension");
        format!("({tag:?}, include_str!({path:?})),\n")
    });
    let list = format!("&[\n{}]\n", lines.collect::<String>());
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("locales.rs"), list).expect("OUT_DIR can be written to");
}
