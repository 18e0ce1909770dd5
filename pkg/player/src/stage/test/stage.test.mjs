// The stage in a real browser: what recorded pages become, and what they may not do.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { build } from 'esbuild';
import { collectErrors, launchBrowser } from '../../../../../tests/lib/browser.mjs';
import { Batch, PropertyKind, RuleOp } from './batch.mjs';

const built = await build({
  entryPoints: [new URL('../stage.ts', import.meta.url).pathname],
  bundle: true,
  format: 'iife',
  globalName: 'ScrubjayStage',
  write: false,
});

let browser;
let page;
let errors;
let requests;

before(async () => (browser = await launchBrowser()));
after(() => browser?.close());
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 800, height: 600 } });
  errors = collectErrors(page);
  requests = [];
  await page.route('**/*', (route) => {
    requests.push(route.request().url());
    return route.abort();
  });
  await page.setContent('<!doctype html><body style="margin:0"><input id="host">');
  await page.addScriptTag({ content: built.outputFiles[0].text });
  await page.evaluate(() => {
    const silent = { onViewport() {}, onVisualViewport() {}, onDocument() {} };
    globalThis.stage = new ScrubjayStage.Stage(document, silent);
    stage.frame.width = stage.frame.height = '500';
    document.body.append(stage.frame);
    globalThis.apply = ({ words, text, lengths }) =>
      stage.apply({ words: new Uint32Array(words), text, lengths: new Uint32Array(lengths), blobs: [] }, 0);
    globalThis.inside = () => stage.frame.contentDocument;
  });
});
afterEach(() => page.close());

const apply = (batch) => page.evaluate((json) => apply(json), batch.json());
const html = () => page.evaluate(() => inside().documentElement.outerHTML);
const style = (selector, property) =>
  page.evaluate(([selector, property]) => inside().defaultView.getComputedStyle(inside().querySelector(selector))[property], [selector, property]);
const point = (hovered, pressed = 0) => page.evaluate((pointing) => stage.point({ ...pointing, place: null }), { hovered, pressed });

test('a page is built as it was, odd names included, and nothing else is in it', async () => {
  const odd = { '@click': 'x', ':key': 'y', '[prop]': 'z', class: 'a' };
  await apply(new Batch().page().element(10, 'p', odd).text(11, 'Hi').insert(11, 10).insert(10, 4).comment(12, 'c').insert(12, 4, 10));
  assert.equal(await html(), '<html><head></head><body><!--c--><p @click="x" :key="y" [prop]="z" class="a">Hi</p></body></html>');
  await apply(new Batch().attribute(10, '@click', 'w').attribute(10, 'class', null).setText(11, 'Ho').insert(12, 4));
  assert.equal(await html(), '<html><head></head><body><p @click="w" :key="y" [prop]="z">Ho</p><!--c--></body></html>');
  assert.deepEqual(errors, []);
});

test('quirks mode is that of the recorded page, in frames too', async () => {
  await apply(new Batch().page({ quirks: true }).element(10, 'iframe', { src: 'http://evil.test/' }).insert(10, 4).document(11, { host: 10 }).element(12, 'html').insert(12, 11));
  const modes = await page.evaluate(() => [inside().compatMode, inside().querySelector('iframe').contentDocument.compatMode]);
  assert.deepEqual(modes, ['BackCompat', 'CSS1Compat']);
  await apply(new Batch().page());
  assert.equal(await page.evaluate(() => inside().compatMode), 'CSS1Compat');
  assert.deepEqual(requests, []);
});

