//! Debian's list of packages, as apt keeps it: fifty thousand texts about software, in real English. Owns asking apt; the lists are
//! kept in a folder of their own, since a system may have been told to do without the descriptions.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::corpus::work_folder;
use crate::peers::run;

/// What is told of a package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Package {
    pub name: String,
    /// Where the archive puts it: `games`.
    pub section: String,
    /// One line.
    pub summary: String,
    /// The lines below that one, marked up as Debian's policy says (section 5.6.13).
    pub description: Vec<String>,
    pub homepage: Option<String>,
    /// What it is, in words such as `strategy`.
    pub tags: Vec<String>,
    /// The names of those that it cannot do without.
    pub needs: Vec<String>,
    /// The names of those that go well with it.
    pub suggests: Vec<String>,
}

/// Every package, by name.
pub fn packages() -> Result<BTreeMap<String, Package>> {
    lists()?;
    let descriptions = descriptions()?;
    let mut packages = BTreeMap::new();
    for stanza in said_by(&mut apt("apt-cache", &["dumpavail"]))?.split("\n\n") {
        let fields = fields(stanza);
        let description = fields.get("Description-md5");
        let description = description.and_then(|sum| descriptions.get(sum.as_str()));
        if let Some(package) = description.and_then(|text| package(&fields, text)) {
            packages.entry(package.name.clone()).or_insert(package);
        }
    }
    Ok(packages)
}

/// When the lists were made, as their publisher says.
pub fn date() -> Result<String> {
    let mut dates = Vec::new();
    for entry in fs::read_dir(lists()?)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with("_InRelease") {
            let text = fs::read_to_string(&path)?;
            let date = text.lines().find_map(|line| line.strip_prefix("Date: "));
            dates.push((path, date.unwrap_or_default().to_owned()));
        }
    }
    // Beside the distribution itself there are its updates, whose names are longer.
    let oldest = dates
        .into_iter()
        .min_by_key(|(path, _)| path.as_os_str().len());
    Ok(oldest.context("apt has no lists")?.1)
}

fn folder() -> PathBuf {
    work_folder().join("apt")
}

fn apt(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    let folder = folder().display().to_string();
    for option in [
        "Acquire::Languages=en".to_owned(),
        format!("Dir::State::lists={folder}/lists"),
        format!("Dir::Cache={folder}/cache"),
    ] {
        command.args(["-o", &option]);
    }
    command.args(arguments);
    command
}

/// The folder of the lists, which are fetched once.
fn lists() -> Result<PathBuf> {
    let lists = folder().join("lists");
    if !lists.exists() {
        // Not every apt makes its folders.
        fs::create_dir_all(lists.join("partial"))?;
        fs::create_dir_all(folder().join("cache/archives/partial"))?;
        let updated = run(&mut apt("apt-get", &["update", "--quiet"]));
        if updated.is_err() {
            // Half a list would be taken for a whole one the next time.
            fs::remove_dir_all(&lists)?;
        }
        updated?;
    }
    Ok(lists)
}

/// The long descriptions by their checksum, which the packages name.
fn descriptions() -> Result<HashMap<String, String>> {
    let arguments = [
        "indextargets",
        "Created-By: Translations",
        "--format",
        "$(FILENAME)",
    ];
    let files = said_by(&mut apt("apt-get", &arguments))?;
    let mut descriptions = HashMap::new();
    for file in files.lines() {
        let texts = said_by(&mut apt("/usr/lib/apt/apt-helper", &["cat-file", file]))?;
        for stanza in texts.split("\n\n") {
            let mut fields = fields(stanza);
            let sum = fields.remove("Description-md5");
            descriptions.extend(sum.zip(fields.remove("Description-en")));
        }
    }
    ensure!(
        !descriptions.is_empty(),
        "expected English descriptions in {}, found none; delete the folder, so that they are fetched again",
        folder().display()
    );
    Ok(descriptions)
}

fn said_by(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .with_context(|| format!("cannot start {command:?}; this needs Debian's apt"))?;
    ensure!(
        output.status.success(),
        "{command:?} failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The fields of a stanza. A line that begins with a space belongs to the field before it.
fn fields(stanza: &str) -> HashMap<&str, String> {
    let mut fields: HashMap<&str, String> = HashMap::new();
    let mut last = "";
    for line in stanza.lines() {
        if line.starts_with(' ') {
            let value = fields.entry(last).or_default();
            value.push('\n');
            value.push_str(line);
        } else if let Some((name, value)) = line.split_once(':') {
            last = name;
            fields.insert(name, value.trim().to_owned());
        }
    }
    fields
}

fn package(fields: &HashMap<&str, String>, description: &str) -> Option<Package> {
    let (summary, description) = description.split_once('\n').unwrap_or((description, ""));
    let list = |name| fields.get(name).map_or(&[][..], |list| list.as_bytes());
    let names = |field| {
        let list = str::from_utf8(list(field)).unwrap_or_default();
        list.split(',').filter_map(first_alternative).collect()
    };
    let tags = fields.get("Tag").map(String::as_str).unwrap_or_default();
    let tags = tags.split(',').filter_map(|tag| tag.split_once("::"));
    Some(Package {
        name: fields.get("Package")?.clone(),
        section: fields.get("Section")?.clone(),
        summary: summary.to_owned(),
        description: description.lines().map(str::to_owned).collect(),
        homepage: fields.get("Homepage").cloned(),
        tags: tags.map(|(_, tag)| tag.to_owned()).collect(),
        needs: names("Depends"),
        suggests: [names("Recommends"), names("Suggests")].concat(),
    })
}

/// The name in `name:any (>= 1) | other`.
fn first_alternative(relation: &str) -> Option<String> {
    let name = relation.split(['(', '|', ':', '[']).next()?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_read_from_its_stanza_and_its_description() {
        let stanza = "Package: kettle\nSection: misc\nDepends: cup (>= 2) | glass, water:any\nTag: use::boiling,\n works-with::tea\n";
        let read = package(&fields(stanza), "boils water\n A kettle.\n .\n  - whistles").unwrap();
        assert_eq!(
            (read.name.as_str(), read.summary.as_str()),
            ("kettle", "boils water")
        );
        assert_eq!(read.needs, ["cup", "water"]);
        assert_eq!(read.tags, ["boiling", "tea"]);
        assert_eq!(read.description, [" A kettle.", " .", "  - whistles"]);
    }
}
