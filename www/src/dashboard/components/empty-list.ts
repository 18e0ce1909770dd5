import { birdPicture } from '../../shared/bird';
import { element, svg } from '../../shared/element';
import { hasShop } from '../api/client';
import { JAY } from './jay';
import { snippet } from './snippet';

/** What stands in place of the list before anything was recorded: how to begin. */
export function emptyList(): HTMLElement {
  const shop = element(
    'p',
    { class: 'notice__actions', hidden: true },
    element(
      'a',
      {
        class: 'button button--main',
        href: '/shop/',
        target: '_blank',
        rel: 'noopener',
        'data-test': 'empty-shop-link',
      },
      'Go shopping in the demo shop',
    ),
  );
  void hasShop(new AbortController().signal).then((there) => {
    shop.hidden = !there;
  });
  return element(
    'section',
    { class: 'notice', 'data-test': 'empty' },
    svg(birdPicture(JAY, '')),
    element('h2', {}, 'Nothing recorded yet'),
    element('p', {}, 'Visits show up here by themselves, a few seconds after they begin.'),
    shop,
    element('p', {}, 'To record a page of your own, put this into its head:'),
    snippet(`<script src="${location.origin}/recorder.js" data-key="demo" defer></script>`),
    element(
      'p',
      { class: 'notice__small' },
      'The key ',
      element('code', {}, 'demo'),
      ' is there when the collector was started with ',
      element('code', {}, '--demo'),
      "; otherwise use your project's write key.",
    ),
  );
}
