// Words and folding for the engines that leave them to their user. It stands for what a careful owner writes after reading an
// engine's documentation: as good as we could make it within the engine's own extension points. Runs in Node and in a page.

const SEPARATORS = /[^\p{L}\p{M}\p{N}]+/u;
/** Scripts without spaces: overlapping pairs do better than the engines' own tokenizers, which find one word a sentence. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu;

/** The words of a text; of Han and Kana, the pairs of characters. */
export function tokenize(text) {
  const spaced = text.normalize("NFC").replace(UNSPACED, (run) => ` ${pairs(run).join(" ")} `);
  return spaced.split(SEPARATORS).filter((word) => word !== "");
}

function pairs(run) {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, place) => characters[place] + character);
}

/** Lower case, without marks. */
export function fold(word) {
  return word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("ß", "ss").normalize("NFC");
}

/** Where marks make other words, the marked form is a term of its own beside the folded one. */
export function forms(word, tag) {
  const lower = word.toLowerCase();
  const folded = fold(word);
  return tag === "vi" && lower !== folded ? [lower, folded] : [folded];
}

/** An article with its sections put together, for engines that know fields and nothing below them. */
export function flat({ id, title, keywords, description, sections }) {
  return {
    id,
    title,
    keywords: keywords.join(" "),
    description,
    headings: sections.map(({ heading }) => heading).join("\n"),
    text: sections.map(({ text }) => text).join("\n"),
  };
}
