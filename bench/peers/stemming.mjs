// Stemmers for the engines that have none of their own: Snowball's, compiled to JavaScript.

import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

const SNOWBALL = { en: "english", de: "german", fr: "french", es: "spanish", ru: "russian", hu: "hungarian" };

/** The stemmer of a language, by Snowball; languages that have none keep their words. */
export function stemmer(tag) {
  const name = SNOWBALL[tag];
  if (!name) return (word) => word;
  const snowball = require("snowball-stemmers").newStemmer(name);
  return (word) => snowball.stem(word.toLowerCase());
}
