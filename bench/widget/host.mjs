// The two servers of a visit, each an origin of its own: a shop's page, and the host of widget and bundles, which sends compressed what
// compresses and lets browsers keep what never changes, as docs/formats/bundle.md advises.

import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const TYPES = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};
const FOREVER = "max-age=31536000, immutable";
const SHORTLY = "max-age=60";
/** In the path of a file that is named by its content, or lies in a folder that is. */
const NAMED_BY_CONTENT = /-[0-9a-f]{10,}[./]/;

/** How long nothing is asked for before a visit counts as quiet, in milliseconds. */
const QUIET = 1_000;

/** Serves a shop at `/`, with the tag if the address says `?bundle=<path>`, on an origin of its own. */
export async function shop(help) {
  return listen((request, response) => {
    const bundle = new URL(request.url, "http://localhost").searchParams.get("bundle");
    const tag = bundle && `<script type="module" src="${help}/guichet.js" data-bundle="${help}${bundle}" async></script>`;
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(page(tag ?? ""));
  });
}

const page = (tag) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">${tag}</head>
<body><main><h1>Warm things for the home</h1><p>Lamps, blankets and kettles.</p></main></body>
</html>`;

/** Serves folders, each below a path, as they were at the start, and counts what it sends. */
export class Help {
  /** Path and bytes of every answer's body since the last `forget`. */
  sent = [];
  #last = 0;
  #answers = new Map();

  static async serve(folders) {
    const help = new Help();
    for (const [path, folder] of Object.entries(folders)) {
      for (const file of await readdir(folder, { recursive: true })) {
        // The static pages are many, and no visitor of ours reads one.
        if (extname(file) && extname(file) !== ".html") help.#answers.set(path + file, await answer(join(folder, file)));
      }
    }
    help.origin = await listen((request, response) => help.#answer(request, response));
    return help;
  }

  #answer(request, response) {
    const path = request.url;
    const { headers, body } = this.#answers.get(path) ?? {};
    if (!body) return response.writeHead(404).end();
    this.#last = performance.now();
    this.sent.push({ path, bytes: body.length });
    response.writeHead(200, { ...headers, "Cache-Control": NAMED_BY_CONTENT.test(path) ? FOREVER : SHORTLY }).end(body);
  }

  forget() {
    this.sent = [];
    this.#last = performance.now();
  }

  /** Resolves when nothing has been asked for in a while. */
  async quiet() {
    for (;;) {
      const left = this.#last + QUIET - performance.now();
      if (left <= 0) return;
      await new Promise((again) => setTimeout(again, left));
    }
  }
}

/** Headers and body of a file; what compresses is compressed. Indexes and packs are gzip files already. */
async function answer(file) {
  const content = await readFile(file);
  const type = TYPES[extname(file)];
  const headers = { "Access-Control-Allow-Origin": "*", "Content-Type": type ?? "application/octet-stream" };
  if (!type) return { headers, body: content };
  // The best quality is the default.
  return { headers: { ...headers, "Content-Encoding": "br" }, body: brotliCompressSync(content) };
}

async function listen(answer) {
  const server = createServer(answer);
  // A connection that a visit finds must still be there when it is used.
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  server.unref();
  return `http://127.0.0.1:${server.address().port}`;
}
