//! Queries derived from the articles themselves, the same in every run. They stand for how much is typed, not for what
//! people ask: questions that people have judged are the business of the relevance tests.

use std::collections::{BTreeMap, BTreeSet};

use guichet_search::{Analyzer, TokenKind};

use crate::corpus::Article;

/// How a query was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An article's title.
    Title,
    /// A title whose last word is still being typed.
    CutTitle,
    /// The two or three words of an article that the fewest articles have.
    RareWords,
}

/// Something to search for.
#[derive(Debug)]
pub struct Query<'a> {
    pub text: String,
    /// The title of the article that it was made from.
    pub title: &'a str,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Title, Self::CutTitle, Self::RareWords];

    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "titles",
            Self::CutTitle => "cut titles",
            Self::RareWords => "rare words",
        }
    }

    /// One query for each article; articles without enough words give none.
    pub fn queries<'a>(self, articles: &'a [Article], analyzer: &Analyzer) -> Vec<Query<'a>> {
        let texts: Vec<String> = match self {
            Self::Title => articles
                .iter()
                .map(|article| article.title.clone())
                .collect(),
            Self::CutTitle => articles.iter().map(|article| cut(&article.title)).collect(),
            Self::RareWords => rare_words(articles, analyzer),
        };
        let queries = texts
            .into_iter()
            .zip(articles)
            .map(|(text, article)| Query {
                text,
                title: &article.title,
            });
        queries.filter(|query| !query.text.is_empty()).collect()
    }
}

/// The title with 60 % of its last word, rounded; of a script without spaces, the whole title is often one word.
fn cut(title: &str) -> String {
    let title = title.trim_end_matches(|c: char| !c.is_alphanumeric());
    let start = title.rfind(char::is_whitespace).map_or(0, |space| {
        space + title[space..].chars().next().map_or(0, char::len_utf8)
    });
    let length = title[start..].chars().count();
    let kept: String = title[start..].chars().take((length * 6 + 5) / 10).collect();
    format!("{}{kept}", &title[..start])
}

/// Two words for every other article, three for those between. Of scripts without spaces, pairs of characters.
fn rare_words(articles: &[Article], analyzer: &Analyzer) -> Vec<String> {
    let words: Vec<BTreeSet<String>> = articles
        .iter()
        .map(|article| words(article, analyzer))
        .collect();
    let mut frequency: BTreeMap<&str, u32> = BTreeMap::new();
    for word in words.iter().flatten() {
        *frequency.entry(word).or_default() += 1;
    }
    let rarest = |(ordinal, words): (usize, &BTreeSet<String>)| {
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        words.sort_by_key(|word| (frequency[word], *word));
        words.truncate(2 + ordinal % 2);
        words.join(" ")
    };
    words.iter().enumerate().map(rarest).collect()
}

fn words(article: &Article, analyzer: &Analyzer) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for section in &article.sections {
        analyzer.analyze(&section.text, &mut |token| {
            if matches!(token.kind, TokenKind::Word | TokenKind::Pair) {
                words.insert(section.text[token.range].to_lowercase());
            }
        });
    }
    words
}

#[cfg(test)]
mod tests {
    use guichet_wire::document::Section;

    use super::*;

    fn article(title: &str, text: &str) -> Article {
        let section = Section {
            text: text.to_owned(),
            ..Section::default()
        };
        Article {
            title: title.to_owned(),
            sections: vec![section],
        }
    }

    #[test]
    fn a_cut_title_keeps_sixty_percent_of_its_last_word() {
        for (title, expected) in [
            ("Change your password", "Change your passw"),
            ("What can I ask?", "What can I as"),
            ("Đổi mật khẩu", "Đổi mật kh"),
            ("パスワードを変更", "パスワード"),
            ("A", "A"),
            ("", ""),
        ] {
            assert_eq!(cut(title), expected, "{title}");
        }
    }

    #[test]
    fn rare_words_are_those_that_the_fewest_articles_have() {
        let articles = [
            article("a", "Plug the Zither in the socket"),
            article("b", "plug the viola in, the socket, gently"),
        ];
        let analyzer = Analyzer::for_locale("en");
        let queries = Kind::RareWords.queries(&articles, &analyzer);
        let texts: Vec<&str> = queries.iter().map(|query| query.text.as_str()).collect();
        assert_eq!(texts, ["zither in", "gently viola in"]);
    }

    #[test]
    fn an_article_without_words_gives_no_query() {
        let articles = [article("Pictures", ""), article("Words", "one two three")];
        let queries = Kind::RareWords.queries(&articles, &Analyzer::for_locale("en"));
        assert_eq!(queries.len(), 1);
        assert_eq!(queries[0].title, "Words");
    }
}
