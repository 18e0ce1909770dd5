import { productById } from '../data/catalogue';
import type { Product } from '../data/product';

/** A line of the cart as it is kept. */
interface Kept {
  id: string;
  size: string | null;
  quantity: number;
}

/** A line of the cart with its product. */
export interface CartLine {
  /** Tells lines apart: product and size. */
  key: string;
  product: Product;
  size: string | null;
  quantity: number;
}

const KEY = 'dawn-chorus.cart';
const MOST_OF_ONE = 20;

/** The cart, kept in this browser. Tells `change` to whoever listens, also when another tab changed it. */
class Cart extends EventTarget {
  constructor() {
    super();
    addEventListener('storage', (event) => {
      if (event.key === KEY) this.dispatchEvent(new Event('change'));
    });
  }

  /** What is in it, oldest first. */
  lines(): CartLine[] {
    return this.#read().flatMap(({ id, size, quantity }) => {
      const product = productById(id);
      return product ? [{ key: `${id}/${size ?? ''}`, product, size, quantity }] : [];
    });
  }

  /** Pieces in it. */
  count(): number {
    return this.lines().reduce((sum, line) => sum + line.quantity, 0);
  }

  /** Worth of the goods. */
  goodsCents(): number {
    return this.lines().reduce((sum, line) => sum + line.quantity * line.product.priceCents, 0);
  }

  /** Puts pieces in. */
  add(product: Product, quantity: number, size: string | null): void {
    const kept = this.#read();
    const line = kept.find((known) => known.id === product.id && known.size === size);
    if (line) line.quantity = Math.min(line.quantity + quantity, MOST_OF_ONE);
    else kept.push({ id: product.id, size, quantity: Math.min(quantity, MOST_OF_ONE) });
    this.#write(kept);
  }

  /** Sets how many of a line; 0 takes it out. */
  set(key: string, quantity: number): void {
    const kept = this.#read().map((line) =>
      `${line.id}/${line.size ?? ''}` === key ? { ...line, quantity: Math.min(quantity, MOST_OF_ONE) } : line,
    );
    this.#write(kept.filter((line) => line.quantity > 0));
  }

  /** Empties it. */
  clear(): void {
    this.#write([]);
  }

  #read(): Kept[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
      return Array.isArray(kept) ? kept.filter(isKept) : [];
    } catch {
      return []; // someone wrote nonsense there, or storage is forbidden: an empty cart is the honest answer
    }
  }

  #write(kept: Kept[]): void {
    localStorage.setItem(KEY, JSON.stringify(kept));
    this.dispatchEvent(new Event('change'));
  }
}

function isKept(value: unknown): value is Kept {
  const line = value as Partial<Kept> | null;
  return (
    typeof line === 'object' &&
    line !== null &&
    typeof line.id === 'string' &&
    (line.size === null || typeof line.size === 'string') &&
    Number.isInteger(line.quantity) &&
    (line.quantity ?? 0) > 0
  );
}

export const cart = new Cart();
