import { element, svg } from '../../shared/element';
import { productPicture } from '../art/scenes';
import { report } from '../recorder';
import { cart, type CartLine } from '../state/cart';
import { FREE_DELIVERY_FROM_CENTS, formatMoney } from '../state/money';
import { quantity } from './quantity';

export interface CartDrawer {
  open(): void;
}

/** Puts the cart beside the page, closed. */
export function mountCartDrawer(): CartDrawer {
  const body = element('div', { class: 'drawer__body' });
  const foot = element('div', { class: 'drawer__foot' });
  const close = element(
    'button',
    { class: 'icon-button', type: 'button', 'aria-label': 'Close the cart', 'data-test': 'close-cart' },
    '×',
  );
  const panel = element(
    'aside',
    {
      class: 'drawer',
      id: 'cart',
      role: 'dialog',
      'aria-modal': 'true',
      'aria-label': 'Cart',
      'data-test': 'cart',
      inert: true,
    },
    element('header', { class: 'drawer__head' }, element('h2', {}, 'Your cart'), close),
    body,
    foot,
  );
  const shade = element('div', { class: 'shade', 'data-test': 'cart-shade' });
  document.body.append(shade, panel);
  const behind = [...document.body.children].filter(
    (child): child is HTMLElement => child instanceof HTMLElement && child !== panel && child !== shade,
  );
  let before: Element | null = null;

  const draw = (): void => {
    const lines = cart.lines();
    body.replaceChildren(
      ...(lines.length ? [element('ul', { class: 'cart-lines' }, ...lines.map(lineRow))] : [emptyCart()]),
    );
    foot.replaceChildren(...(lines.length ? sums() : []));
  };
  const setOpen = (open: boolean): void => {
    panel.classList.toggle('is-open', open);
    shade.classList.toggle('is-open', open);
    panel.inert = !open;
    for (const elementBehind of behind) elementBehind.inert = open;
    if (open) {
      before = document.activeElement;
      close.focus();
      report('cart_opened', { pieces: cart.count() });
    } else if (before instanceof HTMLElement) before.focus();
  };
  close.addEventListener('click', () => setOpen(false));
  shade.addEventListener('click', () => setOpen(false));
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') setOpen(false);
  });
  cart.addEventListener('change', draw);
  draw();
  return { open: () => setOpen(true) };
}

function lineRow(line: CartLine): HTMLElement {
  const amount = quantity(`How many of ${line.product.name}`, line.quantity, 1, 20, (value) =>
    cart.set(line.key, value),
  );
  const remove = (): void => {
    cart.set(line.key, 0);
    report('remove_from_cart', { product: line.product.id });
  };
  return element(
    'li',
    { class: 'cart-line', 'data-test': 'cart-line', 'data-product': line.product.id },
    element(
      'a',
      {
        class: 'cart-line__picture',
        href: `./product.html?id=${line.product.id}`,
        tabindex: '-1',
        'aria-hidden': 'true',
      },
      svg(productPicture(line.product)),
    ),
    element(
      'div',
      { class: 'cart-line__words' },
      element('a', { href: `./product.html?id=${line.product.id}` }, line.product.name),
      line.size !== null && element('span', { class: 'cart-line__size' }, `Size ${line.size}`),
      element(
        'button',
        { class: 'text-button', type: 'button', 'data-test': 'remove-line', onclick: remove },
        'Remove',
      ),
    ),
    element(
      'div',
      { class: 'cart-line__sum' },
      element('strong', {}, formatMoney(line.quantity * line.product.priceCents)),
      amount.root,
    ),
  );
}

function emptyCart(): HTMLElement {
  return element(
    'div',
    { class: 'drawer__empty' },
    svg(
      `<svg viewBox="0 0 120 80" aria-hidden="true"><path d="M18 44 Q60 66 102 44 Q96 74 60 74 Q24 74 18 44 Z" fill="#a8744a"/><path d="M14 44 Q40 36 60 42 T106 42 M20 52 Q60 66 100 52 M26 62 Q60 74 94 62" stroke="#7a5134" stroke-width="3" fill="none" stroke-linecap="round"/><ellipse cx="48" cy="38" rx="9" ry="12" fill="#bcd9e0"/><ellipse cx="66" cy="37" rx="9" ry="12" fill="#cfe5ea"/><path d="M14 46 Q60 58 106 46" stroke="#8d6140" stroke-width="4" fill="none" stroke-linecap="round"/></svg>`,
    ),
    element('p', {}, 'The nest is empty.'),
    element('a', { class: 'button button--quiet', href: './index.html#catalogue' }, 'See the catalogue'),
  );
}

function sums(): HTMLElement[] {
  const goods = cart.goodsCents();
  const missing = FREE_DELIVERY_FROM_CENTS - goods;
  const meter = element('div', { class: 'meter' }, element('div', { class: 'meter__bar' }));
  (meter.firstElementChild as HTMLElement).style.width = `${Math.min(100, (goods / FREE_DELIVERY_FROM_CENTS) * 100)}%`;
  return [
    element(
      'p',
      { class: 'drawer__note' },
      missing > 0 ? `${formatMoney(missing)} more and the post is free.` : 'The post is free.',
    ),
    meter,
    element(
      'p',
      { class: 'drawer__sum' },
      element('span', {}, 'Goods'),
      element('strong', { 'data-test': 'cart-sum' }, formatMoney(goods)),
    ),
    element(
      'a',
      { class: 'button button--wide', href: './checkout.html', 'data-test': 'to-checkout' },
      'To the checkout',
    ),
  ];
}
