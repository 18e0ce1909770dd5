import { birdBath, nestBox, owlLoft, slantBox } from '../../art/houses';
import type { Product } from '../product';
import { speciesById } from '../species';

const plumage = (id: string) => speciesById(id).plumage;

/** Places to live and to bathe. */
export const HOUSES: readonly Product[] = [
  {
    id: 'wren-house',
    name: 'Wren house',
    category: 'houses',
    blurb: 'One room, good light, no landlord',
    story: [
      'A hole of 29 mm: wrens in, starlings out. The roof lifts for the yearly cleaning; the rest of the year it is none of our business.',
    ],
    priceCents: 3800,
    rating: 4.6,
    ratingCount: 158,
    stock: 19,
    ground: 'dawn',
    specs: [
      ['Entrance', '29 mm'],
      ['Floor', '11 × 11 cm'],
      ['Wood', 'Larch, 20 mm'],
      ['Hang it', '2 m high, facing south-east'],
    ],
    reviews: [{ by: 'Bao, Portland', stars: 5, text: 'Let within the hour.' }],
    art: () => nestBox({ main: '#d9b27c', dark: '#5a3c24', light: '#f4e4c6', accent: '#3f6f62' }, plumage('wren')),
  },
  {
    id: 'bluebird-box',
    name: 'Bluebird box',
    category: 'houses',
    blurb: "Built to the trail's own plan",
    story: [
      'The plan that brought bluebirds back along a thousand miles of fence. Slanted roof against rain and cats, grooves inside for small feet.',
    ],
    priceCents: 4600,
    rating: 4.9,
    ratingCount: 204,
    stock: 7,
    ground: 'moss',
    specs: [
      ['Entrance', '38 mm'],
      ['Floor', '13 × 13 cm'],
      ['Wood', 'Cedar'],
      ['Put it', '1.5 m high, facing open grass'],
    ],
    reviews: [{ by: 'Clara, Iowa', stars: 5, text: 'Five fledged. I counted them out like an aunt at a station.' }],
    art: () => slantBox({ main: '#c9a27a', dark: '#5e4430', light: '#eedcc0', accent: '#7a4a35' }, plumage('bluebird')),
  },
  {
    id: 'owl-loft',
    name: 'Owl loft',
    category: 'houses',
    blurb: 'Quiet neighbours, excellent mousers',
    story: [
      'Barn owls ask for little: dry, dark, high up, and left alone. Bring two people and a long ladder.',
      'Ships flat; goes together with eleven screws and one argument.',
    ],
    priceCents: 8900,
    rating: 4.7,
    ratingCount: 41,
    stock: 4,
    ground: 'straw',
    specs: [
      ['Entrance', '13 cm'],
      ['Floor', '45 × 60 cm'],
      ['Wood', 'Marine plywood'],
      ['Put it', '4 m high or more'],
    ],
    reviews: [{ by: 'Piet, Drenthe', stars: 5, text: 'It took two years. Then the snoring began.' }],
    art: () => owlLoft({ main: '#b4563f', dark: '#3f2620', light: '#ead3b5', accent: '#4d3a33' }),
  },
  {
    id: 'stone-bath',
    name: 'Stone bath',
    category: 'houses',
    blurb: 'Shallow, rough, and always busy',
    story: [
      'Birds want to wade, not swim: four centimetres at the deepest, and a floor with grip. Top it up in August; they remember.',
    ],
    priceCents: 7400,
    wasCents: 8200,
    rating: 4.4,
    ratingCount: 67,
    stock: 11,
    ground: 'sky',
    specs: [
      ['Across', '46 cm'],
      ['Depth', '4 cm'],
      ['Stone', 'Cast, frost-proof'],
      ['Weight', '14 kg'],
    ],
    reviews: [{ by: 'Yusuf, Adelaide', stars: 4, text: 'The magpies hold a rota.' }],
    art: () => birdBath({ main: '#a9aaa2', dark: '#77786f', light: '#c9cac2', accent: '#7fb4cc' }, plumage('waxwing')),
  },
];
