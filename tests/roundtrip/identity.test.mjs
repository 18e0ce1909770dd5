// Who the visitor is and what they are shown, in the recording and in the collector's index; links to the replay.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { startCollector } from "../lib/collector.mjs";
import { eventsOf } from "../lib/events.mjs";
import { removeFolder, temporaryFolder } from "../lib/paths.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";

const PAGE = "<!doctype html><title>Identity</title><p>Text</p>";

describe("identity", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  test("who it is, tags, events, flags and experiments; the same flag again says nothing", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: PAGE, options: "{}" });
    const links = await trip.page.evaluate(async () => {
      const recording = await /** @type {any} */ (window).__roundTripRecording;
      recording.identify("customer-17", { plan: "team", seats: 5, mail: "jane@mail.example" });
      recording.tag("branch", "Zürich");
      recording.event("ordered", { total: 12.5, first: true });
      for (const value of [true, true, false, "jane@mail.example"]) recording.flag("new-checkout", value);
      recording.experiment("button", "green");
      recording.experiment("button", "green");
      return [recording.replayUrl, recording.replayUrlAt()];
    });
    assert.deepEqual(links, [null, null], "without a collector there is nowhere to watch it");
    await trip.finish();
    assert.deepEqual(await eventsOf(trip, "flag"), [
      { kind: "flag", name: "new-checkout", value: true },
      { kind: "flag", name: "new-checkout", value: false },
      { kind: "flag", name: "new-checkout", value: "xxxx@xxxx.xxxxxxx" },
      { kind: "experiment", name: "button", value: "green" },
    ]);
    const [identity] = await eventsOf(trip, "identify");
    assert.deepEqual([identity.user, Object.fromEntries(identity.traits)], ["customer-17", { plan: "team", seats: 5, mail: "xxxx@xxxx.xxxxxxx" }]);
    assert.deepEqual(await eventsOf(trip, "tag"), [{ key: "branch", value: "Zürich" }]);
    assert.equal((await eventsOf(trip, "custom"))[0].name, "ordered");
  });

  test("a link to the moment leads to the session in the dashboard, gives no id away, and what can be searched for is indexed", async (t) => {
    const data = await temporaryFolder();
    const collector = await startCollector({ data });
    t.after(async () => {
      await collector.stop();
      await removeFolder(data);
    });
    const trip = await RoundTrip.open(t, browser, { html: PAGE, options: `{ endpoint: "${collector.origin}/", key: "demo" }` });
    const { url, moment, at, secret } = await trip.page.evaluate(async () => {
      const recording = await /** @type {any} */ (window).__roundTripRecording;
      recording.flag("new-checkout", true);
      recording.experiment("button", "green");
      setTimeout(() => { throw new TypeError("broken"); });
      await new Promise((done) => setTimeout(done, 20));
      console.error("seen by whoever looks");
      await fetch("/missing");
      await recording.flush();
      const at = Date.now();
      return { url: recording.replayUrl, moment: recording.replayUrlAt(at), at, secret: recording.sessionId };
    });
    trip.errors.length = 0;
    await trip.finish();
    const { sessions } = await collector.api("sessions");
    const [session] = sessions;
    assert.ok(!url.includes(secret) && !url.includes(session.id) && url.startsWith(`${collector.origin}/r/`), url);
    const follow = async (/** @type {string} */ link) => {
      const answer = await fetch(link, { redirect: "manual" });
      return [answer.status, answer.headers.get("location")];
    };
    assert.deepEqual(await follow(url), [302, `/#/session/${session.id}`]);
    const seconds = (Math.floor((at - session.started_at_ms) / 100) / 10).toFixed(1);
    assert.deepEqual(await follow(moment), [302, `/#/session/${session.id}?t=${seconds}`]);
    assert.equal((await follow(`${collector.origin}/r/${secret}`))[0], 404);

    const { events } = await collector.api(`sessions/${session.id}`);
    const rows = events.map((/** @type {any} */ { kind, name, value, number }) => [kind, name, value, number]);
    const has = (/** @type {unknown[]} */ ...row) => assert.ok(rows.some((/** @type {unknown[]} */ each) => row.every((value, index) => each[index] === value)), `${JSON.stringify(row)} in ${JSON.stringify(rows)}`);
    has("flag", "flag.new-checkout", "true");
    has("flag", "experiment.button", "green");
    has("error", "TypeError", "broken", 1);
    has("console", "error", "seen by whoever looks");
    has("network", "GET", `${trip.site.origin}/missing`, 404);
    has("vital", "fcp");
  });
});
