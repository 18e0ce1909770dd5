import type { CartLine } from './cart';

/** What the thank-you page tells of the order just placed. Kept for this tab only. */
export interface Order {
  number: string;
  customer: string;
  email: string;
  name: string;
  delivery: string;
  totalCents: number;
  card: string;
  lines: { name: string; quantity: number; sumCents: number }[];
}

const KEY = 'dawn-chorus.order';
const CUSTOMER_KEY = 'dawn-chorus.customer';

/** Numbers an order by what is in it: the same cart gives the same number. */
export function orderNumber(lines: readonly Pick<CartLine, 'key' | 'quantity'>[]): string {
  let sum = 7;
  for (const character of lines.map((line) => `${line.key}*${line.quantity}`).join('+'))
    sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 90000;
  return `DC-${10000 + sum}`;
}

/** The number of this browser's customer: made up at the first order, from the order's number, and kept. */
export function customerNumber(orderNumber: string): string {
  const known = localStorage.getItem(CUSTOMER_KEY);
  if (known) return known;
  const made = `customer-${orderNumber.replace(/\D/g, '')}`;
  localStorage.setItem(CUSTOMER_KEY, made);
  return made;
}

/** Keeps the order for the next page. */
export function keepOrder(order: Order): void {
  sessionStorage.setItem(KEY, JSON.stringify(order));
}

/** The order placed in this tab, if there is one. */
export function keptOrder(): Order | null {
  const text = sessionStorage.getItem(KEY);
  return text === null ? null : (JSON.parse(text) as Order);
}
