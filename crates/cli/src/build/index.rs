//! The index of a locale: which texts go into which field of an article, and which other words lead to it.
//!
//! Articles are indexed in the order in which the locale lists them, so that their ordinals mean the same in its catalog.

use std::collections::{BTreeSet, HashMap};

use guichet_search::{ArticleText, SectionText, SegmentWriter};
use guichet_wire::document::{Section, sections};
use indicatif::ProgressBar;
use rayon::prelude::*;

use super::catalog::Listed;
use super::elsewhere::Elsewhere;
use super::links;
use crate::knowledge_base::{KnowledgeBase, Locale};
use crate::vocabulary::words::Words;
use crate::vocabulary::{help, own};

/// Fewer articles than this are not worth another thread.
const FEW: usize = 1000;

/// The index of what is listed, fallbacks included: their text goes through the analyzer of the locale that is searched.
pub(crate) fn index(
    base: &KnowledgeBase,
    locale: &Locale,
    listing: &[Listed],
    progress: &ProgressBar,
) -> SegmentWriter {
    let anchors = anchors(listing);
    let share = listing.len().div_ceil(rayon::current_num_threads());
    let parts = listing.par_chunks(share.max(FEW));
    let parts = parts.map(|listing| part(base, locale, listing, &anchors, progress));
    let mut whole = part(base, locale, &[], &anchors, progress);
    for (writer, words) in parts.collect::<Vec<_>>() {
        whole.0.append(writer);
        whole.1 = whole.1.zip(words).map(|(whole, words)| whole.and(words));
    }
    let (mut writer, words) = whole;
    relate(&mut writer, base, locale, words.as_ref());
    writer
}

/// The index of some of the articles, and their words where there is a thesaurus.
fn part(
    base: &KnowledgeBase,
    locale: &Locale,
    listing: &[Listed],
    anchors: &Anchors,
    progress: &ProgressBar,
) -> (SegmentWriter, Option<Words>) {
    let mut writer = SegmentWriter::new(&locale.tag);
    let thesaurus = base.thesauri.get(&locale.tag);
    let mut words = thesaurus.map(|_| Words::new(&locale.tag));
    let elsewhere = Elsewhere::new(base, locale);
    for listed in listing {
        let article = listed.article;
        let own = links::without_listed(&article.document);
        let sections = sections(&own);
        let sections: Vec<SectionText> = sections.iter().map(section_text).collect();
        let text = ArticleText {
            title: &article.title,
            keywords: &article.keywords,
            questions: &article.questions,
            anchors: anchors.get(article.id.as_str()).map_or(&[], Vec::as_slice),
            description: &article.description,
            weight: article.weight,
            sections: &sections,
            ..ArticleText::default()
        };
        if let Some(words) = &mut words {
            words.add(&text);
        }
        writer.add_article(&ArticleText {
            elsewhere: &elsewhere.words(listed, &text),
            ..text
        });
        progress.inc(1);
    }
    (writer, words)
}

fn section_text(section: &Section) -> SectionText<'_> {
    SectionText {
        heading: &section.heading,
        body: &section.text,
    }
}

/// Tells the writer which other words lead to those of the articles.
fn relate(
    writer: &mut SegmentWriter,
    base: &KnowledgeBase,
    locale: &Locale,
    words: Option<&Words>,
) {
    let vocabulary = &base.configuration.vocabulary;
    let synonyms = vocabulary.synonyms.get(&locale.tag);
    let own = own::relations(synonyms.map_or(&[], Vec::as_slice));
    let help = vocabulary.help_words.then(|| help::relations(&locale.tag));
    let thesaurus = base.thesauri.get(&locale.tag).zip(words);
    let thesaurus = thesaurus.map(|(thesaurus, words)| thesaurus.relations(words));
    let relations = own
        .chain(help.into_iter().flatten())
        .chain(thesaurus.into_iter().flatten());
    for relation in relations {
        let from: Vec<&str> = relation.from.iter().map(String::as_str).collect();
        let to: Vec<&str> = relation.to.iter().map(String::as_str).collect();
        writer.relate(&from, &to, relation.weight);
    }
}

/// What other articles call each one where they link to it, if not by its title: by its id, each text once.
type Anchors<'a> = HashMap<&'a str, Vec<String>>;

fn anchors<'a>(listing: &[Listed<'a>]) -> Anchors<'a> {
    let titles = listing.iter().map(|listed| {
        let article = listed.article;
        (article.id.as_str(), article.title.to_lowercase())
    });
    let titles: HashMap<&str, String> = titles.collect();
    let mut known = BTreeSet::new();
    let mut anchors = Anchors::new();
    for listed in listing {
        links::to_articles(&listed.article.document, &mut |id, text| {
            let folded = text.trim().to_lowercase();
            let is_own = id == listed.article.id || titles.get(id) == Some(&folded);
            if !folded.is_empty() && !is_own && known.insert((id, folded)) {
                anchors.entry(id).or_default().push(text);
            }
        });
    }
    anchors
}
