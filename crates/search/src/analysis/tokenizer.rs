//! Text → runs: where words begin and end, and what joins the parts of a compound. Does not fold anything.

use std::ops::Range;

use super::character::{Class, ascii_digit, class, narrow};

/// How the words of a run are separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// By spaces: the run is one word or one compound.
    Spaced,
    /// Not at all: the run is cut into characters.
    Spaceless,
}

/// An unbroken stretch of one kind of script.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) range: Range<usize>,
    pub(super) script: Script,
}

/// The character between two parts of a compound.
#[derive(Debug)]
pub(super) struct Joint {
    pub(super) range: Range<usize>,
    /// What stays of it in the whole.
    pub(super) kept: Option<char>,
}

/// Walks over a text once, run by run.
pub(super) struct Tokenizer<'a> {
    text: &'a str,
    at: usize,
    elides: bool,
    joints: Vec<Joint>,
}

impl<'a> Tokenizer<'a> {
    pub(super) fn new(text: &'a str, elides: bool) -> Self {
        Self {
            text,
            at: 0,
            elides,
            joints: Vec::new(),
        }
    }

    /// The joints of the run that came last.
    pub(super) fn joints(&self) -> &[Joint] {
        &self.joints
    }

    pub(super) fn next_run(&mut self) -> Option<Run> {
        self.joints.clear();
        loop {
            let start = self.at;
            let c = self.step()?;
            let script = match class(c) {
                Class::Letter => Script::Spaced,
                Class::Spaceless => Script::Spaceless,
                // A mark without a letter before it is nobody's.
                _ => continue,
            };
            match script {
                Script::Spaced => self.finish_word(c),
                Script::Spaceless => self.skip_while(&[Class::Spaceless, Class::Extend]),
            }
            return Some(Run {
                range: start..self.at,
                script,
            });
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn step(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn skip_while(&mut self, classes: &[Class]) {
        while self.peek().is_some_and(|c| classes.contains(&class(c))) {
            self.step();
        }
    }

    fn finish_word(&mut self, first: char) {
        let mut previous = first;
        while let Some(c) = self.peek() {
            match class(c) {
                Class::Letter | Class::Extend => {}
                Class::Break | Class::Spaceless => return,
                joiner => {
                    if !self.joins(joiner, previous, c) {
                        return;
                    }
                    let range = self.at..self.at + c.len_utf8();
                    match joiner {
                        Class::Hyphen => self.joints.push(Joint { range, kept: None }),
                        Class::Point => self.joints.push(Joint {
                            range,
                            kept: Some(narrow(c)),
                        }),
                        Class::Comma => self.joints.push(Joint {
                            range,
                            kept: Some('.'),
                        }),
                        _ => {}
                    }
                }
            }
            previous = c;
            self.at += c.len_utf8();
        }
    }

    /// Whether the joiner at hand, seen after `previous`, has a letter after it and may join here.
    fn joins(&self, joiner: Class, previous: char, c: char) -> bool {
        let Some(next) = self.text[self.at + c.len_utf8()..].chars().next() else {
            return false;
        };
        match joiner {
            Class::Apostrophe if self.elides => false,
            Class::Comma => is_digit(previous) && is_digit(next),
            _ => class(next) == Class::Letter,
        }
    }
}

fn is_digit(c: char) -> bool {
    ascii_digit(narrow(c)).is_some()
}

/// The characters of a run as readers see them: a letter with the marks upon it.
pub(super) fn clusters(text: &str, run: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = run.start;
    std::iter::from_fn(move || {
        let start = at;
        let mut chars = text[start..run.end].chars();
        at += chars.next()?.len_utf8();
        at += chars
            .take_while(|c| class(*c) == Class::Extend)
            .map(char::len_utf8)
            .sum::<usize>();
        Some(start..at)
    })
}
