//! The numbers of the ranking, each with its range, default and effect. The formulae are in `score`.

/// How much a field counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldParams {
    /// The worth of one occurrence in this field, relative to one in a body of average length. 0 or more.
    pub weight: f32,
    /// How much a long field makes each of its words count less: 0 not at all, 1 in full proportion.
    pub b: f32,
}

/// The parameters of the ranking.
///
/// The defaults are a starting point from the literature, not yet tuned on judged queries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bm25fParams {
    /// How soon more occurrences of a word stop counting. 0 (at once) to about 3; default 1.2.
    pub k1: f32,
    /// The article's title. Default: weight 4, b 0.4.
    pub title: FieldParams,
    /// Its keywords. Default: weight 3, b 0.2: a long list of synonyms is no fault.
    pub keywords: FieldParams,
    /// Its description. Default: weight 1.5, b 0.5.
    pub description: FieldParams,
    /// A section's heading. Default: weight 2.5, b 0.4.
    pub heading: FieldParams,
    /// A section's body. Default: weight 1, b 0.6.
    pub body: FieldParams,
    /// The most that a term with other marks can count when the query was typed without any: `ban` for `bán`.
    /// 0 to 1, where 1 is a match of the exact form; default 0.8.
    pub unmarked: f32,
    /// The same when the query has marks and the term has others: `bạn` for `bán`. 0 to 1; default 0.35.
    pub remarked: f32,
    /// The most that terms which only begin with the typed word can count. 0 to 1; default 0.45, just below
    /// one full match in an average body (1 / (1 + k1)), which they therefore never overtake in the same field.
    pub prefix: f32,
    /// How much occurrences outside the best section of an article count. 0 (not at all) to 1 (the same);
    /// default 0.3.
    pub rollup: f32,
    /// How much the title, keywords and description count when one of the other sections than the lead is weighed
    /// as the best. 0 (not at all: the lead is chosen whenever the title matches) to 1 (as for the lead: it is
    /// hardly ever chosen); default 0.3.
    pub inherit: f32,
    /// How much the rarity of a function word (`how`, `my`) counts, of the languages that have a list of them.
    /// 0 (not at all) to 1 (like any word); default 0.1.
    pub function_word: f32,
    /// How much an article loses for the words of the query that it lacks. 0 (nothing) to 1 (an article with
    /// half of the query's weight keeps a quarter of its score); default 0.9.
    pub coverage: f32,
}

impl Default for Bm25fParams {
    fn default() -> Self {
        Self {
            k1: 1.2,
            title: FieldParams {
                weight: 4.0,
                b: 0.4,
            },
            keywords: FieldParams {
                weight: 3.0,
                b: 0.2,
            },
            description: FieldParams {
                weight: 1.5,
                b: 0.5,
            },
            heading: FieldParams {
                weight: 2.5,
                b: 0.4,
            },
            body: FieldParams {
                weight: 1.0,
                b: 0.6,
            },
            unmarked: 0.8,
            remarked: 0.35,
            prefix: 0.45,
            rollup: 0.3,
            function_word: 0.1,
            inherit: 0.3,
            coverage: 0.9,
        }
    }
}
