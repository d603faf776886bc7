// Fuse.js: every word approximately, anywhere in a field, weighted by field. It scans all texts for each query.

import Fuse from "fuse.js";

import { flat, tokenize } from "../analysis.mjs";

export const packages = ["fuse.js"];

const OPTIONS = {
  keys: [
    { name: "title", weight: 6 },
    { name: "keywords", weight: 4 },
    { name: "description", weight: 3 },
    { name: "headings", weight: 2 },
    { name: "text", weight: 1 },
  ],
  ignoreLocation: true,
  ignoreDiacritics: true,
  useTokenSearch: true,
  tokenize,
  threshold: 0.35,
};

export async function open({ articles }) {
  const documents = articles.map(flat);
  const engine = new Fuse(documents, OPTIONS);
  return {
    search: (query, limit) => engine.search(query, { limit }).map(({ item }) => item.id),
    // It searches the texts themselves, so they are its index.
    files: () => [["documents.json", JSON.stringify(documents)]],
  };
}
