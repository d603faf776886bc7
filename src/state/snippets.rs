//! Snippets: the places in articles that answer a search. Whoever cuts them has to read packs, as whoever draws an article's text; so
//! both are in the article part of the program, which is fetched beside the first pack.

use guichet_bundle::Locale;
use guichet_search::Snippet;
use guichet_wire::document::sections;

use super::{Marked, Model, Packs, ResultItem, search};

/// Longest snippet, in characters: two lines of the panel.
const SNIPPET: usize = 120;

/// Cuts the snippets whose packs have come. A way into the article part, so it is never drawn into what calls it.
#[inline(never)]
pub(super) fn fill(model: &mut Model) {
    let Some(knowledge) = model.knowledge.ready() else {
        return;
    };
    let matcher = search::matcher(knowledge, &model.results.query);
    for item in &mut model.results.items {
        if item.snippet.is_none() {
            item.snippet = text(knowledge, &model.packs, item).map(|text| {
                let matches = search::matches(&matcher, &text);
                let snippet = Snippet::cut(&text, &matches, SNIPPET);
                Marked {
                    text: snippet.text,
                    marks: snippet.highlights,
                }
            });
        }
    }
}

fn text(knowledge: &Locale, packs: &Packs, item: &ResultItem) -> Option<String> {
    let pack = packs.get(&item.pack.path).ready()?;
    // A pack that does not hold its article is damaged: the result is shown without a snippet.
    let article = pack.article(&item.id).ok().flatten();
    let section =
        article.and_then(|article| sections(&article.document).into_iter().nth(item.section));
    let text = section
        .map(|section| section.text)
        .filter(|text| !text.is_empty())
        .or_else(|| Some(knowledge.article(&item.id)?.1.description.clone()));
    Some(text.unwrap_or_default())
}
