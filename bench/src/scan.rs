//! The baseline: no index, just a look at every text for every query. What a page of thirty lines of JavaScript would do, and
//! what any index has to beat. No folding of marks, no frequencies, no stemming.
//!
//! Overviews list the titles of their topics and precede them in the catalog. If equal counts stayed in that order, an
//! overview would come before nearly every article looked for by its title; so the titles decide.

use std::cmp::Reverse;

use crate::corpus::Article;

/// The lower-cased texts of all articles.
pub struct Scan(Vec<Texts>);

struct Texts {
    title: String,
    /// The first begins with the title, which belongs to the lead as it does in the index.
    sections: Vec<String>,
}

impl Scan {
    pub fn new(articles: &[Article]) -> Self {
        let texts = |article: &Article| {
            let mut sections: Vec<String> = article
                .sections
                .iter()
                .map(|section| format!("{} {}", section.heading, section.text).to_lowercase())
                .collect();
            let title = article.title.to_lowercase();
            sections[0].insert_str(0, &title);
            Texts { title, sections }
        };
        Self(articles.iter().map(texts).collect())
    }

    /// Ordinals of at most `limit` articles, by how many words of the query their best section contains, then by how many
    /// their title contains.
    pub fn search(&self, query: &str, limit: usize) -> Vec<usize> {
        let query = query.to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let contained = |text: &String| words.iter().filter(|word| text.contains(**word)).count();
        let scored = self.0.iter().enumerate().filter_map(|(ordinal, texts)| {
            let best = texts.sections.iter().map(contained).max()?;
            (best > 0).then(|| (best, contained(&texts.title), ordinal))
        });
        let mut found: Vec<(usize, usize, usize)> = scored.collect();
        found.sort_by_key(|(best, title, ordinal)| (Reverse((*best, *title)), *ordinal));
        found.truncate(limit);
        found.into_iter().map(|(_, _, ordinal)| ordinal).collect()
    }
}

#[cfg(test)]
mod tests {
    use guichet_wire::document::Section;

    use super::*;

    fn article(title: &str, texts: &[&str]) -> Article {
        let section = |text: &&str| Section {
            text: (*text).to_owned(),
            ..Section::default()
        };
        Article {
            title: title.to_owned(),
            sections: texts.iter().map(section).collect(),
        }
    }

    #[test]
    fn the_article_with_more_of_the_words_in_one_section_comes_first() {
        let scan = Scan::new(&[
            article("Refunds", &["", "Late.", "A parcel."]),
            article("Tracking", &["", "Your late parcel."]),
            article("Account", &["Your password."]),
        ]);
        assert_eq!(scan.search("Late Parcel", 10), [1, 0]);
        assert_eq!(scan.search("late parcel", 1), [1]);
        assert_eq!(scan.search("account", 10), [2]);
    }

    #[test]
    fn an_overview_that_lists_a_title_comes_after_the_article_of_that_title() {
        let scan = Scan::new(&[
            article("Deliveries", &["", "See: Late parcel"]),
            article("Late parcel", &["Ask us."]),
        ]);
        assert_eq!(scan.search("late parcel", 10), [1, 0]);
    }
}
