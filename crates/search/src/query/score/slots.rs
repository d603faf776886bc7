//! Where the scorer adds up: a slot for each article that has a word of the query. Owns how slots are made and found; what is added up
//! in them is the scorer's business.
//!
//! A query touches few of the many articles of a knowledge base, so an article costs nothing before its first posting but one number:
//! where its slot is. Its sections are told apart only while a word is counted: see `sections`.

use crate::query::expand::Grade;

/// Sections from this one on count as one. No article has so many, but what the network brings may say so.
const LAST_SECTION: u32 = u16::MAX as u32;

/// Something for each of a few articles.
pub(super) struct Table<T> {
    /// By article: the place of its slot, counted from 1; 0 where it has none.
    place_of: Vec<u32>,
    slots: Vec<T>,
}

impl<T: Default> Table<T> {
    pub(super) fn new(articles: u32) -> Self {
        Self {
            place_of: vec![0; articles as usize],
            slots: Vec::new(),
        }
    }

    /// The place of the slot of an article that has one.
    fn place(&self, article: u32) -> Option<u32> {
        self.place_of[article as usize].checked_sub(1)
    }

    /// The slot of an article that has one.
    pub(super) fn get(&self, article: u32) -> Option<&T> {
        Some(&self.slots[self.place(article)? as usize])
    }

    /// The same, to be changed.
    pub(super) fn get_mut(&mut self, article: u32) -> Option<&mut T> {
        let place = self.place(article)?;
        Some(&mut self.slots[place as usize])
    }

    /// Those that have one, in ascending order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        let places = (0..).zip(&self.place_of).filter(|(_, place)| **place != 0);
        places.map(|(article, place)| (article, &self.slots[*place as usize - 1]))
    }

    /// The slots, in the order in which they were made.
    pub(super) fn slots_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.slots.iter_mut()
    }

    /// The place of an article's slot, made if need be.
    pub(super) fn make(&mut self, article: u32) -> u32 {
        let place = &mut self.place_of[article as usize];
        if *place == 0 {
            self.slots.push(T::default());
            *place = self.slots.len() as u32;
        }
        *place - 1
    }
}

/// The slots of one query.
pub(super) struct Slots {
    articles: Table<ArticleSlot>,
    /// What sections have of the word in the grade at hand. Those of one article are a list.
    parts: Vec<Part>,
    /// By section, while the parts of one article are added up; 0 otherwise.
    sums: Vec<f32>,
    /// The places of the articles that have the word in the grade at hand.
    in_grade: Vec<u32>,
    /// The places of those that have it in any grade before.
    in_word: Vec<u32>,
}

/// An article that has a word of the query.
#[derive(Default)]
pub(super) struct ArticleSlot {
    pub(super) score: ArticleScore,
    pub(super) word: OfWord,
    /// tf~ of the article's own fields, in the grade at hand.
    pub(super) own: f32,
    /// The places of its first and last part, counted from 1; 0 where there is none.
    first: u32,
    last: u32,
    is_in_grade: bool,
    is_in_word: bool,
}

/// What an article has of the words added so far.
#[derive(Clone, Copy, Default)]
pub(super) struct ArticleScore {
    pub(super) evidence: f32,
    /// How much of the query the article has, in parts of the whole.
    pub(super) covered: f32,
    /// How much of the query its title has, and how many words that are.
    pub(super) title_covered: f32,
    pub(super) title_words: f32,
    /// How long the title is in words; known once one of them was added.
    pub(super) title_length: f32,
}

/// What an article has of the word at hand.
pub(super) struct OfWord {
    /// The best grade that any field has.
    pub(super) grade: Option<Grade>,
    /// How much of the word the title has.
    pub(super) in_title: f32,
    /// The evidence of the grades so far, and what they leave of that of the next.
    pub(super) evidence: f32,
    pub(super) doubt: f32,
}

impl Default for OfWord {
    fn default() -> Self {
        Self {
            grade: None,
            in_title: 0.0,
            evidence: 0.0,
            doubt: 1.0,
        }
    }
}

