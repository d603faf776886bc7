//! Snippets: the places in articles that answer a search. Whoever cuts them has to read packs, as whoever draws an article's text; so
//! both are in the article part of the program, which is fetched beside the first pack.

use guichet_bundle::Locale;
use guichet_search::Matcher;
use guichet_wire::document::sections;

use super::{Marked, Model, Packs, ResultItem};

/// Longest snippet, in characters: two lines of the panel.
const SNIPPET: usize = 120;

/// Cuts the snippets whose packs have come. A way into the article part, so it is never drawn into what calls it.
#[inline(never)]
pub(super) fn fill(model: &mut Model) {
    let Some(knowledge) = model.knowledge.ready() else {
        return;
    };
    let matcher = Matcher::new(knowledge.segment(), &model.results.query);
    for item in &mut model.results.items {
        if item.snippet.is_none() {
            item.snippet = cut(knowledge, &model.packs, &matcher, item);
        }
    }
}

fn cut(knowledge: &Locale, packs: &Packs, matcher: &Matcher, item: &ResultItem) -> Option<Marked> {
    let pack = packs.get(&item.pack.path).ready()?;
    // A pack that does not hold its article is damaged: the result is shown without a snippet.
    let article = pack.article(&item.id).ok().flatten();
    let text = article
        .and_then(|article| sections(&article.document).into_iter().nth(item.section))
        .map(|section| section.text)
        .filter(|text| !text.is_empty())
        .or_else(|| Some(knowledge.article(&item.id)?.1.description.clone()))
        .unwrap_or_default();
    let snippet = matcher.snippet(&text, SNIPPET);
    Some(Marked {
        text: snippet.text,
        marks: snippet.highlights,
    })
}
