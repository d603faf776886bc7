//! What goes in comes out; and what comes from the network may be anything at all.

use super::bytes::{checksum, push_varint};
use super::layout::{HEADER_BYTES, Kind, frame};
use super::{ArticleText, Cutting, FormatError, Index, SectionText, Segment, SegmentWriter};
use crate::analysis::Analyzer;
use crate::query::{Matcher, RankingParams};
use crate::random::Random;

mod damage;
mod shards;

struct Article {
    title: String,
    keywords: Vec<String>,
    description: String,
    sections: Vec<(String, String)>,
}

const WORDS: &[&str] = &[
    "order",
    "orders",
    "ordering",
    "Bán",
    "bạn",
    "ban",
    "track",
    "a",
    "PW-48",
    "e-mail",
    "l'été",
    "退货政策",
    "don't",
    "Straße",
    "strasse",
    "şık",
    "العَرَبِيَّة",
    "3.14",
    "한국어",
    "ที่อยู่",
    "return",
    "returns",
    "refund",
    "ordinary",
];

fn random_article(random: &mut Random) -> Article {
    let mut words = |most: usize| {
        let count = random.below(most + 1);
        (0..count)
            .map(|_| random.pick(WORDS))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let (title, description) = (words(4), words(5));
    let keywords = vec![words(1), words(2)];
    let sections = [(); 3].map(|()| (words(2), words(30))).to_vec();
    let sections = sections.into_iter().take(random.below(4)).collect();
    Article {
        title,
        keywords,
        description,
        sections,
    }
}

fn written(locale: &str, articles: &[Article]) -> SegmentWriter {
    let mut writer = SegmentWriter::new(locale);
    for article in articles {
        let texts = article
            .sections
            .iter()
            .map(|(heading, body)| SectionText { heading, body });
        writer.add_article(&ArticleText {
            title: &article.title,
            keywords: &article.keywords,
            description: &article.description,
            sections: &texts.collect::<Vec<_>>(),
            ..ArticleText::default()
        });
    }
    writer.relate(&["order", "parcel"], &["order", "refund"], 0.5);
    writer.relate(&["get it back"], &["return"], 0.25);
    writer
}

fn random_articles(seed: u64, articles: usize) -> Vec<Article> {
    let mut random = Random::seeded(seed);
    (0..articles).map(|_| random_article(&mut random)).collect()
}

fn random_segment(seed: u64, articles: usize) -> (Vec<Article>, Vec<u8>) {
    let articles = random_articles(seed, articles);
    let bytes = written("fr", &articles).finish();
    (articles, bytes)
}

/// The same articles in shards.
fn random_shards(locale: &str, seed: u64, articles: usize) -> Index {
    let articles = random_articles(seed, articles);
    let cutting = Cutting {
        whole: 0,
        shard: 150,
    };
    written(locale, &articles).finish_cut(&cutting)
}

/// Adds the shards that a query asks for, and says how many these were.
fn fetch(segment: &mut Segment, index: &Index, query: &str) -> usize {
    let mut fetched = 0;
    loop {
        let missing = segment.missing(query);
        if missing.is_empty() {
            return fetched;
        }
        for number in missing {
            let bytes = &index.shards[number as usize];
            segment.add_shard(number, bytes).unwrap();
            fetched += 1;
        }
    }
}

/// The words of an article as one would read them, folded.
fn words(article: &Article) -> Vec<String> {
    let analyzer = Analyzer::for_locale("fr");
    let mut words = Vec::new();
    let sections = article
        .sections
        .iter()
        .flat_map(|(heading, body)| [heading, body]);
    let texts = [&article.title, &article.description]
        .into_iter()
        .chain(&article.keywords)
        .chain(sections);
    for text in texts {
        analyzer.analyze(text, &mut |token| words.push(token.folded.to_owned()));
    }
    words
}

#[test]
fn parts_that_were_counted_apart_make_the_same_bytes_as_the_whole() {
    let articles = random_articles(11, 90);
    let mut whole = written("fr", &articles);
    whole.append(written("fr", &[]));
    let mut parts = written("fr", &articles[..40]);
    parts.append(written("fr", &articles[40..]));
    assert_eq!(parts.finish(), whole.finish());
}

#[test]
fn every_word_leads_to_its_article_in_whatever_form_it_stands() {
    for seed in 0..20 {
        let (articles, bytes) = random_segment(seed, 25);
        let segment = Segment::open(&bytes).unwrap();
        let lookup = segment.lookup();
        for (ordinal, article) in (0..).zip(&articles) {
            let says_something = |word: &&String| !segment.is_function_word(word);
            for word in words(article).iter().filter(says_something) {
                let root = lookup.root_of_any(word.as_bytes()).unwrap();
                let leads_here = lookup
                    .with_root(root)
                    .into_iter()
                    .flat_map(|term| segment.postings(term))
                    .any(|posting| posting.article == ordinal);
                assert!(leads_here, "{word} to {ordinal}");
            }
        }
        assert_eq!(segment.article_count(), 25);
        assert_eq!(
            segment.section_count(3),
            Some(articles[3].sections.len().max(1) as u32)
        );
        assert_eq!(segment.locale(), "fr");
    }
}

/// Terms and postings of a few words, as somebody would write them down.
#[test]
fn terms_and_postings_come_back_as_they_went() {
    let sections = [
        SectionText {
            heading: "",
            body: "Returns: return, wait.",
        },
        SectionText {
            heading: "Lost parcels",
            body: "Parcel, parcel, parcel, parcel!",
        },
    ];
    let mut writer = SegmentWriter::new("en");
    let title = "Returning parcels";
    writer.add_article(&ArticleText {
        title,
        sections: &sections,
        ..ArticleText::default()
    });
    let segment = Segment::open(&writer.finish()).unwrap();
    let (dictionary, lookup) = (segment.dictionary(), segment.lookup());
    let read: Vec<String> = lookup
        .with_prefix(b"")
        .into_iter()
        .map(|term| {
            let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
            let (term, root, list) = (
                text(dictionary.exact(term)),
                text(dictionary.root(term)),
                segment.postings(term),
            );
            let list: Vec<String> = list
                .map(|posting| {
                    let fields = posting.fields.iter();
                    let fields: Vec<_> = fields.map(|found| (found.field, found.tf)).collect();
                    format!("{} {fields:?}", posting.section)
                })
                .collect();
            format!("{root}|{}: {}", &term[root.len()..], list.join("; "))
        })
        .collect();
    assert_eq!(
        read,
        [
            "lost|: 1 [(Heading, 1)]",
            "parcel|s: 0 [(Title, 1)]; 1 [(Heading, 1), (Body, 5)]",
            "return|ing: 0 [(Title, 1), (Body, 2)]",
            "wait|: 0 [(Body, 1)]",
        ],
        "forms that stand in a body only went where a search for them will lead"
    );
}

#[test]
fn a_lookup_finds_the_terms_that_begin_so_and_no_others() {
    let (_, bytes) = random_segment(5, 60);
    let segment = Segment::open(&bytes).unwrap();
    let (dictionary, lookup) = (segment.dictionary(), segment.lookup());
    let terms: Vec<&str> = lookup
        .with_prefix(b"")
        .into_iter()
        .map(|term| str::from_utf8(dictionary.folded(term)).unwrap())
        .collect();
    for prefix in [
        "o", "or", "order", "orders", "b", "ban", "zzz", "退", "0", "s",
    ]
    .iter()
    .chain(&terms)
    {
        let found =
            |ids: Vec<u32>| -> Vec<&str> { ids.into_iter().map(|id| terms[id as usize]).collect() };
        let expected = |fits: &dyn Fn(&str) -> bool| -> Vec<&str> {
            terms.iter().copied().filter(|term| fits(term)).collect()
        };
        let prefixed = found(lookup.with_prefix(prefix.as_bytes()));
        assert_eq!(
            prefixed,
            expected(&|term| term.starts_with(prefix)),
            "{prefix}"
        );
        let same = found(lookup.with_form(prefix.as_bytes()));
        assert_eq!(same, expected(&|term| term == *prefix), "{prefix}");
    }
}

#[test]
fn the_same_articles_give_the_same_bytes() {
    assert_eq!(random_segment(9, 30).1, random_segment(9, 30).1);
}

/// What the fixture of this version was made of.
fn fixture() -> Vec<u8> {
    let mut writer = SegmentWriter::new("hu");
    let sections = [
        SectionText {
            heading: "",
            body: "A PW-482913 számú csomag útja a rendelések oldalán látszik.",
        },
        SectionText {
            heading: "Ha késik",
            body: "Írjon nekünk, ha a csomag két napnál többet késik.",
        },
    ];
    let description = "Hol jár a csomag?";
    let title = "Rendelés követése";
    writer.add_article(&ArticleText {
        title,
        description,
        sections: &sections,
        ..ArticleText::default()
    });
    let sections = [SectionText {
        heading: "",
        body: "Kártyával vagy átutalással.",
    }];
    let keywords = ["bankkártya".to_owned()];
    let title = "Fizetés kártyával";
    writer.add_article(&ArticleText {
        title,
        keywords: &keywords,
        sections: &sections,
        weight: 2.0,
        ..ArticleText::default()
    });
    writer.relate(&["pénztárca"], &["fizetés"], 0.5);
    writer.finish()
}

/// A change of the writer that changes these bytes asks for a new version if the reader has to know of it, else for a new fixture beside
/// the old one.
#[test]
fn the_writer_still_writes_what_the_fixture_holds() {
    assert!(fixture() == include_bytes!("fixtures/version-3.bin"));
}

/// Fixtures are never edited: a bundle that was built once must open for as long as its version is known.
#[test]
fn a_segment_that_version_3_wrote_still_opens_and_answers() {
    let segment = Segment::open(include_bytes!("fixtures/version-3.bin")).unwrap();
    let shape = (
        segment.locale(),
        segment.article_count(),
        segment.section_count(0),
    );
    assert_eq!(shape, ("hu", 2, Some(2)));
    let best = |query| {
        let hits = segment.search(query, 1);
        hits.first().map(|hit| (hit.article, hit.section))
    };
    assert_eq!(best("rendeles kovetese"), Some((0, 0)));
    assert_eq!(best("késik"), Some((0, 1)));
    assert_eq!(best("PW-482913"), Some((0, 0)));
    assert_eq!(best("kártyákkal"), Some((1, 0)));
    assert_eq!(best("pénztárca"), Some((1, 0)), "by its relation");
}

/// Versions 1 and 2 were never released.
#[test]
fn a_segment_of_a_version_before_the_first_release_is_refused_with_what_to_do() {
    let version_1 = &include_bytes!("fixtures/version-1.bin")[..];
    let version_2 = &include_bytes!("fixtures/version-2.bin")[..];
    for (found, bytes) in [(1, version_1), (2, version_2)] {
        let error = Segment::open(bytes).unwrap_err();
        assert_eq!(error, FormatError::OlderVersion { found });
        assert!(error.to_string().ends_with("build the bundle again"));
    }
}

#[test]
fn a_segment_without_articles_opens_and_finds_nothing() {
    let segment = Segment::open(&SegmentWriter::new("en").finish()).unwrap();
    assert_eq!(segment.article_count(), 0);
    assert!(segment.search("anything", 10).is_empty());
}
