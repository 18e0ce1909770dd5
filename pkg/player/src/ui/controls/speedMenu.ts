import { html, setText } from '../dom.ts';
import { icon } from '../icons.ts';
import { RATES } from '../logic/seek.ts';
import type { Playback } from '../playback.ts';
import { texts } from '../texts.ts';
import { onEvents } from '../ticker.ts';

/** How fast it plays: a button that says it, and a menu of rates. */
export function createSpeedMenu(playback: Playback, signal: AbortSignal): HTMLElement {
  const value = html('span', { class: 'rate' });
  const button = html(
    'button',
    { type: 'button', class: 'button speed-button', part: 'button', 'aria-haspopup': 'menu', 'aria-expanded': 'false' },
    value,
  );
  const items = RATES.map((rate) =>
    html('div', { role: 'menuitemradio', tabindex: '-1', class: 'menu-item' }, icon('check'), texts.rate(rate)),
  );
  const menu = html('div', { role: 'menu', class: 'menu', part: 'menu', 'aria-label': texts.speed }, ...items);
  const element = html('div', { class: 'speed' }, button, menu);
  menu.hidden = true;

  const open = (): void => {
    menu.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    const current = Math.max(0, RATES.indexOf(playback.playbackRate));
    items[current]?.focus({ preventScroll: true });
  };
  const close = (refocus: boolean): void => {
    if (menu.hidden) return;
    menu.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    if (refocus) button.focus({ preventScroll: true });
  };
  const choose = (index: number): void => {
    const rate = RATES[index];
    if (rate !== undefined) playback.playbackRate = rate;
    close(true);
  };

  onEvents(playback, ['ratechange', 'loadedmetadata'], signal, () => {
    const rate = playback.playbackRate;
    setText(value, texts.rate(rate));
    button.setAttribute('aria-label', texts.speedIs(rate));
    button.title = texts.withKey(texts.speed, '< >');
    button.classList.toggle('changed', rate !== 1);
    items.forEach((item, index) => item.setAttribute('aria-checked', String(RATES[index] === rate)));
  });

  button.addEventListener('click', () => (menu.hidden ? open() : close(true)), { signal });
  button.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    open();
  }, { signal });
  items.forEach((item, index) => item.addEventListener('click', () => choose(index), { signal }));
  menu.addEventListener('keydown', (event) => {
    const at = items.findIndex((item) => item.matches(':focus'));
    const move = (to: number): void => items[(to + items.length) % items.length]?.focus();
    switch (event.key) {
      case 'ArrowDown': move(at + 1); break;
      case 'ArrowUp': move(at - 1); break;
      case 'Home': move(0); break;
      case 'End': move(items.length - 1); break;
      case 'Enter':
      case ' ': choose(at); break;
      case 'Escape': close(true); break;
      case 'Tab': close(true); return;
      default:
    }
    // While the menu is open, keys are its own: an arrow must not seek.
    event.stopPropagation();
    event.preventDefault();
  }, { signal });
  element.addEventListener('focusout', (event) => {
    if (!element.contains(event.relatedTarget as Node | null)) close(false);
  }, { signal });
  return element;
}
