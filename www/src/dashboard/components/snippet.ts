import { element } from '../../shared/element';
import { icon } from './icons';

/** Something to paste elsewhere, with a button that copies it. */
export function snippet(text: string): HTMLElement {
  const button = element(
    'button',
    {
      class: 'button button--small',
      type: 'button',
      'data-test': 'copy-snippet',
      onclick: () => void copyText(text, button, 'Copy'),
    },
    icon('copy'),
    element('span', {}, 'Copy'),
  );
  return element('div', { class: 'snippet' }, element('code', {}, text), button);
}

/** Copies, and says on the button (in its last child) whether it worked; `words` are what stands there usually. */
export async function copyText(text: string, button: HTMLElement, words: string): Promise<void> {
  const label = button.lastElementChild ?? button;
  try {
    await navigator.clipboard.writeText(text);
    label.textContent = 'Copied';
  } catch {
    label.textContent = 'Copying is not allowed here'; // no clipboard without https or a permission
  }
  setTimeout(() => {
    label.textContent = words;
  }, 1800);
}
