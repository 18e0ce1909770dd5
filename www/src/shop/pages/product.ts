import { element, need, svg } from '../../shared/element';
import { birdPicture } from '../../shared/bird';
import { openAdvice } from '../components/advice';
import { gallery } from '../components/gallery';
import { mountLayout } from '../components/layout';
import { price, productCard } from '../components/product-card';
import { quantity } from '../components/quantity';
import { openSizes } from '../components/sizes';
import '../components/star-rating';
import '../components/stock-badge';
import { toast } from '../components/toast';
import { CATALOGUE, productById } from '../data/catalogue';
import { CATEGORIES, type Product } from '../data/product';
import { speciesById } from '../data/species';
import { report } from '../recorder';
import { cart } from '../state/cart';

mountLayout();
const product = productById(new URLSearchParams(location.search).get('id') ?? '');
need('#product').append(...(product ? productPage(product) : unknown()));

function productPage(product: Product): HTMLElement[] {
  document.title = `${product.name} · Dawn Chorus`;
  report('product_viewed', { product: product.id, price_cents: product.priceCents });
  const category = CATEGORIES.find((known) => known.id === product.category);
  return [
    element(
      'nav',
      { class: 'crumbs', 'aria-label': 'Where you are' },
      element('a', { href: './index.html' }, 'Catalogue'),
      ' / ',
      element('a', { href: `./index.html?category=${product.category}#catalogue` }, category?.name ?? ''),
    ),
    element('div', { class: 'product__main' }, gallery(product), purchase(product)),
    element('div', { class: 'product__more' }, facts(product), reviews(product)),
    neighbours(product),
  ];
}

function purchase(product: Product): HTMLElement {
  const amount = quantity('How many', 1, 1, Math.max(1, Math.min(product.stock, 20)));
  const form = element(
    'form',
    { class: 'purchase', id: 'purchase' },
    element('h1', {}, product.name),
    element('p', { class: 'purchase__blurb' }, product.blurb),
    element(
      'p',
      { class: 'purchase__facts' },
      element('star-rating' as 'span', { value: product.rating, count: product.ratingCount }),
      element('stock-badge' as 'span', { pieces: product.stock }),
    ),
    price(product),
    ...product.story.map((paragraph) => element('p', { class: 'purchase__story' }, paragraph)),
    product.sizes && sizes(product.sizes),
    product.stock > 0
      ? element(
          'div',
          { class: 'purchase__row' },
          amount.root,
          element(
            'button',
            { class: 'button button--grow', type: 'submit', id: 'add-to-cart', 'data-test': 'add-to-cart' },
            'Add to cart',
          ),
        )
      : element('p', { class: 'purchase__none' }, 'Sold out. The glassblower is back in spring.'),
    product.category === 'optics' &&
      element(
        'button',
        { class: 'text-button', type: 'button', 'data-test': 'open-advice', onclick: openAdvice },
        'Which binoculars for what?',
      ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const size = new FormData(form).get('size');
    cart.add(product, amount.value(), typeof size === 'string' ? size : null);
    report('add_to_cart', { product: product.id, quantity: amount.value(), price_cents: product.priceCents });
    toast(`${product.name} is in your cart.`);
  });
  return form;
}

function sizes(names: readonly string[]): HTMLElement {
  return element(
    'fieldset',
    { class: 'sizes' },
    element('legend', { class: 'field__label' }, 'Size'),
    ...names.map((name, index) =>
      element(
        'label',
        { class: 'size' },
        element('input', {
          type: 'radio',
          name: 'size',
          value: name,
          required: true,
          checked: index === 1,
          'data-test': `size-${name}`,
        }),
        element('span', {}, name),
      ),
    ),
    element(
      'button',
      { class: 'text-button', type: 'button', 'data-test': 'open-sizes', onclick: openSizes },
      'Size guide',
    ),
  );
}

function facts(product: Product): HTMLElement {
  return element(
    'section',
    { class: 'facts' },
    element('h2', {}, 'In short'),
    element(
      'dl',
      {},
      ...product.specs.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
    ),
  );
}

function reviews(product: Product): HTMLElement {
  return element(
    'section',
    { class: 'reviews' },
    element('h2', {}, 'From the hide'),
    ...product.reviews.map((review) =>
      element(
        'blockquote',
        { class: 'review' },
        element('star-rating' as 'span', { value: review.stars }),
        element('p', {}, review.text),
        element('footer', {}, review.by),
      ),
    ),
  );
}

function neighbours(product: Product): HTMLElement {
  const others = CATALOGUE.filter((other) => other.category === product.category && other !== product).slice(0, 3);
  return element(
    'section',
    { class: 'neighbours' },
    element('h2', {}, 'On the same shelf'),
    element('ul', { class: 'product-grid' }, ...others.map(productCard)),
  );
}

function unknown(): HTMLElement[] {
  return [
    element(
      'div',
      { class: 'nothing' },
      svg(birdPicture(speciesById('swallow').plumage, 'A swallow, about to leave')),
      element('h1', {}, 'That one has flown.'),
      element('p', {}, 'We have no product by that name.'),
      element('a', { class: 'button button--quiet', href: './index.html' }, 'Back to the catalogue'),
    ),
  ];
}
