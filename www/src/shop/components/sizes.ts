import { element } from '../../shared/element';
import { showModal } from './modal';

const SIZES = [
  ['S', '54 – 55 cm', '76 – 92 cm'],
  ['M', '56 – 57 cm', '92 – 104 cm'],
  ['L', '58 – 59 cm', '104 – 116 cm'],
  ['XL', '60 – 61 cm', '116 – 130 cm'],
] as const;

/** The size guide, in a modal dialog. */
export function openSizes(): void {
  const head = ['Size', 'Head (hats)', 'Chest (harnesses)'].map((name) => element('th', { scope: 'col' }, name));
  const rows = SIZES.map(([size, ...measures]) =>
    element('tr', {}, element('th', { scope: 'row' }, size), ...measures.map((measure) => element('td', {}, measure))),
  );
  showModal(
    'sizes',
    'Size guide',
    element('p', {}, 'Measure over the hair, and over the jacket you really wear at five in the morning.'),
    element(
      'table',
      { class: 'size-table' },
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...rows),
    ),
  );
}
