import { element, need, svg } from '../../shared/element';
import { birdPicture } from '../../shared/bird';
import { dawnHill } from '../art/scenes';
import { openAdvice } from '../components/advice';
import { mountLayout } from '../components/layout';
import { mountPriceRange } from '../components/price-range';
import { productCard } from '../components/product-card';
import { CATALOGUE, PRICE_BOUNDS } from '../data/catalogue';
import { CATEGORIES } from '../data/product';
import { speciesById } from '../data/species';
import { report } from '../recorder';
import { applyFilter, type Filter, openFilter, ORDERS, type OrderId, readFilter, writeFilter } from '../state/filter';

// The catalogue is a single-page application: its filter lives in the address, and back and forward undo it.

const search = need<HTMLInputElement>('#search');
const sort = need<HTMLSelectElement>('#sort');
const inStock = need<HTMLInputElement>('#in-stock');
const chips = need('#category-chips');
const grid = need('#product-grid');
const nothing = need('#nothing-found');
const clear = need('#clear-filters');
const cards = new Map(CATALOGUE.map((product) => [product.id, productCard(product)]));
const categoryIds = CATEGORIES.map((category) => category.id);
const fromAddress = (): Filter => readFilter(location.search, PRICE_BOUNDS, categoryIds);
let filter = fromAddress();

mountLayout();
need('#hero-picture').append(svg(dawnHill()));
need('#open-advice').addEventListener('click', openAdvice);
sort.append(...ORDERS.map((order) => element('option', { value: order.id }, order.name)));
chips.append(
  ...[{ id: 'all' as const, name: 'Everything' }, ...CATEGORIES].map((category) =>
    element(
      'button',
      {
        class: 'chip',
        type: 'button',
        'data-test': `chip-${category.id}`,
        'data-category': category.id,
        onclick: () => change({ category: category.id }, 'push'),
      },
      category.name,
    ),
  ),
);
const priceRange = mountPriceRange(need('#price-range'), PRICE_BOUNDS, (min, max, settled) =>
  change({ min, max }, settled ? 'push' : 'keep'),
);
nothing.append(
  svg(birdPicture(speciesById('wren').plumage, 'A wren, looking elsewhere')),
  element('p', {}, 'Nothing on our shelves is like that.'),
  element(
    'button',
    { class: 'button button--quiet', type: 'button', 'data-test': 'nothing-clear', onclick: clearAll },
    'Show everything',
  ),
);

search.addEventListener('input', () => change({ query: search.value }, 'replace'));
search.addEventListener(
  'change',
  () => search.value.trim() && report('search', { results: applyFilter(CATALOGUE, filter).length }),
);
sort.addEventListener('change', () => change({ order: sort.value as OrderId }, 'push'));
inStock.addEventListener('change', () => change({ inStock: inStock.checked }, 'push'));
clear.addEventListener('click', clearAll);
need('#filters').addEventListener('submit', (event) => event.preventDefault());
addEventListener('popstate', () => {
  filter = fromAddress();
  showFilter();
  showProducts();
});

showFilter();
showProducts();

function change(part: Partial<Filter>, how: 'push' | 'replace' | 'keep'): void {
  filter = { ...filter, ...part };
  const address = `${location.pathname}${writeFilter(filter, PRICE_BOUNDS)}${location.hash}`;
  if (how === 'push' && address !== `${location.pathname}${location.search}${location.hash}`)
    history.pushState(null, '', address);
  if (how === 'replace') history.replaceState(null, '', address);
  showFilter();
  showProducts();
}

function clearAll(): void {
  change(openFilter(PRICE_BOUNDS), 'push');
  search.focus();
}

function showFilter(): void {
  if (search.value !== filter.query) search.value = filter.query;
  sort.value = filter.order;
  inStock.checked = filter.inStock;
  priceRange.set(filter.min, filter.max);
  for (const chip of chips.querySelectorAll<HTMLElement>('.chip'))
    chip.setAttribute('aria-pressed', String(chip.dataset['category'] === filter.category));
  clear.hidden = writeFilter(filter, PRICE_BOUNDS) === '';
}

function showProducts(): void {
  const found = applyFilter(CATALOGUE, filter);
  const wanted = found.flatMap((product) => cards.get(product.id) ?? []);
  const keep = new Set<Element>(wanted);
  for (const card of [...grid.children]) if (!keep.has(card)) card.remove();
  // Cards already in place stay; the others are moved or come back.
  wanted.forEach((card, index) => {
    if (grid.children[index] !== card) grid.insertBefore(card, grid.children[index] ?? null);
  });
  nothing.hidden = found.length > 0;
  need('#result-count').textContent =
    found.length === CATALOGUE.length ? `${found.length} things` : `${found.length} of ${CATALOGUE.length} things`;
}
