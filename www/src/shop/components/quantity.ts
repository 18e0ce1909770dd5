import { element } from '../../shared/element';

/** A number with a button on either side. */
export interface Quantity {
  root: HTMLElement;
  /** How many are chosen. */
  value(): number;
}

/** Lets the visitor choose from `least` to `most`; `label` says of what. */
export function quantity(
  label: string,
  start: number,
  least: number,
  most: number,
  changed: (value: number) => void = () => {},
): Quantity {
  const input = element('input', {
    type: 'number',
    min: least,
    max: most,
    value: start,
    inputmode: 'numeric',
    'aria-label': label,
    'data-test': 'quantity',
  });
  const value = (): number => Math.min(Math.max(Math.round(Number(input.value)) || least, least), most);
  const set = (wanted: number): void => {
    const before = input.value;
    input.value = String(Math.min(Math.max(wanted, least), most));
    if (input.value !== before) changed(value());
  };
  input.addEventListener('change', () => {
    input.value = String(value());
    changed(value());
  });
  const root = element(
    'div',
    { class: 'quantity', 'data-sj-privacy': 'allow' },
    element(
      'button',
      { type: 'button', 'aria-label': 'One less', 'data-test': 'quantity-less', onclick: () => set(value() - 1) },
      '−',
    ),
    input,
    element(
      'button',
      { type: 'button', 'aria-label': 'One more', 'data-test': 'quantity-more', onclick: () => set(value() + 1) },
      '+',
    ),
  );
  return { root, value };
}
