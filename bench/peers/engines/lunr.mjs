// Lunr with the stemmers and tokenizers of lunr-languages; every word as typed, the last one as a prefix, longer ones with an
// edit, fields weighted. The query is put together by Lunr's API: its query language would read signs as operators.

import { createRequire } from "node:module";

import { flat, fold, tokenize } from "../analysis.mjs";

export const packages = ["lunr", "lunr-languages"];

const require = createRequire(import.meta.url);
const lunr = require("lunr");
require("lunr-languages/lunr.stemmer.support")(lunr);

const STEMMED = ["de", "fr", "es", "ru", "hu"];
const FIELDS = { title: 6, keywords: 4, description: 3, headings: 2, text: 1 };
/** What a match counts; typos also where the word itself is found, as people misspell words into others. */
const BOOST = { word: 10, prefix: 2, typo: 1 };

const foldToken = (token) => token.update(fold);
lunr.Pipeline.registerFunction(foldToken, "fold");

export async function open({ tag, articles }) {
  const index = lunr(function () {
    pipeline(this, tag);
    for (const [field, boost] of Object.entries(FIELDS)) this.field(field, { boost });
    for (const article of articles) this.add(flat(article));
  });
  return {
    search: (query, limit) => search(index, tokens(query)).slice(0, limit).map(({ ref }) => ref),
    files: () => [["index.json", JSON.stringify(index)]],
  };
}

/** The language's stemmer before the folding, since stemmers know words with their marks. */
function pipeline(builder, tag) {
  builder.pipeline.reset();
  builder.searchPipeline.reset();
  builder.tokenizer = (text) => tokens(text ?? "").map((word) => new lunr.Token(word, {}));
  const steps = [foldToken];
  if (tag === "en") steps.unshift(lunr.stemmer);
  if (STEMMED.includes(tag)) {
    require(`lunr-languages/lunr.${tag}`)(lunr);
    steps.unshift(lunr[tag].stemmer);
  }
  builder.pipeline.add(...steps);
  builder.searchPipeline.add(...steps);
}

const tokens = (text) => tokenize(text).map((word) => word.toLowerCase());

function search(index, words) {
  return index.query((query) => {
    words.forEach((word, place) => {
      query.term(word, { boost: BOOST.word });
      if (place === words.length - 1) {
        query.term(fold(word), { boost: BOOST.prefix, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
      }
      if (word.length > 3) query.term(word, { boost: BOOST.typo, editDistance: 1 });
    });
  });
}
