// Requests of a page: what was asked for, how it ended and what its time went into; contents only where the site wants them.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { eventsOf } from "../lib/events.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("node:http").Server} */
let server;
let origin = "";
before(async () => {
  browser = await launchBrowser();
  server = createServer(answer).on("upgrade", accept).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
});
after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

const PAGE = "<!doctype html><title>Network</title>";

/** An API of another origin, open to the page but for what is below `/closed`. @type {import("node:http").RequestListener} */
function answer(request, response) {
  const { pathname } = new URL(request.url ?? "/", origin || "http://x");
  if (!pathname.startsWith("/closed")) {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "*");
    response.setHeader("access-control-allow-methods", "*");
    response.setHeader("access-control-expose-headers", "*");
    response.setHeader("timing-allow-origin", "*");
  }
  if (request.method === "OPTIONS") return void response.end();
  if (pathname === "/collector/v1/i") return void acknowledge(request, response);
  if (pathname === "/never") return; // the page gives it up
  if (pathname === "/broken") return void request.socket.destroy();
  if (pathname === "/events") {
    response.setHeader("content-type", "text/event-stream");
    return void response.write("data: first\n\ndata: zweiß\n\n");
  }
  if (pathname === "/json") {
    response.setHeader("content-type", "application/json; charset=utf-8");
    response.setHeader("x-request-id", "r-1");
    response.setHeader("x-auth-token", "hush");
    return void response.end(JSON.stringify({ id: 7, name: "Rain coat", password: "hunter2", owner: { email: "a", note: "jane@mail.example" } }));
  }
  if (pathname === "/large") return void response.setHeader("content-type", "text/plain").end("x".repeat(100_000));
  response.statusCode = Number(/\d{3}/.exec(pathname)?.[0] ?? 200);
  response.end("answer");
}

/** Takes everything, as a collector does. @type {import("node:http").RequestListener} */
async function acknowledge(request, response) {
  const body = Buffer.concat(await request.toArray());
  const stream = body.subarray(24, 32).toString("hex"); // docs/format.md, "A part"
  response.end(JSON.stringify({ streams: [{ stream, acknowledged: 1e6, stored: [], conflicts: [] }], refused: [] }));
}

/** A WebSocket that sends one text and, asked to, closes. @param {import("node:http").IncomingMessage} request @param {import("node:stream").Duplex} socket */
function accept(request, socket) {
  const key = createHash("sha1").update(`${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: ${key}\r\n\r\n`);
  socket.write(Buffer.from([0x81, 5, ...Buffer.from("hello")]));
  socket.on("data", (data) => {
    // Frames of less than 126 bytes, each with a mask of 4 (RFC 6455, 5.2); 8 closes, here with 1000, as asked for.
    for (let at = 0; at < data.length; at += 6 + ((data[at + 1] ?? 0) & 127)) {
      if (((data[at] ?? 0) & 15) === 8) socket.end(Buffer.from([0x88, 2, 0x03, 0xe8]));
    }
  });
  socket.on("error", () => {});
}

/** A request in a few words. @param {any} request */
const words = ({ initiator, method, url, status, failure }) => `${initiator} ${method} ${new URL(url).pathname}${new URL(url).search} ${failure === "none" ? status : failure}`;

