//! How Rust becomes small WebAssembly: what cargo and wasm-opt are told. The widget and the engine that the measurements time are made
//! alike. Which files go in and where they come out is told by those who build them.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::process::{self, command};
use crate::workspace::root;

/// What Rust's wasm32 target emits; every engine that Guichet supports has these.
pub const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Puts what the standard library is made of on disk.
pub fn fetch_standard_library() -> Result<()> {
    let Some(library) = standard_library()? else {
        return Ok(());
    };
    let fetch = &mut command("cargo");
    fetch.args(["fetch", "--locked", "--manifest-path"]);
    process::run(
        fetch
            .arg(library.join("Cargo.toml"))
            .env("RUSTC_BOOTSTRAP", "1"),
    )
}

/// Tells cargo, or what calls it, to build small and the same everywhere. The profile is the caller's to name.
pub fn build_small(build: &mut Command) -> Result<()> {
    let mut flags = without_machine_paths();
    // One name for two functions of the same code would hide which part of the program it belongs to. wasm-opt makes them one.
    flags.push("-Zmerge-functions=disabled".to_owned());
    build.env("RUSTC_BOOTSTRAP", "1");
    if standard_library()?.is_some() {
        flags.extend(["-Zunstable-options", "-Cpanic=immediate-abort"].map(str::to_owned));
        build.env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
        build.env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
    } else {
        println!(
            "Without Rust's sources (rustup component add rust-src) the widget is 12 kB larger."
        );
    }
    build.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    Ok(())
}

/// wasm-opt, to make `output` of the module `input`.
pub fn optimise(input: &Path, output: &Path) -> Command {
    let mut wasm_opt = command("wasm-opt");
    // Below the first kilobyte of memory is the end of the stack, which no sound program reaches.
    // No --gufa: it takes the table to hold only what the module itself puts there, and a later part adds to it.
    wasm_opt.args(["--low-memory-unused", "-Oz"]);
    // Taken apart and put together again, code comes out a little smaller.
    wasm_opt.args(["--flatten", "--rereloop", "-Oz", "--converge"]);
    wasm_opt.args(FEATURES);
    wasm_opt.arg(input).arg("--output").arg(output);
    wasm_opt
}

/// The sources of Rust's standard library, where rustup has installed them. What is released is built with a standard library of its
/// own, whose panics stop without a word (docs/decisions/0002-build-tools.md).
fn standard_library() -> Result<Option<PathBuf>> {
    let sysroot = process::output(command("rustc").args(["--print", "sysroot"]))?;
    let library = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library");
    Ok(library.is_dir().then_some(library))
}

/// Rust writes source paths into a program, for its panics. These flags cut them short, so that the same source gives the
/// same bytes, and so the same hashed names, on every machine.
fn without_machine_paths() -> Vec<String> {
    let home = env::var("HOME").unwrap_or_default();
    let cargo_home = env::var("CARGO_HOME").unwrap_or(format!("{home}/.cargo"));
    let sources = [
        format!("{cargo_home}/registry/src/"),
        format!("{}/", root().display()),
    ];
    sources
        .map(|folder| format!("--remap-path-prefix={folder}="))
        .into()
}
