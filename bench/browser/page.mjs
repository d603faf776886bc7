// Times Guichet's engine and MiniSearch in the same page, over the same articles and queries. What the times come to is told
// elsewhere.

import MiniSearch from "minisearch";

import start, { Index } from "/data/index.js";
import { flat } from "/peers/analysis.mjs";
import { options } from "/peers/engines/minisearch.mjs";

const LIMIT = 10;
/** An index is opened so often; the median counts. */
const OPENINGS = 49;
/** A query's time is the median of so many blocks: the system interrupts the page in the middle of some. */
const BLOCKS = 5;
/** In a block a query is repeated until this has gone by, in milliseconds: twenty ticks of the clock. */
const LONG = 0.1;

try {
  await start();
  const languages = new URL(location.href).searchParams.get("languages").split(",");
  const report = [];
  for (const tag of languages) report.push(await measure(tag));
  await send({ browser: navigator.userAgent, languages: report, large: await measureLarge() });
} catch (error) {
  await send({ error: String(error?.stack ?? error) });
}

function send(report) {
  return fetch("/", { method: "POST", body: JSON.stringify(report) });
}

async function measure(tag) {
  const file = (name) => fetch(`/data/${tag}/${name}`);
  const segment = new Uint8Array(await (await file("segment.bin")).arrayBuffer());
  const { articles } = await (await file("corpus.json")).json();
  const queries = await (await file("queries.json")).json();
  const categories = new Uint32Array(await (await file("categories.json")).json());
  const engine = new MiniSearch(options(tag));
  engine.addAll(articles.map(flat));
  const json = JSON.stringify(engine);
  return {
    tag,
    engines: [
      timed(() => Index.open(segment, categories), (index, query) => index.search(query, LIMIT), queries),
      timed(() => MiniSearch.loadJSON(json, options(tag)), (engine, query) => engine.search(query).slice(0, LIMIT), queries),
    ],
  };
}

/** An index in shards, all of them in memory. The files stand one after the other, each after its length: the head, then the shards. */
async function measureLarge() {
  const file = (name) => fetch(`/data/large/${name}`);
  const bytes = await (await file("index.bin")).arrayBuffer();
  const queries = await (await file("queries.json")).json();
  const view = new DataView(bytes);
  const files = [];
  for (let at = 0; at < bytes.byteLength; ) {
    const length = view.getUint32(at, true);
    files.push(new Uint8Array(bytes, at + 4, length));
    at += 4 + length;
  }
  const [head, ...shards] = files;
  const opened = () => {
    const index = Index.open(head, new Uint32Array());
    if (!shards.every((shard, number) => index.add_shard(number, shard))) throw new Error("a shard does not belong to its index");
    return index;
  };
  return answered(opened(), (index, query) => index.search(query, LIMIT), queries);
}

function timed(open, search, queries) {
  const openings = Array.from({ length: OPENINGS }, () => {
    let opened;
    const elapsed = repeated(() => (opened = open()), 0);
    // What WebAssembly holds is not collected in time: the next opening would have to ask for memory.
    opened.free?.();
    return elapsed;
  });
  const [first] = openings;
  return { first_opening_ms: first, opening_ms: median(openings), us: answered(open(), search, queries) };
}

/** The time of each query in microseconds, after every one was answered once. */
function answered(engine, search, queries) {
  for (const query of queries) search(engine, query);
  return queries.map((query) => {
    const ask = () => search(engine, query);
    return median(Array.from({ length: BLOCKS }, () => repeated(ask, LONG))) * 1000;
  });
}

/** The mean time in milliseconds over repetitions of at least `long` in all, and at least one. */
function repeated(run, long) {
  const start = performance.now();
  let runs = 0;
  let elapsed;
  do {
    run();
    runs += 1;
    elapsed = performance.now() - start;
  } while (elapsed < long);
  return elapsed / runs;
}

function median(values) {
  return values.sort((left, right) => left - right)[values.length >> 1];
}
