import { element, need, svg } from '../../shared/element';
import { birdPicture } from '../../shared/bird';
import { checkoutFields } from '../components/checkout-fields';
import { mountLayout } from '../components/layout';
import { drawSummary } from '../components/order-summary';
import { speciesById } from '../data/species';
import { report } from '../recorder';
import { cardBrand, digits } from '../state/card';
import { cart } from '../state/cart';
import { fieldFault, type FieldValues } from '../state/fields';
import { DELIVERIES, type DeliveryId } from '../state/money';
import { customerNumber, keepOrder, orderNumber } from '../state/order';

mountLayout();
need('#checkout').append(...(cart.count() > 0 ? checkoutPage() : nothingToBuy()));

function checkoutPage(): HTMLElement[] {
  report('checkout_started', { pieces: cart.count(), goods_cents: cart.goodsCents() });
  const fields = checkoutFields();
  const all = [...fields.contact, ...fields.address, ...fields.card];
  const values = (): FieldValues =>
    Object.fromEntries(all.map((field) => [field.name, field.input.value])) as FieldValues;
  const summary = element('aside', { class: 'summary', 'aria-label': 'Your order', 'data-test': 'summary' });
  const brand = element('span', { class: 'card-brand', 'data-test': 'card-brand' }, 'Card');
  const problems = element('p', { class: 'form-problems', role: 'alert', 'data-test': 'form-problems' });
  const submit = element(
    'button',
    { class: 'button button--wide', type: 'submit', id: 'place-order', 'data-test': 'place-order' },
    'Place the order',
  );
  const form = element(
    'form',
    { class: 'checkout__form', id: 'checkout-form', novalidate: true, autocomplete: 'on' },
    section('Contact', ...fields.contact.map((field) => field.root)),
    section('Delivery address', ...fields.address.map((field) => field.root)),
    section('How it travels', ...deliveries()),
    section(
      'Payment',
      element('p', { class: 'card-hint' }, 'A demo: use 4111 1111 1111 1111, never a card of your own. ', brand),
      ...fields.card.map((field) => field.root),
    ),
    section(
      'A word with it',
      element(
        'label',
        { class: 'field field--full' },
        element('span', { class: 'field__label' }, 'Gift note', element('i', {}, ' optional')),
        element('textarea', { id: 'gift-note', name: 'gift-note', rows: 3, maxlength: 240, 'data-test': 'gift-note' }),
      ),
    ),
    problems,
    submit,
  );
  const delivery = (): DeliveryId => new FormData(form).get('delivery') as DeliveryId;

  form.addEventListener('input', () => (brand.textContent = cardBrand(values()['card-number']).name));
  form.addEventListener('change', () => drawSummary(summary, delivery()));
  cart.addEventListener('change', () => (cart.count() > 0 ? drawSummary(summary, delivery()) : location.reload()));
  for (const field of all) {
    // A fault is told when the field is left, and taken back while it is mended.
    field.input.addEventListener(
      'blur',
      () => field.input.value !== '' && field.fault(fieldFault(field.name, values(), new Date())),
    );
    field.input.addEventListener(
      'input',
      () => field.input.hasAttribute('aria-invalid') && field.fault(fieldFault(field.name, values(), new Date())),
    );
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wrong = all.filter((field) => {
      const fault = fieldFault(field.name, values(), new Date());
      field.fault(fault);
      return fault !== null;
    });
    problems.textContent =
      wrong.length === 0
        ? ''
        : wrong.length === 1
          ? 'One field needs another look.'
          : `${wrong.length} fields need another look.`;
    if (wrong.length > 0) {
      report('checkout_refused', { fields: wrong.map((field) => field.name).join(' ') });
      wrong[0]?.input.focus();
      return;
    }
    submit.disabled = true;
    submit.textContent = 'Placing the order …';
    placeOrder(values(), delivery(), drawSummary(summary, delivery()));
  });
  drawSummary(summary, 'post');
  return [element('h1', { class: 'checkout__title' }, 'Checkout'), form, summary];
}

function section(title: string, ...children: HTMLElement[]): HTMLElement {
  return element(
    'fieldset',
    { class: 'form-section' },
    element('legend', {}, title),
    element('div', { class: 'form-section__fields' }, ...children),
  );
}

function deliveries(): HTMLElement[] {
  return DELIVERIES.map((delivery, index) =>
    element(
      'label',
      { class: 'choice' },
      element('input', {
        type: 'radio',
        name: 'delivery',
        value: delivery.id,
        checked: index === 0,
        'data-test': `delivery-${delivery.id}`,
      }),
      element('span', {}, element('strong', {}, delivery.name), element('small', {}, delivery.detail)),
    ),
  );
}

function placeOrder(values: FieldValues, delivery: DeliveryId, totalCents: number): void {
  const lines = cart.lines();
  const number = orderNumber(lines);
  const card = digits(values['card-number'], 19);
  keepOrder({
    number,
    customer: customerNumber(number),
    email: values.email.trim(),
    name: values.name.trim(),
    delivery: DELIVERIES.find((known) => known.id === delivery)?.name ?? '',
    totalCents,
    card: `${cardBrand(card).name} ending in ${card.slice(-4)}`,
    lines: lines.map((line) => ({
      name: line.product.name,
      quantity: line.quantity,
      sumCents: line.quantity * line.product.priceCents,
    })),
  });
  report('order_placed', { order: number, total_cents: totalCents, pieces: cart.count() });
  // As long as a bank would take.
  setTimeout(() => location.assign('./thanks.html'), 900);
}

function nothingToBuy(): HTMLElement[] {
  return [
    element(
      'div',
      { class: 'nothing' },
      svg(birdPicture(speciesById('chickadee').plumage, 'A chickadee, waiting')),
      element('h1', {}, 'Nothing to pay for yet'),
      element('p', {}, 'Your cart is empty, which is the cheapest way to shop.'),
      element('a', { class: 'button button--quiet', href: './index.html#catalogue' }, 'See the catalogue'),
    ),
  ];
}
