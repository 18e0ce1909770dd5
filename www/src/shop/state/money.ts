/** `1234500` → `$12,345.00`. Written by hand, so that it reads the same in every browser and language. */
export function formatMoney(cents: number): string {
  const sign = cents < 0 ? '−' : '';
  const whole = Math.floor(Math.abs(cents) / 100);
  const rest = String(Math.abs(cents) % 100).padStart(2, '0');
  return `${sign}$${String(whole).replace(/\B(?=(\d{3})+$)/g, ',')}.${rest}`;
}

/** Orders from here on travel free. */
export const FREE_DELIVERY_FROM_CENTS = 7500;

/** How an order travels. */
export const DELIVERIES = [
  { id: 'post', name: 'By post', detail: '3 to 5 working days', priceCents: 490, freeable: true },
  { id: 'express', name: 'As the falcon flies', detail: 'Next working day', priceCents: 1290, freeable: false },
  { id: 'collect', name: 'Collect from a shop', detail: 'Ready tomorrow at 10', priceCents: 0, freeable: true },
] as const;

export type DeliveryId = (typeof DELIVERIES)[number]['id'];

/** What delivery costs for goods of this worth. */
export function deliveryCents(delivery: DeliveryId, goodsCents: number): number {
  const chosen = DELIVERIES.find((known) => known.id === delivery) ?? DELIVERIES[0];
  return chosen.freeable && goodsCents >= FREE_DELIVERY_FROM_CENTS ? 0 : chosen.priceCents;
}
