// MiniSearch as in minisearch.mjs, where each word is indexed and asked for as it is typed and as its stem.

import MiniSearch from "minisearch";

import { fold, forms, stemmer, tokenize } from "../analysis.mjs";
import { FIELDS, SEARCH, opened } from "./minisearch.mjs";

export const packages = ["minisearch", "snowball-stemmers"];

export async function open({ tag, articles }) {
  const stem = stemmer(tag);
  const processTerm = (term) => [...new Set([...forms(term, tag), fold(stem(term))])];
  return opened(new MiniSearch({ fields: FIELDS, tokenize, processTerm, searchOptions: SEARCH }), articles);
}
