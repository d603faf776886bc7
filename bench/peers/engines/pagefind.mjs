// Pagefind: pages of HTML, weighted by its own rules for headings. Its index is made for fetching in parts; here everything is
// at hand: `fetch` reads from the disk. What is fetched is counted, the code included, the articles' texts not.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { close, createIndex } from "pagefind";

export const packages = ["pagefind"];

export async function open({ tag, articles }, out) {
  const folder = join(out, "pagefind");
  const { index } = await createIndex({ forceLanguage: tag.toLowerCase() });
  for (const article of articles) {
    await index.addHTMLFile({ url: `/${encodeURIComponent(article.id)}/`, content: page(tag, article) });
  }
  await index.writeFiles({ outputPath: folder });
  await close();
  const fetched = new Set();
  const pagefind = await started(tag, folder, fetched);
  return {
    search: async (query, limit) => {
      const { results } = await pagefind.search(query);
      const found = await Promise.all(results.slice(0, limit).map((result) => result.data()));
      return found.map(({ raw_url }) => decodeURIComponent(raw_url.slice(1, -1)));
    },
    files: async () => {
      const names = ["pagefind.js", ...[...fetched].filter((name) => !name.startsWith("fragment/"))];
      return Promise.all(names.map(async (name) => [name.replaceAll("/", "-"), await readFile(join(folder, name))]));
    },
  };
}

function page(tag, { title, keywords, description, sections }) {
  const texts = sections.map(({ heading, text }) => (heading ? `<h2>${escape(heading)}</h2>` : "") + `<p>${escape(text)}</p>`);
  const head = `<h1>${escape(title)}</h1><p>${escape(description)}</p><p>${escape(keywords.join(", "))}</p>`;
  return `<!doctype html><html lang="${tag}"><body>${head}${texts.join("")}</body></html>`;
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Its script asks for a page around it and fetches what lies beside it; `fetched` learns the names. */
async function started(tag, folder, fetched) {
  const base = `${pathToFileURL(folder).href}/`;
  globalThis.document = { querySelector: () => ({ getAttribute: () => tag.toLowerCase() }), currentScript: null };
  globalThis.window = globalThis;
  globalThis.location = new URL(base);
  globalThis.fetch = async (url) => {
    const file = new URL(String(url).split("?")[0], base);
    fetched.add(file.href.slice(base.length));
    return new Response(await readFile(file));
  };
  const pagefind = await import(new URL("pagefind.js", base).href);
  await pagefind.options({ basePath: base, baseUrl: "/" });
  await pagefind.init();
  return pagefind;
}
