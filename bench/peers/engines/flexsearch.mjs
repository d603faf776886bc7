// FlexSearch: stems and their prefixes in every field, the title's matches first, folded, pairs of characters for Han and Kana;
// documents that have only some of the words count too.

import FlexSearch from "flexsearch";

import { flat, fold, tokenize } from "../analysis.mjs";
import { stemmer } from "../stemming.mjs";

export const packages = ["flexsearch", "snowball-stemmers"];

const FIELDS = ["title", "keywords", "description", "headings", "text"];

export async function open({ tag, articles }) {
  const stem = stemmer(tag);
  const engine = new FlexSearch.Document({
    document: { id: "id", index: FIELDS },
    tokenize: "forward",
    encode: (text) => tokenize(text).map((word) => fold(stem(word))),
  });
  for (const article of articles) engine.add(flat(article));
  return {
    search: (query, limit) => engine.search(query, { limit, suggest: true, merge: true }).map(({ id }) => id),
    files: async () => {
      const files = [];
      await engine.export((name, data) => files.push([`${name}.json`, data ?? ""]));
      return files;
    },
  };
}