test('nothing runs, navigates or is fetched that a page could ask for', async () => {
  const bad = 'http://evil.test/';
  const batch = new Batch().page();
  const hostile = [
    ['script', { src: bad }], ['script', {}, 'top.ran = 1'], ['img', { onerror: 'top.ran = 1', src: 'data:,' }],
    ['iframe', { srcdoc: '<script>top.ran = 1</script>' }], ['iframe', { src: 'javascript:top.ran=1' }], ['iframe', { src: bad }],
    ['object', { data: bad }], ['embed', { src: bad }], ['meta', { 'http-equiv': 'refresh', content: `0;url=${bad}` }],
    ['link', { rel: 'prefetch', href: bad }], ['link', { rel: 'preconnect', href: bad }], ['link', { rel: 'modulepreload', href: bad }],
    ['a', { href: ' java\nscript:top.ran=1', ping: bad }], ['form', { action: 'javascript:top.ran=1' }], ['base', { href: bad }],
    ['meta', { 'http-equiv': 'Content-Security-Policy', content: "style-src 'none'" }], ['body', { onload: 'top.ran = 1' }],
    ['button', { autofocus: '', onfocus: 'top.ran = 1' }], ['details', { open: '', ontoggle: 'top.ran = 1' }],
  ];
  let id = 100;
  for (const [name, attributes, text] of hostile) {
    batch.element(id, name, attributes).insert(id, 4);
    if (text !== undefined) batch.text(id + 1, text).insert(id + 1, id);
    id += 2;
  }
  batch.element(90, 'svg', {}, 'svg').element(91, 'script', { 'xlink:href': bad }, 'svg').insert(91, 90).insert(90, 4);
  batch.element(92, 'animate', { attributeName: 'href', to: 'javascript:top.ran=1', onbegin: 'top.ran = 1' }, 'svg').insert(92, 90);
  await apply(batch);
  await page.evaluate(() => { inside().querySelector('a').click(); inside().querySelector('form').submit(); });
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => globalThis.ran), undefined);
  assert.deepEqual(requests, []);
  assert.equal(await page.evaluate(() => stage.frame.getAttribute('sandbox')), 'allow-same-origin');
  assert.match(await html(), /<a href="javascript:"/, 'what stays of such an address does nothing');
});

test('addresses are those of the recorded page', async () => {
  await apply(new Batch().page({ base: 'http://shop.test/a/' }).element(10, 'img', { src: 'x.png', srcset: 'y.png 2x' }).insert(10, 4).element(11, 'p', { style: 'background: url(z.png)' }).insert(11, 4));
  assert.match(await html(), /<img src="http:\/\/shop.test\/a\/x.png" srcset="http:\/\/shop.test\/a\/y.png 2x"><p style="background: url\(&quot;http:\/\/shop.test\/a\/z.png&quot;\)">/);
});

test('a style element, a link and a constructed sheet give their rules, also changed and moved', async () => {
  const batch = new Batch().page().element(5, 'p').insert(5, 4);
  batch.element(10, 'style').text(11, 'p { color: rgb(1, 1, 1) }').insert(11, 10).insert(10, 3);
  batch.element(12, 'link', { rel: 'stylesheet', href: 'a.css' }).insert(12, 3).sheet(12, 'p { width: 77px; background: url(b.png) }', { base: 'http://cdn.test/css/a.css' });
  batch.sheet(1, 'p { height: 33px }', { constructed: true }).adopt(1, 1);
  await apply(batch);
  assert.deepEqual([await style('p', 'color'), await style('p', 'width'), await style('p', 'height')], ['rgb(1, 1, 1)', '77px', '33px']);
  assert.equal(await style('p', 'backgroundImage'), 'url("http://cdn.test/css/b.png")');
  await apply(new Batch().setText(11, 'p { color: rgb(2, 2, 2) }').rule(12, [0], RuleOp.SET_PROPERTY, 'width', '88px', false).rule(12, [1], RuleOp.INSERT, '@media all { p { top: 1px } }').rule(12, [1, 0], RuleOp.SET_TEXT, 'top: 5px'));
  assert.deepEqual([await style('p', 'color'), await style('p', 'width')], ['rgb(2, 2, 2)', '88px']);
  await apply(new Batch().insert(12, 4).remove(10).adopt(1));
  assert.deepEqual([await style('p', 'color'), await style('p', 'width'), await style('p', 'height')], ['rgb(0, 0, 0)', '88px', '0px']);
  assert.equal(await page.evaluate(() => inside().querySelector('style').sheet.cssRules[1].cssRules[0].cssText), 'p { top: 5px; }');
});

