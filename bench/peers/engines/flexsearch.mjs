// FlexSearch: words and their prefixes in every field, folded, pairs of characters for Han and Kana; documents that have only
// some of the words count too.

import FlexSearch from "flexsearch";

import { flat, fold, tokenize } from "../analysis.mjs";

export const packages = ["flexsearch"];

const FIELDS = ["title", "keywords", "description", "headings", "text"];

export async function open({ articles }) {
  const engine = new FlexSearch.Document({
    document: { id: "id", index: FIELDS },
    tokenize: "forward",
    encode: (text) => tokenize(text).map(fold),
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
