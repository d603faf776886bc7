//! The words of help centres: what customers say and what articles say, in one list for each language, written for this
//! project. They are part of the command, so that a new knowledge base has them without a choice to make.

use guichet_wire::locale::lookup;

use super::Relation;
use super::group::Group;

/// Words that a help centre uses for the same thing: close, but somebody else's judgement of what the owner's words mean.
const MUTUAL: f32 = 0.6;

/// What customers say for what articles say is often wider or narrower than it: `dead > battery`.
const ONE_WAY: f32 = 0.5;

macro_rules! lists {
    ($($language:literal)*) => {
        &[$(($language, include_str!(concat!("../../vocabulary/", $language, ".txt")))),*]
    };
}

/// The lists by language.
const LISTS: &[(&str, &str)] = lists![
    "ar" "de" "en" "es" "fr" "hu" "it" "ja" "ko" "lv" "nl" "pl" "pt" "ru" "sv" "tr" "vi" "zh"
];

/// The relations of the list for the language of a BCP 47 tag; none where there is no list.
pub fn relations(tag: &str) -> impl Iterator<Item = Relation> {
    let languages: Vec<&str> = LISTS.iter().map(|(language, _)| *language).collect();
    let language = lookup(&[tag], &languages);
    let list = LISTS.iter().find(|(known, _)| Some(*known) == language);
    let lines = list.into_iter().flat_map(|(_, text)| lines(text));
    // The test below reads every line of every list.
    let groups = lines.filter_map(|(_, line)| Group::parse(line).ok());
    groups.map(|group| group.relation(MUTUAL, ONE_WAY))
}

/// The lines that relate words, with their numbers; blank ones and comments (`#`) are for those who write the lists.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    numbered.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_file_is_a_list() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("vocabulary");
        let files = fs::read_dir(folder).unwrap();
        let names = files.map(|file| file.unwrap().path());
        let mut languages: Vec<_> = names
            .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        languages.sort();
        let listed: Vec<&str> = LISTS.iter().map(|(language, _)| *language).collect();
        assert_eq!(languages, listed);
    }

    #[test]
    fn every_line_of_every_list_is_well_formed() {
        for (language, text) in LISTS {
            for (number, line) in lines(text) {
                let group = Group::parse(line);
                assert!(group.is_ok(), "{language}.txt:{number}: {group:?}");
            }
        }
    }

    #[test]
    fn a_locale_takes_the_list_of_its_language() {
        let count = |tag| relations(tag).count();
        assert!(count("en") > 0);
        assert_eq!(count("en-GB"), count("en"));
        assert_eq!(count("tlh"), 0);
    }
}