test('a style element has the rules of its own text, and no others when it is as its markup says again', async () => {
  const rules = () => page.evaluate(() => Array.from(inside().querySelector('style').sheet.cssRules, (rule) => rule.cssText));
  // A script can put an element into a style element; what it holds is not style.
  await apply(new Batch().page().element(10, 'style').element(11, 'b').text(12, 'i { top: 1px }').insert(12, 11).insert(11, 10).insert(10, 3));
  assert.deepEqual(await rules(), []);
  await apply(new Batch().sheet(10, '').rule(10, [0], RuleOp.INSERT, 'p { top: 1px }'));
  assert.deepEqual(await rules(), ['p { top: 1px; }']);
  await apply(new Batch().sheet(10, ''));
  assert.deepEqual(await rules(), []);
});

test('a text area whose value is taken back says what its text says, now and later', async () => {
  const value = () => page.evaluate(() => inside().querySelector('textarea').value);
  await apply(new Batch().page().element(10, 'textarea').text(11, 'one').insert(11, 10).insert(10, 4));
  await apply(new Batch().property(10, PropertyKind.VALUE, 'typed'));
  assert.equal(await value(), 'typed');
  await apply(new Batch().clearProperty(10, PropertyKind.VALUE));
  assert.equal(await value(), 'one');
  await apply(new Batch().setText(11, 'two'));
  assert.equal(await value(), 'two');
  await apply(new Batch().text(12, ' and more').insert(12, 10));
  assert.equal(await value(), 'two and more');
  await apply(new Batch().remove(11));
  assert.equal(await value(), ' and more');
  await apply(new Batch().insert(12, 4));
  assert.equal(await value(), '');
});

test('what one page has adopted is not there on the next', async () => {
  await apply(new Batch().page().sheet(1, 'p { height: 33px }', { constructed: true }).adopt(1, 1).element(5, 'p').insert(5, 4).focus(5));
  await apply(new Batch().page().element(5, 'p').insert(5, 4));
  assert.deepEqual([await style('p', 'height'), await page.evaluate(() => inside().adoptedStyleSheets.length)], ['0px', 0]);
});

test('a link that becomes a style sheet later is one from then on', async () => {
  await apply(new Batch().page().element(10, 'link', { rel: 'preload', as: 'style', href: 'a.css' }).insert(10, 3).element(5, 'p').insert(5, 4));
  await apply(new Batch().attribute(10, 'rel', 'stylesheet').sheet(10, 'p { width: 5px }'));
  assert.equal(await style('p', 'width'), '5px');
});

test('hover is where the pointer was: rules weigh what they weighed, and go back when it leaves', async () => {
  const css = `
    li { color: rgb(0, 0, 0) } ul li:hover { color: rgb(1, 1, 1) } li.x { color: rgb(2, 2, 2) }
    li:not(:hover) { width: 10px } li:hover { width: 20px } ul:has(:hover) { height: 30px }
    @media all { b:hover::before { content: "!" } } b { &:active { top: 3px } }`;
  await apply(new Batch().page().element(10, 'style').text(11, css).insert(11, 10).insert(10, 3)
    .element(20, 'ul').insert(20, 4).element(21, 'li', { class: 'x' }).insert(21, 20).element(22, 'b').insert(22, 21).element(23, 'li').insert(23, 20));
  const untouched = await page.evaluate(() => Array.from(inside().styleSheets[0].cssRules, (rule) => rule.cssText));
  const seen = async () => [await style('li', 'color'), await style('li', 'width'), await style('li + li', 'width'), await style('ul', 'height')];
  assert.deepEqual(await seen(), ['rgb(2, 2, 2)', '10px', '10px', await style('ul', 'height')]);
  await point(22, 22);
  assert.deepEqual(await seen(), ['rgb(1, 1, 1)', '20px', '10px', '30px']);
  assert.equal(await page.evaluate(() => getComputedStyle(inside().querySelector('b'), '::before').content), '"!"');
  assert.equal(await style('b', 'top'), '3px');
  await apply(new Batch().context(20).element(24, 'li').insert(24, 20, 21));
  assert.equal(await style('li.x', 'width'), '20px', 'its place changed, not what it is');
  await point(0);
  assert.deepEqual(await page.evaluate(() => Array.from(inside().styleSheets[0].cssRules, (rule) => rule.cssText)), untouched);
  assert.doesNotMatch(await html(), /hover=|class="[^"]*hover/);
});

