// Runs one engine over one language: `node run.mjs <engine> <folder>`. The folder has corpus.json, and <engine>/queries.jsonl in
// it; what the engine answered goes to <engine>/answers.jsonl, its index to <engine>/index/, the rest to <engine>/summary.json.
// Which answer is right and what an index weighs is judged by the caller, the same for all engines.

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** How many answers are asked for. */
const LIMIT = 10;
/** A query is timed so often after it was answered once, and the median counts... */
const RUNS = 5;
/** ...unless it takes longer than this many microseconds: then the first time counts. */
const SLOW = 5_000;

const [name, folder] = process.argv.slice(2);
const out = join(folder, name);
const engine = await import(`./engines/${name}.mjs`);
const language = JSON.parse(await readFile(join(folder, "corpus.json"), "utf8"));
const queries = (await readFile(join(out, "queries.jsonl"), "utf8")).trimEnd().split("\n").map((line) => JSON.parse(line).q);

const start = performance.now();
const opened = await engine.open(language, out);
const buildMs = performance.now() - start;

const answers = [];
for (const query of queries) answers.push(await answer(query));

await rm(join(out, "index"), { recursive: true, force: true });
await mkdir(join(out, "index"), { recursive: true });
for (const [file, bytes] of await opened.files()) {
  await writeFile(join(out, "index", file), bytes);
}
await writeFile(join(out, "answers.jsonl"), answers.map((line) => `${JSON.stringify(line)}\n`).join(""));
await writeFile(join(out, "summary.json"), JSON.stringify({ version: await versions(), build_ms: buildMs }));
process.exit(0);

async function answer(query) {
  let [ids, us] = await timed(query);
  if (us < SLOW) {
    const times = [];
    for (let run = 0; run < RUNS; run += 1) times.push((await timed(query))[1]);
    us = times.sort((left, right) => left - right)[RUNS >> 1];
  }
  return { ids, us };
}

async function timed(query) {
  const start = process.hrtime.bigint();
  const ids = await opened.search(query, LIMIT);
  return [ids, Number(process.hrtime.bigint() - start) / 1000];
}

async function versions() {
  const told = engine.packages.map(async (name) => {
    const path = fileURLToPath(new URL(`./node_modules/${name}/package.json`, import.meta.url));
    return `${name} ${JSON.parse(await readFile(path, "utf8")).version}`;
  });
  return (await Promise.all(told)).join(", ");
}
