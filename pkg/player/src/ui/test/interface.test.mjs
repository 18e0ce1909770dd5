// The interface in a real browser, around a playback without a recording.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { collectErrors, launchBrowser } from '../../../../../tests/lib/browser.mjs';
import { bundle } from './load.mjs';

const ui = await bundle('index.ts', 'iife', 'ScrubjayUi');
const fake = readFileSync(new URL('fakePlayback.js', import.meta.url), 'utf8');

let browser;
let page;
let errors;

before(async () => (browser = await launchBrowser()));
after(() => browser?.close());
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 900, height: 640 } });
  errors = collectErrors(page);
  await page.setContent('<body style="margin:0"><fake-player style="height:600px;aspect-ratio:auto"></fake-player>');
  await page.addScriptTag({ content: ui });
  await page.addScriptTag({ content: fake });
});
afterEach(async () => {
  assert.deepEqual(errors, []);
  await page.close();
});

/** Runs in the page with the player. */
const player = (work, argument) => page.evaluate(`(${work})(document.querySelector('fake-player'), ${JSON.stringify(argument)})`);
const state = () => player((it) => ({ time: it.currentTime, paused: it.paused, rate: it.playbackRate, skip: it.skipInactivity }));
const part = (name) => page.locator(`.${name}`);

test('it is empty, then loads, then invites to play, and says why it can’t', async () => {
  await part('message').getByText('Nothing to play yet').waitFor();
  assert.equal(await part('play-button').isDisabled(), true);
  await player((it) => it.emit('loadstart'));
  await part('message').getByText('Loading').waitFor();
  await player((it) => { it.error = new Error('the server answered 404'); it.emit('error'); });
  await page.getByRole('alert').getByText('the server answered 404').waitFor();
  await player((it) => { it.error = null; it.load(); });
  await page.getByRole('button', { name: 'Play recording' }).click();
  assert.equal((await state()).paused, false);
  assert.equal(await part('poster').count(), 0);
  await page.keyboard.press('k');
  assert.equal((await state()).paused, true, 'the keys are the player’s');
});

test('an error of a recording that plays is told once and can be put away', async () => {
  await player((it) => { it.load(); it.error = new Error('part 3 is damaged'); it.emit('error'); });
  await part('trouble').getByText('part 3 is damaged').waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await player((it) => it.emit('error'));
  assert.equal(await part('trouble').isVisible(), false);
  await page.keyboard.press('End');
  assert.equal((await state()).time, 100, 'the keys are the player’s');
});

test('the page is scaled to fit and stays so when the room changes', async () => {
  await player((it) => it.load());
  const fits = () => player((it) => {
    const page = it.box.getBoundingClientRect();
    const room = it.shadowRoot.querySelector('.backdrop').getBoundingClientRect();
    const layer = it.shadowRoot.querySelector('.pointer-layer').getBoundingClientRect();
    return {
      inside: page.left >= room.left && page.right <= room.right && page.top >= room.top && page.bottom <= room.bottom,
      ratio: page.width / page.height,
      recorded: it.frame.clientWidth,
      layered: Math.abs(layer.left - page.left) + Math.abs(layer.top - page.top) + Math.abs(layer.width - page.width) < 0.1,
      scale: page.width / 1000,
    };
  });
  const wide = await fits();
  await page.setViewportSize({ width: 360, height: 640 });
  await page.waitForTimeout(50);
  const narrow = await fits();
  for (const each of [wide, narrow]) {
    assert.equal(each.inside, true);
    assert.equal(each.layered, true);
    assert.equal(each.recorded, 1000);
    assert.ok(Math.abs(each.ratio - 2) < 0.01);
  }
  assert.ok(narrow.scale < wide.scale);
});

test('a pointer is drawn over the place it was at', async () => {
  await player((it) => { it.load(); it.interface.setPointer([{ kind: 'mouse', id: 0, x: 500, y: 250, buttons: 0 }]); });
  const places = await player((it) => {
    const box = it.box.getBoundingClientRect();
    const cursor = it.shadowRoot.querySelector('.cursor').getBoundingClientRect();
    return { x: cursor.left - (box.left + box.width / 2), y: cursor.top - (box.top + box.height / 2) };
  });
  assert.ok(Math.abs(places.x) < 0.5 && Math.abs(places.y) < 0.5, JSON.stringify(places));
  await player((it) => it.interface.setPointer([]));
  assert.equal(await part('cursor').count(), 0);
});

