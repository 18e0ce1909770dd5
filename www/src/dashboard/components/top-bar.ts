import { element } from '../../shared/element';
import { hasShop } from '../api/client';
import { icon, mark } from './icons';

/** Fills the bar above all pages: the name, and the demo shop if there is one. */
export function mountTopBar(root: HTMLElement): void {
  root.append(element('a', { class: 'brand', href: '#/' }, mark(), element('span', {}, 'Scrubjay')));
  void hasShop(new AbortController().signal).then((there) => {
    if (there)
      root.append(
        element(
          'a',
          { class: 'top-bar__link', href: '/shop/', target: '_blank', rel: 'noopener', 'data-test': 'shop-link' },
          'Demo shop',
          icon('out'),
        ),
      );
  });
}