describe("network", () => {
  test("fetch and XMLHttpRequest: how each ended, and the page notices nothing", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: PAGE, options: "{}", expectedError: () => true });
    const seen = await trip.page.evaluate(async (api) => {
      const outcome = (/** @type {Promise<Response>} */ promise) => promise.then((response) => response.text(), (error) => `${error.name}`);
      const seen = [
        await outcome(fetch(`${api}/ok?user=jane&page=2`, { method: "post", body: "zwölf" })),
        await outcome(fetch(new URL(`${api}/status/404`))),
        await outcome(fetch(new Request(`${api}/ok`, { method: "PUT", body: new Uint8Array(3) }))),
        await outcome(fetch(`${api}/closed`)),
        await outcome(fetch(`${api}/closed`, { mode: "no-cors" })),
        await outcome(fetch(`${api}/broken`)),
        await outcome(fetch(`${api}/never`, { signal: AbortSignal.timeout(50) })),
        await outcome(fetch(`${api}/never?a`, { signal: AbortSignal.abort("my reason") }).catch((reason) => Promise.reject(new Error(reason)))),
        await outcome(fetch("http://:bad")),
      ];
      const xhr = (/** @type {string} */ url, /** @type {(xhr: XMLHttpRequest) => void} */ prepare = () => {}) =>
        new Promise((done) => {
          const request = new XMLHttpRequest();
          request.open("get", url);
          request.onloadend = () => done(`${request.status} ${request.responseText}`);
          request.send();
          prepare(request);
        });
      return [
        ...seen,
        await xhr(`${api}/ok?x`),
        await xhr(`${api}/status/500`),
        await xhr(`${api}/never?b`, (request) => request.abort()),
        await xhr(`${api}/never?c`, (request) => (request.timeout = 50)),
        await xhr(`${api}/closed`),
        navigator.sendBeacon(`${api}/beacon`, "12345"),
      ];
    }, origin);
    assert.deepEqual(seen, [
      "answer", "answer", "answer", "TypeError", "", "TypeError", "TimeoutError", "Error", "TypeError",
      "200 answer", "500 answer", "0 ", "0 ", "0 ", true,
    ]);
    await trip.finish();
    const requests = (await eventsOf(trip, "network")).filter(({ initiator }) => initiator !== "resource");
    const bad = requests.filter(({ url }) => url === "");
    assert.deepEqual(bad.map(({ failure }) => failure), ["refused"]);
    assert.deepEqual(requests.filter(({ url }) => url !== "").map(words).sort(), [
      "beacon POST /beacon 0",
      "fetch GET /broken cross_origin",
      "fetch GET /closed 0",
      "fetch GET /closed cross_origin",
      "fetch GET /never timed_out",
      "fetch GET /never?*** aborted",
      "fetch GET /status/404 404",
      "fetch POST /ok?user=***&page=*** 200",
      "fetch PUT /ok 200",
      "xhr GET /closed cross_origin",
      "xhr GET /never?*** aborted",
      "xhr GET /never?*** timed_out",
      "xhr GET /ok?*** 200",
      "xhr GET /status/500 500",
    ]);
    const post = requests.find(({ method }) => method === "POST");
    assert.deepEqual([post.request_size_bytes, post.response_size_bytes], [6, 6]);
    assert.ok(post.timing.waiting_ms >= 0 && post.timing.waiting_ms <= post.duration_ms + 1, JSON.stringify(post));
    assert.ok(requests.every(({ request_headers, request_body, response_body }) => request_headers.length === 0 && request_body === null && response_body === null));
  });

  test("headers and bodies of named addresses only, scrubbed and cut, and the page reads its own undisturbed", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: PAGE,
      options: `{ capture: { network: { details: { urls: ["${origin}/json*", /\\/large$/], headers: ["X-Request-Id", "x-auth-token", "X-Trace"], bodies: true } } } }`,
    });
    const read = await trip.page.evaluate(async (api) => {
      const json = await fetch(`${api}/json`, { method: "POST", headers: { "X-Trace": "t-1", "X-Other": "o", "Content-Type": "application/json" }, body: JSON.stringify({ q: "coat", cvv: "123" }) });
      const before = json.bodyUsed;
      const body = await json.json();
      const large = await (await fetch(`${api}/large`)).text();
      const other = await (await fetch(`${api}/ok`, { method: "POST", body: "not yours" })).text();
      const xhr = await new Promise((done) => {
        const request = new XMLHttpRequest();
        request.open("POST", `${api}/json?x`);
        request.responseType = "json";
        request.setRequestHeader("x-trace", "t-2");
        request.onload = () => done(request.response.id);
        request.send(new URLSearchParams({ login: "jane", pin: "1234" }));
      });
      return [before, body.password, large.length, other, xhr];
    }, origin);
    assert.deepEqual(read, [false, "hunter2", 100_000, "answer", 7]);
    await trip.finish();
    const requests = (await eventsOf(trip, "network")).filter(({ initiator }) => initiator !== "resource");
    const [json, large, other, xhr] = ["/json", "/large", "/ok", "/json?***"].map((path) => requests.find(({ url }) => url === origin + path));
    const headers = (/** @type {{ name: string, value: string }[]} */ list) => Object.fromEntries(list.map(({ name, value }) => [name, value]));
    assert.deepEqual(headers(json.request_headers), { "x-trace": "t-1", "content-type": "application/json" });
    const answered = headers(json.response_headers);
    assert.deepEqual([answered["x-request-id"], answered["x-auth-token"], answered["content-type"]], ["r-1", "••••••••", "application/json; charset=utf-8"]);
    assert.deepEqual(JSON.parse(json.request_body), { q: "coat", cvv: "••••••••" });
    assert.deepEqual(JSON.parse(json.response_body), { id: 7, name: "Rain coat", password: "••••••••", owner: { email: "x", note: "xxxx@xxxx.xxxxxxx" } });
    assert.equal(json.media, "application/json");
    assert.ok(large.response_body.length < 17_000 && large.response_body.endsWith("…"), large.response_body.length);
    assert.equal(large.response_size_bytes, 100_000);
    assert.deepEqual([other.request_body, other.response_body, other.request_headers], [null, null, []]);
    assert.equal(xhr.request_body, "login=***&pin=***");
    assert.equal(headers(xhr.request_headers)["x-trace"], "t-2");
    assert.ok(!(await trip.exported()).includes("hunter2"));
  });

  test("sockets and event streams: how many messages of which size, never what they say", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: PAGE, options: "{}" });
    const kept = await trip.page.evaluate(async (api) => {
      const once = (/** @type {EventTarget} */ target, /** @type {string} */ type) => new Promise((done) => target.addEventListener(type, done, { once: true }));
      const socket = new WebSocket(`${api.replace("http", "ws")}/socket?token=hush`);
      await once(socket, "message");
      socket.send("zwölf");
      socket.send(new Uint8Array(10));
      socket.close();
      await once(socket, "close");
      const failing = new WebSocket("ws://127.0.0.1:1/");
      await once(failing, "close");
      const source = new EventSource(`${api}/events`);
      await once(source, "message");
      await new Promise((done) => setTimeout(done, 100));
      source.close();
      class Own extends WebSocket {}
      return [socket instanceof WebSocket, socket.constructor === WebSocket, WebSocket.OPEN, WebSocket.name, Own.prototype instanceof WebSocket];
    }, origin);
    assert.deepEqual(kept, [true, true, 1, "WebSocket", true]);
    await trip.finish();
    const connections = (await eventsOf(trip, "network")).filter(({ initiator }) => ["web_socket", "event_source"].includes(initiator));
    assert.deepEqual(connections.map(words), [
      "web_socket  /socket?token=*** 101",
      "web_socket  /socket?token=*** 1000",
      "web_socket  / unreachable",
      "event_source  /events 101",
      "event_source  /events 0",
    ]);
    assert.deepEqual(connections[1].messages, { sent: 2, sent_size_bytes: 16, received: 1, received_size_bytes: 5 });
    assert.deepEqual(connections[4].messages, { sent: 0, sent_size_bytes: 0, received: 2, received_size_bytes: 11 });
    assert.ok(!(await trip.exported()).includes("hush"));
  });

  test("resources that the page loads, and requests made before the recorder was there", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      site: { pages: { "/style.css": "p { color: red }", "/early": "early" } },
      html: `${PAGE}<link rel=stylesheet href="/style.css?user=jane"><p>Text</p>`,
      init: "fetch('/early')",
      options: "{}",
    });
    await trip.page.waitForFunction(() => ["/style.css", "/early"].every((path) => performance.getEntriesByType("resource").some(({ name }) => name.includes(path))));
    await trip.finish();
    const requests = await eventsOf(trip, "network");
    const sheet = requests.find(({ url }) => url.includes("style.css"));
    assert.deepEqual([sheet.initiator, sheet.media, new URL(sheet.url).search, sheet.status], ["resource", "link", "?user=***", 200]);
    assert.ok(requests.some(({ initiator, url }) => initiator === "fetch" && url.endsWith("/early")));
  });

  test("the recorder's own requests are not among them, and stop takes all hooks back", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: PAGE,
      init: "window.natives = [fetch, WebSocket, EventSource, XMLHttpRequest.prototype.send, XMLHttpRequest.prototype.open, Navigator.prototype.sendBeacon, WebSocket.prototype.send, WebSocket.prototype.constructor]",
      options: `{ endpoint: "${origin}/collector", key: "k" }`,
      expectedError: () => true,
    });
    await trip.page.evaluate((api) => fetch(`${api}/ok`), origin);
    await trip.page.evaluate(async () => {
      const recording = await /** @type {any} */ (window).__roundTripRecording;
      recording.event("something to send");
      await recording.flush();
    });
    await trip.finish();
    const requests = await eventsOf(trip, "network");
    assert.ok(requests.some(({ url }) => url === `${origin}/ok`), "the page's own is");
    assert.deepEqual(requests.filter(({ url }) => url.includes("/collector")), []);
    const restored = await trip.page.evaluate(() =>
      [fetch, WebSocket, EventSource, XMLHttpRequest.prototype.send, XMLHttpRequest.prototype.open, Navigator.prototype.sendBeacon, WebSocket.prototype.send, WebSocket.prototype.constructor]
        .map((now, index) => now === /** @type {any} */ (window).natives[index]));
    assert.deepEqual(restored, Array(8).fill(true));
  });
});
