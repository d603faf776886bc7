//! Text → tokens: the one analysis that both the index and the query go through.
//!
//! Owns what a word is and which spellings count as the same word. It does not rank, and it does not know
//! whether it reads an article or a query: whatever one side does, the other does too, by construction.
//!
//! # Which tokens come out of a text?
//! - **Words**: runs of letters, digits and the marks upon them. Case and diacritics are folded (see below).
//! - **Compounds**: what people type in one piece, `PW-482913`, `e-mail`, `3.14`, `a@b.example`, comes out
//!   whole ([`TokenKind::Compound`]) and in parts ([`TokenKind::Part`]). Hyphens vanish from the whole
//!   (`pw482913`, `email`), dots, `@` and `&` stay (`3.14`, `a@b.example`), a comma between digits becomes a dot.
//! - **Apostrophes** vanish (`don't` → `dont`), except in languages that elide (French, Italian, Catalan,
//!   Occitan), where they end a word: `l'article` → `l`, `article`.
//! - **Articles** of Arabic, which are written together with their nouns, vanish: `الحساب` → `حساب`.
//! - **Pairs**: scripts without spaces (Han, kana, Thai, Lao, Khmer, Burmese) come out as overlapping pairs of
//!   characters, and the last character of each run alone ([`TokenKind::Tail`], [`TokenKind::Lone`]), so that every character
//!   begins some token and a query of one character finds it as a prefix.
//!
//! # Why two forms of each token?
//! [`Token::folded`] is what is looked up; [`Token::exact`] keeps the marks, so that a page about `bán` (sell)
//! ranks above one about `bạn` (friend) when the marks were typed. Both are decomposed, so composed (NFC) and
//! decomposed (NFD) spellings give equal tokens. (The compatibility ideographs of Han are left as they are.)
//!
//! # Where is the stemming?
//! Not here: tokens are whole words. Whoever writes an index asks `Stemmer` how words belong together, and takes
//! the function words of the language along; both are there with the feature `stemming` only.

mod case;
mod character;
mod decomposition;
mod folding;
#[cfg(feature = "stemming")]
mod function_words;
mod locale;
#[cfg(feature = "stemming")]
mod stemmer;
mod tokenizer;
#[cfg(feature = "stemming")]
mod usual_endings;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub(crate) use character::{makes_words, may_start_a_cut, written_without_spaces};
use folding::{Folder, article, push_folded};
#[cfg(feature = "stemming")]
pub use function_words::function_words;
use locale::LocaleRules;
#[cfg(feature = "stemming")]
pub use stemmer::Stemmer;
use tokenizer::{Run, Script, Tokenizer};
#[cfg(feature = "stemming")]
pub(crate) use usual_endings::usual_endings;

/// The longest term in bytes. A longer word is cut here, in the index and in the query alike.
pub const MAX_TERM_BYTES: usize = 120;

/// How a token was taken from the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word that stands for itself.
    Word,
    /// Several parts that were typed in one piece; its parts follow.
    Compound,
    /// One part of the compound before it.
    Part,
    /// Two neighbouring characters of a script without spaces.
    Pair,
    /// The only character of a run in a script without spaces.
    Lone,
    /// The last character of a longer run in a script without spaces.
    Tail,
}

impl TokenKind {
    /// Whether other tokens say the same piece of text: a compound is also its parts, a tail has ended a pair.
    pub fn repeats(self) -> bool {
        matches!(self, Self::Compound | Self::Tail)
    }

    /// Whether the token is a piece of a text that is written without spaces.
    pub fn is_spaceless(self) -> bool {
        matches!(self, Self::Pair | Self::Lone | Self::Tail)
    }
}

/// One token of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// The form that is looked up: lower case, without diacritics.
    pub folded: &'a str,
    /// The canonical form with its marks: lower case, decomposed.
    pub exact: &'a str,
    /// The bytes of the source text that the token covers.
    pub range: Range<usize>,
    /// Counts words from 0. A compound shares the position of its first part.
    pub position: u32,
    /// How the token was taken from the text.
    pub kind: TokenKind,
}

/// Turns text into tokens by the rules of one locale.
#[derive(Clone, Debug)]
pub struct Analyzer {
    rules: LocaleRules,
    folder: Folder,
}

