import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CATALOGUE, PRICE_BOUNDS } from '../src/shop/data/catalogue';
import { CATEGORIES } from '../src/shop/data/product';
import { applyFilter, type Filter, openFilter, readFilter, writeFilter } from '../src/shop/state/filter';

const categories = CATEGORIES.map((category) => category.id);
const open = openFilter(PRICE_BOUNDS);
const ids = (part: Partial<Filter>): string[] =>
  applyFilter(CATALOGUE, { ...open, ...part }).map((product) => product.id);

test('the open filter lets everything through in the order of the shelves', () => {
  assert.deepEqual(
    ids({}),
    CATALOGUE.map((product) => product.id),
  );
  assert.equal(new Set(ids({})).size, CATALOGUE.length);
});

test('words of the query begin words of a product, whatever their case and signs', () => {
  assert.deepEqual(ids({ query: '8X42' }), ['meadowlark-8x42']);
  assert.deepEqual(ids({ query: '  owl ' }), ['owl-loft']);
  assert.deepEqual(ids({ query: 'box blue' }), ['bluebird-box']);
  assert.deepEqual(ids({ query: 'zebra' }), []);
});

test('prices, shelf and stock narrow together', () => {
  const found = applyFilter(CATALOGUE, { ...open, category: 'feeders', max: 30, inStock: true });
  assert.ok(found.length > 0);
  for (const product of found)
    assert.ok(product.category === 'feeders' && product.priceCents <= 3000 && product.stock > 0, product.id);
  assert.ok(
    ids({ category: 'feeders' }).includes('nectar-bell') &&
      !ids({ category: 'feeders', inStock: true }).includes('nectar-bell'),
  );
});

test('orders', () => {
  const prices = applyFilter(CATALOGUE, { ...open, order: 'price-up' }).map((product) => product.priceCents);
  assert.deepEqual(
    prices,
    [...prices].sort((one, other) => one - other),
  );
  assert.deepEqual(ids({ order: 'price-down' })[0], 'heron-scope');
  const names = applyFilter(CATALOGUE, { ...open, order: 'name' }).map((product) => product.name);
  assert.deepEqual([names[0], names.at(-1)], ['Birds of the Garden', 'Wren house']);
  const ratings = applyFilter(CATALOGUE, { ...open, order: 'rating' }).map((product) => product.rating);
  assert.deepEqual(
    ratings,
    [...ratings].sort((one, other) => other - one),
  );
});

test('an address keeps a filter, and only what differs from the open one', () => {
  assert.equal(writeFilter(open, PRICE_BOUNDS), '');
  const filter: Filter = {
    query: 'jay & co',
    category: 'feeders',
    min: 10,
    max: 60,
    inStock: true,
    order: 'price-up',
  };
  const address = writeFilter(filter, PRICE_BOUNDS);
  assert.equal(address, '?q=jay+%26+co&category=feeders&min=10&max=60&stock=1&sort=price-up');
  assert.deepEqual(readFilter(address, PRICE_BOUNDS, categories), filter);
});

test('nonsense in an address is as if it were not there', () => {
  assert.deepEqual(readFilter('?category=cars&min=abc&max=&sort=__proto__&stock=yes', PRICE_BOUNDS, categories), open);
  const crossed = readFilter('?min=100&max=20', PRICE_BOUNDS, categories);
  assert.equal(crossed.max, 100);
  assert.equal(readFilter('?max=9999999', PRICE_BOUNDS, categories).max, PRICE_BOUNDS.max);
});