/// What a posting says of a section.
struct Part {
    /// Counted within the article; 0 is the lead.
    section: u32,
    tf: f32,
    /// The place of the article's next one, counted from 1; 0 where there is none.
    next: u32,
}

impl Slots {
    pub(super) fn new(articles: u32) -> Self {
        Self {
            articles: Table::new(articles),
            parts: Vec::new(),
            sums: Vec::new(),
            in_grade: Vec::new(),
            in_word: Vec::new(),
        }
    }

    pub(super) fn articles(&self) -> &Table<ArticleSlot> {
        &self.articles
    }

    /// The slot for a posting of the word at hand, and where its parts go. An article that has no slot gets one if it is welcome.
    pub(super) fn touch(
        &mut self,
        article: u32,
        is_welcome: bool,
    ) -> Option<(&mut ArticleSlot, Parts<'_>)> {
        let place = match is_welcome {
            true => self.articles.make(article),
            false => self.articles.place(article)?,
        };
        let slot = &mut self.articles.slots[place as usize];
        if !std::mem::replace(&mut slot.is_in_grade, true) {
            self.in_grade.push(place);
        }
        Some((slot, Parts(&mut self.parts)))
    }

    /// Hands over each article that has the word in the grade at hand, with the most that a section has of it and the sum
    /// of them, which ends that grade.
    pub(super) fn end_grade(&mut self, mut each: impl FnMut(&mut ArticleSlot, f32, f32)) {
        for place in self.in_grade.drain(..) {
            let slot = &mut self.articles.slots[place as usize];
            let (most, sum) = add_up(&self.parts, slot.first, &mut self.sums);
            each(slot, most, sum);
            (slot.own, slot.first, slot.last) = (0.0, 0, 0);
            slot.is_in_grade = false;
            if !slot.is_in_word {
                slot.is_in_word = true;
                self.in_word.push(place);
            }
        }
        self.parts.clear();
    }

    /// Hands over each article that has the word at hand, which ends that word.
    pub(super) fn end_word(&mut self, mut each: impl FnMut(&mut ArticleScore, OfWord)) {
        for place in self.in_word.drain(..) {
            let slot = &mut self.articles.slots[place as usize];
            slot.is_in_word = false;
            each(&mut slot.score, std::mem::take(&mut slot.word));
        }
    }
}

/// What the postings of the grade at hand say of sections.
pub(super) struct Parts<'a>(&'a mut Vec<Part>);

impl Parts<'_> {
    /// Adds to tf~ of a section of an article.
    pub(super) fn push(&mut self, article: &mut ArticleSlot, section: u32, tf: f32) {
        let section = section.min(LAST_SECTION);
        self.0.push(Part {
            section,
            tf,
            next: 0,
        });
        let made = self.0.len() as u32;
        match std::mem::replace(&mut article.last, made).checked_sub(1) {
            Some(last) => self.0[last as usize].next = made,
            None => article.first = made,
        }
    }
}

/// The most that a section has, and the sum of them.
fn add_up(parts: &[Part], first: u32, sums: &mut Vec<f32>) -> (f32, f32) {
    let part = |place: u32| Some(&parts[place.checked_sub(1)? as usize]);
    // Most articles have but one.
    match part(first) {
        None => return (0.0, 0.0),
        Some(only) if only.next == 0 => return (only.tf, only.tf),
        Some(_) => {}
    }
    let mut end = 0;
    for part in std::iter::successors(part(first), |before| part(before.next)) {
        let section = part.section as usize;
        end = end.max(section + 1);
        if end > sums.len() {
            sums.resize(end, 0.0);
        }
        sums[section] += part.tf;
    }
    let (mut most, mut sum) = (0.0_f32, 0.0_f32);
    for section in &mut sums[..end] {
        let tf = std::mem::take(section);
        most = most.max(tf);
        sum += tf;
    }
    (most, sum)
}
