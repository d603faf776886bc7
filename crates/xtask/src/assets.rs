//! Turns what Trunk staged, and the sources of loader, styles and translations, into the files that are shipped: small,
//! and named by their content's hash. Only the loader and the host page keep their names; the loader is told the others.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::interface;
use crate::process::{self, command};
use crate::progress::quietly;
use crate::pseudo;
use crate::split::{self, LATER};
use crate::wasm;
use crate::widget::Mode;
use crate::workspace::root;

/// Trunk's names for the two files that come out of the root package.
const STAGED_GLUE: &str = "guichet-widget.js";
const STAGED_WASM: &str = "guichet-widget_bg.wasm";

/// The message that the launcher shows.
const LAUNCHER_LABEL: &str = "panel.name";

/// The areas of the messages that only the contact part of the program shows.
const LATER_AREAS: [&str; 3] = ["contact.", "outgoing.", "ticket."];

/// Writes the whole distribution, without the demo's bundle, into the empty folder `out`.
pub fn assemble(mode: Mode, stage: &Path, out: &Path) -> Result<()> {
    let assets = Assets { mode, stage, out };
    let program = assets.program()?;
    let strings = assets.strings()?;
    let start = assets.start(&program.later)?;
    let mut files = strings.files;
    files.extend([
        (".js".to_owned(), start),
        (".wasm".to_owned(), program.first),
        (".css".to_owned(), assets.style("panel")?),
        ("/contact.css".to_owned(), assets.style("contact-part")?),
    ]);
    // They come together, and one hash for all of them is less to say in the loader.
    let all: Vec<u8> = files.values().flatten().copied().collect();
    let stem = format!("guichet-{}", hash(&all));
    fs::create_dir_all(out.join(&stem).join("contact"))?;
    for (end, content) in &files {
        write(&out.join(format!("{stem}{end}")), content)?;
    }
    assets.loader(&[
        ("__STEM__", json!(stem)),
        ("__LABELS__", json!(strings.labels)),
    ])?;
    assets.host_page()
}

/// The messages that the first opening needs, with the names of all languages, and those that come with the contact part, each as a
/// file of its own.
fn parted(strings: &Value, languages: &Value) -> [Value; 2] {
    let is_later = |key: &str| LATER_AREAS.iter().any(|area| key.starts_with(area));
    let messages = |later: bool| -> Map<String, Value> {
        let all = strings["messages"].as_object().into_iter().flatten();
        let wanted = all.filter(|(key, _)| is_later(key) == later);
        wanted
            .map(|(key, message)| (key.clone(), message.clone()))
            .collect()
    };
    let [tag, dir] = ["tag", "dir"].map(|name| &strings[name]);
    [
        json!({ "tag": tag, "dir": dir, "languages": languages, "messages": messages(false) }),
        json!({ "tag": tag, "dir": dir, "messages": messages(true) }),
    ]
}

struct Assets<'a> {
    mode: Mode,
    stage: &'a Path,
    out: &'a Path,
}

/// The program's modules.
struct Program {
    first: Vec<u8>,
    /// The names of the parts that come later, each with what stands for it in `loader/start.js`: none where nothing was split off.
    later: Vec<(&'static str, Value)>,
}

/// The translations, without their white space, by the ends of their names; and the launcher's label in each language, which the
/// loader shows before it fetches any: as `fr:Aide,en:Help`, because the loader may weigh 2 kB.
struct Strings {
    files: BTreeMap<String, Vec<u8>>,
    labels: String,
}

/// The language of those whose own there is no translation for.
const SOURCE_LOCALE: &str = "en";

impl Assets<'_> {
    /// The program. In a release the glue is changed with it.
    fn program(&self) -> Result<Program> {
        let compiled = self.stage.join(STAGED_WASM);
        if self.mode == Mode::Debug {
            let names = LATER.iter().map(|part| (part.placeholder, Value::Null));
            return Ok(Program {
                first: read(&compiled)?,
                later: names.collect(),
            });
        }
        let glue = self.stage.join(STAGED_GLUE);
        let text = self.scratch("wat");
        let wasm_dis = &mut command("wasm-dis");
        wasm_dis.args(wasm::FEATURES).arg(&compiled);
        wasm_dis.arg("--output").arg(&text);
        quietly("Taking the wasm apart", "about 10 seconds", wasm_dis)?;
        let module = interface::without_unused_exports(str::from_utf8(&take(&text)?)?);
        let (module, functions) = interface::shorten(&module, str::from_utf8(&read(&glue)?)?)?;
        write(&glue, functions.as_bytes())?;
        let split = split::split(&module, LATER)?;
        let mut program = Program {
            first: self.optimised("guichet", &split.first)?,
            later: Vec::new(),
        };
        for (part, text) in LATER.iter().zip(&split.later) {
            let module = self.optimised(part.name, text)?;
            let file = self.store(part.name, "wasm", &module)?;
            program.later.push((part.placeholder, file.into()));
        }
        Ok(program)
    }

