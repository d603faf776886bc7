// MiniSearch with fields weighted, the last word as a prefix, typos, folding, and pairs of characters for Han and Kana.

import MiniSearch from "minisearch";

import { flat, forms, tokenize } from "../analysis.mjs";

export const packages = ["minisearch"];

const FIELDS = ["title", "keywords", "description", "headings", "text"];

const SEARCH = {
  boost: { title: 12, keywords: 6, description: 4, headings: 2 },
  prefix: (term, place, terms) => place === terms.length - 1,
  fuzzy: (term) => (term.length > 3 ? 0.2 : false),
  weights: { fuzzy: 0.45, prefix: 0.375 },
  bm25: { k: 1.2, b: 0.7, d: 0 },
};

/** All that the engine is told; `processTerm` says what a word of the language is indexed as. */
export function options(tag, processTerm = (term) => forms(term, tag)) {
  return { fields: FIELDS, tokenize, processTerm, searchOptions: SEARCH };
}

export async function open({ tag, articles }) {
  return opened(options(tag), articles);
}

/** Adds the articles and says how to ask. */
export function opened(options, articles) {
  const engine = new MiniSearch(options);
  engine.addAll(articles.map(flat));
  return {
    search: (query, limit) => engine.search(query).slice(0, limit).map(({ id }) => id),
    files: () => [["index.json", JSON.stringify(engine)]],
  };
}
