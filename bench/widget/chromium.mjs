// Chromium without a window, driven by its DevTools protocol through a pipe: pages that know nothing of each other, real pointer and
// keys, slower processors and networks. What is measured is told elsewhere.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Without its sandbox Chromium also starts in containers; it opens nothing but our own pages.
const OPTIONS = ["--headless=new", "--no-sandbox", "--no-first-run", "--disable-extensions", "--disable-background-networking", "--disable-sync"];
/** Parts of the browser's own window that are web pages too: each context would load them just when it is measured. */
const WINDOW = "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,PreloadTopChromeWebUI";
const SIZE = { width: 1280, height: 800, deviceScaleFactor: 1, mobile: false };

export class Chromium {
  #browser;
  #profile;
  #waiting = new Map();
  #listeners = new Set();
  #number = 0;

  static async start() {
    const chromium = new Chromium();
    chromium.#profile = await mkdtemp(join(tmpdir(), "guichet-bench-"));
    const options = [...OPTIONS, WINDOW, "--remote-debugging-pipe", `--user-data-dir=${chromium.#profile}`, "about:blank"];
    // The protocol: what Chromium reads is written to its file 3, what it says comes from its file 4.
    chromium.#browser = spawn(process.env.CHROMIUM ?? "chromium", options, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    chromium.#browser.on("error", (error) => {
      console.error(`chromium does not start (${error.message}); CHROMIUM names another program`);
      process.exit(1);
    });
    chromium.#listen();
    return chromium;
  }

  #listen() {
    let text = "";
    this.#browser.stdio[4].setEncoding("utf8").on("data", (part) => {
      const messages = (text + part).split("\0");
      text = messages.pop();
      for (const message of messages) this.#take(JSON.parse(message));
    });
  }

  #take({ id, method, params, sessionId, result, error }) {
    if (id === undefined) {
      for (const listener of [...this.#listeners]) listener(method, params, sessionId);
      return;
    }
    const { name, resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) reject(new Error(`${name}: ${error.message}`));
    else resolve(result);
  }

  send(name, params = {}, sessionId = undefined) {
    const id = ++this.#number;
    this.#browser.stdio[3].write(`${JSON.stringify({ id, method: name, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { name, resolve, reject }));
  }

  /** The next event of this name in a page. */
  event(name, sessionId) {
    return new Promise((resolve) => {
      const listener = (method, params, session) => {
        if (method !== name || session !== sessionId) return;
        this.#listeners.delete(listener);
        resolve(params);
      };
      this.#listeners.add(listener);
    });
  }

  async version() {
    return (await this.send("Browser.getVersion")).product;
  }

  /** Hands `use` a page in a context of its own, with empty caches and storage, which is gone afterwards. */
  async visit(use) {
    const { browserContextId } = await this.send("Target.createBrowserContext");
    try {
      const { targetId } = await this.send("Target.createTarget", { url: "about:blank", browserContextId });
      const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
      const page = new Page(this, sessionId, browserContextId);
      for (const domain of ["Page", "Network", "Runtime"]) await page.send(`${domain}.enable`);
      await page.send("Emulation.setDeviceMetricsOverride", SIZE);
      return await use(page);
    } finally {
      await this.send("Target.disposeBrowserContext", { browserContextId });
    }
  }

  async stop() {
    const closed = new Promise((resolve) => this.#browser.once("exit", resolve));
    await this.send("Browser.close");
    await closed;
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

class Page {
  #chromium;
  #session;
  #context;

  constructor(chromium, session, context) {
    this.#chromium = chromium;
    this.#session = session;
    this.#context = context;
  }

  send(name, params) {
    return this.#chromium.send(name, params, this.#session);
  }

  async slowProcessor(rate) {
    await this.send("Emulation.setCPUThrottlingRate", { rate });
  }

  async slowNetwork(conditions) {
    await this.send("Network.emulateNetworkConditions", { offline: false, ...conditions });
  }

  /** Runs a script in every document before its own. */
  async prepare(source) {
    await this.send("Page.addScriptToEvaluateOnNewDocument", { source });
  }

  async open(url) {
    await this.#loaded("Page.navigate", { url });
  }

  async reload() {
    await this.#loaded("Page.reload", {});
  }

  async #loaded(command, params) {
    const loaded = this.#chromium.event("Page.loadEventFired", this.#session);
    await this.send(command, params);
    await loaded;
  }

  /** The value of an expression, or of its promise. */
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  }

  async hover({ x, y }) {
    await this.send("Input.dispatchMouseEvent", { type: "mouseMoved", x, y });
  }

  async click({ x, y }) {
    const button = { x, y, button: "left", clickCount: 1 };
    // Sent in one go: nobody waits between pressing and releasing until the page has done what pressing asks for.
    await Promise.all(["mousePressed", "mouseReleased"].map((type) => this.send("Input.dispatchMouseEvent", { type, ...button })));
  }

  async press(letter) {
    const key = { key: letter, text: letter, unmodifiedText: letter };
    await Promise.all(["keyDown", "keyUp"].map((type) => this.send("Input.dispatchKeyEvent", { type, ...key })));
  }

  /** Milliseconds that the main thread was busy since `Performance` was enabled: with scripts, and with everything. */
  async busy() {
    const { metrics } = await this.send("Performance.getMetrics");
    const milliseconds = (wanted) => metrics.find(({ name }) => name === wanted).value * 1e3;
    return { scripts: milliseconds("ScriptDuration"), all: milliseconds("TaskDuration") };
  }

  /** How many cookies the context has, of any origin. */
  async cookies() {
    return (await this.#chromium.send("Storage.getCookies", { browserContextId: this.#context })).cookies.length;
  }

  /** Bytes that an origin keeps in storage of any kind that has a quota. */
  async stored(origin) {
    return (await this.send("Storage.getUsageAndQuota", { origin })).usage;
  }
}
