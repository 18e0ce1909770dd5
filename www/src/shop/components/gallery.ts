import { element, svg } from '../../shared/element';
import { VIEWS, type ViewId, productPicture } from '../art/scenes';
import type { Product } from '../data/product';

const ZOOM = 2.2;

/** A product's pictures: a large one that is magnified where the pointer is, and thumbnails to choose it. */
export function gallery(product: Product): HTMLElement {
  const large = element('div', { class: 'gallery__large', 'data-test': 'gallery-large' });
  const caption = element('p', { class: 'gallery__caption', role: 'status', 'data-test': 'gallery-caption' });
  const thumbs = VIEWS.map((view) =>
    element(
      'button',
      {
        class: 'gallery__thumb',
        type: 'button',
        'data-test': 'gallery-thumb',
        'data-view': view.id,
        'aria-label': view.name,
        onclick: () => show(view.id),
      },
      svg(productPicture(product, view.id)),
    ),
  );

  function show(view: ViewId): void {
    large.replaceChildren(svg(productPicture(product, view)));
    caption.textContent = VIEWS.find((known) => known.id === view)?.name ?? '';
    for (const thumb of thumbs) thumb.setAttribute('aria-pressed', String(thumb.dataset['view'] === view));
  }

  const picture = (): SVGElement | null => large.querySelector('svg');
  large.addEventListener('pointermove', (event) => {
    const drawn = picture();
    if (!drawn || event.pointerType === 'touch') return;
    const box = large.getBoundingClientRect();
    drawn.style.transformOrigin = `${Math.round(((event.clientX - box.left) / box.width) * 100)}% ${Math.round(((event.clientY - box.top) / box.height) * 100)}%`;
    drawn.style.transform = `scale(${ZOOM})`;
  });
  large.addEventListener('pointerleave', () => picture()?.style.removeProperty('transform'));

  show('studio');
  return element('div', { class: 'gallery' }, large, caption, element('div', { class: 'gallery__thumbs' }, ...thumbs));
}
