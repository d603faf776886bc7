// Serves the page and what it needs on the loopback interface, opens it in Chromium, and writes what it reports:
// `node run.mjs <folder>`, which has index.js, index_bg.wasm and a folder for each language; times.json is added to it.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [folder, ...languages] = process.argv.slice(2);
const here = fileURLToPath(new URL(".", import.meta.url));

/** Each path begins with one of these; what follows is looked up in the folder. */
const ROOTS = { "/page/": here, "/peers/": join(here, "../peers"), "/data/": folder };
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };
/** Pages that are isolated are told the time to 5 µs, others to 100. */
const ISOLATED = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

const server = createServer(async (request, response) => {
  try {
    if (request.method === "POST") return await finish(request, response);
    response.writeHead(200, { ...ISOLATED, "Content-Type": TYPES[extname(path(request))] ?? "application/octet-stream" });
    response.end(await readFile(path(request)));
  } catch (error) {
    response.writeHead(404).end(String(error));
  }
});
server.listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));

const profile = await mkdtemp(join(tmpdir(), "guichet-bench-"));
const url = `http://127.0.0.1:${server.address().port}/page/page.html?languages=${languages}`;
// Without its sandbox Chromium also starts in containers; it opens nothing but our own page.
const options = ["--headless=new", "--no-sandbox", "--no-first-run", "--disable-extensions", `--user-data-dir=${profile}`, url];
const browser = spawn(process.env.CHROMIUM ?? "chromium", options, { stdio: "ignore" });
browser.on("error", (error) => {
  console.error(`chromium does not start (${error.message}); CHROMIUM names another program`);
  process.exit(1);
});

function path(request) {
  const { pathname } = new URL(request.url, "http://127.0.0.1");
  const root = Object.keys(ROOTS).find((root) => pathname.startsWith(root));
  if (!root || pathname.includes("..")) throw new Error(`nothing is served at ${pathname}`);
  return join(ROOTS[root], pathname.slice(root.length));
}

async function finish(request, response) {
  const parts = [];
  for await (const part of request) parts.push(part);
  response.end();
  const closed = new Promise((resolve) => browser.once("exit", resolve));
  browser.kill();
  await closed;
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  const report = JSON.parse(Buffer.concat(parts).toString());
  if (report.error) console.error(report.error);
  else await writeFile(join(folder, "times.json"), JSON.stringify(report));
  process.exit(report.error ? 1 : 0);
}
