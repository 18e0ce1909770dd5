import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { parseSelector } = await load('pseudo/selector.ts');

/** A template as text: slots in braces. */
const shape = (selector) =>
  parseSelector(selector)?.map((piece) => (typeof piece === 'string' ? piece : `{${piece.kind} ${piece.state} ${piece.test.replace('\n', '|')}}`)).join('') ?? null;

test('selectors that ask for no state are left alone', () => {
  for (const selector of ['a', '.hover', 'a::before', '[data-x=":hover"]', ':focus-ring']) {
    const template = parseSelector(selector);
    assert.ok(template === null || template.every((piece) => typeof piece === 'string'), selector);
  }
});

test('a state is asked of its own compound', () => {
  assert.equal(shape('.a:hover'), '.a{compound hover .a}');
  assert.equal(shape('ul > li.x:hover > a:focus-visible'), 'ul > li.x{compound hover li.x} > a{compound focus-visible a}');
  assert.equal(shape('a:hover, b:active'), 'a{compound hover a}, b{compound active b}');
  assert.equal(shape(':hover'), '{compound hover *}');
  assert.equal(shape('a:hover::before'), 'a{compound hover a}::before');
  assert.equal(shape('a:not(:disabled):hover'), 'a:not(:disabled){compound hover a:not(:disabled)}');
  assert.equal(shape('&:hover'), '&{compound hover *}');
  assert.equal(shape('a[title="x:hover, y"]:hover'), 'a[title="x:hover, y"]{compound hover a[title="x:hover, y"]}');
  assert.equal(shape('.sm\\:x:hover'), '.sm\\:x{compound hover .sm\\:x}');
});

test('inside of functions a state is asked of any element', () => {
  assert.equal(shape('a:not(:hover)'), 'a:not({nested hover *})');
  assert.equal(shape('a:is(:hover, :focus):active'), 'a:is({nested hover *}, {nested focus *}){compound active a}');
  assert.equal(shape('div:has(> a:hover) p'), 'div:has(> a{nested hover *}) p');
});

test('hosts, slotted children and parts have their own ways', () => {
  assert.equal(shape(':host(:hover) b'), ':host({host hover }) b');
  assert.equal(shape('::slotted(a:hover)'), '::slotted(a{slotted hover a})');
  assert.equal(shape('x-a.b::part(foo):hover'), 'x-a.b{part hover x-a.b|foo}::part(foo){part hover }');
});

test('states of things that are no elements are left to the browser', () => {
  assert.equal(parseSelector('::-webkit-scrollbar-thumb:hover'), null);
});
