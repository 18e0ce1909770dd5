import { element, need, svg } from '../../shared/element';
import { birdPicture } from '../../shared/bird';
import { mountLayout } from '../components/layout';
import { speciesById } from '../data/species';
import { identify } from '../recorder';
import { cart } from '../state/cart';
import { formatMoney } from '../state/money';
import { keptOrder, type Order } from '../state/order';

const order = keptOrder();
if (order) {
  identify(order.customer, { orders: 1 });
  cart.clear();
}
mountLayout();
need('#thanks').append(...(order ? thanks(order) : noOrder()));

function thanks(order: Order): Node[] {
  const row = (name: string, value: string, test: string): HTMLElement =>
    element('div', {}, element('dt', {}, name), element('dd', { 'data-test': test }, value));
  return [
    svg(birdPicture(speciesById('scrub-jay').plumage, 'A scrub-jay, pleased')),
    // A name is no pattern that a recorder could know by itself; the page says that it is private.
    element(
      'h1',
      { 'data-test': 'thanks-title' },
      'Thank you, ',
      element('span', { 'data-sj-privacy': 'mask' }, order.name.split(' ')[0] ?? ''),
      '.',
    ),
    element('p', { class: 'thanks__lead' }, 'A jay buried the acorn with your order on it. It will remember.'),
    element(
      'dl',
      { class: 'thanks__facts' },
      row('Order', order.number, 'order-number'),
      row('Customer', order.customer, 'customer-number'),
      row('Receipt to', order.email, 'order-email'),
      row('Travels', order.delivery, 'order-delivery'),
      row('Paid with', order.card, 'order-card'),
    ),
    element(
      'ul',
      { class: 'thanks__lines' },
      ...order.lines.map((line) =>
        element(
          'li',
          {},
          element('span', {}, `${line.quantity} × ${line.name}`),
          element('span', {}, formatMoney(line.sumCents)),
        ),
      ),
      element(
        'li',
        { class: 'thanks__total' },
        element('span', {}, 'Total with delivery'),
        element('strong', { 'data-test': 'order-total' }, formatMoney(order.totalCents)),
      ),
    ),
    element(
      'p',
      { class: 'thanks__actions' },
      element('a', { class: 'button', href: '/', 'data-test': 'thanks-dashboard' }, 'Now watch yourself shop'),
      ' ',
      element('a', { class: 'button button--quiet', href: './index.html' }, 'Back to the catalogue'),
    ),
  ];
}

function noOrder(): Node[] {
  return [
    svg(birdPicture(speciesById('sparrow').plumage, 'A sparrow, thanking you anyway')),
    element('h1', {}, 'Thank you for looking in.'),
    element('p', { class: 'thanks__lead' }, 'There is no order in this tab.'),
    element('p', {}, element('a', { class: 'button button--quiet', href: './index.html' }, 'Back to the catalogue')),
  ];
}
