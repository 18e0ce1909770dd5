// Where the visitor was: title and address of the recorded page, the size of the window and of what is shown.

import { html, setShown, setText } from '../dom.ts';
import { icon } from '../icons.ts';
import { splitAddress } from '../logic/address.ts';
import { texts } from '../texts.ts';

export interface AddressBar {
  readonly element: HTMLElement;
  /** Both are untrusted and shown as text only. */
  setPage(url: string, title: string): void;
  /** CSS pixels of the recorded viewport, and how many of ours stand for one of them. */
  setSize(width: number, height: number, scale: number): void;
}

export function createAddressBar(): AddressBar {
  const title = html('span', { class: 'page-title' });
  const before = html('span');
  const site = html('span', { class: 'site' });
  const after = html('span');
  const url = html('span', { class: 'url' }, before, site, after);
  const viewport = html('span', { class: 'viewport' });
  const scale = html('span', { class: 'scale' });
  const size = html('span', { class: 'size' }, viewport, scale);
  const field = html('span', { class: 'url-field' }, icon('page'), url);
  const element = html(
    'header',
    { class: 'address-bar', part: 'address-bar', role: 'group', 'aria-label': texts.addressBar },
    title,
    field,
    size,
  );
  setShown(size, false);

  return {
    element,
    setPage(address, name) {
      const parts = splitAddress(address);
      setText(before, parts.before);
      setText(site, parts.site);
      setText(after, parts.after);
      setText(title, name);
      setShown(title, name !== '');
      field.title = address;
      title.title = name;
    },
    setSize(width, height, factor) {
      const percent = Math.round(factor * 100);
      setText(viewport, texts.viewport(width, height));
      setText(scale, texts.scale(percent));
      size.title = texts.viewportHint(width, height, percent);
      setShown(size, true);
    },
  };
}
