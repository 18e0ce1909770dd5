import { nectarBell, seedBag, suetCage, trayFeeder, tubeFeeder } from '../../art/feeders';
import type { Product } from '../product';
import { speciesById } from '../species';

const plumage = (id: string) => speciesById(id).plumage;

/** Feeders, and what goes into them. */
export const FEEDERS: readonly Product[] = [
  {
    id: 'tall-tube',
    name: 'Tall tube feeder',
    category: 'feeders',
    blurb: 'Four perches, no arguments',
    story: [
      'Four perches at four heights: the shy take the low ones. The base comes off with a quarter turn, so that cleaning it is not a resolution but a habit.',
    ],
    priceCents: 3400,
    rating: 4.5,
    ratingCount: 233,
    stock: 27,
    ground: 'dawn',
    specs: [
      ['Holds', '1.4 kg of seed'],
      ['Height', '41 cm'],
      ['Perches', '4'],
      ['Cleaning', 'Base off in a quarter turn'],
    ],
    reviews: [
      { by: 'Moira, Galway', stars: 5, text: 'Goldfinches on day two. A queue on day three.' },
      { by: 'Dev, Leicester', stars: 4, text: 'Squirrel-resistant. Not squirrel-proof. Nothing is.' },
    ],
    art: () =>
      tubeFeeder({ main: '#3d6b57', dark: '#22352c', light: '#dbe8e4', accent: '#b98a5b' }, plumage('goldfinch')),
  },
  {
    id: 'jays-tray',
    name: "The jay's tray",
    category: 'feeders',
    blurb: 'A broad table for broad birds',
    story: [
      "Jays won't queue at a tube. Give them a tray, put acorns on it, and step back: they bury thousands each autumn and remember most of them.",
      'Cedar, left rough so that feet hold on.',
    ],
    priceCents: 4200,
    rating: 4.8,
    ratingCount: 141,
    stock: 14,
    ground: 'sky',
    specs: [
      ['Size', '36 × 36 cm'],
      ['Wood', 'Cedar, untreated'],
      ['Drain', 'Steel mesh'],
      ['Hangs on', 'Three chains'],
    ],
    reviews: [{ by: 'Lupe, Sonora', stars: 5, text: 'He knows the sound of my door now.' }],
    art: () =>
      trayFeeder({ main: '#a8744a', dark: '#6a462b', light: '#e8cfae', accent: '#8d8f8c' }, plumage('scrub-jay')),
  },
  {
    id: 'suet-cage',
    name: 'Suet cage',
    category: 'feeders',
    blurb: 'Winter, in a small cage',
    story: ["Fat is warmth. Wide enough for a woodpecker's beak, narrow enough for nobody's head."],
    priceCents: 1400,
    rating: 4.3,
    ratingCount: 176,
    stock: 58,
    ground: 'clay',
    specs: [
      ['Holds', 'One 300 g cake'],
      ['Size', '14 × 14 × 5 cm'],
      ['Wire', 'Coated steel'],
    ],
    reviews: [{ by: 'Arvid, Umeå', stars: 4, text: 'Minus twenty, and full of life.' }],
    art: () =>
      suetCage({ main: '#3c4347', dark: '#23282b', light: '#9aa3a6', accent: '#ecd9a6' }, plumage('chickadee')),
  },
  {
    id: 'nectar-bell',
    name: 'Nectar bell',
    category: 'feeders',
    blurb: 'For hummingbirds in a hurry',
    story: [
      'Hand-blown, with three ports in the only colour hummingbirds ask for. One part sugar, four parts water, no dye, ever.',
    ],
    priceCents: 2900,
    rating: 4.1,
    ratingCount: 89,
    stock: 0,
    ground: 'straw',
    specs: [
      ['Holds', '450 ml'],
      ['Ports', '3'],
      ['Glass', 'Hand-blown'],
      ['Ant moat', 'Included'],
    ],
    reviews: [{ by: 'Rosa, Oaxaca', stars: 5, text: 'Tiny helicopters, every evening.' }],
    art: () => nectarBell({ main: '#e7a1a0', dark: '#a83f3a', light: '#f4e3df', accent: '#f3c04f' }),
  },
  {
    id: 'sunflower-hearts',
    name: 'Sunflower hearts',
    category: 'feeders',
    blurb: 'No husks, no mess, no leftovers',
    story: ["Shelled, so nothing sprouts under the feeder. Grown within a day's drive of the shop."],
    priceCents: 1800,
    rating: 4.7,
    ratingCount: 624,
    stock: 210,
    ground: 'moss',
    specs: [
      ['Weight', '2.5 kg'],
      ['Keeps', '12 months, dry and dark'],
      ['Loved by', 'Almost everyone'],
    ],
    reviews: [{ by: 'Hal, Vermont', stars: 5, text: 'They send their friends. I send for more.' }],
    art: () => seedBag({ main: '#d9a441', dark: '#8a5f1f', light: '#fbf1d9', accent: '#e8b93c' }),
  },
];
