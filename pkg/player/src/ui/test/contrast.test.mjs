// The default colours keep the contrast that WCAG 2.2 asks for: 4.5 : 1 for texts (1.4.3), 3 : 1 for what else must be
// seen (1.4.11). Luminance and ratio as defined there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { tokens } = await load('styles/tokens.ts');

const colors = new Map();
for (const [, name, light, dark] of tokens.matchAll(/--scrubjay-([a-z-]+), light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)) {
  colors.set(name, { light, dark });
}

function luminance(hex) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const SURFACES = ['surface', 'surface-sunken', 'surface-raised', 'backdrop'];
const TEXTS = ['text', 'text-muted'];
const MARKS = [...colors.keys()].filter((name) => name.startsWith('marker-'));

for (const scheme of ['light', 'dark']) {
  test(`texts can be read in the ${scheme} scheme`, () => {
    for (const text of TEXTS) {
      for (const surface of SURFACES) {
        const ratio = contrast(colors.get(text)[scheme], colors.get(surface)[scheme]);
        assert.ok(ratio >= 4.5, `${text} on ${surface}: ${ratio.toFixed(2)}`);
      }
    }
    const ratio = contrast(colors.get('accent')[scheme], colors.get('on-accent')[scheme]);
    assert.ok(ratio >= 4.5, `on-accent on accent: ${ratio.toFixed(2)}`);
  });

  test(`marks can be seen in the ${scheme} scheme`, () => {
    assert.equal(MARKS.length, 8);
    for (const mark of [...MARKS, 'accent', 'hatch']) {
      for (const surface of ['surface', 'surface-raised']) {
        const ratio = contrast(colors.get(mark)[scheme], colors.get(surface)[scheme]);
        assert.ok(ratio >= 3, `${mark} on ${surface}: ${ratio.toFixed(2)}`);
      }
    }
  });
}
