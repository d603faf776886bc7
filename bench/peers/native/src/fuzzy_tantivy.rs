//! tantivy: every word as typed and as its stem, with an edit, the last one as a prefix too; fields weighted.

use std::path::Path;

use anyhow::{Context, Result};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, FuzzyTermQuery, Query, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{Language as Snowball, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};
use tantivy::{Index, IndexReader, TantivyDocument, Term};

use crate::analysis::{fold, words};
use crate::{Article, Engine, Language};

/// What a match in each field counts.
const FIELDS: [(&str, f32); 5] = [
    ("title", 6.0),
    ("keywords", 3.0),
    ("description", 2.0),
    ("headings", 1.5),
    ("text", 1.0),
];
/// What a match counts that is not exact; its score is constant, unlike BM25's.
const FUZZY: f32 = 0.3;
/// Shorter words are not misspelt.
const LONG: usize = 4;

pub struct Opened {
    reader: IndexReader,
    id: Field,
    fields: Vec<(Field, f32)>,
    stemming: Option<Snowball>,
}

pub fn open(language: &Language, folder: &Path) -> Result<Opened> {
    let mut schema = Schema::builder();
    let id = schema.add_text_field("id", STRING | STORED);
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("whitespace")
        .set_index_option(IndexRecordOption::WithFreqs);
    let options = TextOptions::default().set_indexing_options(indexing);
    let field = |(name, boost)| (schema.add_text_field(name, options.clone()), boost);
    let fields: Vec<(Field, f32)> = FIELDS.map(field).into();
    let index = Index::create_in_dir(folder, schema.build())?;
    let stemming = snowball(&language.tag);
    let mut writer = index.writer_with_num_threads(1, 50_000_000)?;
    for article in &language.articles {
        let mut document = TantivyDocument::new();
        document.add_text(id, &article.id);
        for ((field, _), text) in fields.iter().zip(texts(article)) {
            document.add_text(*field, terms(&text, stemming).concat().join(" "));
        }
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(Opened {
        reader: index.reader()?,
        id,
        fields,
        stemming,
    })
}

/// In the order of [`FIELDS`].
fn texts(article: &Article) -> [String; 5] {
    let joined = |part: fn(&crate::Section) -> &str| {
        let parts: Vec<&str> = article.sections.iter().map(part).collect();
        parts.join("\n")
    };
    [
        article.title.clone(),
        article.keywords.join(" "),
        article.description.clone(),
        joined(|section| &section.heading),
        joined(|section| &section.text),
    ]
}

fn snowball(tag: &str) -> Option<Snowball> {
    match tag {
        "en" => Some(Snowball::English),
        "de" => Some(Snowball::German),
        "fr" => Some(Snowball::French),
        "es" => Some(Snowball::Spanish),
        "ru" => Some(Snowball::Russian),
        "hu" => Some(Snowball::Hungarian),
        _ => None,
    }
}

/// For each word of a text, the terms that stand for it: the folded word and, where it is another, the folded stem.
fn terms(text: &str, stemming: Option<Snowball>) -> Vec<Vec<String>> {
    let of_word = |word: String| {
        let mut terms = vec![fold(&word)];
        if let Some(language) = stemming {
            terms.push(fold(&stem(&word, language)));
        }
        terms.dedup();
        terms
    };
    words(text).into_iter().map(of_word).collect()
}

fn stem(word: &str, language: Snowball) -> String {
    let mut analyzer = TextAnalyzer::builder(RawTokenizer::default())
        .filter(Stemmer::new(language))
        .build();
    let mut stream = analyzer.token_stream(word);
    stream.advance();
    stream.token().text.clone()
}

impl Engine for Opened {
    fn search(&self, query: &str, limit: usize) -> Result<Vec<String>> {
        let words = terms(query, self.stemming);
        let last = words.len().saturating_sub(1);
        let mut clauses: Vec<Box<dyn Query>> = Vec::new();
        for (place, terms) in words.iter().enumerate() {
            for (field, boost) in &self.fields {
                self.add(&mut clauses, *field, *boost, terms, place == last);
            }
        }
        let searcher = self.reader.searcher();
        let best = TopDocs::with_limit(limit).order_by_score();
        let found = searcher.search(&BooleanQuery::union(clauses), &best)?;
        let id = |(_, address)| {
            let document: TantivyDocument = searcher.doc(address)?;
            let id = document.get_first(self.id).and_then(|value| value.as_str());
            Ok(id.context("every document has an id")?.to_owned())
        };
        found.into_iter().map(id).collect()
    }
}

impl Opened {
    fn add(
        &self,
        clauses: &mut Vec<Box<dyn Query>>,
        field: Field,
        boost: f32,
        terms: &[String],
        is_last: bool,
    ) {
        let mut push = |query: Box<dyn Query>, weight: f32| {
            clauses.push(Box::new(BoostQuery::new(query, boost * weight)));
        };
        for text in terms {
            let term = Term::from_field_text(field, text);
            push(
                Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)),
                1.0,
            );
        }
        let term = Term::from_field_text(field, &terms[0]);
        let is_long = terms[0].chars().count() >= LONG;
        if is_last {
            let prefix = FuzzyTermQuery::new_prefix(term.clone(), 0, true);
            push(Box::new(prefix), FUZZY);
        }
        if is_long {
            push(Box::new(FuzzyTermQuery::new(term, 1, true)), FUZZY);
        }
    }
}
