//! The numbers of the ranking, each with its range, default and effect. The formulae are in `score`.

use super::expand::{GRADES, Grade};
use crate::index::{FIELDS, Field};

/// How much a field counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldParams {
    /// The worth of one occurrence in this field, relative to one in a body of average length. 0 or more.
    pub weight: f32,
    /// How much a long field makes each of its words count less: 0 not at all, 1 in full proportion.
    pub b: f32,
}

/// The parameters of the ranking. The defaults are tuned on the judged questions of eight languages together and on queries made of
/// titles (`bench`), never on one language alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankingParams {
    /// How soon more occurrences of a word, or one in a weightier field, stop counting. 0 (at once) to about 10; default 8.
    pub k1: f32,
    /// The article's title. Default: weight 16, b 0.2.
    pub title: FieldParams,
    /// Its keywords. Default: weight 12, b 0.2: a long list of synonyms is no fault.
    pub keywords: FieldParams,
    /// Questions that it answers, in customers' words. Default: weight 10, b 0.2.
    pub questions: FieldParams,
    /// The texts of links to it. Default: weight 4, b 0.8.
    pub anchors: FieldParams,
    /// Its title and keywords in other locales. Default: weight 1.6, b 0.5.
    pub elsewhere: FieldParams,
    /// Its description. Default: weight 2.5, b 0.5.
    pub description: FieldParams,
    /// A section's heading. Default: weight 1.5, b 0.25.
    pub heading: FieldParams,
    /// A section's body. Default: weight 1, b 0.5.
    pub body: FieldParams,
    /// The most that a term with other marks can count when the query was typed without any: `ban` for `bán`.
    /// 0 to 1, where 1 is a match of the exact form; default 0.8.
    pub unmarked: f32,
    /// The same when the query has marks and the term has others: `bạn` for `bán`. 0 to 1; default 0.35.
    pub remarked: f32,
    /// The most that other forms of the word can count. 0 to 1; default 0.95.
    pub inflected: f32,
    /// The most that longer words can count which begin with what was typed. 0 to 1; default 0.9: they
    /// stay below the word itself, however many they are.
    pub prefix: f32,
    /// The most that the corrections of a misspelt word can count. 0 to 1; default 0.95.
    pub misspelt: f32,
    /// The most that related words can count. 0 to 1; default 0.95 (the relations have weights of their own).
    pub related: f32,
    /// How much occurrences outside the best section of an article count. 0 (not at all) to 1 (the same);
    /// default 0.18.
    pub rollup: f32,
    /// How much the fields of the article count when one of the other sections than the lead is weighed
    /// as the best. 0 (not at all: the lead is chosen whenever the title matches) to 1 (as for the lead: it is
    /// hardly ever chosen); default 0.8.
    pub inherit: f32,
    /// How much the rarity of a function word (`how`, `my`) counts, of the languages that have a list of them.
    /// 0 (not at all) to 1 (like any word); default 0.2.
    pub function_word: f32,
    /// How much an article loses for the words of the query that it lacks. 0 (nothing) to 1 (an article with
    /// half of the query's weight keeps a quarter of its score); default 0.75.
    pub coverage: f32,
    /// How much an article gains whose title has every word of the query in some form, as a share of its score; less for titles
    /// that have some of them. 0 or more; default 2.
    pub in_title: f32,
    /// How much more it gains if its title has no other words; less if it has some. 0 or more; default 2.
    pub whole_title: f32,
    /// How much an article gains by what the others of its category have: their scores added up, divided by the number of the category's
    /// articles and ten more, times this. A question that many articles of a category know something of is about what that category is about.
    /// 0 (nothing) to 3; default 1.4. Without effect on an index whose categories nobody told, or of more than 2,000 articles.
    pub category: f32,
    /// Articles below this share of the best score are left out: whoever asks for more than the first few reads noise. 0 (none is) to
    /// 1 (only the best stay); default 0.03.
    pub floor: f32,
}

impl RankingParams {
    pub(super) fn fields(&self) -> [FieldParams; FIELDS] {
        Field::ALL.map(|field| match field {
            Field::Title => self.title,
            Field::Keywords => self.keywords,
            Field::Questions => self.questions,
            Field::Anchors => self.anchors,
            Field::Elsewhere => self.elsewhere,
            Field::Description => self.description,
            Field::Heading => self.heading,
            Field::Body => self.body,
        })
    }

    /// The most that each grade can count, for a word typed with or without marks.
    pub(super) fn ceilings(&self, has_marks: bool) -> [f32; GRADES] {
        let mut ceilings = [1.0; GRADES];
        ceilings[Grade::Marked as usize] = if has_marks {
            self.remarked
        } else {
            self.unmarked
        };
        ceilings[Grade::Inflected as usize] = self.inflected;
        ceilings[Grade::Prefix as usize] = self.prefix;
        ceilings[Grade::Misspelt as usize] = self.misspelt;
        ceilings[Grade::Related as usize] = self.related;
        ceilings
    }
}

impl Default for RankingParams {
    fn default() -> Self {
        let field = |weight, b| FieldParams { weight, b };
        Self {
            k1: 8.0,
            title: field(16.0, 0.2),
            keywords: field(12.0, 0.2),
            questions: field(10.0, 0.2),
            anchors: field(4.0, 0.8),
            elsewhere: field(1.6, 0.5),
            description: field(2.5, 0.5),
            heading: field(1.5, 0.25),
            body: field(1.0, 0.5),
            unmarked: 0.8,
            remarked: 0.35,
            inflected: 0.95,
            prefix: 0.9,
            misspelt: 0.95,
            related: 0.95,
            rollup: 0.18,
            inherit: 0.8,
            function_word: 0.2,
            coverage: 0.75,
            in_title: 2.0,
            whole_title: 2.0,
            category: 1.4,
            floor: 0.03,
        }
    }
}
