import { birdPicture } from '../../shared/bird';
import { element, svg } from '../../shared/element';
import { JAY } from '../components/jay';

/** For addresses that mean nothing here. */
export function showUnknown(root: HTMLElement, hash: string): () => void {
  document.title = 'Not found · Scrubjay';
  root.replaceChildren(
    element(
      'div',
      { class: 'page' },
      element(
        'section',
        { class: 'notice', 'data-test': 'unknown-page' },
        svg(birdPicture(JAY, '')),
        element('h1', {}, 'There is no such page'),
        element('p', {}, 'The dashboard knows nothing at ', element('code', {}, hash), '.'),
        element(
          'p',
          { class: 'notice__actions' },
          element('a', { class: 'button button--main', href: '#/' }, 'To the sessions'),
        ),
      ),
    ),
  );
  return () => {};
}
