//! Where the scorer adds up: a slot for each article that has a word of the query, and one for each of its sections that has a posting.
//! Owns how slots are made and found; what is added up in them is the scorer's business.
//!
//! A query touches few of the many sections of a knowledge base, so a section costs nothing before its first posting. Of all articles
//! there is one number each: where its slot is.

use super::Graded;
use crate::query::expand::Grade;

/// The slots of one query.
pub(super) struct Slots {
    /// By article: the place of its slot, counted from 1; 0 where it has none.
    place_of: Vec<u32>,
    articles: Vec<ArticleSlot>,
    /// Those of one article are a list from its lead on, in the order of the sections.
    sections: Vec<SectionSlot>,
    /// The places of the articles that have the word at hand.
    touched: Vec<u32>,
}

/// An article that has a word of the query.
#[derive(Default)]
pub(super) struct ArticleSlot {
    pub(super) score: ArticleScore,
    pub(super) at_hand: AtHand,
    /// The score of its sections that have no slot.
    pub(super) elsewhere: f32,
    is_touched: bool,
    lead: u32,
    /// The section that was found last: postings ascend, and the next one is not far.
    last: u32,
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
#[derive(Default)]
pub(super) struct AtHand {
    /// tf~ of the article's own fields.
    pub(super) own: Graded,
    /// The best grade that any field has.
    pub(super) grade: Option<Grade>,
    /// How much of the word the title has.
    pub(super) in_title: f32,
}

/// The lead of an article, or another section that has a word of the query.
#[derive(Default)]
pub(super) struct SectionSlot {
    /// Counted within the article; 0 is the lead.
    pub(super) section: u32,
    pub(super) score: f32,
    /// tf~ of the word at hand.
    pub(super) frequencies: Graded,
    /// The place of the next one; 0, which is that of a lead, where there is none.
    next: u32,
}

impl Slots {
    pub(super) fn new(articles: u32) -> Self {
        Self {
            place_of: vec![0; articles as usize],
            articles: Vec::new(),
            sections: Vec::new(),
            touched: Vec::new(),
        }
    }

    /// The slots for a posting of the word at hand.
    pub(super) fn touch(
        &mut self,
        article: u32,
        section: u32,
    ) -> (&mut ArticleSlot, &mut SectionSlot) {
        let place = self.place(article);
        let slot = &mut self.articles[place as usize];
        if !std::mem::replace(&mut slot.is_touched, true) {
            self.touched.push(place);
        }
        let section = slot.find(section, &mut self.sections);
        (slot, &mut self.sections[section as usize])
    }

    /// The articles that have the word at hand.
    pub(super) fn touched(&self) -> impl Iterator<Item = &ArticleSlot> {
        let places = self.touched.iter();
        places.map(|place| &self.articles[*place as usize])
    }

    /// Hands over each article that has the word at hand with its sections, which ends that word.
    pub(super) fn drain(&mut self, mut each: impl FnMut(&mut ArticleSlot, Sections<'_>)) {
        for place in self.touched.drain(..) {
            let slot = &mut self.articles[place as usize];
            slot.is_touched = false;
            let sections = Sections {
                next: Some(slot.lead),
                slots: &mut self.sections,
            };
            each(slot, sections);
        }
    }

    /// The slot of an article that has a word of the query.
    pub(super) fn article(&self, article: u32) -> Option<&ArticleSlot> {
        let place = self.place_of[article as usize].checked_sub(1)?;
        Some(&self.articles[place as usize])
    }

    /// The sections of an article that have slots, in their order.
    pub(super) fn sections(&self, article: &ArticleSlot) -> impl Iterator<Item = &SectionSlot> {
        let slot = |place: u32| &self.sections[place as usize];
        std::iter::successors(Some(slot(article.lead)), move |section| {
            section.next().map(slot)
        })
    }

    fn place(&mut self, article: u32) -> u32 {
        let place = &mut self.place_of[article as usize];
        if *place == 0 {
            let lead = self.sections.len() as u32;
            self.sections.push(SectionSlot::default());
            self.articles.push(ArticleSlot {
                lead,
                last: lead,
                ..ArticleSlot::default()
            });
            *place = self.articles.len() as u32;
        }
        *place - 1
    }
}

impl ArticleSlot {
    /// The place of a section, made if need be.
    fn find(&mut self, section: u32, slots: &mut Vec<SectionSlot>) -> u32 {
        let is_behind = section < slots[self.last as usize].section;
        let mut at = if is_behind { self.lead } else { self.last };
        while slots[at as usize].section != section {
            let next = slots[at as usize].next();
            let next = next.filter(|next| slots[*next as usize].section <= section);
            at = next.unwrap_or_else(|| self.insert_after(at, section, slots));
        }
        self.last = at;
        at
    }

    fn insert_after(&self, at: u32, section: u32, slots: &mut Vec<SectionSlot>) -> u32 {
        let made = slots.len() as u32;
        let next = std::mem::replace(&mut slots[at as usize].next, made);
        slots.push(SectionSlot {
            section,
            score: self.elsewhere,
            next,
            ..SectionSlot::default()
        });
        made
    }
}

impl SectionSlot {
    fn next(&self) -> Option<u32> {
        (self.next != 0).then_some(self.next)
    }
}

/// Walks through the sections of an article that have slots, in their order.
pub(super) struct Sections<'a> {
    slots: &'a mut [SectionSlot],
    next: Option<u32>,
}

impl Sections<'_> {
    pub(super) fn next(&mut self) -> Option<&mut SectionSlot> {
        let section = &mut self.slots[self.next? as usize];
        self.next = section.next();
        Some(section)
    }
}
