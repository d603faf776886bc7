// Orama with its stemmers and, for Chinese and Japanese, its tokenizers; fields weighted, one typo allowed where nothing is
// found without.

import { create, insertMultiple, save, search } from "@orama/orama";
import { createTokenizer as japanese } from "@orama/tokenizers/japanese";
import { createTokenizer as mandarin } from "@orama/tokenizers/mandarin";

import { flat, fold, tokenize } from "../analysis.mjs";

export const packages = ["@orama/orama", "@orama/stemmers", "@orama/tokenizers"];

const BOOST = { title: 20, keywords: 8, description: 4, headings: 2 };
const LANGUAGES = { en: "english", de: "german", fr: "french", es: "spanish", ru: "russian", hu: "hungarian" };

export async function open({ tag, articles }) {
  const schema = { title: "string", keywords: "string", description: "string", headings: "string", text: "string" };
  const engine = create({ schema, components: { tokenizer: await tokenizer(tag) } });
  await insertMultiple(engine, articles.map(flat));
  const ask = async (term, limit, tolerance) => {
    const { hits } = await search(engine, { term, limit, boost: BOOST, tolerance });
    return hits.map(({ id }) => id);
  };
  return {
    // A tolerance always asked for drowns the words that are spelt right.
    search: async (term, limit) => {
      const exact = await ask(term, limit);
      return exact.length > 0 ? exact : ask(term, limit, 1);
    },
    files: () => [["index.json", JSON.stringify(save(engine))]],
  };
}

/** Its own tokenizer for Japanese and Chinese; elsewhere words and folding as for the other engines, with its own stemmers. */
async function tokenizer(tag) {
  if (tag === "ja") return japanese();
  if (tag === "zh-CN") return mandarin();
  const language = LANGUAGES[tag];
  if (!language) return custom((text) => tokenize(text).map(fold));
  const { stemmer } = await import(`@orama/stemmers/${language}`);
  return custom((text) => tokenize(text).map((word) => fold(stemmer(word.toLowerCase()))));
}

function custom(words) {
  return { language: "english", normalizationCache: new Map(), tokenize: (text) => [...new Set(words(String(text)))] };
}
