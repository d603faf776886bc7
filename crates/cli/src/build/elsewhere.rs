//! The words by which an article is found in other locales: people type `refund` on a Hungarian site, and search for a
//! translation by the words of the original.
//!
//! Only the default locale and English count, and only words that say something and that the article has not got itself:
//! an index in ten languages at once would be ten times as large.

use std::collections::{BTreeSet, HashSet};

use guichet_search::ArticleText;
use guichet_search::analysis::function_words;
use guichet_wire::locale::lookup;

use super::catalog::Listed;
use crate::knowledge_base::{KnowledgeBase, Locale};
use crate::vocabulary::words::Forms;

/// The locales that lend words to the articles of one.
pub(super) struct Elsewhere<'a> {
    lenders: Vec<&'a Locale>,
    forms: Forms,
    /// Those of all lenders.
    function_words: HashSet<String>,
}

impl<'a> Elsewhere<'a> {
    /// Who lends words to the articles that `locale` lists.
    pub(super) fn new(base: &'a KnowledgeBase, locale: &Locale) -> Self {
        let tags: Vec<&str> = base.configuration.tags().collect();
        let default = base.configuration.default_locale.as_str();
        let lenders = BTreeSet::from_iter([Some(default), lookup(&["en"], &tags)]);
        let lenders = lenders.into_iter().flatten();
        let lenders: Vec<&Locale> = lenders.filter_map(|tag| base.locale(tag)).collect();
        let forms = Forms::for_locale(&locale.tag);
        let mut all = HashSet::new();
        for lender in &lenders {
            forms.each(function_words(&lender.tag), &mut |form| {
                all.insert(form);
            });
        }
        Self {
            lenders,
            forms,
            function_words: all,
        }
    }

    /// The words that the title, the keywords and the questions of the article's other versions add to its text.
    pub(super) fn words(&self, listed: &Listed, text: &ArticleText) -> Vec<String> {
        let (written_in, id) = listed.key();
        let others = self
            .lenders
            .iter()
            .filter(|lender| lender.tag != written_in);
        let mut others = others
            .filter_map(|lender| lender.articles.get(id))
            .peekable();
        if others.peek().is_none() {
            return Vec::new();
        }
        let mut known = self.forms.of_article(text);
        let mut adds_something = |word: &&str| {
            let mut adds = false;
            self.forms.each(word, &mut |form| {
                adds |= !self.function_words.contains(&form) && known.insert(form);
            });
            adds
        };
        let texts = others.flat_map(|article| {
            let lists = article.keywords.iter().chain(&article.questions);
            std::iter::once(&article.title).chain(lists)
        });
        let words = texts.flat_map(|text| text.split_whitespace());
        words
            .filter(|word| adds_something(word))
            .map(str::to_owned)
            .collect()
    }
}