test('hover goes through shadow roots, slots and frames', async () => {
  await apply(new Batch().page()
    .element(10, 'x-a').insert(10, 4).shadow(11, 10).element(12, 'style').text(13, ':host(:hover) { width: 9px } slot:hover { color: rgb(3, 3, 3) } ::slotted(i:hover) { top: 4px }').insert(13, 12).insert(12, 11)
    .element(14, 'slot').insert(14, 11).element(15, 'i').insert(15, 10)
    .element(20, 'iframe').insert(20, 4).document(21, { host: 20 }).element(22, 'html').element(23, 'head').insert(23, 22).element(24, 'style').text(25, 'b:hover { top: 8px }').insert(25, 24).insert(24, 23).element(26, 'body').insert(26, 22).element(27, 'b').insert(27, 26).insert(22, 21)
    .context(1).element(30, 'style').text(31, 'iframe:hover { opacity: 0.5 }').insert(31, 30).insert(30, 3));
  await point(15);
  assert.deepEqual([await style('x-a', 'width'), await style('i', 'color'), await style('i', 'top')], ['9px', 'rgb(3, 3, 3)', '4px']);
  await point(27);
  assert.equal(await style('iframe', 'opacity'), '0.5');
  assert.equal(await page.evaluate(() => { const inner = inside().querySelector('iframe').contentDocument; return inner.defaultView.getComputedStyle(inner.querySelector('b')).top; }), '8px');
});

test('what a pointer that stands still is above is looked up when the page changed', async () => {
  await apply(new Batch().page().element(10, 'style').text(11, 'p { margin: 0; height: 50px } p:hover { color: rgb(1, 1, 1) }').insert(11, 10).insert(10, 3).element(20, 'p').insert(20, 4));
  await page.evaluate(() => stage.point({ hovered: 999, pressed: 0, place: { x: 30, y: 30 } }));
  assert.equal(await style('p', 'color'), 'rgb(1, 1, 1)');
});

test('focus is drawn without taking it from the viewer, and is real where nobody else has it', async () => {
  await apply(new Batch().page().element(10, 'style').text(11, 'input:focus { color: rgb(1, 1, 1) } form:focus-within { width: 99px }').insert(11, 10).insert(10, 3).element(20, 'form').insert(20, 4).element(21, 'input').insert(21, 20));
  await page.focus('#host');
  await page.evaluate(() => (stage.takesFocus = true));
  await apply(new Batch().focus(21));
  assert.deepEqual([await style('input', 'color'), await style('form', 'width'), await style('input', 'outlineStyle')], ['rgb(1, 1, 1)', '99px', 'auto']);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'host');
  await page.evaluate(() => { document.activeElement.blur(); stage.showStates(); });
  assert.equal(await page.evaluate(() => inside().querySelector('input').matches(':focus-visible')), true);
  await apply(new Batch().focus(0));
  assert.deepEqual([await style('input', 'color'), await page.evaluate(() => inside().activeElement.localName)], ['rgb(0, 0, 0)', 'body']);
});

test('a modal dialog does not take the focus from the viewer', async () => {
  await page.focus('#host');
  await apply(new Batch().page().element(10, 'dialog', { open: '' }).insert(10, 4).element(11, 'button').insert(11, 10).property(10, PropertyKind.MODAL, 1));
  assert.equal(await page.evaluate(() => inside().querySelector('dialog').matches(':modal')), true);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'host');
  await apply(new Batch().clearProperty(10, PropertyKind.MODAL).attribute(10, 'open', null));
  assert.equal(await page.evaluate(() => inside().querySelector('dialog').open), false);
});

