/* What a page notes about itself while somebody uses the widget in it: when they first showed interest and clicked, when the panel's own
   field had the focus, when the index was there too, when a first letter had results, which tasks were long; and of every further
   letter, when its results were drawn and painted. Times are in milliseconds of the page's clock. It runs before the page's own scripts. */

"use strict";

window.probe = (() => {
  const times = {};
  const tasks = [];
  const keys = [];
  const awaited = {};
  let first = "";

  const note = (what, when = performance.now()) => {
    if (what in times) return;
    times[what] = when;
    awaited[what]?.();
  };
  const noted = (what) => (what in times ? times[what] : new Promise((resolve) => (awaited[what] = () => resolve(times[what]))));
  const root = () => document.querySelector("guichet-help").shadowRoot;
  const titles = () => Array.from(root().querySelectorAll("#guichet-results .row-title"), (title) => title.textContent).join("\n");

  /* Calls back when the frame that is about to be drawn has been painted: in the first task after it. */
  const painted = (frame, after) =>
    requestAnimationFrame(() => {
      frame();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = after;
      port2.postMessage(null);
    });

  const on = (kind, take) => addEventListener(kind, take, true);

  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });

  on("pointerover", (event) => {
    if (event.target.localName === "guichet-help") note("interest", event.timeStamp);
  });
  on("click", (event) => note("click", event.timeStamp));

  /* Waits for the launcher. Where the focus moves inside the shadow root, nobody outside is told. */
  const standing = async () => {
    await until(() => document.querySelector("guichet-help"));
    root().addEventListener("focusin", ({ target }) => {
      if (target.localName === "input") note(target.id === "guichet-search" ? "field" : "waiting");
      look();
    });
    watch(look);
  };

  /* The topics are drawn out of catalog and index; what is typed from then on has results. */
  const look = () => {
    if (!times.usable && times.field && root().querySelector(".home .row")) {
      note("usable");
      // In a task of its own, as a key's event would be.
      if (first) setTimeout(() => enter(first));
    } else if (times.usable && !times.results && root().querySelector("#guichet-results [role=option]")) {
      note("results");
      painted(() => {}, () => note("painted"));
    }
  };

  const enter = (text) => {
    note("typed");
    const field = root().querySelector("#guichet-search");
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  };

  const watch = (changed) => new MutationObserver(changed).observe(root(), { childList: true, characterData: true, subtree: true });

  /* From now on every letter is noted. */
  const watchKeys = () => {
    let pressed = 0;
    let drawn = 0;
    watch(() => (drawn = performance.now()));
    on("keydown", (event) => (pressed = event.timeStamp));
    on("input", () => {
      const key = { pressed, handled: performance.now() };
      drawn = 0;
      painted(
        () => Object.assign(key, { frame: performance.now(), drawn: drawn || key.handled, titles: titles() }),
        () => keys.push({ ...key, painted: performance.now() }),
      );
    });
  };

  /* What came of the last of so many letters: milliseconds, and whether its first frame had the results that there are now. */
  const key = async (count) => {
    await until(() => keys.length >= count);
    const { pressed, drawn, frame, painted, titles: shown } = keys.at(-1);
    return { drawn: drawn - pressed, frame: painted - frame, painted: painted - pressed, atOnce: shown === titles() };
  };

  const add = (type, src, bundle) => {
    const tag = Object.assign(document.createElement("script"), { type, src });
    tag.dataset.bundle = bundle;
    document.querySelector("script[data-bundle]")?.remove();
    document.head.append(tag);
  };

  const launcher = () => {
    const box = root().querySelector(".launcher").getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };

  const until = async (look) => {
    while (!look()) await new Promise((again) => setTimeout(again, 10));
    return true;
  };

  return {
    add,
    standing,
    launcher,
    /* What is typed as soon as it has results. */
    first: (letter) => void (first = letter),
    noted,
    watchKeys,
    key,
    clear: () => enter(""),
    /* What happened in the visit, counted from one of the moments noted. */
    report: (since) => {
      const began = times[since];
      const longest = Math.max(0, ...tasks.filter((task) => task.startTime + task.duration > times.interest).map((task) => task.duration));
      return { field: times.field - began, usable: times.usable - began, letter: times.painted - times.typed, longest };
    },
  };
})();
