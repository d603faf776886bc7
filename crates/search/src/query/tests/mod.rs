//! Ranking, expansion and snippets, told as what a visitor types and what should come up.

mod expansion;
mod ranking;
mod snippets;

use crate::index::{ArticleText, SectionText, Segment, SegmentWriter};

/// A knowledge base of articles with a title and sections; the first section is the lead.
pub(super) fn knowledge_base(locale: &str, articles: &[(&str, &[(&str, &str)])]) -> Segment {
    let mut writer = SegmentWriter::new(locale);
    for (title, sections) in articles {
        let sections: Vec<_> = sections
            .iter()
            .map(|(heading, body)| SectionText { heading, body })
            .collect();
        writer.add_article(&ArticleText {
            title,
            sections: &sections,
            ..ArticleText::default()
        });
    }
    Segment::open(&writer.finish()).unwrap()
}

/// Articles that are only a title and a body.
pub(super) fn short_articles(locale: &str, articles: &[(&str, &str)]) -> Segment {
    let mut writer = SegmentWriter::new(locale);
    for (title, body) in articles {
        let sections = [SectionText { heading: "", body }];
        writer.add_article(&ArticleText {
            title,
            sections: &sections,
            ..ArticleText::default()
        });
    }
    Segment::open(&writer.finish()).unwrap()
}

pub(super) fn found(segment: &Segment, query: &str) -> Vec<u32> {
    segment
        .search(query, 10)
        .into_iter()
        .map(|hit| hit.article)
        .collect()
}