test('a focus that was not to be seen is not seen', async () => {
  await page.evaluate(() => { document.activeElement.blur(); stage.takesFocus = true; });
  await apply(new Batch().page().element(10, 'dialog').insert(10, 4).element(11, 'button').insert(11, 10).property(10, PropertyKind.MODAL, 1).focus(11, false));
  const seen = () => page.evaluate(() => [inside().activeElement.localName, inside().querySelector('button').matches(':focus-visible')]);
  assert.deepEqual(await seen(), ['button', false]);
  await apply(new Batch().focus(11, true));
  assert.deepEqual(await seen(), ['button', true]);
});

test('custom elements are defined when they were, and a fresh frame takes it back', async () => {
  await apply(new Batch().page().element(10, 'u-p').insert(10, 4).element(11, 'button', { is: 'f-b' }).insert(11, 4));
  const defined = () => page.evaluate(() => [...inside().querySelectorAll('u-p, button')].map((element) => element.matches(':defined')));
  assert.deepEqual(await defined(), [false, false]);
  await apply(new Batch().property(10, PropertyKind.DEFINED, 1).property(11, PropertyKind.DEFINED, 1));
  assert.deepEqual(await defined(), [true, true]);
  assert.equal(await page.evaluate(() => stage.takeOverdefined()), false);
  await apply(new Batch().clearProperty(10, PropertyKind.DEFINED));
  assert.equal(await page.evaluate(() => stage.takeOverdefined()), true);
  await apply(new Batch().page().element(10, 'u-p').insert(10, 4));
  assert.deepEqual(await defined(), [false], 'another page has another window');
});

test('form state follows properties, and markup where there are none', async () => {
  await apply(new Batch().page().element(10, 'input', { value: 'a' }).insert(10, 4).element(11, 'select', { multiple: '' }).insert(11, 4)
    .element(12, 'option').insert(12, 11).element(13, 'option', { selected: '' }).insert(13, 11).property(10, PropertyKind.VALUE, 'b').property(11, PropertyKind.SELECTED, 1, 0));
  const state = () => page.evaluate(() => [inside().querySelector('input').value, Array.from(inside().querySelectorAll('option'), (option) => option.selected)]);
  assert.deepEqual(await state(), ['b', [true, false]]);
  await apply(new Batch().attribute(10, 'value', 'c'));
  assert.deepEqual(await state(), ['b', [true, false]]);
  await apply(new Batch().clearProperty(10, PropertyKind.VALUE).clearProperty(11, PropertyKind.SELECTED));
  assert.deepEqual(await state(), ['c', [false, true]]);
  await apply(new Batch().attribute(10, 'value', 'd'));
  assert.deepEqual(await state(), ['d', [false, true]]);
});

test('a canvas keeps its place though the stage runs no scripts', async () => {
  await apply(new Batch().page().element(10, 'canvas', { width: '120', height: '40' }).text(11, 'fallback').insert(11, 10).insert(10, 4));
  const box = await page.evaluate(() => { const { width, height } = inside().querySelector('canvas').getBoundingClientRect(); return [width, height]; });
  assert.deepEqual(box, [120, 40]);
  assert.match(await html(), /<canvas width="120" height="40">fallback<\/canvas>/);
});

test('what is hidden keeps its box and is seen to be missing', async () => {
  await apply(new Batch().page().element(10, 'div', { class: 'secret' }).insert(10, 4).property(10, PropertyKind.PLACEHOLDER, 140, 60));
  assert.deepEqual([await style('div', 'width'), await style('div', 'height')], ['140px', '60px']);
  assert.match(await style('div', 'backgroundImage'), /gradient/);
  assert.match(await html(), /<div class="secret"><\/div>/);
});

test('scroll positions that are out of reach are granted when the page grows', async () => {
  await apply(new Batch().page().element(10, 'div', { style: 'height: 400px; overflow: auto; scroll-behavior: smooth' }).insert(10, 4).property(10, PropertyKind.SCROLL, 0, 300));
  const top = () => page.evaluate(() => inside().querySelector('div').scrollTop);
  assert.equal(await top(), 0);
  await apply(new Batch().context(10).element(11, 'p', { style: 'height: 2000px' }).insert(11, 10));
  assert.equal(await top(), 300);
  await apply(new Batch().clearProperty(10, PropertyKind.SCROLL));
  assert.equal(await top(), 0);
});

