// The built package in a real browser: it behaves as a media element does.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { collectErrors, launchBrowser } from '../../../../tests/lib/browser.mjs';
import { serve } from '../../../../tests/lib/server.mjs';
import { STARTED_AT, sampleRecording } from './recording.mjs';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const bytes = sampleRecording();
const damaged = Buffer.from(bytes);
damaged[damaged.length - 2] ^= 1; // in the second page's part

let browser;
let server;
let page;
let errors;

before(async () => {
  browser = await launchBrowser();
  const html = '<!doctype html><body style="margin:0"><script type="module" src="/player/index.js"></script>';
  const slim = `<!doctype html><script type="module">import { init } from '/player/slim.js';
    window.started = init(await (await fetch('/player/player.wasm')).arrayBuffer());</script>`;
  server = await serve({
    mounts: { '/player': dist },
    pages: { '/': html, '/slim.html': slim, '/a.sjr': bytes, '/damaged.sjr': damaged, '/nothing.sjr': Buffer.from('this is no recording') },
  });
});
after(async () => {
  await browser?.close();
  await server?.close();
});
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 900, height: 640 } });
  errors = collectErrors(page);
  await page.goto(server.origin);
  await page.evaluate(async () => {
    await customElements.whenDefined('scrubjay-player');
    const player = document.createElement('scrubjay-player');
    globalThis.player = player;
    globalThis.heard = [];
    const types = ['loadstart', 'loadedmetadata', 'loadeddata', 'durationchange', 'play', 'pause', 'seeking', 'seeked', 'ratechange', 'ended', 'emptied', 'error', 'pagechange', 'skipinactivitychange'];
    for (const type of types) player.addEventListener(type, () => heard.push(type));
    globalThis.next = (type) => new Promise((resolve) => player.addEventListener(type, resolve, { once: true }));
    globalThis.body = () => player.stage.contentDocument.body.textContent;
    globalThis.bytes = async (path = '/a.sjr') => (await fetch(path)).arrayBuffer();
  });
});
afterEach(async () => {
  assert.deepEqual(errors, []);
  await page.close();
});

/** Puts a bare player with the sample into the page. */
const open = () =>
  page.evaluate(async () => {
    player.bare = true;
    document.body.append(player);
    await player.load(await bytes());
  });
const seek = (time) => page.evaluate(async (time) => { const done = next('seeked'); player.currentTime = time; await done; return body(); }, time);

test('a recording loads from an address, bytes, a Blob, a Response and a stream', async () => {
  const shown = await page.evaluate(async () => {
    document.body.append(player);
    const sources = [location.origin + '/a.sjr', new URL('/a.sjr', location.href), await bytes(), new Uint8Array(await bytes()), new Blob([await bytes()]), await fetch('/a.sjr'), (await fetch('/a.sjr')).body];
    const shown = [];
    for (const source of sources) {
      await player.load(source);
      shown.push(body());
    }
    return shown;
  });
  assert.deepEqual(shown, Array(7).fill('Shop'));
});

test('load tells what is known of the recording', async () => {
  await open();
  const { heard, info, ...rest } = await page.evaluate(() => ({ heard, info: player.info, duration: player.duration, paused: player.paused, readyState: player.readyState, markers: player.markers }));
  assert.deepEqual(heard, ['loadstart', 'pagechange', 'durationchange', 'loadedmetadata', 'loadeddata']);
  assert.deepEqual(info, {
    startedAt: STARTED_AT, duration: 3, url: 'http://shop.test/', title: 'Shop', viewport: { width: 640, height: 400 },
    device: { browser: 'Chrome 131', os: 'Windows', kind: 'desktop' }, streams: 2,
    chapters: [{ time: 0, url: 'http://shop.test/', title: 'Shop' }, { time: 2, url: 'http://shop.test/cart', title: 'Cart' }], problems: [],
  });
  assert.deepEqual(rest, {
    duration: 3, paused: true, readyState: 4,
    markers: [{ time: 0, kind: 'navigation', label: 'http://shop.test/' }, { time: 0.6, kind: 'click', label: 'Add' }, { time: 2, kind: 'navigation', label: 'http://shop.test/cart' }],
  });
});

test('after seeked the stage is the page at that moment, forward and backward', async () => {
  await open();
  const seen = [];
  for (const time of [0.7, 1.5, 2.5, 1.2, 3, 0]) seen.push(await seek(time));
  assert.deepEqual(seen, ['Shopone', 'Shoponetwo', 'Cart', 'Shoponetwo', 'Cartthree', 'Shop']);
  assert.equal(await page.evaluate(() => player.info.title), 'Shop');
});

test('many jumps in a row are one, and the last one counts', async () => {
  await open();
  const result = await page.evaluate(async () => {
    heard.length = 0;
    const done = next('seeked');
    for (const time of [2.9, 0.1, 99, -5, 0.7]) player.currentTime = time;
    const during = [player.seeking, player.currentTime];
    await done;
    return { during, heard, time: player.currentTime, seeking: player.seeking, shown: body() };
  });
  assert.deepEqual(result.during, [true, 0.7]);
  assert.deepEqual(result.heard.filter((type) => type !== 'pagechange'), [...Array(5).fill('seeking'), 'seeked']);
  assert.deepEqual([result.time, result.seeking, result.shown], [0.7, false, 'Shopone']);
  await assert.rejects(page.evaluate(() => (player.currentTime = NaN)), /finite number/);
});