    /// A module of this text.
    fn optimised(&self, name: &str, text: &str) -> Result<Vec<u8>> {
        let [input, output] = ["wat", "wasm"].map(|extension| self.scratch(extension));
        write(&input, text.as_bytes())?;
        let wasm_opt = &mut wasm::optimise(&input, &output);
        let what = format!("Optimising {name} for size");
        quietly(&what, "up to 30 seconds", wasm_opt)?;
        take(&input)?;
        take(&output)
    }

    fn style(&self, entry: &str) -> Result<Vec<u8>> {
        self.esbuild(&root().join(format!("style/{entry}.css")), "css", &[])
    }

    fn strings(&self) -> Result<Strings> {
        let mut files = BTreeMap::new();
        let mut labels = Vec::new();
        let translations = self.translations()?;
        let names = translations
            .iter()
            .filter_map(|strings| Some((strings["tag"].as_str()?, &strings["name"])));
        let languages = json!(names.collect::<BTreeMap<_, _>>());
        for strings in translations {
            let tag = strings["tag"].as_str();
            let tag = tag.context("expected a tag in each of locales/, found a file without")?;
            let label = strings["messages"][LAUNCHER_LABEL].as_str();
            let label =
                label.with_context(|| format!("locales/{tag}.json: no {LAUNCHER_LABEL}"))?;
            ensure!(
                !label.contains([':', ',']),
                "locales/{tag}.json: {LAUNCHER_LABEL} has a colon or a comma, which the loader reads as an end"
            );
            labels.push((label.to_owned(), tag.to_owned()));
            let [first, later] = parted(&strings, &languages);
            files.insert(format!("/{tag}.json"), serde_json::to_vec(&first)?);
            files.insert(format!("/contact/{tag}.json"), serde_json::to_vec(&later)?);
        }
        // Labels that are alike, side by side, are smaller compressed.
        labels.sort();
        let labels = labels.iter().map(|(label, tag)| format!("{tag}:{label}"));
        let labels = labels.collect::<Vec<_>>().join(",");
        Ok(Strings { files, labels })
    }

    /// The translations as people wrote them and, where nobody is served, the pseudo-locales.
    fn translations(&self) -> Result<Vec<Value>> {
        let mut all = Vec::new();
        for entry in fs::read_dir(root().join("locales"))? {
            let path = entry?.path();
            let strings = serde_json::from_slice(&read(&path)?);
            let strings: Value = strings.with_context(|| path.display().to_string())?;
            if self.mode == Mode::Debug && strings["tag"] == SOURCE_LOCALE {
                all.extend(pseudo::locales(&strings));
            }
            all.push(strings);
        }
        Ok(all)
    }

    /// The glue, with what starts the widget.
    fn start(&self, names: &[(&str, Value)]) -> Result<Vec<u8>> {
        let glue = self.stage.join(STAGED_GLUE);
        let glue = format!("--alias:guichet-widget={}", glue.display());
        self.script("loader/start.js", names, &[&glue])
    }

    fn loader(&self, names: &[(&str, Value)]) -> Result<()> {
        let loader = self.script("loader/guichet.js", names, &[])?;
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

    /// A script of ours, with values put in for names.
    fn script(&self, path: &str, names: &[(&str, Value)], options: &[&str]) -> Result<Vec<u8>> {
        let define = |(name, value): &(&str, Value)| format!("--define:{name}={value}");
        let defines: Vec<String> = names.iter().map(define).collect();
        let mut options = options.to_vec();
        options.extend(defines.iter().map(String::as_str));
        options.extend(["--format=esm", "--charset=utf8"]);
        self.esbuild(&root().join(path), "js", &options)
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

/// Twenty-four bits tell the versions of a file apart, and their names stand in the loader, where each byte counts.
fn hash(content: &[u8]) -> String {
    Sha256::digest(content)[..3]
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
