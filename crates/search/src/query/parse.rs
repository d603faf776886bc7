//! A typed line → the words that are looked for. Does not know the index: the same words also find the
//! highlights in a text.

use crate::analysis::{Analyzer, Token, TokenKind, makes_words};

/// Words of a query that are heeded. A pasted page is not a query, and each word costs a look into the index.
const MAX_WORDS: usize = 32;

/// The words of a query.
#[derive(Debug, Default)]
pub(super) struct Query {
    /// Each only once.
    pub(super) words: Vec<QueryWord>,
    /// Which of them stand in the query, in order.
    pub(super) sequence: Vec<usize>,
}

/// One word that an article should have.
#[derive(Debug)]
pub(super) struct QueryWord {
    /// The spellings that count as this word: itself, and the compound of which it was typed as a part, so that
    /// `e-mail` finds `email`.
    pub(super) spellings: Vec<Spelling>,
    /// It is a piece of a text that is written without spaces.
    pub(super) is_spaceless: bool,
}

/// One way in which a word may be in the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelling {
    pub(super) folded: String,
    pub(super) exact: String,
    /// The word is still being typed: longer words count too.
    pub(super) prefix: bool,
}

impl Query {
    pub(super) fn parse(analyzer: &Analyzer, text: &str) -> Self {
        let typed = text.trim_end();
        // Nothing but a space says that a word is finished: "PW-" may go on.
        let last_is_unfinished = typed.len() == text.len();
        let last_end = typed.trim_end_matches(|c| !makes_words(c)).len();
        let mut query = Self::default();
        let mut compound: Option<(Spelling, usize)> = None;
        analyzer.analyze(typed, &mut |token| {
            let spelling = Spelling {
                folded: token.folded.to_owned(),
                exact: token.exact.to_owned(),
                prefix: last_is_unfinished && token.range.end >= last_end
                    || token.kind == TokenKind::Lone,
            };
            match token.kind {
                TokenKind::Compound => compound = Some((spelling, token.range.end)),
                // The pair before it has said it already.
                TokenKind::Tail => {}
                _ => {
                    let whole = compound.as_ref().filter(|(_, end)| token.range.end <= *end);
                    query.push(spelling, whole.map(|(whole, _)| whole), &token);
                }
            }
        });
        query
    }

    /// The exact form of a word, as it was typed.
    pub(super) fn exact(&self, word: usize) -> &str {
        &self.words[word].spellings[0].exact
    }

    fn push(&mut self, spelling: Spelling, compound: Option<&Spelling>, token: &Token<'_>) {
        let same = |word: &QueryWord| word.spellings[0].exact == spelling.exact;
        if let Some(at) = self.words.iter().position(same) {
            self.words[at].spellings[0].prefix |= spelling.prefix;
            // A pasted page repeats its words; only the beginning of it is searched for phrases.
            if self.sequence.len() < MAX_WORDS {
                self.sequence.push(at);
            }
            return;
        }
        if self.words.len() < MAX_WORDS {
            self.sequence.push(self.words.len());
            let spellings = std::iter::once(spelling).chain(compound.cloned()).collect();
            self.words.push(QueryWord {
                spellings,
                is_spaceless: token.kind.is_spaceless(),
            });
        }
    }
}

impl QueryWord {
    /// This word and the next, typed as one.
    pub(super) fn joined(&self, next: &Self) -> Spelling {
        let (first, second) = (&self.spellings[0], &next.spellings[0]);
        Spelling {
            folded: [first.folded.as_str(), &second.folded].concat(),
            exact: [first.exact.as_str(), &second.exact].concat(),
            prefix: false,
        }
    }
}
