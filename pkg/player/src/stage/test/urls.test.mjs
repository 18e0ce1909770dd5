import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { absoluteCss, absoluteSrcset, absoluteUrl, isScriptUrl } = await load('urls.ts');
const BASE = 'http://shop.test/a/b.html';

test('what is relative becomes absolute, what is not stays as it was written', () => {
  assert.equal(absoluteUrl('c.png', BASE), 'http://shop.test/a/c.png');
  assert.equal(absoluteUrl('//cdn.test/c.png', BASE), 'http://cdn.test/c.png');
  for (const same of ['', '#top', 'data:image/png;base64,AA', 'blob:x', 'https://x.test/A b']) {
    assert.equal(absoluteUrl(same, BASE), same);
  }
});

test('code in an address is found however it is spelt', () => {
  for (const code of ['javascript:x', ' JavaScript:x', 'java\nscript:x', '\u0001javascript:x', 'VBSCRIPT:x']) {
    assert.ok(isScriptUrl(code), JSON.stringify(code));
  }
  assert.ok(!isScriptUrl('/javascript:x'));
  assert.equal(absoluteUrl('javascript:alert(1)', BASE), 'javascript:');
});

test('each candidate of a srcset is made absolute, commas in addresses and descriptors left alone', () => {
  assert.equal(absoluteSrcset('x.png 1x, y.png 2x', BASE), 'http://shop.test/a/x.png 1x, http://shop.test/a/y.png 2x');
  assert.equal(absoluteSrcset(' a.png, b.png 100w', BASE), 'http://shop.test/a/a.png, http://shop.test/a/b.png 100w');
  assert.equal(absoluteSrcset('data:image/png;base64,AA== 2x', BASE), 'data:image/png;base64,AA== 2x');
  assert.equal(absoluteSrcset('/i,w_3/a.png 3x', BASE), 'http://shop.test/i,w_3/a.png 3x');
  assert.equal(absoluteSrcset('', BASE), '');
});

test('addresses in style sheets are made absolute, and nothing else', () => {
  const cases = [
    ['a{background:url(x.png)}', 'a{background:url("http://shop.test/a/x.png")}'],
    ["a{background:url( 'x.png' )}", 'a{background:url("http://shop.test/a/x.png")}'],
    ['a{background:url(x\\ y.png)}', 'a{background:url("http://shop.test/a/x%20y.png")}'],
    ['a{mask:url(#m)}', 'a{mask:url(#m)}'],
    ['a{src:url(data:font/woff2;base64,AA)}', 'a{src:url(data:font/woff2;base64,AA)}'],
    ['@import "x.css" screen;', '@import "http://shop.test/a/x.css" screen;'],
    ['@import url(x.css);', '@import url("http://shop.test/a/x.css");'],
    ['a{content:"url(x.png)"}', 'a{content:"url(x.png)"}'],
    ['/* url(x.png) */a{}', '/* url(x.png) */a{}'],
    [
      'a{background:image-set("x.png" 1x, url(y.png) type("image/png") 2x)}',
      'a{background:image-set("http://shop.test/a/x.png" 1x, url("http://shop.test/a/y.png") type("image/png") 2x)}',
    ],
    ['a{background:url(javascript:x)}', 'a{background:url("about:blank")}'],
    ['.curl(x){}', '.curl(x){}'],
  ];
  for (const [css, expected] of cases) assert.equal(absoluteCss(css, BASE), expected);
});

test('a style sheet of a megabyte is read in a moment', () => {
  const css = 'a{background:url(x.png);content:"\\"(("}'.repeat(30_000);
  const start = performance.now();
  absoluteCss(css, BASE);
  absoluteCss(`a{background:url(${'('.repeat(100_000)}`, BASE);
  absoluteCss(`a{background:image-set(${'('.repeat(100_000)}url(`, BASE);
  assert.ok(performance.now() - start < 2000);
});
