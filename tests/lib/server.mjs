// A small static server on loopback, for pages that a test makes up.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".ttf": "font/ttf",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wav": "audio/wav",
  ".ts": "text/plain",
  ".map": "application/json",
};

/**
 * @typedef {{ mounts?: Record<string, string>, pages?: Record<string, string | Buffer>, headers?: Record<string, string> }} Site
 *   mounts: URL prefix → folder; pages: path → content; headers: of every answer
 */

/**
 * Serves a site on a free port of 127.0.0.1.
 * @param {Site} site
 * @returns {Promise<{ origin: string, site: Site, requests: string[], close(): Promise<void> }>} requests: paths asked for so far
 */
export async function serve(site) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    requests.push(pathname);
    const found = await lookUp(site, decodeURIComponent(pathname));
    if (!found) return void response.writeHead(404, { "content-type": "text/plain" }).end(`no ${pathname}`);
    answer(request, response, found, site.headers);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a listening server has a port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    site,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * Media can be sought in only if they come in ranges.
 * @param {import("node:http").IncomingMessage} request @param {import("node:http").ServerResponse} response
 * @param {{ body: string | Buffer, type: string }} found @param {Record<string, string>} [more] headers
 */
function answer(request, response, found, more) {
  const headers = { "content-type": found.type, "cache-control": "no-cache", "accept-ranges": "bytes", ...more };
  const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
  if (!asked) return void response.writeHead(200, headers).end(found.body);
  const body = Buffer.from(found.body);
  const [first, last] = [Number(asked[1]), Math.min(Number(asked[2] || body.length - 1), body.length - 1)];
  response.writeHead(206, { ...headers, "content-range": `bytes ${first}-${last}/${body.length}` }).end(body.subarray(first, last + 1));
}

/** @param {Site} site @param {string} pathname */
async function lookUp(site, pathname) {
  const page = site.pages?.[pathname];
  if (page !== undefined) return { body: page, type: typeOf(pathname.endsWith("/") ? "index.html" : pathname) };
  for (const [prefix, folder] of Object.entries(site.mounts ?? {})) {
    if (!pathname.startsWith(prefix)) continue;
    const file = path.join(folder, pathname.slice(prefix.length), pathname.endsWith("/") ? "index.html" : "");
    if (!file.startsWith(folder)) continue;
    const body = await readFile(file).catch(() => null);
    if (body) return { body, type: typeOf(file) };
  }
  return null;
}

/** @param {string} file */
function typeOf(file) {
  const extension = path.extname(file) || ".html";
  return TYPES[/** @type {keyof typeof TYPES} */ (extension)] ?? "application/octet-stream";
}
