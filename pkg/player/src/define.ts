import { ScrubjayPlayerElement } from './element.ts';

/** Defines `<scrubjay-player>`, once, however many copies of this package a page has. */
export function define(): void {
  if (customElements.get('scrubjay-player') === undefined) customElements.define('scrubjay-player', ScrubjayPlayerElement);
}
