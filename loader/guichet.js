/* The loader: the one script that a website includes. It draws the launcher, keeps the page's calls, and fetches the widget
   on the first sign of interest. It does not search, draw articles or store anything: that is the widget's business.
   The build puts in the names of files beside it: __APP__, __WASM__, __STYLE__, the folder __STRINGS__, and with
   __LABELS__ the launcher's label by locale tag. */

const here = import.meta.url;
const page = document;
const tags = [...page.querySelectorAll("script[data-bundle]")];
const options = (tags.find((tag) => tag.src === here) || tags[0])?.dataset;

// The tag may stand in a page twice; the first one wins.
if (options && !page.querySelector("guichet-help")) {
  const bundle = new URL(options.bundle.replace(/\/?$/, "/"), page.baseURI).href;
  const near = (file) => new URL(file, here).href;
  const wanted = [options.locale, page.documentElement.lang, ...navigator.languages].filter(Boolean);
  const locales = Object.keys(__LABELS__);
  const known = (tag) => locales.find((locale) => locale === tag.split("-")[0].toLowerCase());
  const label = options.label || __LABELS__[wanted.map(known).find(Boolean) || "en"];

  const make = (name, attributes = {}, ...children) => {
    const element = page.createElementNS(
      /^(svg|path)$/.test(name) ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml",
      name,
    );
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    element.append(...children);
    return element;
  };

  // Sizes in px: the page may have any root font size. What the page says with !important loses against :host here.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
:host{all:initial!important;position:fixed!important;inset:auto 20px 20px auto!important;z-index:2147483000!important;display:block!important;direction:ltr!important}
:host([data-position=left]){inset:auto auto 20px 20px!important}
.launcher{all:unset;box-sizing:border-box;display:flex;gap:8px;align-items:center;min-height:52px;padding:0 20px 0 16px;border-radius:26px;cursor:pointer;
font:600 16px/1.25 system-ui,sans-serif;color:var(--guichet-on-accent,#fff);background:var(--guichet-accent,#2457c5);box-shadow:0 1px 2px #0003,0 6px 20px #0003}
.launcher:focus-visible{outline:3px solid var(--guichet-accent,#2457c5);outline-offset:3px}
svg{width:22px;height:22px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.waiting{box-sizing:border-box;position:fixed;inset:auto 20px 84px auto;width:min(400px,100vw - 40px);padding:16px;border-radius:16px;background:Canvas;color:CanvasText;box-shadow:0 8px 40px #0004;font:16px/1.5 system-ui,sans-serif;color-scheme:light dark}
:host([data-position=left]) .waiting{inset:auto auto 84px 20px}
.waiting input{box-sizing:border-box;width:100%;min-height:44px;padding:0 12px;border:1px solid GrayText;border-radius:10px;font:inherit;color:inherit;background:Field}
@media print{:host{display:none!important}}
@media (forced-colors:active){.launcher{border:2px solid ButtonText}}`);

  const host = make("guichet-help");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  if (options.position) host.dataset.position = options.position;
  if (options.accent) host.style.setProperty("--guichet-accent", options.accent);
  const launcher = make(
    "button",
    { class: "launcher", type: "button", "aria-haspopup": "dialog", "aria-expanded": "false" },
    make(
      "svg",
      { viewBox: "0 0 24 24", "aria-hidden": "true" },
      make("path", { d: "M21 12a9 9 0 1 1-4-7.5A9 9 0 0 1 21 12ZM9.2 9.2a2.8 2.8 0 1 1 4.1 2.5c-.9.5-1.3 1-1.3 1.8M12 17h.01" }),
    ),
    make("span", {}, label),
  );
  root.append(launcher);
  (page.body || page.documentElement).append(host);

  let opened; // What the person wants; the widget follows as soon as it is there.
  let loading; // The promise of the widget, once there is interest.
  let command; // The widget's function that takes what the page wants.
  let waiting; // What stands in the panel's place until then.

  const load = () =>
    (loading ||= start().catch((error) => {
      loading = 0; // The next try starts anew.
      console.error(error);
      if (opened) wait(make("a", { href: `${bundle}pages/index.html` }, label));
    }));

  const start = async () => {
    const style = fetch(near(__STYLE__)).then((response) => (response.ok ? response.text() : Promise.reject(response.status)));
    const wasm = fetch(near(__WASM__));
    const manifest = fetch(`${bundle}manifest.json`);
    manifest.catch(() => {}); // The widget says what is wrong with it.
    const app = await import(near(__APP__));
    const [text] = await Promise.all([style, app.default({ module_or_path: wasm })]);
    const panel = new CSSStyleSheet();
    panel.replaceSync(text);
    root.adoptedStyleSheets = [sheet, panel];
    command = app.start({
      root,
      bundle,
      endpoint: options.endpoint && new URL(options.endpoint, page.baseURI).href,
      wanted,
      tags: locales,
      translations: locales.map((tag) => near(`${__STRINGS__}/${tag}.json`)),
      manifest,
      toggled: expand,
    });
    // In one turn, so that no key goes astray between the two fields; and before the widget moves the focus by itself.
    setTimeout(() => {
      const typed = waiting?.firstChild.value;
      if (typed) command("search", typed);
      if (waiting) root.querySelector("#guichet-search")?.focus();
      wait();
    });
    if (opened) command("open", "");
  };

  const expand = (now) => {
    opened = now;
    launcher.setAttribute("aria-expanded", now);
  };

  /* Shows a field that can be typed into already, or a link, in the panel's place; without content takes it away. */
  const wait = (content) => {
    waiting?.remove();
    waiting = content && make("div", { class: "waiting", role: "dialog", "aria-label": label }, content);
    if (waiting) {
      root.append(waiting);
      content.focus();
    }
  };

  const api = {
    open(query = "") {
      if (command) {
        if (query) command("search", query);
        command("open", "");
      } else {
        expand(true);
        if (query || !waiting) wait(make("input", { type: "search", "aria-label": label, value: query }));
        load();
      }
    },
    close() {
      if (command) {
        command("close", "");
      } else {
        expand(false);
        wait();
        launcher.focus();
      }
    },
    toggle: () => (opened ? api.close() : api.open()),
    setLocale(tag) {
      wanted.unshift(tag);
      command?.("locale", tag);
    },
    push: ([name, ...values]) => api[name]?.(...values),
  };

  launcher.addEventListener("click", api.toggle);
  for (const kind of ["keydown", "keypress"]) {
    root.addEventListener(kind, (event) => {
      event.stopPropagation(); // The page's shortcuts are not for what is typed here.
      if (event.key === "Escape" && waiting) api.close();
    });
  }
  for (const interest of ["pointerenter", "touchstart", "focus"]) {
    launcher.addEventListener(interest, load, { once: true, passive: true });
  }
  page.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-guichet-open]")) api.open();
  });

  const calls = window.Guichet;
  window.Guichet = api;
  calls?.forEach?.(api.push);

  // A ticket that an earlier visit could not deliver is a reason to start, unseen.
  window.indexedDB?.databases?.().then(
    (found) => found.some((database) => database.name === "guichet") && load(),
    () => {},
  );
}
