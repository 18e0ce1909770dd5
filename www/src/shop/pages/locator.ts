import { need, svg } from '../../shared/element';
import { STORES } from '../data/stores';

// Stands in a frame of the page "Our shops": a drawn map whose pins can be chosen by pointer or keyboard.

const pins = STORES.map(
  (
    store,
  ) => `<g class="pin" tabindex="0" role="button" data-store="${store.id}" data-test="pin-${store.id}" aria-label="${store.name}" transform="translate(${store.x} ${store.y})">
  <rect class="pin__hit" x="${store.x > 280 ? -104 : -16}" y="-30" width="120" height="44"/><circle class="pin__halo" r="15"/><path class="pin__shape" d="M0 2 C-12 -12 -10 -26 0 -26 C10 -26 12 -12 0 2 Z"/><circle class="pin__eye" cy="-17" r="3.6"/>
  <text class="pin__name" x="${store.x > 280 ? -14 : 14}" y="-12" text-anchor="${store.x > 280 ? 'end' : 'start'}">${store.name}</text></g>`,
);
const map = svg(`<svg class="map" viewBox="0 0 400 300" role="group" aria-label="Map of the four shops">
  <rect class="map__land" width="400" height="300"/>
  <path class="map__sea" d="M0 170 Q34 178 48 206 T96 240 T130 300 H0 Z"/><path class="map__sea-line" d="M0 190 Q26 198 36 220 T80 256 T104 300"/>
  <path class="map__wood" d="M252 16 q34 -16 66 6 t64 16 q14 42 -18 60 t-66 -12 q-48 -8 -46 -70 Z M24 44 q26 -22 58 -8 t44 28 q-8 34 -44 32 t-58 -52 Z M256 248 q26 -16 58 -4 t62 -4 q10 34 -22 46 t-64 -2 q-38 -4 -34 -36 Z"/>
  <path class="map__river" d="M410 18 Q300 40 262 82 T200 128 Q160 150 150 186 T92 224"/>
  <path class="map__rail" d="M404 60 Q330 70 300 104 T262 186 T176 300"/><path class="map__road" d="M92 208 Q150 190 205 118 T318 78 M205 118 Q252 160 292 222"/>
  ${pins.join('')}</svg>`);
need('#map').append(map);

function choose(pin: SVGGElement): void {
  for (const other of map.querySelectorAll('.pin')) other.classList.toggle('is-chosen', other === pin);
  if (parent !== window) parent.postMessage({ store: pin.dataset['store'] }, location.origin);
}

for (const pin of map.querySelectorAll<SVGGElement>('.pin')) {
  pin.addEventListener('click', () => choose(pin));
  pin.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    choose(pin);
  });
}
map.querySelector('.pin')?.classList.add('is-chosen');
