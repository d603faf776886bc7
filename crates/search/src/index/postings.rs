//! Where a term occurs: the list of sections, and how often in each field. Writer and reader of one list.

use super::bytes::{Cursor, push_varint};
use super::error::Broken;

/// A part of an article that is weighted on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Title,
    Keywords,
    Description,
    Heading,
    Body,
}

/// The number of fields.
pub(crate) const FIELDS: usize = 5;

impl Field {
    pub(crate) const ALL: [Self; FIELDS] = [
        Self::Title,
        Self::Keywords,
        Self::Description,
        Self::Heading,
        Self::Body,
    ];

    /// Whether the field is the article's, and therefore posted to its lead.
    pub(crate) fn is_of_the_article(self) -> bool {
        !matches!(self, Self::Heading | Self::Body)
    }
}

/// One section in which a term occurs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Posting {
    /// The section's ordinal in the segment.
    pub(crate) section: u32,
    /// How often the term occurs, by field.
    pub(crate) tf: [u16; FIELDS],
}

/// Appends one list. The postings are sorted by section, none is empty.
pub(super) fn push_postings(bytes: &mut Vec<u8>, postings: &[Posting]) {
    let mut next = 0;
    for posting in postings {
        push_varint(bytes, posting.section + 1 - next);
        next = posting.section + 1;
        let mut present = (0..FIELDS).filter(|field| posting.tf[*field] > 0);
        let mask = present.clone().fold(0, |mask, field| mask | 1 << field);
        let small = present
            .clone()
            .next()
            .map(|field| posting.tf[field])
            .filter(|tf| *tf < 8);
        bytes.push(mask | (small.unwrap_or(0) as u8) << FIELDS);
        if small.is_some() {
            present.next();
        }
        present.for_each(|field| push_varint(bytes, u32::from(posting.tf[field])));
    }
}

/// Reads a list that was validated when the segment was opened; ends at the first thing it does not understand.
pub(crate) fn postings(list: &[u8]) -> impl Iterator<Item = Posting> {
    let mut cursor = Cursor::new(list);
    let mut next = 0;
    std::iter::from_fn(move || read_posting(&mut cursor, &mut next))
}

/// Checks a whole list. `is_lead` says of a section whether it is a lead, and `None` if there is no such section.
pub(super) fn validate(list: &[u8], is_lead: &dyn Fn(u32) -> Option<bool>) -> Result<(), Broken> {
    let mut cursor = Cursor::new(list);
    let mut next = 0;
    if list.is_empty() {
        return Err(Broken::new(0, "a term occurs nowhere"));
    }
    while !cursor.is_at_end() {
        let start = cursor.position();
        let broken = |rule| Broken::new(start, rule);
        let posting =
            read_posting(&mut cursor, &mut next).ok_or(broken("a posting is not well formed"))?;
        let lead = is_lead(posting.section)
            .ok_or(broken("a posting names a section that does not exist"))?;
        let is_of_the_article =
            |field: &Field| field.is_of_the_article() && posting.tf[*field as usize] > 0;
        if !lead && Field::ALL.iter().any(is_of_the_article) {
            return Err(broken(
                "a field of the article is posted to another section than its lead",
            ));
        }
    }
    Ok(())
}

fn read_posting(cursor: &mut Cursor<'_>, next: &mut u32) -> Option<Posting> {
    let delta = cursor.varint().filter(|delta| *delta > 0)?;
    *next = next.checked_add(delta)?;
    let mut posting = Posting {
        section: *next - 1,
        tf: [0; FIELDS],
    };
    let fields = cursor.u8()?;
    let mut small = u16::from(fields >> FIELDS);
    if fields & ((1 << FIELDS) - 1) == 0 {
        return None;
    }
    for field in (0..FIELDS).filter(|field| fields & 1 << field != 0) {
        posting.tf[field] = match std::mem::take(&mut small) {
            0 => u16::try_from(cursor.varint()?).ok().filter(|tf| *tf > 0)?,
            tf => tf,
        };
    }
    Some(posting)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_comes_back_as_it_went() {
        let list = [
            Posting {
                section: 0,
                tf: [1, 0, 2, 0, 300],
            },
            Posting {
                section: 1,
                tf: [0, 0, 0, 0, 1],
            },
            Posting {
                section: 900,
                tf: [0, 0, 0, 8, 7],
            },
            Posting {
                section: 70_000,
                tf: [65_535, 1, 1, 1, 1],
            },
        ];
        let mut bytes = Vec::new();
        push_postings(&mut bytes, &list);
        assert_eq!(postings(&bytes).collect::<Vec<_>>(), list);
        assert_eq!(validate(&bytes, &|_| Some(true)), Ok(()));
    }

    #[test]
    fn a_word_that_occurs_once_in_a_body_costs_two_bytes() {
        let mut bytes = Vec::new();
        push_postings(
            &mut bytes,
            &[Posting {
                section: 3,
                tf: [0, 0, 0, 0, 1],
            }],
        );
        assert_eq!(bytes.len(), 2);
    }
}
