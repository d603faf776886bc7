/* What is wrong with the panel's texts as they can be seen now, a sentence for each fault. A function that texts.rs calls in the
   stage; where `pseudo` is true, every text of ours has to have the brackets of a pseudo-locale.

   Ours is what nobody else can have written. What comes from the knowledge base or from a person is isolated (<bdi>, dir=auto), marked
   as being in a language of its own, a day that the browser writes, or inside the article; there, ours are the texts of controls, of
   the labels of boxes, and what is only said. Of the browsers' own file field nobody sees anything. */

(pseudo) => {
  const panel = stage.find({ role: "dialog", name: null })[0];
  if (!panel) return [];

  const THEIRS = "bdi, [dir=auto], [lang]:not(.panel), time";
  const OURS_IN_ARTICLES = ".tool, .callout-label, .contents > summary, .said-only";
  // They scroll by themselves, or say with an ellipsis or a line of their own that there is more.
  const MAY_SCROLL = ".table, pre";
  const MAY_END_EARLY = ".row-detail, .chip, .recent ul, .file-name";

  const faults = [];
  const style = (element) => page.getComputedStyle(element);
  const report = (what, element, text) =>
    faults.push(`${what}: ${JSON.stringify(text.trim().slice(0, 80))} in ${element.localName}.${element.className}`);
  const seen = (element) => element.checkVisibility({ visibilityProperty: true });
  const said = (element) => element.closest(".said-only, input[type=file]");
  const all = [panel, ...panel.querySelectorAll("*:not(svg, svg *)")].filter(seen);

  /* What a field shows in one line: a range cannot measure it. */
  const pen = page.document.createElement("canvas").getContext("2d");
  const widthOf = (line, field) => {
    pen.font = style(field).font;
    return pen.measureText(line).width;
  };
  const roomIn = (field) => {
    const { paddingLeft, paddingRight } = style(field);
    return field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) + 1;
  };

  const checkWords = (element, text) => {
    if (pseudo && /\p{L}/u.test(text) && !/⟦.*⟧/s.test(text)) report("not translated", element, text);
  };

  const ours = (element) =>
    element.closest("article") ? element.closest(OURS_IN_ARTICLES) : !element.closest(THEIRS);
  const checkText = (node) => {
    const element = node.parentElement;
    if (!node.data.trim() || !seen(element) || element.closest("svg, option, textarea")) return;
    if (ours(element)) checkWords(element, node.data);
    if (said(element) || element.closest(MAY_END_EARLY) || element.closest(MAY_SCROLL)) return;
    let box = element;
    while (/^(inline|contents)$/.test(style(box).display)) box = box.parentElement;
    const edge = box.getBoundingClientRect();
    const range = page.document.createRange();
    range.selectNodeContents(node);
    const cut = [...range.getClientRects()].some(
      (line) => line.left < edge.left - 1 || line.right > edge.right + 1 || line.bottom > edge.bottom + 4,
    );
    if (cut) report("sticks out of its box", box, node.data);
  };
  const texts = page.document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) checkText(texts.currentNode);

  for (const element of all) {
    for (const name of ["aria-label", "title", "placeholder"]) {
      if (!element.matches("bdi")) checkWords(element, element.getAttribute(name) ?? "");
    }
    if (said(element) || element.matches(MAY_SCROLL) || element.matches(MAY_END_EARLY)) continue;
    const { overflowX, overflowY } = style(element);
    const text = element.textContent;
    if (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) report("is too wide", element, text);
    if (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1) report("is too high", element, text);
    const line = element.matches(":placeholder-shown") ? element.placeholder : element.selectedOptions?.[0].text;
    if (line && widthOf(line, element) > roomIn(element)) report("is too long", element, line);
  }
  if (page.document.scrollingElement.scrollWidth > page.innerWidth) report("scrolls sideways", page.document.body, "");
  return faults;
}
