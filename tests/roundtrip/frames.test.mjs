// Frames of the page's own origin: their documents come back, whatever brought them there.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";

describe("frames", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  /** Waits until a frame's document says something. @param {RoundTrip} trip @param {string} selector @param {string} text */
  const shows = (trip, selector, text) =>
    trip.page.waitForFunction(([at, what]) => {
      const content = /** @type {HTMLIFrameElement | null} */ (document.querySelector(at ?? ""))?.contentDocument;
      return content?.readyState === "complete" && (content.body?.textContent ?? "").includes(what ?? "");
    }, [selector, text]);

  test("documents three frames deep, one of them in quirks mode", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><style>iframe { width: 400px; height: 300px }</style><iframe id="f" src="/one"></iframe>`,
      site: {
        pages: {
          "/one": `<body style="background:#efe">one, in quirks mode <input id="i"><iframe src="/two" width="300" height="200"></iframe>`,
          "/two": `<!doctype html><body style="background:#eef">two <iframe src="/three" width="200" height="100"></iframe>`,
          "/three": `<!doctype html><link rel="stylesheet" href="/three.css"><p>three</p><div style="height:900px">tall</div>`,
          "/three.css": `p { color: crimson }`,
        },
      },
    });
    await shows(trip, "#f", "one");
    await trip.checkpoint("loaded");
    await trip.page.frame({ url: /one$/ })?.fill("#i", "typed inside");
    const three = trip.page.frame({ url: /three$/ });
    await three?.evaluate(() => {
      document.body.append("appended");
      scrollTo(0, 60);
    });
    await trip.checkpoint("changed");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "nested-frames" }), []);
  });

  test("srcdoc, about:blank and blob: frames, and frames that go elsewhere", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><iframe id="doc" srcdoc="<style>p { color: red }</style><p>srcdoc</p>"></iframe><iframe id="blank"></iframe><iframe id="blob"></iframe><iframe id="goes" src="/first"></iframe>
        <script>
          blank.contentDocument.body.innerHTML = "<h3>filled by script</h3>";
          blob.src = URL.createObjectURL(new Blob(["<!doctype html><p>from a blob</p>"], { type: "text/html" }));
        </script>`,
      site: { pages: { "/first": "<!doctype html><p>first</p><a href='/second'>on</a>", "/second": "<!doctype html><p>second</p>" } },
    });
    await shows(trip, "#blob", "from a blob");
    await shows(trip, "#goes", "first");
    await trip.checkpoint("loaded");
    await trip.page.evaluate(() => {
      /** @type {HTMLIFrameElement} */ (document.querySelector("#doc")).srcdoc = "<p>replaced</p>";
      const blank = /** @type {HTMLIFrameElement} */ (document.querySelector("#blank"));
      blank.contentDocument?.body.append("more");
      const late = document.createElement("iframe");
      late.id = "late";
      late.srcdoc = "<p>late</p>";
      document.body.append(late);
    });
    await trip.page.frame({ url: /first$/ })?.click("a");
    await shows(trip, "#goes", "second");
    await shows(trip, "#doc", "replaced");
    await shows(trip, "#late", "late");
    await trip.checkpoint("elsewhere");
    await trip.page.evaluate(() => {
      /** @type {HTMLIFrameElement} */ (document.querySelector("#goes")).contentWindow?.location.reload();
      /** @type {HTMLIFrameElement} */ (document.querySelector("#blob")).src = "about:blank";
    });
    await trip.page.waitForFunction(() => /** @type {HTMLIFrameElement} */ (document.querySelector("#blob")).contentDocument?.URL === "about:blank");
    await shows(trip, "#goes", "second");
    await trip.checkpoint("reloaded");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "kinds-of-frames" }), []);
  });

  test("frames that are moved, taken out and put back", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><div id="a"><iframe id="f" src="/inner"></iframe></div><div id="b"></div><iframe id="g" srcdoc="<p>g</p>"></iframe>`,
      site: { pages: { "/inner": "<!doctype html><p>inner</p>" } },
    });
    await shows(trip, "#f", "inner");
    await trip.page.frame({ url: /inner$/ })?.evaluate(() => document.body.append(" changed"));
    await trip.checkpoint("changed");
    await trip.page.evaluate(() => document.querySelector("#b")?.append(/** @type {Element} */ (document.querySelector("#f"))));
    await shows(trip, "#f", "inner");
    await trip.checkpoint("moved");
    await trip.page.evaluate(() => {
      const taken = /** @type {Element} */ (document.querySelector("#g"));
      taken.remove();
      Object.assign(window, { taken });
    });
    await trip.checkpoint("out");
    await trip.page.evaluate(() => document.querySelector("#a")?.append(/** @type {any} */ (window).taken));
    await shows(trip, "#g", "g");
    await trip.checkpoint("back");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "moved-frames" }), []);
  });

  test("documents that are opened and written", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><p>before</p><script>document.write("<p>written while parsing</p>");</script><iframe id="f"></iframe>`,
    });
    await trip.page.evaluate(() => {
      const content = /** @type {Document} */ (/** @type {HTMLIFrameElement} */ (document.querySelector("#f")).contentDocument);
      content.open();
      content.write("<!doctype html><h3>written");
    });
    await trip.checkpoint("half written");
    await trip.page.evaluate(() => {
      const content = /** @type {Document} */ (/** @type {HTMLIFrameElement} */ (document.querySelector("#f")).contentDocument);
      content.write(" and on</h3><p>end");
      content.close();
    });
    await trip.checkpoint("written");
    await trip.page.evaluate(() => {
      const content = /** @type {Document} */ (/** @type {HTMLIFrameElement} */ (document.querySelector("#f")).contentDocument);
      content.open();
      content.write("<body>quirks now");
      content.close();
    });
    await trip.checkpoint("frame again");
    await trip.page.evaluate(() => {
      document.open();
      document.write("<!doctype html><title>new</title><h1>all of it new</h1><input id=i>");
      document.close();
    });
    await trip.page.fill("#i", "typed after");
    await trip.checkpoint("top again");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "written-documents" }), []);
  });
});
