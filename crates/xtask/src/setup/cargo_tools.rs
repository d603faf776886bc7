//! Programs that come from crates.io: Trunk, wasm-bindgen and geckodriver. One that is on the PATH in the right version
//! is used as it is; otherwise they go into the repository's own .tools/, so that nobody's installation is changed.

use anyhow::Result;

use crate::process::{self, command};
use crate::progress::quietly;
use crate::workspace;

/// A tool and the one version of it that this repository is built with.
pub struct CargoTool {
    package: &'static str,
    program: &'static str,
    version: String,
    options: &'static [&'static str],
    minutes: u8,
}

/// Drives cargo and wasm-bindgen and writes the host page. Later versions want a newer Rust. Without its default features
/// it has no TLS, so it cannot download anything by itself.
pub fn trunk() -> CargoTool {
    CargoTool {
        package: "trunk",
        program: "trunk",
        version: "0.21.14".to_owned(),
        options: &["--locked", "--no-default-features"],
        minutes: 3,
    }
}

/// Writes the glue between wasm and JavaScript; must be of the very version that the widget links. Not `--locked`: its
/// lock file names a crate version that has left the registry.
pub fn wasm_bindgen() -> Result<CargoTool> {
    Ok(CargoTool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: workspace::locked_version("wasm-bindgen")?,
        options: &[],
        minutes: 2,
    })
}

/// Firefox's WebDriver; Debian does not package it.
pub fn geckodriver() -> CargoTool {
    CargoTool {
        package: "geckodriver",
        program: "geckodriver",
        version: "0.37.1".to_owned(),
        options: &["--locked"],
        minutes: 2,
    }
}

/// Makes sure that `process::command` finds the tool in the right version.
pub fn ensure(tool: &CargoTool) -> Result<()> {
    if tool.is_installed() || tool.install_prebuilt() {
        return Ok(());
    }
    tool.compile()
}

impl CargoTool {
    fn is_installed(&self) -> bool {
        process::output(command(self.program).arg("--version"))
            .is_ok_and(|text| text.split_whitespace().any(|word| word == self.version))
    }

    /// `cargo binstall`, where the developer has it, fetches in seconds what else takes minutes. It is only an attempt:
    /// where it has nothing, or may not download, the tool is compiled.
    fn install_prebuilt(&self) -> bool {
        if process::find("cargo-binstall").is_none() {
            return false;
        }
        let what = format!("Looking for a prebuilt {} {}", self.package, self.version);
        let binstall = &mut command("cargo");
        binstall.args([
            "binstall",
            "--no-confirm",
            "--disable-strategies=compile",
            "--root=.tools",
        ]);
        binstall.args(["--version", &self.version, self.package]);
        quietly(&what, "a few seconds", binstall).is_ok() && self.is_installed()
    }

    fn compile(&self) -> Result<()> {
        let what = format!("Compiling {} {} into .tools/", self.package, self.version);
        let expected = format!("once; about {} minutes on two cores", self.minutes);
        let install = &mut command("cargo");
        install.args([
            "install",
            "--root=.tools",
            "--version",
            &self.version,
            self.package,
        ]);
        install.args(self.options);
        // They run for a second or two, so the time to compile them is what counts (measured in
        // docs/decisions/0002-build-tools.md).
        install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
        install.env("CARGO_PROFILE_RELEASE_LTO", "off");
        install.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        quietly(&what, &expected, install)
    }
}
