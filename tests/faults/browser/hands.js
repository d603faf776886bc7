/* What a run does in the page and sees there: the widget's own controls, by their names (`words`, which come before this), and the
   outbox's content. It changes nothing that a person could not change. */

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

  class Absent extends Error {}
  let patience = 15_000;

  const soon = async (look) => {
    for (let waited = 0; waited < patience; waited += 10) {
      const found = look();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Absent(`nothing came: ${look}; the page says ${all((element) => element.matches("h2,p,button")).map(text).join(" | ")}`);
  };

  /* Does what the panel may offer at this moment, or may take away in its middle; false where it does so. */
  const ifOffered = async (deed) => {
    patience = 500;
    try {
      await deed();
      return true;
    } catch (error) {
      if (error instanceof Absent) return false;
      throw error;
    } finally {
      patience = 15_000;
    }
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

  const fillIn = async ({ subject, message, files }) => {
    await fill("subject", subject);
    await fill("message", message);
    if (files.length) await attach(files);
  };

  const attach = async (files) => {
    const input = await soon(() => Array.from(elements(document)).find((element) => element.type === "file"));
    const chosen = new DataTransfer();
    for (const { name, type, content } of files) chosen.items.add(new File([bytes(content)], name, { type }));
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    await soon(() => files.every(({ name }) => all((element) => element.matches("li") && element.textContent.includes(name)).length));
  };

  const open = async () => {
    await press(words.panel);
    await press(words.contact);
  };

  const write = async (question) => {
    await open();
    await fill("email", "ilze@example.org");
    await fillIn(question);
  };

  /* Who is told that the first version was sent or discarded leaves it at that. */
  const send = async () => !words.first.some(says) && ifOffered(() => press(words.send));

  /* The question is in the form again, and says something else; it is not sent yet. */
  const edit = (question, removed) => ifOffered(async () => {
    await press(words.edit);
    await soon(() => all((element) => element.name === "subject")[0]);
    for (const name of removed) await press(words.remove.replace("{name}", name));
    await fillIn(question);
  });

  /* The person is asked whether they mean it, and has not said so yet. */
  const discard = () => ifOffered(async () => {
    await press(words.discard);
    await soon(() => says(words.sure));
  });

  const confirm = () => ifOffered(() => press(words.discard));

  /* What is said of which question. */
  const told = () => ({
    kept: says(words.kept),
    unsaved: says(words.unsaved),
    sent: says(words.sent),
    subject: all((element) => element.matches("p.lead bdi"))[0]?.textContent ?? null,
  });

  /* What waits is said: that it will be sent, or that the person has to see to it. */
  const isSaid = async () => {
    await open();
    await soon(() => says(words.kept) || says(words.attention));
    return true;
  };

  /* What was refused waits for the person; what was not is sent by itself. */
  const tryAgain = async () => {
    await open();
    return ifOffered(async () => {
      await soon(() => says(words.attention));
      await press(words.retry);
    });
  };

  const isGone = (subject) => ifOffered(() => soon(() => told().subject !== subject));

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

  return { soon, write, send, edit, discard, confirm, told, isSaid, tryAgain, isGone, outbox };
})();