test('it plays to its end, at the speed asked for, and again from the beginning', async () => {
  await open();
  const result = await page.evaluate(async () => {
    heard.length = 0;
    player.playbackRate = 16;
    const begun = performance.now();
    const done = next('ended');
    await player.play();
    const during = [player.paused, player.ended];
    await done;
    const took = performance.now() - begun;
    const after = [player.paused, player.ended, player.currentTime, body()];
    await player.play();
    const again = [player.paused, player.currentTime < 3];
    player.pause();
    player.playbackRate = 100;
    return { heard: heard.slice(), during, took, after, again, rate: player.playbackRate };
  });
  assert.deepEqual([result.during, result.after, result.again, result.rate], [[false, false], [true, true, 3, 'Cartthree'], [false, true], 16]);
  assert.ok(result.took > 120 && result.took < 1500, `${result.took} ms for 3 s at 16 times the speed`);
  assert.deepEqual(result.heard.slice(0, 5), ['ratechange', 'play', 'pagechange', 'pause', 'ended']);
});

test('what goes wrong is told in words, and the player goes on', async () => {
  const messages = await page.evaluate(async () => {
    document.body.append(player);
    const messages = [];
    for (const source of ['/nothing.sjr', '/missing.sjr', [{ type: 4 }], 42]) {
      const told = next('error');
      await player.load(source).catch((error) => messages.push(error.message));
      await told;
      messages.push(player.error.message === messages.at(-1), player.info === null);
    }
    await player.load('/a.sjr');
    messages.push(player.error, body());
    return messages;
  });
  assert.deepEqual(messages.filter((message) => typeof message === 'boolean'), Array(8).fill(true));
  const words = messages.filter((message) => typeof message === 'string');
  [/not a readable Scrubjay recording/, /\/missing\.sjr could not be fetched: the server answered 404/, /none of the 1 events is a full snapshot/, /given as an address/, /^Shop$/].forEach((expected, index) => assert.match(words[index], expected));
  assert.equal(messages.at(-2), null);
});

test('a damaged recording shows what is left of it and says what is wrong', async () => {
  const { shown, problems } = await page.evaluate(async () => {
    player.style.height = '600px';
    document.body.append(player);
    await player.load('/damaged.sjr');
    return { shown: body(), problems: player.info.problems };
  });
  assert.equal(shown, 'Shop');
  assert.ok(problems.length > 0);
  await page.getByText(/parts of this recording are damaged or missing/).first().waitFor();
});

test('loading something else drops what was loading', async () => {
  const result = await page.evaluate(async () => {
    document.body.append(player);
    const second = await bytes();
    const first = player.load('/a.sjr').then(() => 'loaded', (error) => error.name);
    await player.load(second);
    return [await first, body(), player.error];
  });
  assert.deepEqual(result, ['AbortError', 'Shop', null]);
});

test('src loads by itself, and a player that is moved shows what it showed', async () => {
  const result = await page.evaluate(async () => {
    const loaded = next('loadeddata');
    player.setAttribute('src', '/a.sjr');
    document.body.append(player);
    await loaded;
    const sought = next('seeked');
    player.currentTime = 1.5;
    await sought;
    const place = document.createElement('div');
    document.body.append(place);
    place.append(player);
    const moved = [body(), player.currentTime];
    player.remove();
    await next('emptied');
    const removed = [player.info, player.readyState];
    const again = next('loadeddata');
    document.body.append(player);
    await again;
    return { moved, removed, again: body() };
  });
  assert.deepEqual(result, { moved: ['Shoponetwo', 1.5], removed: [null, 0], again: 'Shop' });
});

test('bare or not can change at any time without losing the page', async () => {
  await open();
  await seek(1.5);
  const rect = () => page.evaluate(() => { const { x, y, width, height } = player.stage.getBoundingClientRect(); return [x, y, width, height]; });
  assert.deepEqual(await rect(), [0, 0, 640, 400]);
  await page.evaluate(() => { player.style.height = '600px'; player.bare = false; });
  await page.getByRole('slider').first().waitFor();
  assert.deepEqual(await page.evaluate(() => [body(), player.shadowRoot.querySelector('.url')?.textContent]), ['Shoponetwo', 'http://shop.test/']);
  await page.evaluate(() => (player.bare = true));
  assert.equal(await page.getByRole('slider').count(), 0);
  assert.deepEqual([await rect(), await page.evaluate(() => body())], [[0, 0, 640, 400], 'Shoponetwo']);
});

test('the interface drives the player', async () => {
  await page.evaluate(async () => { player.style.height = '600px'; document.body.append(player); await player.load('/a.sjr'); });
  await page.getByRole('button', { name: 'Play recording' }).click();
  await page.waitForFunction(() => !player.paused && player.currentTime > 0.2);
  await page.keyboard.press('k');
  await page.waitForFunction(() => player.paused);
  await page.keyboard.press('End');
  await page.waitForFunction(() => !player.seeking && body() === 'Cartthree');
  await page.keyboard.press('0');
  await page.waitForFunction(() => !player.seeking && body() === 'Shop');
});

test('the slim entry takes the wasm that it is given', async () => {
  await page.goto(`${server.origin}/slim.html`);
  await page.waitForFunction(() => globalThis.started !== undefined);
  const shown = await page.evaluate(async () => {
    await globalThis.started;
    const player = document.createElement('scrubjay-player');
    document.body.append(player);
    await player.load('/a.sjr');
    return player.stage.contentDocument.body.textContent;
  });
  assert.equal(shown, 'Shop');
});
