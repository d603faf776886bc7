//! What a person was promised, and whether it was kept: the judge of every run, simulated or in a browser.
//!
//! Every question that is written in a run has a mark in its subject, which stays when the person edits it; so a ticket that is sent
//! twice is found even where it got another id. How a run is disturbed, and how tickets are read, is not known here.

use std::collections::BTreeMap;
use std::fmt;

/// A question as a person wrote it: `Question 7-3 v2` is the second wording of the third one of run 7.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// With mark and version.
    pub subject: String,
    /// Plain text.
    pub message: String,
    /// In the order in which they were chosen.
    pub files: Vec<Attached>,
}

/// A file of a question.
#[derive(Clone, PartialEq, Eq)]
pub struct Attached {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

impl fmt::Debug for Attached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} bytes)", self.name, self.content.len())
    }
}

impl Question {
    /// The subject of a run's question.
    pub fn subject(run: u64, number: usize, version: u32) -> String {
        format!("Question {run}-{number} v{version}")
    }

    /// What all versions of a question have in common.
    pub fn mark(&self) -> &str {
        self.subject.split(" v").next().unwrap_or_default()
    }

    /// Which of its versions this is.
    pub fn version(&self) -> u32 {
        let version = self.subject.rsplit(" v").next();
        version.and_then(|text| text.parse().ok()).unwrap_or(0)
    }
}

/// What a person was told of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Promise {
    /// It is not kept: the page must stay open. What was promised of an earlier wording does not hold for this one.
    Nothing,
    /// It is kept in this browser until it arrives.
    Saved,
    /// It has arrived.
    Accepted,
}

/// Everything that was promised in a run.
#[derive(Debug, Default)]
pub struct Ledger {
    promised: BTreeMap<String, (Promise, Question)>,
    /// By subject.
    written: BTreeMap<String, Question>,
    discarded: Vec<String>,
    removed: Vec<Question>,
}

/// Something that must never happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A promised question is neither in the desk nor in the outbox.
    Lost(String),
    /// The desk has a question more than once.
    Doubled(String),
    /// A promised question is there with another content.
    Changed(String),
    /// The outbox holds a question, but the person is not told of it.
    Unsaid(String),
    /// A question does not arrive although nothing is in its way any more.
    Stuck(String),
    /// The outbox holds a question that had left it for good.
    Kept(String),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, question) = match self {
            Self::Lost(question) => ("lost", question),
            Self::Doubled(question) => ("doubled", question),
            Self::Changed(question) => ("changed", question),
            Self::Unsaid(question) => ("kept, but not shown", question),
            Self::Stuck(question) => ("never sent", question),
            Self::Kept(question) => ("kept, but had been removed", question),
        };
        write!(f, "{question} was {what}")
    }
}

impl Ledger {
    /// Notes what a person has written and sent.
    pub fn write(&mut self, question: Question) {
        self.written.insert(question.subject.clone(), question);
    }

    /// Notes what a person was told. What is promised of a newer version holds for that one.
    pub fn note(&mut self, promise: Promise, question: Question) {
        let mark = question.mark().to_owned();
        let entry = self
            .promised
            .entry(mark)
            .or_insert((promise, question.clone()));
        if entry.1.version() <= question.version() {
            let promise = match entry.1.version() == question.version() {
                true => entry.0.max(promise),
                false => promise,
            };
            *entry = (promise, question);
        }
    }

    /// The person has thrown a question away: it may have arrived before, or not.
    pub fn discard(&mut self, mark: &str) {
        self.discarded.push(mark.to_owned());
    }

    /// The browser has removed a question from the outbox, because it was discarded or has arrived: neither it nor an older wording
    /// comes back.
    pub fn remove(&mut self, question: Question) {
        self.removed.push(question);
    }

    /// How many questions something was promised of.
    pub fn promises(&self) -> usize {
        let promised = self.promised.values();
        promised
            .filter(|(promise, _)| *promise != Promise::Nothing)
            .count()
    }

    /// What went wrong, given all that the desk and the outbox hold of this run.
    pub fn findings(&self, desk: &[Question], outbox: &[Question]) -> Vec<Finding> {
        let (in_desk, in_outbox) = (by_mark(desk), by_mark(outbox));
        let mut findings = doubled(&in_desk);
        let kept = outbox.iter().filter(|kept| self.is_removed(kept));
        findings.extend(kept.map(|kept| Finding::Kept(kept.subject.clone())));
        for (mark, (promise, question)) in &self.promised {
            if self.discarded.contains(mark) || *promise == Promise::Nothing {
                continue;
            }
            let arrived = in_desk.get(mark.as_str()).into_iter().flatten();
            let kept = in_outbox.get(mark.as_str()).into_iter().flatten();
            let newest = match promise {
                Promise::Accepted => arrived.max_by_key(|other| other.version()),
                _ => arrived.chain(kept).max_by_key(|other| other.version()),
            };
            match newest {
                None => findings.push(Finding::Lost(question.subject.clone())),
                Some(newest) if !self.is_kept_by(question, newest) => {
                    findings.push(Finding::Changed(question.subject.clone()));
                }
                Some(_) => {}
            }
        }
        findings
    }

