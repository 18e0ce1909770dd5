import { element, svg } from '../../shared/element';
import { productPicture } from '../art/scenes';
import type { Product } from '../data/product';
import { report } from '../recorder';
import { cart } from '../state/cart';
import { formatMoney } from '../state/money';
import './star-rating';
import './stock-badge';
import { toast } from './toast';

/** A product in the grid. What comes in sizes is chosen on its own page. */
export function productCard(product: Product): HTMLLIElement {
  const address = `./product.html?id=${product.id}`;
  return element(
    'li',
    { class: 'card', 'data-test': 'product-card', 'data-product': product.id },
    element(
      'div',
      { class: 'card__picture' },
      svg(productPicture(product)),
      product.wasCents !== undefined && element('span', { class: 'card__flag' }, 'Reduced'),
    ),
    element(
      'div',
      { class: 'card__words' },
      element(
        'h3',
        { class: 'card__name' },
        element('a', { href: address, 'data-test': 'product-link' }, product.name),
      ),
      element('p', { class: 'card__blurb' }, product.blurb),
      element(
        'p',
        { class: 'card__facts' },
        element('star-rating' as 'span', { value: product.rating, count: product.ratingCount }),
        element('stock-badge' as 'span', { pieces: product.stock }),
      ),
    ),
    element('div', { class: 'card__foot' }, price(product), quickAdd(product, address)),
  );
}

/** What it costs, with the price before if it is reduced. */
export function price(product: Product): HTMLElement {
  return element(
    'p',
    { class: 'price' },
    element('strong', {}, formatMoney(product.priceCents)),
    product.wasCents !== undefined &&
      element('s', { 'aria-label': `before ${formatMoney(product.wasCents)}` }, formatMoney(product.wasCents)),
  );
}

function quickAdd(product: Product, address: string): HTMLElement {
  if (product.stock === 0) return element('span', { class: 'card__none' }, 'Back in spring');
  if (product.sizes)
    return element(
      'a',
      { class: 'button button--small button--quiet', href: address, 'aria-label': `Choose a size of ${product.name}` },
      'Choose a size',
    );
  return element(
    'button',
    {
      class: 'button button--small',
      type: 'button',
      'data-test': 'quick-add',
      'aria-label': `Add ${product.name} to the cart`,
      onclick: () => {
        cart.add(product, 1, null);
        report('add_to_cart', { product: product.id, quantity: 1, price_cents: product.priceCents });
        toast(`${product.name} is in your cart.`);
      },
    },
    'Add',
  );
}
