// MiniSearch as in minisearch.mjs, where each word is indexed and asked for as it is typed and as its stem.

import { fold, forms } from "../analysis.mjs";
import { stemmer } from "../stemming.mjs";
import { opened, options } from "./minisearch.mjs";

export const packages = ["minisearch", "snowball-stemmers"];

export async function open({ tag, articles }) {
  const stem = stemmer(tag);
  const bothForms = (term) => [...new Set([...forms(term, tag), fold(stem(term))])];
  return opened(options(tag, bothForms), articles);
}
