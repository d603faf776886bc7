/* What the loader leaves for later: starts the widget with what the loader has asked for, and puts the widget's functions into
   the place of the page's. It is bundled with wasm-bindgen's glue, "guichet-widget". The build puts in the names of the program's
   later parts beside it: __SEARCH__, __ARTICLE__ and __CONTACT__. */

import initialise, { start } from "guichet-widget";

import watchDevice from "./device.js";

/* How long a request for one may take, in milliseconds: a hanging host must not look like a slow one for ever. */
const TIME_LIMIT = 30_000;

/* The program's later parts: modules that share the memory, the tables and the functions of the first, the article part those of the
   search part too. Being there, a part fills the places in the table through which the others call it. `ask` has one fetched and
   compiled, `bring` has it there; what failed is tried again. In a debug build nothing was split off. */
const laterParts = (first) => {
  const files = { search: __SEARCH__, article: __ARTICLE__, contact: __CONTACT__ };
  const once = (make) => {
    const known = {};
    return async (name) => {
      const again = (error) => {
        known[name] = 0;
        throw error;
      };
      return files[name] && (known[name] ||= make(name).catch(again));
    };
  };
  const ask = once(async (name) => {
    const response = await fetch(new URL(files[name], import.meta.url), { signal: AbortSignal.timeout(TIME_LIMIT) });
    if (!response.ok) throw Error(`no ${name} part`);
    return WebAssembly.compile(await response.arrayBuffer());
  });
  const bring = once(async (name) => {
    const before = name === "article" && (await bring("search")).exports;
    return WebAssembly.instantiate(await ask(name), { first: await first, before });
  });
  return { ask, bring };
};

const nextTurn = () => new Promise((turn) => setTimeout(turn));

/* Reads the JSON of an answer as soon as it is here: the widget then has it in the very turn in which it asks. */
const readEarly = (request) =>
  request.then((response) => {
    const content = response?.json();
    content?.catch(() => {}); // The widget meets it again.
    return response && Object.assign(response, { json: () => content });
  });

/* Asks for catalog and index of the locale that will be shown, most likely, while the module is still being compiled. */
const askForKnowledge = (sent, bundle, wanted) => async (response) => {
  const { locales } = await response.json();
  const language = (tag) => tag.split("-")[0].toLowerCase();
  const serving = (wish) => locales.find(({ tag }) => tag === wish) || locales.find(({ tag }) => language(tag) === language(wish));
  const { catalog, index } = wanted.filter(Boolean).map(serving).find(Boolean) || locales[0];
  const ask = ({ path, integrity }, read) => (sent[bundle + path] ||= read(fetch(bundle + path, { integrity }).catch(() => {})));
  ask(catalog, readEarly);
  ask(index, (request) => request);
};

/* `sent`: the requests for the module, its styles, the strings of `locale` and the bundle's manifest; one that failed gives
   nothing. The rest is the loader's own, as it is named there. */
export default async ([wasm, style, ...texts], loader) => {
  const { root, options, bundle, wanted, locale, labels, api, expand, wait } = loader;
  const [strings, manifest] = texts.map(readEarly);
  const folder = import.meta.url.replace(/\.js$/, "/");
  const sent = { [`${folder}${locale}.json`]: strings, [`${bundle}manifest.json`]: manifest };
  const first = initialise({ module_or_path: wasm });
  const { ask, bring } = laterParts(first);
  ask("search").catch(() => {}); // Certain to be needed, but not before the panel stands. The widget asks again.
  manifest.then(askForKnowledge(sent, bundle, wanted)).catch(() => {}); // The widget asks again, and says what is wrong.

  const styled = async (request) => {
    const response = await request;
    if (!response?.ok) throw Error("no styles");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await response.text());
    root.adoptedStyleSheets.push(sheet);
  };
  await Promise.all([styled(style), first]);
  // The page's turn in between: making the module ready and drawing the panel are enough work each.
  await nextTurn();

  let contactStyled;
  const command = start({
    root,
    bundle,
    endpoint: options.endpoint && new URL(options.endpoint, document.baseURI).href,
    wanted: wanted.filter(Boolean),
    tags: labels.split(",").map((entry) => entry.split(":")[0]),
    strings: folder,
    bring,
    /* Puts on the styles of the contact part, once. */
    dressed() {
      contactStyled ||= styled(fetch(`${folder}contact.css`)).catch((error) => {
        contactStyled = 0; // The next try starts anew.
        throw error;
      });
      return contactStyled;
    },
    toggled(open) {
      expand(open);
      watchPanel(open);
    },
    /* The request for an address that is under way already; only the first to ask is given it. */
    sent(address) {
      const request = sent[address];
      delete sent[address];
      return request;
    },
  });
  // Whoever is typing already gets a turn before the panel is drawn; nobody else loses time by it.
  if (root.querySelector(".waiting")) await nextTurn();
  command("draw", "");
  const watchPanel = watchDevice(root, () => command("back", ""));
  Object.assign(api, {
    open(query) {
      if (query) command("search", query);
      command("open", "");
    },
    close: () => command("close", ""),
    setLocale: (tag) => command("locale", tag),
  });

  const waiting = root.querySelector(".waiting");
  if (!waiting) return;
  // In one turn, so that no key goes astray between the two fields; and before the widget moves the focus by itself.
  setTimeout(() => {
    if (waiting.value) command("search", waiting.value);
    root.querySelector("#guichet-search")?.focus();
    wait();
  });
  command("open", "");
};
