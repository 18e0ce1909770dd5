// Where, on what and how the visitor goes: navigation with its cause, the device, the connection, and the page's life.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { eventsOf } from "../lib/events.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";

describe("context", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  /** Causes and paths. @param {RoundTrip} trip */
  const steps = async (trip) => (await eventsOf(trip, "navigation")).map(({ cause, url }) => `${cause} ${url.replace(/^https?:\/\/[^/]+/, "")}`);

  for (const [name, init] of [["the Navigation API", ""], ["history and hash events alone", "delete window.navigation; Object.defineProperty(window, 'navigation', { value: undefined });"]]) {
    test(`steps within a document by ${name}`, async (t) => {
      const trip = await RoundTrip.open(t, browser, { html: "<!doctype html><title>Steps</title><a href='#part'>Part</a>", init, options: "{ privacy: { allowedParameters: ['page'] } }" });
      await trip.page.evaluate(async () => {
        const popped = () => new Promise((done) => addEventListener("popstate", done, { once: true }));
        history.pushState({}, "", "/list?page=2&user=jane");
        history.replaceState({}, "", "/list?page=3");
        history.replaceState({ other: "state" }, "");
        history.pushState({}, "", "/item/7");
        const back = popped();
        history.back();
        await back;
        const forward = popped();
        history.forward();
        await forward;
        const hashed = new Promise((done) => addEventListener("hashchange", done, { once: true }));
        location.hash = "part";
        await hashed;
      });
      await trip.finish();
      const [back, forward] = init ? ["pop", "pop"] : ["back", "forward"];
      assert.deepEqual(await steps(trip), [
        "load /", "push /list?page=2&user=***", "replace /list?page=3", "push /item/7", `${back} /list?page=3`, `${forward} /item/7`, "hash /item/7#part",
      ]);
    });
  }

  test("reloads and returns are told from first loads, with the page that led here", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      site: { pages: { "/other": "<!doctype html><title>Other</title>" } },
      html: "<!doctype html><title>First</title><a href='/other?ref=jane@mail.example'>Other</a>",
      options: "{}",
    });
    // What a page says in its last moment may not reach the test.
    const flushed = () => trip.page.evaluate(async () => (await /** @type {any} */ (window).__roundTripRecording).flush());
    await flushed();
    await trip.page.reload();
    await flushed();
    await trip.page.click("a");
    await trip.page.waitForURL(/other/);
    await flushed();
    await trip.page.goBack();
    await flushed();
    await trip.finish();
    assert.deepEqual(await steps(trip), ["load /", "reload /", "load /other?ref=***", "revisit /"]);
    const starts = await eventsOf(trip, "start");
    assert.deepEqual(starts.map(({ referrer }) => referrer.replace(/^https?:\/\/[^/]+/, "")), ["", "", "/", ""]);
  });

  test("the device says what it is", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: "<!doctype html><title>Device</title>",
      options: "{}",
      viewport: { width: 390, height: 844 },
      context: { deviceScaleFactor: 3, locale: "de-CH", timezoneId: "Europe/Zurich", colorScheme: "dark", reducedMotion: "reduce", hasTouch: true, isMobile: true },
    });
    const expected = await trip.page.evaluate(() => {
      const { languages, maxTouchPoints, hardwareConcurrency } = navigator;
      const { deviceMemory = 0, userAgentData, connection } = /** @type {any} */ (navigator);
      return { languages: [...languages], touch: maxTouchPoints, processors: hardwareConcurrency, memory: deviceMemory * 1024, mobile: userAgentData?.mobile === true, effective: connection?.effectiveType };
    });
    await trip.finish();
    const [{ language, timezone, color_scheme, viewport, touch, environment }] = await eventsOf(trip, "start");
    assert.deepEqual([language, timezone, color_scheme, touch], ["de-CH", "Europe/Zurich", "dark", true]);
    assert.equal(viewport.pixel_ratio_percent, 300);
    assert.equal(environment.reduced_motion, true);
    assert.deepEqual(
      { languages: environment.languages, touch: environment.touch_points, processors: environment.processors, memory: environment.memory_mib, mobile: environment.mobile, effective: environment.connection.effective_type },
      expected,
    );
  });

  test("an iPad that says it is a Mac, and a changing connection", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: "<!doctype html><title>Device</title>",
      init: `Object.defineProperty(navigator, "maxTouchPoints", { get: () => 5 });
        class Connection extends EventTarget { type = "wifi"; effectiveType = "4g"; downlink = 9.5; rtt = 50; saveData = false; }
        window.connection = new Connection();
        Object.defineProperty(navigator, "connection", { get: () => window.connection });
        Object.defineProperty(navigator, "userAgentData", { get: () => ({ platform: "macOS", mobile: false, brands: [{ brand: "Not;A=Brand", version: "8" }, { brand: "Vivaldi", version: "7" }] }) });`,
      context: { userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15" },
      options: "{}",
    });
    await trip.page.evaluate(() => {
      const { connection } = /** @type {any} */ (window);
      connection.dispatchEvent(new Event("change"));
      Object.assign(connection, { effectiveType: "3g", downlink: 0.7, rtt: 400, type: "cellular", saveData: true });
      connection.dispatchEvent(new Event("change"));
    });
    await trip.finish();
    const [{ environment }] = await eventsOf(trip, "start");
    assert.deepEqual(environment.brands, [{ name: "Vivaldi", version: "7" }]);
    assert.deepEqual(environment.connection, { medium: "wifi", effective_type: "4g", downlink_kbps: 9500, round_trip_ms: 50, save_data: false });
    assert.deepEqual(await eventsOf(trip, "connection"), [{ medium: "cellular", effective_type: "3g", downlink_kbps: 700, round_trip_ms: 400, save_data: true }]);
    const device = await (await trip.player()).evaluate(() => /** @type {any} */ (document.querySelector("scrubjay-player")).info.device);
    assert.deepEqual([device.os, device.kind], ["iOS", "tablet"]);
  });

  test("visibility, focus of the window, life cycle and offline", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: "<!doctype html><title>Life</title>", options: "{}" });
    await trip.page.evaluate(() => {
      Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
      dispatchEvent(new FocusEvent("blur"));
      document.dispatchEvent(new Event("freeze"));
      document.dispatchEvent(new Event("resume"));
      Reflect.deleteProperty(document, "visibilityState");
      document.dispatchEvent(new Event("visibilitychange"));
      dispatchEvent(new FocusEvent("focus"));
    });
    await trip.page.context().setOffline(true);
    await trip.page.waitForFunction(() => !navigator.onLine);
    await trip.page.context().setOffline(false);
    await trip.page.waitForFunction(() => navigator.onLine);
    await trip.page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
    await trip.finish();
    const told = await eventsOf(trip, "visibility", "window_focus", "lifecycle", "online");
    assert.deepEqual(
      told.map(({ type, data }) => `${type} ${typeof data === "object" ? Object.values(data)[0] : data}`),
      ["visibility false", "window_focus false", "lifecycle frozen", "lifecycle resumed", "visibility true", "window_focus true", "online false", "online true", "lifecycle hidden"],
    );
  });
});
