import { book, notebook } from '../../art/paper';
import type { Product } from '../product';
import { speciesById } from '../species';

const plumage = (id: string) => speciesById(id).plumage;

/** Books, and one to write in. */
export const GUIDES: readonly Product[] = [
  {
    id: 'garden-birds',
    name: 'Birds of the Garden',
    category: 'guides',
    blurb: '120 species you can meet in slippers',
    story: [
      'The book that lies on our own window sill, ringed by mugs. Every bird on one spread: what it looks like when it sits, and what it looks like when it has just left.',
      'Printed on paper that forgives rain.',
    ],
    priceCents: 2400,
    rating: 4.7,
    ratingCount: 510,
    stock: 64,
    ground: 'dawn',
    specs: [
      ['Pages', '288'],
      ['Species', '120'],
      ['Size', '13 × 20 cm'],
      ['Binding', 'Sewn, flexible cover'],
    ],
    reviews: [
      { by: 'Wendell, Ohio', stars: 5, text: 'My granddaughter reads it to me.' },
      { by: 'Priya, Pune', stars: 4, text: 'Wrong continent for me, right spirit.' },
    ],
    art: () =>
      book(
        { main: '#2f5d50', dark: '#183a31', light: '#f6ecd6', accent: '#e8b15c' },
        ['Birds of', 'the Garden'],
        plumage('robin'),
      ),
  },
  {
    id: 'sparrows-honestly',
    name: 'Sparrows, Honestly',
    category: 'guides',
    blurb: 'All the little brown ones, told apart',
    story: [
      'Thirty-four sparrows, honestly told apart, by someone who admits on page one that it took her eleven years.',
      'With a fold-out of crowns, breasts and tails to hold beside the bush.',
    ],
    priceCents: 1950,
    rating: 4.9,
    ratingCount: 188,
    stock: 23,
    ground: 'straw',
    specs: [
      ['Pages', '176'],
      ['Species', '34'],
      ['Size', '12 × 18 cm'],
      ['Fold-out', 'Crowns, breasts, tails'],
    ],
    reviews: [{ by: 'Gil, Tucson', stars: 5, text: 'I have stopped writing “sparrow sp.” in my lists. Mostly.' }],
    art: () =>
      book(
        { main: '#8a5a3a', dark: '#523320', light: '#f7ead2', accent: '#d9b98a' },
        ['Sparrows,', 'Honestly'],
        plumage('sparrow'),
      ),
  },
  {
    id: 'song-by-ear',
    name: 'Birdsong by Ear',
    category: 'guides',
    blurb: 'A course in ten walks, with sonograms',
    story: [
      'Ten walks, ten songs each. You read the drawing, you hum it badly, then you go out and hear it done well.',
      'The sonograms are drawn by hand from our own recordings.',
    ],
    priceCents: 2800,
    rating: 4.5,
    ratingCount: 97,
    stock: 18,
    ground: 'sky',
    specs: [
      ['Pages', '208'],
      ['Songs', '100'],
      ['Size', '15 × 21 cm'],
      ['Recordings', 'On the almanac page'],
    ],
    reviews: [{ by: 'Noor, Utrecht', stars: 4, text: 'The humming worries the neighbours. It works, though.' }],
    art: () =>
      book(
        { main: '#2f4f7d', dark: '#1b2f4e', light: '#f3ecdd', accent: '#9cc3d5' },
        ['Birdsong', 'by Ear'],
        plumage('bluebird'),
      ),
  },
  {
    id: 'night-migrants',
    name: 'The Night Migrants',
    category: 'guides',
    blurb: 'Who flies over while we sleep',
    story: [
      'Most songbirds travel at night. This is the story of a roof, a microphone and nine autumns.',
      'Not a guide, strictly. We sell it because nobody gives it back.',
    ],
    priceCents: 2200,
    wasCents: 2600,
    rating: 4.8,
    ratingCount: 76,
    stock: 9,
    ground: 'clay',
    specs: [
      ['Pages', '240'],
      ['Pictures', '41'],
      ['Size', '14 × 21 cm'],
      ['Binding', 'Cloth'],
    ],
    reviews: [{ by: 'Elif, İzmir', stars: 5, text: 'Read in one night, appropriately.' }],
    art: () =>
      book(
        { main: '#2b2f4a', dark: '#171a2e', light: '#f2dcae', accent: '#e4855a' },
        ['The Night', 'Migrants'],
        plumage('tanager'),
      ),
  },
  {
    id: 'sightings-book',
    name: 'Sightings notebook',
    category: 'guides',
    blurb: 'Columns for what, where and with whom',
    story: [
      'Waterproof pages, a pencil that never freezes, and a column called “with whom”, which in twenty years will be the one you read.',
    ],
    priceCents: 1200,
    rating: 4.6,
    ratingCount: 402,
    stock: 120,
    ground: 'moss',
    specs: [
      ['Pages', '144, waterproof'],
      ['Entries', 'about 2,000'],
      ['Size', '9 × 14 cm'],
      ['Pencil', 'Included'],
    ],
    reviews: [{ by: 'Jun, Sapporo', stars: 5, text: 'Volume four. The pencil is still the first.' }],
    art: () => notebook({ main: '#c2593f', dark: '#70301f', light: '#f6ecd6', accent: '#2f4a3f' }),
  },
];
