import { element, svg } from '../../shared/element';
import { productPicture } from '../art/scenes';
import { cart } from '../state/cart';
import { deliveryCents, type DeliveryId, formatMoney } from '../state/money';

/** Redraws what is bought and what it costs in all; gives the total. */
export function drawSummary(root: HTMLElement, delivery: DeliveryId): number {
  const goods = cart.goodsCents();
  const post = deliveryCents(delivery, goods);
  const row = (name: string, value: string, test: string): HTMLElement =>
    element('div', {}, element('dt', {}, name), element('dd', { 'data-test': test }, value));
  root.replaceChildren(
    element('h2', {}, 'Your order'),
    element(
      'ul',
      { class: 'summary__lines' },
      ...cart
        .lines()
        .map((line) =>
          element(
            'li',
            { 'data-test': 'summary-line' },
            element(
              'span',
              { class: 'summary__picture' },
              svg(productPicture(line.product)),
              element('b', { 'aria-label': `${line.quantity} pieces` }, line.quantity),
            ),
            element(
              'span',
              { class: 'summary__name' },
              line.product.name,
              line.size !== null && element('small', {}, `Size ${line.size}`),
            ),
            element('span', {}, formatMoney(line.product.priceCents * line.quantity)),
          ),
        ),
    ),
    element(
      'dl',
      { class: 'summary__sums' },
      row('Goods', formatMoney(goods), 'summary-goods'),
      row('Delivery', post === 0 ? 'free' : formatMoney(post), 'summary-delivery'),
      row('Total', formatMoney(goods + post), 'summary-total'),
    ),
  );
  return goods + post;
}
