import { need } from '../../shared/element';
import { cart } from '../state/cart';
import { mountCartDrawer } from './cart-drawer';
import { openNewsletter } from './newsletter';

/** Brings header and footer to life: the page's link, the cart's count and drawer, the letter. Once per page. */
export function mountLayout(): void {
  const page = document.documentElement.dataset['page'];
  const here = page === 'product' ? 'index' : page;
  document.querySelector(`.site-nav [data-page="${here}"]`)?.setAttribute('aria-current', 'page');

  const count = need('#cart-count');
  const showCount = (): void => {
    count.textContent = String(cart.count());
    count.classList.toggle('is-empty', cart.count() === 0);
  };
  cart.addEventListener('change', showCount);
  showCount();

  const drawer = mountCartDrawer();
  need('#open-cart').addEventListener('click', () => drawer.open());
  need('#open-newsletter').addEventListener('click', openNewsletter);
}
