import { element } from '../../shared/element';

/** Says something at the lower edge for a while. */
export function toast(words: string): void {
  document.querySelector('.toast')?.remove();
  const shown = element('p', { class: 'toast', role: 'status', 'data-test': 'toast' }, words);
  document.body.append(shown);
  setTimeout(() => shown.remove(), 3200);
}
