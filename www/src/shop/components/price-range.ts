import { element } from '../../shared/element';

/** Two thumbs on one rail. */
export interface PriceRange {
  set(min: number, max: number): void;
}

/**
 * Lets the visitor choose from which to which price, in whole dollars.
 *
 * @param moved called while a thumb is dragged (`settled` false) and when it is let go (`settled` true)
 */
export function mountPriceRange(
  root: HTMLElement,
  bounds: { min: number; max: number },
  moved: (min: number, max: number, settled: boolean) => void,
): PriceRange {
  const thumb = (name: string, label: string): HTMLInputElement =>
    element('input', {
      type: 'range',
      id: name,
      name,
      min: bounds.min,
      max: bounds.max,
      step: 10,
      'aria-label': label,
      'data-test': name,
    });
  const low = thumb('price-min', 'Lowest price');
  const high = thumb('price-max', 'Highest price');
  const words = element('output', { class: 'price-range__words', 'data-test': 'price-words' });
  const fill = element('div', { class: 'price-range__fill' });
  root.append(element('div', { class: 'price-range__rail' }, fill, low, high), words);

  const show = (): void => {
    const share = (value: number): number => ((value - bounds.min) / (bounds.max - bounds.min)) * 100;
    fill.style.left = `${share(low.valueAsNumber)}%`;
    fill.style.right = `${100 - share(high.valueAsNumber)}%`;
    words.textContent =
      high.valueAsNumber >= bounds.max && low.valueAsNumber <= bounds.min ? 'any' : `$${low.value} – $${high.value}`;
  };
  const input = (moving: HTMLInputElement): void => {
    // The thumbs push each other rather than cross.
    if (low.valueAsNumber > high.valueAsNumber) (moving === low ? high : low).value = moving.value;
    show();
    moved(low.valueAsNumber, high.valueAsNumber, false);
  };
  for (const moving of [low, high]) {
    moving.addEventListener('input', () => input(moving));
    moving.addEventListener('change', () => moved(low.valueAsNumber, high.valueAsNumber, true));
  }
  return {
    set(min, max) {
      low.value = String(min);
      high.value = String(max);
      show();
    },
  };
}
