//! Turns what Trunk staged, and the sources of loader, styles and translations, into the files that are shipped: small,
//! and named by their content's hash. Only the loader and the host page keep their names; the loader is told the others.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::interface;
use crate::process::{self, command};
use crate::progress::quietly;
use crate::wasm;
use crate::widget::Mode;
use crate::workspace::root;

/// Trunk's names for the two files that come out of the root package.
const STAGED_GLUE: &str = "guichet-widget.js";
const STAGED_WASM: &str = "guichet-widget_bg.wasm";

/// The message that the launcher shows.
const LAUNCHER_LABEL: &str = "panel.name";

/// Writes the whole distribution, without the demo's bundle, into the empty folder `out`.
pub fn assemble(mode: Mode, stage: &Path, out: &Path) -> Result<()> {
    let assets = Assets { mode, stage, out };
    let (app, wasm) = assets.app()?;
    let style = assets.esbuild_hashed(&root().join("style/panel.css"), "css", &[])?;
    let strings = assets.strings()?;
    assets.loader(&[
        ("__APP__", serde_json::to_string(&app)?),
        ("__WASM__", serde_json::to_string(&wasm)?),
        ("__STYLE__", serde_json::to_string(&style)?),
        ("__STRINGS__", serde_json::to_string(&strings.folder)?),
        ("__LABELS__", serde_json::to_string(&strings.labels)?),
    ])?;
    assets.host_page()
}

struct Assets<'a> {
    mode: Mode,
    stage: &'a Path,
    out: &'a Path,
}

/// Where the translations are, and the launcher's label by locale tag, which the loader shows before it fetches any.
struct Strings {
    folder: String,
    labels: BTreeMap<String, String>,
}

impl Assets<'_> {
    /// The module and its glue; returns their names, the glue's first.
    fn app(&self) -> Result<(String, String)> {
        let compiled = self.stage.join(STAGED_WASM);
        let glue = self.stage.join(STAGED_GLUE);
        if self.mode == Mode::Debug {
            let wasm = self.store("guichet", "wasm", &read(&compiled)?)?;
            return Ok((self.esbuild_hashed(&glue, "js", &["--format=esm"])?, wasm));
        }
        let [text, optimised] = ["wat", "wasm"].map(|extension| self.scratch(extension));
        let wasm_dis = &mut command("wasm-dis");
        wasm_dis
            .args(wasm::FEATURES)
            .arg(&compiled)
            .arg("--output")
            .arg(&text);
        quietly("Taking the wasm apart", "about 10 seconds", wasm_dis)?;
        let module = interface::without_unused_exports(str::from_utf8(&read(&text)?)?);
        let (module, functions) = interface::shorten(&module, str::from_utf8(&read(&glue)?)?)?;
        write(&text, module.as_bytes())?;
        write(&glue, functions.as_bytes())?;
        let wasm_opt = &mut wasm::optimise(&text, &optimised);
        quietly("Optimising it for size", "about 30 seconds", wasm_opt)?;
        take(&text)?;
        let wasm = self.store("guichet", "wasm", &take(&optimised)?)?;
        Ok((self.esbuild_hashed(&glue, "js", &["--format=esm"])?, wasm))
    }

    /// The translations, without their white space, in one folder that is named by the hash of them all: the loader has to
    /// know one hash, however many locales there are.
    fn strings(&self) -> Result<Strings> {
        let mut files = BTreeMap::new();
        let mut labels = BTreeMap::new();
        for entry in fs::read_dir(root().join("locales"))? {
            let path = entry?.path();
            let file = || path.display().to_string();
            let strings: Value = serde_json::from_slice(&read(&path)?).with_context(file)?;
            let tag = strings["tag"].as_str().with_context(file)?.to_owned();
            let label = strings["messages"][LAUNCHER_LABEL].as_str();
            labels.insert(tag.clone(), label.with_context(file)?.to_owned());
            files.insert(tag, serde_json::to_vec(&strings)?);
        }
        let all: Vec<u8> = files.values().flatten().copied().collect();
        let folder = format!("locales-{}", hash(&all));
        fs::create_dir(self.out.join(&folder))?;
        for (tag, content) in &files {
            write(&self.out.join(format!("{folder}/{tag}.json")), content)?;
        }
        Ok(Strings { folder, labels })
    }

    fn loader(&self, names: &[(&str, String)]) -> Result<()> {
        let defines: Vec<String> = names
            .iter()
            .map(|(identifier, value)| format!("--define:{identifier}={value}"))
            .collect();
        let mut options: Vec<&str> = defines.iter().map(String::as_str).collect();
        options.extend(["--format=esm", "--charset=utf8"]);
        let loader = self.esbuild(&root().join("loader/guichet.js"), "js", &options)?;
        write(&self.out.join("guichet.js"), &loader)?;
        fs::copy(
            root().join("loader/guichet.d.ts"),
            self.out.join("guichet.d.ts"),
        )
        .context("loader/guichet.d.ts")?;
        Ok(())
    }

    /// Everything else that Trunk staged: index.html and what it names.
    fn host_page(&self) -> Result<()> {
        let ours = [STAGED_GLUE, STAGED_WASM, "snippets"];
        for entry in fs::read_dir(self.stage)? {
            let entry = entry?;
            let name = entry.file_name();
            if !ours.iter().any(|ours| name == *ours) {
                fs::rename(entry.path(), self.out.join(name))?;
            }
        }
        Ok(())
    }

    fn esbuild_hashed(&self, entry: &Path, extension: &str, options: &[&str]) -> Result<String> {
        let content = self.esbuild(entry, extension, options)?;
        self.store("guichet", extension, &content)
    }

    /// Bundles `entry` with what it imports.
    fn esbuild(&self, entry: &Path, extension: &str, options: &[&str]) -> Result<Vec<u8>> {
        let output = self.scratch(extension);
        let esbuild = &mut command("esbuild");
        esbuild
            .arg(entry)
            .arg(format!("--outfile={}", output.display()));
        esbuild.args([
            "--bundle",
            "--target=es2022",
            "--legal-comments=none",
            "--log-level=error",
        ]);
        if self.mode == Mode::Release {
            esbuild.arg("--minify");
        }
        process::output(esbuild.args(options))?;
        take(&output)
    }

    /// Writes `<stem>-<hash>.<extension>` and returns that name, relative to the loader.
    fn store(&self, stem: &str, extension: &str, content: &[u8]) -> Result<String> {
        let name = format!("{stem}-{}.{extension}", hash(content));
        write(&self.out.join(&name), content)?;
        Ok(name)
    }

    /// A file for a tool to write to; `take` removes it again.
    fn scratch(&self, extension: &str) -> PathBuf {
        self.out.join("scratch").with_extension(extension)
    }
}

fn hash(content: &[u8]) -> String {
    Sha256::digest(content)[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| path.display().to_string())
}

fn write(path: &Path, content: &[u8]) -> Result<()> {
    fs::write(path, content).with_context(|| path.display().to_string())
}

fn take(path: &Path) -> Result<Vec<u8>> {
    let content = read(path)?;
    fs::remove_file(path)?;
    Ok(content)
}