    fn is_removed(&self, kept: &Question) -> bool {
        let mut removed = self.removed.iter();
        removed.any(|gone| gone.mark() == kept.mark() && gone.version() >= kept.version())
    }

    /// Whether what is there is what was promised, or a later wording of it: the person had sent that, and was killed before being told.
    fn is_kept_by(&self, promised: &Question, held: &Question) -> bool {
        let written = self.written.get(&held.subject).unwrap_or(promised);
        held.version() >= promised.version() && held == written
    }
}

fn by_mark(questions: &[Question]) -> BTreeMap<&str, Vec<&Question>> {
    let mut by_mark: BTreeMap<&str, Vec<&Question>> = BTreeMap::new();
    for question in questions {
        by_mark.entry(question.mark()).or_default().push(question);
    }
    by_mark
}

fn doubled(desk: &BTreeMap<&str, Vec<&Question>>) -> Vec<Finding> {
    let again = desk.values().flat_map(|of_one| &of_one[1..]);
    again
        .map(|question| Finding::Doubled(question.subject.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(version: u32) -> Question {
        Question {
            subject: Question::subject(7, 3, version),
            message: "Where is it?".to_owned(),
            files: vec![Attached {
                name: "photo.jpg".to_owned(),
                media_type: "image/jpeg".to_owned(),
                content: vec![1, 2, 3],
            }],
        }
    }

    #[test]
    fn a_promise_is_kept_by_the_desk_or_by_the_outbox() {
        let mut ledger = Ledger::default();
        ledger.note(Promise::Saved, question(1));
        let subject = question(1).subject;
        assert_eq!(ledger.findings(&[], &[]), [Finding::Lost(subject.clone())]);
        assert_eq!(ledger.findings(&[question(1)], &[]), []);
        assert_eq!(ledger.findings(&[], &[question(1)]), []);
        ledger.note(Promise::Accepted, question(1));
        assert_eq!(
            ledger.findings(&[], &[question(1)]),
            [Finding::Lost(subject)]
        );
    }

    #[test]
    fn a_question_is_doubled_under_whatever_id_and_wording() {
        let ledger = Ledger::default();
        let desk = [question(1), question(2)];
        let doubled = Finding::Doubled(question(2).subject);
        assert_eq!(ledger.findings(&desk, &[]), [doubled]);
    }

    #[test]
    fn a_bit_of_a_file_is_missed_and_a_discarded_question_is_not() {
        let mut ledger = Ledger::default();
        ledger.note(Promise::Saved, question(1));
        let mut other = question(1);
        other.files[0].content[1] ^= 1;
        let changed = Finding::Changed(question(1).subject);
        assert_eq!(ledger.findings(&[other], &[]), [changed]);
        ledger.discard(question(1).mark());
        assert_eq!(ledger.findings(&[], &[]), []);
    }

    #[test]
    fn what_was_removed_does_not_come_back_in_an_older_wording_either() {
        let mut ledger = Ledger::default();
        ledger.discard(question(2).mark());
        assert_eq!(ledger.findings(&[], &[question(2)]), []);
        ledger.remove(question(2));
        assert_eq!(ledger.findings(&[question(1)], &[]), []);
        assert_eq!(ledger.findings(&[], &[question(3)]), []);
        let kept = Finding::Kept(question(1).subject);
        assert_eq!(ledger.findings(&[], &[question(1)]), [kept]);
    }

    #[test]
    fn after_an_edit_the_newer_wording_is_what_was_promised() {
        let mut ledger = Ledger::default();
        ledger.note(Promise::Accepted, question(1));
        ledger.note(Promise::Saved, question(2));
        ledger.note(Promise::Saved, question(1));
        let changed = Finding::Changed(question(2).subject);
        assert_eq!(ledger.findings(&[question(1)], &[]), [changed]);
        assert_eq!(ledger.findings(&[], &[question(2)]), []);
        assert_eq!(ledger.findings(&[], &[question(1), question(2)]), []);
    }

    #[test]
    fn an_edit_that_is_not_kept_takes_the_promise_back() {
        let mut ledger = Ledger::default();
        ledger.note(Promise::Saved, question(1));
        ledger.note(Promise::Nothing, question(2));
        assert_eq!(ledger.findings(&[], &[]), []);
    }

    #[test]
    fn an_edit_of_which_nobody_has_heard_yet_keeps_the_promise() {
        let mut ledger = Ledger::default();
        ledger.note(Promise::Saved, question(1));
        ledger.write(question(2));
        assert_eq!(ledger.findings(&[], &[question(2)]), []);
        let mut other = question(2);
        other.message.clear();
        let changed = Finding::Changed(question(1).subject);
        assert_eq!(ledger.findings(&[], &[other]), [changed]);
    }
}
