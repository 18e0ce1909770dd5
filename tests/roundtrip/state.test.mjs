// Application state: actions and what they change, from real stores by the plug-ins of docs/plugins.md.
import assert from "node:assert/strict";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import esbuild from "esbuild";
import { launchBrowser } from "../lib/browser.mjs";
import { eventsOf } from "../lib/events.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));

/** The stores' packages and the documented plug-ins as one script. */
const stores = esbuild.buildSync({
  stdin: {
    contents: `export { applyMiddleware, createStore } from "redux"; export { createStore as createZustand } from "zustand/vanilla";
      export { reduxPlugin } from "../../docs/examples/reduxPlugin.js"; export { zustandPlugin } from "../../docs/examples/zustandPlugin.js";`,
    resolveDir: here,
  },
  bundle: true, format: "iife", globalName: "stores", write: false, logLevel: "error",
}).outputFiles[0]?.text ?? "";

const PAGE = "<!doctype html><title>State</title>";

/** A change in short. @param {any} change */
const short = ({ store, action, payload, edits, cut }) => ({
  what: `${store} ${action}`,
  ...(payload === null ? {} : { payload: JSON.parse(payload) }),
  edits: edits.map((/** @type {{ path: string, value: string | null }} */ { path: at, value }) => [at, value === null ? null : JSON.parse(value)]),
  ...(cut ? { cut } : {}),
});

describe("state", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  test("a Redux store: actions and what they change, masked but for what the site shows", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: PAGE,
      init: `${stores}; window.plugin = stores.reduxPlugin({ show: ["/cart/items/*/sku", "/view"], showPayload: ["/sku"] });
        window.store = stores.createStore((state = { view: "list", user: null, cart: { items: [], total: 0 } }, { type, payload }) => {
          if (type === "cart/add") return { ...state, cart: { items: [...state.cart.items, payload], total: state.cart.total + payload.price } };
          if (type === "cart/clear") return { ...state, cart: { items: [], total: 0 } };
          if (type === "login") return { ...state, user: payload };
          return state;
        }, stores.applyMiddleware(plugin.middleware));`,
      options: "{ plugins: [plugin] }",
    });
    await trip.page.evaluate(() => {
      const { store } = /** @type {any} */ (window);
      store.dispatch({ type: "cart/add", payload: { sku: "A-1", price: 20, gift: "To Ann" } });
      store.dispatch({ type: "login", payload: { id: 7, name: "Jane Doe", password: "hunter2", email: "jane@mail.example" } });
      store.dispatch({ type: "cart/clear" });
      store.dispatch({ type: "unknown" });
    });
    await trip.finish();
    assert.deepEqual((await eventsOf(trip, "state")).map(short), [
      { what: "redux start", edits: [["", { view: "list", user: null, cart: { items: [], total: 0 } }]] },
      { what: "redux cart/add", payload: { sku: "A-1", price: 20, gift: "Xx Xxx" }, edits: [["/cart/items/0", { sku: "A-1", price: 20, gift: "Xx Xxx" }], ["/cart/total", 20]] },
      {
        what: "redux login",
        payload: { id: 7, name: "Xxxx Xxx", password: "••••••••", email: "xxxxxxxxx.xxxxxxx" },
        edits: [["/user", { id: 7, name: "Xxxx Xxx", password: "••••••••", email: "xxxxxxxxx.xxxxxxx" }]],
      },
      { what: "redux cart/clear", edits: [["/cart/items/0", null], ["/cart/total", 0]] },
      { what: "redux unknown", edits: [] },
    ]);
    const text = await trip.exported();
    assert.ok(!text.includes("hunter2") && !text.includes("Jane") && !text.includes("jane@mail"));
  });

  test("a Zustand store, until the recording is stopped", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: PAGE,
      init: `${stores}; window.store = stores.createZustand(() => ({ count: 0, note: "private" })); window.plugin = stores.zustandPlugin("counter", store);`,
      options: "{ plugins: [plugin, { name: 'broken', start() { throw new Error('not ours') } }] }",
    });
    await trip.page.evaluate(() => {
      const { store } = /** @type {any} */ (window);
      store.setState({ count: 1 });
      store.setState({ count: 1 });
      store.setState({ note: "changed" });
    });
    await trip.finish();
    await trip.page.evaluate(() => /** @type {any} */ (window).store.setState({ count: 2 }));
    assert.deepEqual((await eventsOf(trip, "state")).map(short), [
      { what: "counter start", edits: [["", { count: 0, note: "xxxxxxx" }]] },
      { what: "counter ", edits: [["/count", 1]] },
      { what: "counter ", edits: [["/note", "xxxxxxx"]] },
    ]);
  });

  test("states that are large or strange are cut, and run no code of the page", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: PAGE, options: "{}" });
    const ran = await trip.page.evaluate(async () => {
      const recording = await /** @type {any} */ (window).__roundTripRecording;
      const channel = recording.state("strange");
      /** @type {string[]} */
      const ran = [];
      const circle = /** @type {any} */ ({ get trap() { return ran.push("getter"); }, toJSON() { return ran.push("toJSON"); }, when: new Date(0), big: 5n, none: undefined, nan: NaN });
      circle.self = circle;
      channel.update(circle);
      channel.update({ list: Array.from({ length: 10_000 }, (_, index) => index) });
      channel.update({ list: [1, 2, 3], "a/b~c": true });
      channel.update({ list: [1, 3], "a/b~c": false });
      return ran;
    });
    assert.deepEqual(ran, []);
    await trip.finish();
    const changes = await eventsOf(trip, "state");
    assert.deepEqual(changes.map(({ cut }) => cut), [true, true, false, false]);
    assert.ok(JSON.stringify(changes[1]).length < 80_000);
    // After a cut the whole state is told again.
    assert.deepEqual(short(changes[2]).edits, [["", { list: [1, 2, 3], "a/b~c": true }]]);
    assert.deepEqual(short(changes[3]).edits, [["/list/2", null], ["/list/1", 3], ["/a~1b~0c", false]]);
  });
});