test('operations that make no sense are left out and the rest stands', async () => {
  await apply(new Batch().page().insert(999, 4).remove(998).element(10, 'p').insert(10, 10).element(11, 'b').insert(11, 4).attribute(997, 'x', 'y').property(11, PropertyKind.MODAL, 1).focus(996));
  assert.match(await html(), /<b><\/b>/);
  assert.equal(await page.evaluate(() => stage.refused), 1, 'an element within itself');
});

test('a tree too deep for a browser is cut, and the rest is shown', async () => {
  const batch = new Batch().page();
  for (let id = 10; id < 20_010; id++) batch.element(id, 'div').insert(id, id === 10 ? 4 : id - 1);
  for (let id = 30_000; id < 40_000; id++) batch.element(id, 'b');
  for (let id = 39_999; id > 30_000; id--) batch.insert(id, id - 1); // the same from below
  batch.insert(30_000, 4).element(5, 'style').text(6, 'div:hover { color: rgb(1, 1, 1) }').insert(6, 5).insert(5, 3);
  await apply(batch);
  await point(20, 20);
  const depth = await page.evaluate(() => { let depth = 0; for (let at = inside().querySelector('div'); at !== null; at = at.firstElementChild) depth++; return depth; });
  assert.ok(depth > 1000 && depth < 1030, `${depth}`);
  assert.equal(await style('div', 'color'), 'rgb(1, 1, 1)');
});

test('full screen fills the recorded viewport', async () => {
  const box = () => page.evaluate(() => { const { x, y, width, height } = inside().querySelector('div').getBoundingClientRect(); return [x, y, width, height]; });
  await apply(new Batch().page().element(10, 'div', { style: 'width: 50px; height: 20px; margin: 9px' }).insert(10, 4).property(10, PropertyKind.FULLSCREEN, 1));
  assert.deepEqual(await box(), [0, 0, 500, 500]);
  await apply(new Batch().property(10, PropertyKind.FULLSCREEN, 0));
  assert.deepEqual((await box()).slice(2), [50, 20]);
});

test('a page is shown in the colour scheme of its visitor, whatever the viewer prefers', async () => {
  const css = 'p{color:rgb(0,0,1)}@media (prefers-color-scheme: dark){p{color:rgb(0,0,2)}}@media screen and (prefers-color-scheme:light){p{top:1px}}';
  const build = (scheme) => new Batch().page().element(20, 'style').text(21, css).insert(21, 20).insert(20, 3).element(10, 'p').insert(10, 4).colorScheme(scheme);
  for (const viewer of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: viewer });
    await apply(build('light'));
    assert.deepEqual([await style('p', 'color'), await style('p', 'top')], ['rgb(0, 0, 1)', '1px'], `light for a viewer in ${viewer}`);
    await apply(new Batch().colorScheme('dark'));
    assert.deepEqual([await style('p', 'color'), await style('p', 'top')], ['rgb(0, 0, 2)', 'auto'], `dark for a viewer in ${viewer}`);
    await apply(new Batch().colorScheme('light'));
    assert.equal(await style('p', 'color'), 'rgb(0, 0, 1)');
  }
  assert.deepEqual(errors, []);
});

test('a root that supports both schemes uses that of its visitor', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const css = ':root{color-scheme:light dark}p{color:light-dark(rgb(0,0,1),rgb(0,0,2))}';
  await apply(new Batch().page().element(20, 'style').text(21, css).insert(21, 20).insert(20, 3).element(10, 'p').insert(10, 4).colorScheme('light'));
  assert.equal(await style('p', 'color'), 'rgb(0, 0, 1)');
  await apply(new Batch().colorScheme('dark'));
  assert.equal(await style('p', 'color'), 'rgb(0, 0, 2)');
  assert.equal(await html(), `<html><head><style>${css}</style></head><body><p></p></body></html>`);
});