impl Analyzer {
    /// The analyzer for a BCP 47 tag. An unknown tag gets the rules that suit most languages.
    pub fn for_locale(tag: &str) -> Self {
        let rules = LocaleRules::for_tag(tag);
        Self {
            rules,
            folder: Folder::new(rules.dotless_i),
        }
    }

    /// Calls `sink` with each token of `text`, in the order of their positions.
    ///
    /// Never fails: text without words has no tokens. Takes time linear in the text.
    pub fn analyze(&self, text: &str, sink: &mut dyn FnMut(Token<'_>)) {
        let mut emitter = Emitter {
            prefixes_article: self.rules.prefixes_article,
            folder: &self.folder,
            text,
            form: Form::default(),
            position: 0,
            sink,
        };
        let mut tokenizer = Tokenizer::new(text, self.rules.elides);
        while let Some(run) = tokenizer.next_run() {
            match run.script {
                Script::Spaced => emitter.words(&run, tokenizer.joints()),
                Script::Spaceless => emitter.pairs(&run),
            }
        }
    }
}

/// The two forms of a token, in buffers that are used again for each token.
#[derive(Debug, Default)]
struct Form {
    folded: String,
    exact: String,
}

struct Emitter<'a, 's> {
    prefixes_article: bool,
    folder: &'a Folder,
    text: &'a str,
    form: Form,
    position: u32,
    sink: &'s mut dyn FnMut(Token<'_>),
}

impl Emitter<'_, '_> {
    fn words(&mut self, run: &Run, joints: &[tokenizer::Joint]) {
        if joints.is_empty() {
            self.emit(run.range.clone(), TokenKind::Word);
            return;
        }
        let parts = || {
            let starts =
                std::iter::once(run.range.start).chain(joints.iter().map(|joint| joint.range.end));
            let ends = joints
                .iter()
                .map(|joint| joint.range.start)
                .chain(std::iter::once(run.range.end));
            starts.zip(ends).map(|(start, end)| start..end)
        };
        self.clear();
        for (index, part) in parts().enumerate() {
            if let Some(kept) = index.checked_sub(1).and_then(|before| joints[before].kept) {
                self.form.exact.push(kept);
            }
            self.folder
                .push_exact(&self.text[part], &mut self.form.exact);
        }
        // The compound stands where its first part stands: it does not move the position on.
        self.finish(run.range.clone(), TokenKind::Compound);
        for part in parts() {
            self.emit(part, TokenKind::Part);
        }
    }

    fn pairs(&mut self, run: &Run) {
        let mut previous: Option<Range<usize>> = None;
        let mut end = TokenKind::Lone;
        for cluster in tokenizer::clusters(self.text, run.range.clone()) {
            if let Some(first) = previous.replace(cluster.clone()) {
                self.emit(first.start..cluster.end, TokenKind::Pair);
                end = TokenKind::Tail;
            }
        }
        if let Some(last) = previous {
            self.emit(last, end);
        }
    }

    fn clear(&mut self) {
        self.form.exact.clear();
        self.form.folded.clear();
    }

    fn emit(&mut self, range: Range<usize>, kind: TokenKind) {
        self.clear();
        self.folder
            .push_exact(&self.text[range.clone()], &mut self.form.exact);
        if self.prefixes_article {
            self.form.exact.drain(..article(&self.form.exact));
        }
        if self.finish(range, kind) {
            self.position += 1;
        }
    }

    /// Folds what is in the buffer and hands it out.
    fn finish(&mut self, range: Range<usize>, kind: TokenKind) -> bool {
        let Form { folded, exact } = &mut self.form;
        truncate(exact);
        fold(exact, folded);
        if folded.is_empty() {
            return false;
        }
        (self.sink)(Token {
            folded,
            exact,
            range,
            position: self.position,
            kind,
        });
        true
    }
}

/// Appends the folded form of a term that is in its exact form to an empty buffer.
pub(crate) fn fold(exact: &str, folded: &mut String) {
    push_folded(exact, folded);
    truncate(folded);
}

fn truncate(term: &mut String) {
    let end = term.floor_char_boundary(MAX_TERM_BYTES);
    term.truncate(end);
}
