import type { CategoryId, Product } from '../data/product';

/** How the catalogue can be ordered. */
export const ORDERS = [
  { id: 'featured', name: 'Featured' },
  { id: 'price-up', name: 'Price, low to high' },
  { id: 'price-down', name: 'Price, high to low' },
  { id: 'rating', name: 'Best rated' },
  { id: 'name', name: 'Name' },
] as const;

export type OrderId = (typeof ORDERS)[number]['id'];

/** What the visitor asked the catalogue for. Prices in whole dollars. */
export interface Filter {
  query: string;
  category: CategoryId | 'all';
  min: number;
  max: number;
  inStock: boolean;
  order: OrderId;
}

interface Bounds {
  min: number;
  max: number;
}

/** Everything, in the order of the shelves. */
export function openFilter(bounds: Bounds): Filter {
  return { query: '', category: 'all', min: bounds.min, max: bounds.max, inStock: false, order: 'featured' };
}

/** Reads a filter from an address's query; whatever makes no sense there is as if it were not. */
export function readFilter(search: string, bounds: Bounds, categories: readonly string[]): Filter {
  const given = new URLSearchParams(search);
  const filter = openFilter(bounds);
  const price = (name: string, otherwise: number): number => {
    const text = given.get(name);
    const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
    return Number.isFinite(value) ? Math.min(Math.max(Math.round(value), bounds.min), bounds.max) : otherwise;
  };
  filter.query = (given.get('q') ?? '').slice(0, 80);
  const category = given.get('category') ?? '';
  if (categories.includes(category)) filter.category = category as CategoryId;
  filter.min = price('min', bounds.min);
  filter.max = Math.max(price('max', bounds.max), filter.min);
  filter.inStock = given.get('stock') === '1';
  filter.order = ORDERS.find((order) => order.id === given.get('sort'))?.id ?? 'featured';
  return filter;
}

/** Writes a filter as an address's query (`?category=optics&sort=rating`), leaving out what is as at the start; maybe empty. */
export function writeFilter(filter: Filter, bounds: Bounds): string {
  const query = new URLSearchParams();
  if (filter.query.trim()) query.set('q', filter.query.trim());
  if (filter.category !== 'all') query.set('category', filter.category);
  if (filter.min > bounds.min) query.set('min', String(filter.min));
  if (filter.max < bounds.max) query.set('max', String(filter.max));
  if (filter.inStock) query.set('stock', '1');
  if (filter.order !== 'featured') query.set('sort', filter.order);
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** What the filter lets through, in its order. Every word of the query must begin a word of the product's texts. */
export function applyFilter(products: readonly Product[], filter: Filter): Product[] {
  const words = fold(filter.query).split(' ').filter(Boolean);
  const kept = products.filter(
    (product) =>
      (filter.category === 'all' || product.category === filter.category) &&
      product.priceCents >= filter.min * 100 &&
      product.priceCents <= filter.max * 100 &&
      (!filter.inStock || product.stock > 0) &&
      words.every((word) => ` ${fold(`${product.name} ${product.blurb} ${product.category}`)}`.includes(` ${word}`)),
  );
  const compare: Record<OrderId, (one: Product, other: Product) => number> = {
    featured: () => 0,
    'price-up': (one, other) => one.priceCents - other.priceCents,
    'price-down': (one, other) => other.priceCents - one.priceCents,
    rating: (one, other) => other.rating - one.rating || other.ratingCount - one.ratingCount,
    name: (one, other) => one.name.localeCompare(other.name, 'en'),
  };
  return kept.sort(compare[filter.order]);
}

/** Lower case, without accents and punctuation; `×` counts as the letter x, as people type it. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('×', 'x')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
