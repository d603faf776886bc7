// What the widget costs a page and how soon it answers, in Chromium: `node run.mjs <dist> <bundle> <out>`, with the built distribution,
// the bundle of a larger knowledge base, and the file for what was measured.

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { Chromium } from "./chromium.mjs";
import { Help, shop } from "./host.mjs";

const [dist, larger, out] = process.argv.slice(2);

/** Of each kind of visit. */
const VISITS = 15;
const SLOWER = 4;
/** The preset "Fast 4G" of Chromium's DevTools: 60 ms and 9 and 1.5 Mbit/s, adjusted as there; in milliseconds and bytes a second. */
const FAST_4G = { latency: 60 * 2.75, downloadThroughput: ((9e6 / 8) * 9) / 10, uploadThroughput: ((1.5e6 / 8) * 9) / 10 };
/** How long somebody hovers who has made up their mind. */
const SHORT_HOVER = 300;
/** From one letter to the next: a quick typist. */
const BETWEEN_LETTERS = 90;
/** How long a page is watched that has come to rest. */
const REST = 1_000;
const CORNER = { x: 1, y: 1 };

const DEMO = "/bundle/";
const LARGER = "/larger/";
const TYPED = {
  [DEMO]: ["track my parcel", "return a blanket", "change the delivery address", "lamp does not charge", "invoice with vat", "payment declined", "clean the kettle"],
  [LARGER]: ["connect a bluetooth headset", "take a screenshot", "keyboard language", "wifi password", "printer does not print", "battery runs down", "share files"],
};

const probe = await readFile(fileURLToPath(new URL("probe.js", import.meta.url)), "utf8");
const help = await Help.serve({ "/": dist, [LARGER]: larger });
const origin = await shop(help.origin);
const chromium = await Chromium.start();
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A visit to the shop's page, with the tag if a bundle is named, until nothing happens any more. */
const visit = (bundle, prepare, use) =>
  chromium.visit(async (page) => {
    await page.prepare(probe);
    await prepare(page);
    help.forget();
    await page.open(bundle ? `${origin}/?bundle=${bundle}` : origin);
    if (bundle) await page.evaluate("probe.standing()");
    await help.quiet();
    return use(page);
  });

const nothing = () => {};
const slowProcessor = (page) => page.slowProcessor(SLOWER);
const slow = (page) => Promise.all([slowProcessor(page), page.slowNetwork(FAST_4G)]);

/** What the tag costs a page whose visitor wants nothing of it: it is added once the page has come to rest, after one that does nothing, so that what
    happens more is its doing. */
const uninterested = () =>
  visit(null, slowProcessor, async (page) => {
    await page.send("Performance.enable");
    const busyAfter = async (type) => {
      const before = await page.busy();
      await page.evaluate(`probe.add("${type}", "${help.origin}/guichet.js", "${help.origin}${DEMO}")`);
      await pause(REST);
      const after = await page.busy();
      return { scripts: after.scripts - before.scripts, all: after.all - before.all };
    };
    await busyAfter("text/plain"); // Whatever the first of its kind costs, it is not the tag's.
    const rest = await busyAfter("text/plain");
    const busy = await busyAfter("module");
    await page.evaluate("probe.standing()");
    const entries = await page.evaluate("localStorage.length + sessionStorage.length");
    const stored = entries + (await page.stored(origin)) + (await page.stored(help.origin));
    return { scripts: busy.scripts - rest.scripts, all: busy.all - rest.all, sent: help.sent, stored, cookies: await page.cookies() };
  });

/** Everything that is sent until the panel stands and nothing more is asked for, the loader included. */
const firstOpening = () =>
  visit(DEMO, nothing, async (page) => {
    await page.click(await page.evaluate("probe.launcher()"));
    await page.evaluate(`probe.noted("usable")`);
    await help.quiet();
    return help.sent;
  });

/** How visitors come: without warning, after a long or short hover, for the second time. */
const COMING = {
  cold: (page, launcher) => answered(page, launcher, "interest"),
  hovered: async (page, launcher) => {
    await page.hover(launcher);
    await help.quiet();
    return answered(page, launcher, "click");
  },
  briefly: async (page, launcher) => {
    await page.hover(launcher);
    await pause(SHORT_HOVER);
    return answered(page, launcher, "click");
  },
  again: async (page, launcher) => {
    await answered(page, launcher, "interest");
    await page.hover(CORNER);
    await page.reload();
    await page.evaluate("probe.standing()");
    await help.quiet();
    return answered(page, launcher, "interest");
  },
};

async function answered(page, launcher, since) {
  await page.evaluate(`probe.first("l")`);
  await page.click(launcher);
  await page.evaluate(`probe.noted("painted")`);
  await help.quiet();
  return page.evaluate(`probe.report("${since}")`);
}

async function visits() {
  const found = Object.fromEntries(Object.keys(COMING).map((name) => [name, []]));
  for (let round = 0; round < VISITS; round++) {
    for (const [name, come] of Object.entries(COMING)) {
      found[name].push(await visit(DEMO, slow, async (page) => {
        help.forget();
        return come(page, await page.evaluate("probe.launcher()"));
      }));
    }
  }
  return found;
}

/** Every letter of the queries, one after the other. */
const letters = (bundle) =>
  visit(bundle, nothing, async (page) => {
    await page.click(await page.evaluate("probe.launcher()"));
    await page.evaluate(`probe.noted("usable")`);
    await help.quiet();
    await page.evaluate("probe.watchKeys()");
    const keys = [];
    let seen = 0;
    for (const query of TYPED[bundle]) {
      await page.evaluate("probe.clear()");
      seen++;
      for (const letter of query) {
        await page.press(letter);
        await pause(BETWEEN_LETTERS * (0.5 + Math.random()));
        keys.push(await page.evaluate(`probe.key(${++seen})`));
      }
    }
    return keys;
  });

const before = [];
while (before.length < VISITS) before.push(await uninterested());
const opening = await firstOpening();
const coming = await visits();
const typing = { demo: await letters(DEMO), larger: await letters(LARGER) };
const browser = await chromium.version();
await chromium.stop();
await writeFile(out, JSON.stringify({ browser, slower: SLOWER, network: FAST_4G, before, opening, coming, typing }));