test('touches and clicks come and go', async () => {
  await player((it) => {
    it.load();
    it.interface.setPointer([0, 1].map((id) => ({ kind: 'touch', id, x: 100 * id, y: 50, buttons: 1 })));
    it.interface.click(10, 10, 'touch');
  });
  assert.equal(await part('touch').count(), 2);
  assert.equal(await part('ripple').count(), 1);
  await player((it) => it.interface.setPointer([]));
  await page.waitForTimeout(1400);
  assert.equal(await part('touch').count(), 0);
  assert.equal(await part('ripple').count(), 0);
});

test('keys play, seek, change the speed and skip', async () => {
  await player((it) => it.load());
  await part('timeline').focus();
  const after = async (key) => {
    await page.keyboard.press(key);
    return state();
  };
  assert.equal((await after('ArrowRight')).time, 5);
  assert.equal((await after('l')).time, 15);
  assert.equal((await after('ArrowLeft')).time, 10);
  assert.equal((await after('j')).time, 0);
  assert.equal((await after('7')).time, 70);
  assert.equal((await after('End')).time, 100);
  assert.equal((await after('Home')).time, 0);
  assert.equal((await after('PageUp')).time, 30);
  assert.equal((await after('n')).time, 40);
  assert.equal((await after('p')).time, 10.2);
  assert.equal((await after('>')).rate, 2);
  assert.equal((await after('<')).rate, 1);
  assert.equal((await after('s')).skip, true);
  assert.equal(await part('toggle').getAttribute('aria-pressed'), 'true');
  assert.equal((await after('k')).paused, false);
  assert.equal((await after(' ')).paused, true);
  assert.equal((await after('Control+k')).paused, true);
});

test('space on a focused button presses that button alone', async () => {
  await player((it) => it.load());
  await part('play-button').focus();
  await page.keyboard.press(' ');
  assert.equal((await state()).paused, false);
  await part('step-button').last().focus();
  await player((it) => it.pause());
  await page.keyboard.press(' ');
  assert.equal((await state()).paused, true);
});

test('keys typed in the stage’s document count, recorded fields and all', async () => {
  await player((it) => {
    it.load();
    const field = it.frame.contentDocument.createElement('input');
    it.frame.contentDocument.body.append(field);
    field.focus();
  });
  await page.keyboard.press('ArrowRight');
  assert.equal((await state()).time, 5);
});

test('a click on the page plays and pauses', async () => {
  await player((it) => { it.load(); it.currentTime = 5; });
  await page.mouse.click(450, 300);
  assert.equal((await state()).paused, false);
  await page.mouse.click(450, 300);
  assert.equal((await state()).paused, true);
  await page.keyboard.press('ArrowRight');
  assert.ok((await state()).time >= 10, 'the keys are the player’s after a click');
});

