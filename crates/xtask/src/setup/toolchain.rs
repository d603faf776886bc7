//! The compiler's parts: the wasm32 target, rustfmt, clippy and the standard library's sources, for the toolchain that rust-toolchain.toml names.

use std::path::Path;

use anyhow::{Context, Result};

use crate::process::{self, command};

const TARGET: &str = "wasm32-unknown-unknown";

/// Adds what is missing. rustup does this by itself, except where it was told not to (`RUSTUP_AUTO_INSTALL=0`) or the
/// toolchain was installed before the file named these parts.
pub fn install() -> Result<()> {
    let sysroot = process::output(command("rustc").args(["--print", "sysroot"]))?;
    let sysroot = Path::new(sysroot.trim());
    if !sysroot
        .join("lib/rustlib")
        .join(TARGET)
        .join("lib")
        .exists()
    {
        process::run(command("rustup").args(["target", "add", TARGET])).context(
            "Rust's wasm32 target is missing: install Rust with rustup (https://rustup.rs)",
        )?;
    }
    let components = [("rustfmt", "cargo-fmt"), ("clippy", "cargo-clippy")];
    for (component, program) in components {
        if !sysroot.join("bin").join(program).exists() {
            process::run(command("rustup").args(["component", "add", component])).with_context(
                || format!("{component} is missing: install Rust with rustup (https://rustup.rs)"),
            )?;
        }
    }
    if !sysroot.join("lib/rustlib/src/rust/library").is_dir() {
        let added = process::run(command("rustup").args(["component", "add", "rust-src"]));
        // Without it the widget is larger, and otherwise the same.
        if let Err(error) = added {
            println!("rust-src was not installed: {error}");
        }
    }
    Ok(())
}
