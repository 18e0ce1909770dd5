import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CATALOGUE } from '../src/shop/data/catalogue';
import { sightings } from '../src/shop/data/sightings';
import { deliveryCents, formatMoney } from '../src/shop/state/money';
import { orderNumber } from '../src/shop/state/order';
import { rowWindow } from '../src/shop/state/window';

test('money', () => {
  assert.equal(formatMoney(0), '$0.00');
  assert.equal(formatMoney(5), '$0.05');
  assert.equal(formatMoney(41900), '$419.00');
  assert.equal(formatMoney(123456789), '$1,234,567.89');
  assert.equal(formatMoney(-150), '−$1.50');
});

test('the post is free from 75 dollars on, the falcon never', () => {
  assert.equal(deliveryCents('post', 7499), 490);
  assert.equal(deliveryCents('post', 7500), 0);
  assert.equal(deliveryCents('express', 90000), 1290);
  assert.equal(deliveryCents('collect', 100), 0);
});

test('the same cart gives the same order number, another cart another', () => {
  const lines = [{ key: 'field-hat/M', quantity: 1 }];
  assert.match(orderNumber(lines), /^DC-\d{5}$/);
  assert.equal(orderNumber(lines), orderNumber([{ key: 'field-hat/M', quantity: 1 }]));
  assert.notEqual(orderNumber(lines), orderNumber([{ key: 'field-hat/M', quantity: 2 }]));
});

test('the sightings book is the same at every visit, in order, and only of birds that are there that month', () => {
  const book = sightings(5000);
  assert.deepEqual(book, sightings(5000));
  assert.equal(book.length, 5000);
  book.reduce((before, sighting) => {
    const when = `${sighting.day} ${sighting.time}`;
    assert.ok(when >= before, `${sighting.number}`);
    const month = Number(sighting.day.slice(5, 7)) - 1;
    assert.ok((sighting.species.months[month] ?? 0) > 0, `${sighting.species.id} in month ${month + 1}`);
    return when;
  }, '');
  assert.equal(book.at(-1)?.day.slice(0, 4), '2025');
});

test('a virtual list draws what is in sight and a little more, never beyond its ends', () => {
  assert.deepEqual(rowWindow(5000, 56, 0, 560, 4), { first: 0, end: 14 });
  assert.deepEqual(rowWindow(5000, 56, 5600, 560, 4), { first: 96, end: 114 });
  assert.deepEqual(rowWindow(5000, 56, 5000 * 56 - 560, 560, 4), { first: 4986, end: 5000 });
  assert.deepEqual(rowWindow(3, 56, 0, 560, 4), { first: 0, end: 3 });
  assert.deepEqual(rowWindow(0, 56, 0, 560, 4), { first: 0, end: 0 });
  assert.deepEqual(rowWindow(3, 56, 99999, 560, 4), { first: 3, end: 3 });
  assert.deepEqual(rowWindow(10, 56, -30, 112, 0), { first: 0, end: 2 });
});

test('every product has what its page needs', () => {
  assert.equal(new Set(CATALOGUE.map((product) => product.id)).size, CATALOGUE.length);
  for (const product of CATALOGUE) {
    assert.ok(product.story.length > 0 && product.specs.length >= 3 && product.reviews.length > 0, product.id);
    assert.ok(product.rating > 0 && product.rating <= 5 && product.priceCents > 0, product.id);
    assert.ok(product.wasCents === undefined || product.wasCents > product.priceCents, product.id);
    assert.match(product.art(), /^\s*</, product.id);
  }
});
