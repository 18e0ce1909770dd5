import { element } from '../../shared/element';
import { productById } from '../data/catalogue';
import { report } from '../recorder';
import { showModal } from './modal';

const ADVICE = [
  { where: 'From the kitchen window', product: 'wren-8x25', why: 'Small, close, always at hand.' },
  { where: 'In woods and hedges', product: 'meadowlark-8x42', why: 'Wide field, bright in shade, steady.' },
  { where: 'On ridges and coasts', product: 'kestrel-10x42', why: 'More reach; leave the coffee until later.' },
  { where: 'Across an estuary', product: 'heron-scope', why: 'Birds the size of commas need a scope.' },
] as const;

/** Which binoculars for which place, in a modal dialog. */
export function openAdvice(): void {
  report('advice_opened');
  const rows = ADVICE.map(({ where, product, why }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, where),
      element(
        'td',
        {},
        element('a', { href: `./product.html?id=${product}` }, productById(product)?.name ?? product),
        element('span', {}, why),
      ),
    ),
  );
  showModal(
    'advice',
    'Which binoculars?',
    element(
      'p',
      {},
      'The first number is how much closer things come; the second is how much light comes in. More of the first shakes more, more of the second weighs more.',
    ),
    element('table', { class: 'advice' }, element('tbody', {}, ...rows)),
  );
}
