import { element, need } from '../../shared/element';
import { mountLayout } from '../components/layout';
import { type Store, STORES } from '../data/stores';
import { report } from '../recorder';

mountLayout();
const locator = need<HTMLIFrameElement>('#locator');
const chosen = need('#chosen-store');

// The map in the frame says which shop was chosen.
addEventListener('message', (event) => {
  if (event.origin !== location.origin || event.source !== locator.contentWindow) return;
  const store = STORES.find((known) => known.id === (event.data as { store?: unknown }).store);
  if (store) {
    show(store);
    report('store_chosen', { store: store.id });
  }
});
show(STORES[0] as Store);

function show(store: Store): void {
  chosen.replaceChildren(
    element('h2', {}, store.name),
    element('p', {}, store.street),
    element('p', {}, store.hours),
    element('p', { class: 'stores__bird' }, element('span', {}, 'From the door: '), store.bird),
  );
}