test('dragging seeks live, at most once per frame, and plays on when let go', async () => {
  await player((it) => { it.load(); it.play(); });
  const box = await part('timeline-content').boundingBox();
  const x = (time) => box.x + (box.width * time) / 100;
  await page.mouse.move(x(20), box.y + 12);
  await page.mouse.down();
  assert.equal((await state()).paused, true);
  await player((it) => {
    it.sought = [];
    it.frames = 0;
    const count = () => {
      it.frames++;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  await page.mouse.move(x(60), box.y + 200, { steps: 200 });
  await page.waitForTimeout(60);
  const seen = await player((it) => ({ sought: it.sought.length, frames: it.frames, last: it.sought.at(-1) }));
  assert.ok(seen.sought > 1 && seen.sought <= seen.frames, JSON.stringify(seen));
  assert.ok(Math.abs(seen.last - 60) < 0.2, JSON.stringify(seen));
  await page.mouse.up();
  assert.equal((await state()).paused, false);
});

test('a slow seek holds back the next, and the last place wins', async () => {
  await player((it) => { it.load(); it.seekMs = 100; });
  const box = await part('timeline-content').boundingBox();
  await page.mouse.move(box.x, box.y + 12);
  await page.mouse.down();
  for (let step = 1; step <= 10; step++) {
    await page.mouse.move(box.x + (box.width * step) / 20, box.y + 12);
    await page.waitForTimeout(20);
  }
  const dragged = await player((it) => it.wasSeeking);
  assert.ok(dragged.length > 1 && !dragged.includes(true), JSON.stringify(dragged));
  await page.mouse.up();
  const sought = await player((it) => it.sought);
  assert.ok(Math.abs(sought.at(-1) - 50) < 0.2);
});

test('the timeline says what it stands at, and what it points at', async () => {
  await player((it) => { it.load(); it.currentTime = 65; });
  const slider = page.getByRole('slider', { name: 'Timeline' });
  assert.equal(await slider.getAttribute('aria-valuetext'), '1 minute 5 seconds of 1 minute 40 seconds');
  assert.equal(await slider.getAttribute('aria-valuenow'), '65.0');
  const box = await part('timeline-content').boundingBox();
  await page.mouse.move(box.x + box.width * 0.605, box.y + 10);
  assert.equal(await part('tooltip').innerText(), '1:00\nNo activity for 20 seconds');
  await page.mouse.move(box.x + box.width * 0.4, box.y + 10);
  assert.match(await part('tooltip').innerText(), /Error: TypeError\s+0:40/);
  await page.mouse.move(10, 10);
  assert.equal(await part('tooltip').isVisible(), false);
});

test('pressing a group of markers leads through them', async () => {
  await player((it) => it.load());
  const box = await part('timeline-content').boundingBox();
  const lane = await part('marker-lane').boundingBox();
  assert.equal(await part('marker').count(), 3);
  const times = [];
  for (let press = 0; press < 3; press++) {
    await page.mouse.click(box.x + box.width * 0.1, lane.y + 6);
    times.push((await state()).time);
  }
  assert.deepEqual(times, [10.2, 10, 10.2], 'the input stands for the group');
});

test('the menu of speeds goes by keys, and its arrows don’t seek', async () => {
  await player((it) => it.load());
  const button = page.getByRole('button', { name: 'Speed: 1×' });
  await button.focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.getByRole('menuitemradio', { checked: true }).innerText(), '1×');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.deepEqual(await state(), { time: 0, paused: true, rate: 4, skip: false });
  await page.getByRole('button', { name: 'Speed: 4×' }).click();
  await page.keyboard.press('Escape');
  assert.equal(await part('menu').isVisible(), false);
  await page.getByRole('button', { name: 'Speed: 4×' }).click();
  await page.mouse.click(450, 20);
  assert.equal(await part('menu').isVisible(), false, 'a press elsewhere closes it');
});

test('the help is a dialog that closes by its key and by Escape, and holds the keys back', async () => {
  await player((it) => it.load());
  await part('timeline').focus();
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await page.keyboard.press('?');
  assert.equal(await dialog.isVisible(), true);
  await page.keyboard.press('l');
  assert.equal((await state()).time, 0);
  await page.keyboard.press('Escape');
  assert.equal(await dialog.isVisible(), false);
  await page.keyboard.press('?');
  await page.keyboard.press('?');
  assert.equal(await dialog.isVisible(), false);
});

test('at its end it offers to play again', async () => {
  await player((it) => { it.load(); it.currentTime = 99.99; it.play(); });
  const again = page.getByRole('button', { name: 'Play again' });
  await again.click();
  const { time, paused } = await state();
  assert.ok(time < 2 && !paused);
});

test('the address follows what the element says, and what a page calls itself stays text', async () => {
  await player((it) => {
    it.load();
    it.interface.setPage('https://shop.example/<b>', '<img src=x onerror=alert(1)>');
    it.emit('pagechange');
  });
  assert.equal(await part('url').innerText(), 'https://shop.example/<b>');
  assert.equal(await part('page-title').innerText(), '<img src=x onerror=alert(1)>');
});

test('every button has a name', async () => {
  await player((it) => it.load());
  const nameless = await player((it) =>
    [...it.shadowRoot.querySelectorAll('button')].filter((each) => !each.ariaLabel && each.innerText.trim() === '').length,
  );
  assert.equal(nameless, 0);
});

test('it takes itself away without a trace and can come back', async () => {
  await player((it) => { it.load(); it.frame.contentDocument.body.textContent = 'still there'; });
  const left = await player((it) => {
    it.interface.destroy();
    return {
      children: it.shadowRoot.childNodes.length,
      box: it.box.className + it.box.style.cssText,
      sheets: it.shadowRoot.adoptedStyleSheets.length,
    };
  });
  assert.deepEqual(left, { children: 1, box: '', sheets: 0 });
  await player((it) => it.dispatchEvent(new KeyboardEvent('keydown', { key: 'l' })));
  assert.equal((await state()).time, 0);
  await player((it) => it.dress());
  assert.equal(await player((it) => it.frame.contentDocument.body.textContent), 'still there');
  await part('poster').waitFor();
});

test('nothing sticks out at a width of 320', async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  await player((it) => { it.duration = 4000; it.load(); it.currentTime = 3700; });
  await page.waitForTimeout(60);
  const outside = await player((it) =>
    [...it.shadowRoot.querySelectorAll('.controls *, .address-bar *')].filter((each) => {
      const box = each.getBoundingClientRect();
      return box.width > 0 && (box.right > 320.5 || box.left < -0.5);
    }).map((each) => each.className.baseVal ?? each.className),
  );
  assert.deepEqual(outside.filter((name) => !/marker|icon/.test(name)), []);
});
