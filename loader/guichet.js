/* The loader: the one script that a website includes. It draws the launcher, or finds the page's own element to draw the help
   in; keeps the page's calls; and asks for the widget on the first sign of interest. What comes after that is start.js, which
   is fetched with the widget. The build puts in how the names of the files beside it begin, __STEM__, and with __LABELS__ the
   launcher's label in each language. */

const here = import.meta.url;
const page = document;
const options = page.querySelector("script[data-bundle]")?.dataset;

// An async script can be here before the page's own element is.
if (page.readyState === "loading") await new Promise((parsed) => page.addEventListener("DOMContentLoaded", parsed));
const own = page.querySelector("guichet-help");

// The tag may stand in a page twice; the first one wins.
if (options && !own?.shadowRoot) {
  // The first address costs a page that wants nothing of it more than the label does.
  const bundle = () => new URL(options.bundle.replace(/\/?$/, "/"), page.baseURI).href;
  const near = (end) => new URL(__STEM__ + end, here).href;
  const wanted = [options.locale, page.documentElement.lang, ...navigator.languages];
  const labels = __LABELS__;

  /* The locale that serves a wish, as `lookup` of crates/wire/src/locale.rs finds it; `Intl` knows more, but takes its time. Of
     two varieties the first one serves the language: `zh-Hans`, `pt-BR`. */
  const serving = (wish) => {
    const tag = `${wish}`.replace(/^n[no]/i, "nb").replace(/^zh.*-(hant|tw|hk|mo).*/i, "zh-hant");
    const named = (name) => RegExp(`(^|,)(${name}(-[^:]*)?):([^,]*)`, "i").exec(labels);
    return named(tag.match(/[\w-]*/)) || named(tag.match(/\w*/));
  };
  let served;
  [...wanted, "en"].find((wish) => wish && (served = serving(wish)));
  const [, , locale, , word] = served;
  const label = options.label || word;

  const make = (name, attributes) => {
    const element = page.createElement(name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    return element;
  };

  // Sizes in px, since the page may have any root font size; the text is as large as the reader has set it in the browser. What the
  // page says with !important loses against :host here; an element of the page's own has the size and the place that the page gives
  // it. Forced colours show the border. The text on the accent is black or white, whichever its lightness leaves readable.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
:host{display:grid;min-height:560px}
:host([mode=floating]){all:initial!important;position:fixed!important;inset:auto 20px 20px auto!important;z-index:2147483000!important;display:flex!important;flex-flow:column-reverse!important;align-items:end!important;direction:ltr!important}
:host([mode=floating][data-position=left]){inset:auto auto 20px 20px!important;align-items:start!important}
.launcher,.waiting{all:unset;box-sizing:border-box;min-height:52px;padding:0 20px 0 16px;border:1px solid #0000;border-radius:50px;font:600 medium/1.25 system-ui,sans-serif;box-shadow:0 4px 20px #0004}
.launcher{display:flex;gap:8px;align-items:center;cursor:pointer;color:#fff;color:contrast-color(var(--accent));background:var(--accent)}
.launcher::before{content:"?"/"";width:1.25em;font-size:.9em;text-align:center;border:2px solid;border-radius:50%}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
.waiting{font-weight:400;width:min(400px,90vw);margin:0 0 12px;color:CanvasText;background:Canvas;color-scheme:light dark}
@media print{:host([mode=floating]){display:none!important}}`);

  const host = own || make("guichet-help", { mode: "floating" });
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  if (options.position) host.dataset.position = options.position;
  host.style.setProperty("--accent", options.accent || "#2457c5");
  const launcher = make("button", {
    class: "launcher",
    "aria-haspopup": "dialog",
    "aria-expanded": false,
  });
  launcher.append(label);

  let opened; // What the person wants; the widget follows as soon as it is there.
  let opener; // What had the focus then.
  let loading; // The promise of the widget, once there is interest.
  let waiting; // What stands in the panel's place until then.

  /* Everything that is certain to be needed is asked for at once. What fails is noticed where it is used. */
  const start = async () => {
    const files = [".wasm", ".css", `/${locale}.json`].map(near);
    const sent = [...files, `${bundle()}manifest.json`].map((address) => fetch(address).catch(() => {}));
    const app = await import(near(".js"));
    await app.default(sent, { root, options, bundle: bundle(), wanted, locale, labels, api, expand, wait });
  };
  const load = () =>
    (loading ||= start().catch((error) => {
      loading = 0; // The next try starts anew.
      console.error(error);
      if (own || opened) wait("a", { href: `${bundle()}pages/index.html` }).append(label);
    }));

  const expand = (now) => {
    if (now && !opened) opener = page.activeElement;
    opened = now;
    launcher.setAttribute("aria-expanded", now);
    if (now) return;
    launcher.focus();
    opener.focus(); // Nothing happens where it is the page itself, the launcher's host, or gone.
  };

  /* Shows a field that can be typed into already, or a link, in the panel's place; without a name takes it away. */
  const wait = (name, attributes) => {
    waiting?.remove();
    waiting = name && make(name, { class: "waiting", "aria-label": label, ...attributes });
    if (waiting) {
      root.append(waiting);
      if (opened) waiting.focus();
    }
    return waiting;
  };

  // start.js puts the widget's own functions into their place.
  const api = {
    open(query = "") {
      expand(true);
      if (query || !waiting) wait("input", { type: "search", value: query });
      load();
    },
    close() {
      expand(false);
      wait();
    },
    toggle: () => (opened ? api.close() : api.open()),
    setLocale: (tag) => wanted.unshift(tag),
    push: ([name, value]) => api[name]?.(value),
  };

  if (own) {
    // Near enough to be seen soon is interest.
    new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && load(), { rootMargin: "50%" }).observe(host);
  } else {
    root.append(launcher);
    page.body.append(host);
  }
  launcher.addEventListener("click", api.toggle);
  for (const kind of ["keydown", "keypress"]) {
    root.addEventListener(kind, (event) => {
      event.stopPropagation(); // The page's shortcuts are not for what is typed here.
      if (event.key === "Escape" && waiting) api.close();
    });
  }
  for (const interest of ["pointerenter", "touchstart", "focus"]) {
    launcher.addEventListener(interest, load, { passive: true });
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
