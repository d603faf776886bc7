/* What the tests know about the page under test: elements by role and accessible name, inside open shadow roots too. It runs
   in the frame's parent, of the same origin, so the page's own policy and its patched prototypes cannot reach it. It only
   looks: clicks and keys are real ones, from the browser's driver. */

"use strict";

/* A property of the window, because Firefox's driver sees no other globals. */
window.stage = (() => {
  const frame = () => document.querySelector("iframe");
  const page = () => frame().contentWindow;

  const ROLES = {
    A: (element) => (element.hasAttribute("href") ? "link" : "generic"),
    ARTICLE: () => "article",
    BUTTON: () => "button",
    DIALOG: () => "dialog",
    FIELDSET: () => "group",
    H1: () => "heading", H2: () => "heading", H3: () => "heading", H4: () => "heading",
    IMG: () => "img",
    INPUT: (element) => ({ search: "searchbox", checkbox: "checkbox", radio: "radio", file: "button" })[element.type] ?? "textbox",
    LI: () => "listitem",
    NAV: () => "navigation",
    OL: () => "list",
    OUTPUT: () => "status",
    P: () => "paragraph",
    PROGRESS: () => "progressbar",
    SELECT: () => "combobox",
    TABLE: () => "table",
    TEXTAREA: () => "textbox",
    UL: () => "list",
  };
  const NAMED_BY_CONTENT = ["button", "link", "heading", "listitem", "option", "paragraph", "status", "alert"];

  const role = (element) => element.getAttribute("role") ?? ROLES[element.tagName]?.(element) ?? "generic";
  /* As it is read: white space collapses, and the marks that isolate a right-to-left word are not seen. */
  const tidy = (text) => text.replace(/[\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim();
  const style = (element) => page().getComputedStyle(element);

  /* Every element of the page, open shadow roots included, in the order of the document. */
  function* elements(root) {
    for (const element of root.children) {
      yield element;
      if (element.shadowRoot) yield* elements(element.shadowRoot);
      yield* elements(element);
    }
  }

  const perceivable = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[aria-hidden=true]");

  const content = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || !perceivable(node)) return "";
    const label = node.getAttribute("aria-label") ?? node.getAttribute("alt");
    if (label !== null) return label;
    const text = Array.from(node.childNodes, content).join("");
    return style(node).display.startsWith("inline") ? text : ` ${text} `;
  };

  /* The accessible name, by the parts of the specification (W3C "Accessible Name and Description Computation") that the
     pages under test use. */
  const name = (element) => {
    const ids = element.getAttribute("aria-labelledby");
    if (ids) {
      const labels = ids.split(/\s+/).map((id) => element.getRootNode().getElementById(id));
      return tidy(labels.map((label) => (label ? content(label) : "")).join(" "));
    }
    const label = element.getAttribute("aria-label") ?? element.getAttribute("alt");
    if (label) return tidy(label);
    const legend = element.tagName === "FIELDSET" && element.querySelector("legend");
    if (legend) return tidy(content(legend));
    if (element.labels?.length) return tidy(Array.from(element.labels, content).join(" "));
    if (NAMED_BY_CONTENT.includes(role(element))) return tidy(content(element));
    return tidy(element.title || element.placeholder || "");
  };

  /* A target is { role, name, part, within }: `part` asks for a name that contains the text, `within` for another target
     around it; no role asks for the innermost element with that text. */
  const innermost = (element, holds) => holds(element) && !Array.from(element.children).some(holds);

  const find = (target) => {
    if (!page().document?.documentElement) return [];
    const roots = target.within ? find(target.within) : [page().document];
    const wanted = tidy(target.name ?? "");
    const named = (text) => (target.part ? text.includes(wanted) : text === wanted);
    const matches = (element) => {
      if (!perceivable(element)) return false;
      if (target.role === null) return innermost(element, (inner) => named(tidy(content(inner))));
      return role(element) === target.role && (target.name === null || named(name(element)));
    };
    return roots.flatMap((root) => Array.from(elements(root)).filter(matches));
  };

  const focused = () => {
    let element = page().document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
  };

  /* A place is still where it was after two frames: what a key began, such as scrolling to what is typed, is done by then. */
  const frames = () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));

  /* Where to click the target's first element, once it stands still and nothing covers it; else nothing. */
  const point = async (target) => {
    const [element] = find(target);
    if (!element) return null;
    element.scrollIntoView({ block: "nearest", behavior: "instant" });
    const before = element.getBoundingClientRect();
    await frames();
    const box = element.getBoundingClientRect();
    const moved = before.x !== box.x || before.y !== box.y;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    let hit = page().document.elementFromPoint(x, y);
    while (hit?.shadowRoot) {
      const deeper = hit.shadowRoot.elementFromPoint(x, y);
      if (!deeper || deeper === hit) break;
      hit = deeper;
    }
    const around = frame().getBoundingClientRect();
    const free = hit === element || element.contains(hit);
    return moved || !free ? null : { x: Math.round(around.x + x), y: Math.round(around.y + y) };
  };

  /* Clicks the target's first element once it is free to be clicked, by a script: no pointer goes there. */
  const press = async (target) => {
    const free = (await point(target)) !== null;
    if (free) find(target)[0]?.click();
    return free;
  };

  /* What the person sees, a line for each element that has a role, for messages of failed tests. */
  const outline = () => {
    const lines = [];
    for (const element of elements(page().document)) {
      const what = role(element);
      if (what === "generic" || !perceivable(element)) continue;
      const value = "value" in element && what !== "listitem" && what !== "button" ? ` = ${JSON.stringify(element.value)}` : "";
      lines.push(`  ${what} ${JSON.stringify(name(element).slice(0, 100))}${value}${element === focused() ? "  <- focus" : ""}`);
    }
    return lines.join("\n");
  };

  const until = async (look, milliseconds) => {
    const deadline = performance.now() + milliseconds;
    for (;;) {
      const seen = await look();
      if (seen) return { seen };
      if (performance.now() > deadline) return { outline: outline() };
      await new Promise((again) => setTimeout(again, 20));
    }
  };

  const open = (address, width, height) =>
    new Promise((opened) => {
      Object.assign(frame(), { width, height });
      frame().addEventListener("load", opened, { once: true });
      if (address === null) page().location.reload();
      else page().location.replace(address);
    });

  return { elements: () => elements(page().document), find, focused, frame, name, open, outline, page, point, press, role, until };
})();
