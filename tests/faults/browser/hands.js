/* What a run does in the page and sees there: the widget's own controls, by their names, and the outbox's content. It changes
   nothing that a person could not change. */

"use strict";

window.hands = (() => {
  function* elements(root) {
    for (const element of root.children) {
      yield element;
      if (element.shadowRoot) yield* elements(element.shadowRoot);
      yield* elements(element);
    }
  }
  const visible = (element) => element.checkVisibility({ visibilityProperty: true });
  const all = (matches) => Array.from(elements(document)).filter((element) => matches(element) && visible(element));
  const text = (element) => (element.getAttribute("aria-label") ?? element.textContent).replace(/\s+/g, " ").trim();

  const soon = async (look) => {
    for (let tries = 0; tries < 1500; tries += 1) {
      const found = look();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`nothing came: ${look}; the page says ${all((element) => element.matches("h2,p,button")).map(text).join(" | ")}`);
  };

  const press = async (name) => (await soon(() => all((element) => element.tagName === "BUTTON" && text(element) === name)[0])).click();
  const says = (words) => all((element) => element.matches("p,h2") && text(element) === words).length > 0;

  const fill = async (name, value) => {
    const field = await soon(() => all((element) => element.name === name && element.matches("input,textarea"))[0]);
    const prototype = Object.getPrototypeOf(field);
    Object.getOwnPropertyDescriptor(prototype, "value").set.call(field, value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const base64 = (buffer) => btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""));

  const attach = async (files) => {
    const input = await soon(() => Array.from(elements(document)).find((element) => element.type === "file"));
    const chosen = new DataTransfer();
    for (const { name, type, content } of files) chosen.items.add(new File([bytes(content)], name, { type }));
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    await soon(() => files.every(({ name }) => all((element) => element.matches("li") && element.textContent.includes(name)).length));
  };

  const result = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  /* What the outbox holds, when no tab is at it; an outbox that is not there is not made. */
  const outbox = () => (window.indexedDB ? navigator.locks.request("guichet", read) : []);
  const read = async () => {
    const databases = await indexedDB.databases();
    if (!databases.some(({ name }) => name === "guichet")) return [];
    const database = await result(indexedDB.open("guichet"));
    const stored = database.objectStoreNames.contains("outbox")
      ? await result(database.transaction("outbox").objectStore("outbox").getAll()) : [];
    database.close();
    return stored.map(({ ticket, files }) => ({
      subject: ticket.subject,
      message: ticket.message,
      files: files.map(({ name, type, content }) => ({ name, type, content: base64(content) })),
    }));
  };

  return { press, fill, attach, says, soon, outbox };
})();
