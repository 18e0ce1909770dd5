import type { Plumage } from '../../shared/bird';

/** A species of the shop's world. */
export interface Species {
  id: string;
  name: string;
  latin: string;
  plumage: Plumage;
  /** Sightings per month, January to December, as our regulars wrote them down. */
  months: readonly number[];
}

/** In the order in which menus show them. */
export const SPECIES: readonly Species[] = [
  {
    id: 'scrub-jay',
    name: 'California Scrub-Jay',
    latin: 'Aphelocoma californica',
    plumage: {
      body: '#9c9388',
      belly: '#ece8df',
      head: '#3f74b5',
      wing: '#3568a8',
      tail: '#2c5a97',
      beak: '#2b2f33',
      throat: '#f6f3ea',
      mask: '#2f4f78',
    },
    months: [46, 44, 58, 63, 55, 48, 52, 66, 92, 118, 84, 55],
  },
  {
    id: 'robin',
    name: 'American Robin',
    latin: 'Turdus migratorius',
    plumage: {
      body: '#5b5f5e',
      belly: '#f1ece2',
      head: '#34393b',
      wing: '#4b5152',
      tail: '#3a4042',
      beak: '#e2a93b',
      breast: '#cf5f33',
    },
    months: [22, 38, 104, 131, 122, 110, 96, 84, 78, 72, 40, 24],
  },
  {
    id: 'bluebird',
    name: 'Eastern Bluebird',
    latin: 'Sialia sialis',
    plumage: {
      body: '#4d82c4',
      belly: '#f4efe5',
      head: '#3d74ba',
      wing: '#2f64a8',
      tail: '#2a5896',
      beak: '#30353a',
      breast: '#d27a48',
    },
    months: [18, 26, 64, 82, 88, 76, 70, 62, 54, 47, 28, 19],
  },
  {
    id: 'goldfinch',
    name: 'American Goldfinch',
    latin: 'Spinus tristis',
    plumage: {
      body: '#f0c02f',
      belly: '#f7dd78',
      head: '#f0c02f',
      wing: '#2d3032',
      tail: '#25282a',
      beak: '#e58e3c',
      cap: '#25282a',
      wingbar: '#f6f1e4',
    },
    months: [30, 32, 41, 58, 86, 102, 124, 116, 88, 61, 44, 33],
  },
  {
    id: 'cardinal',
    name: 'Northern Cardinal',
    latin: 'Cardinalis cardinalis',
    plumage: {
      body: '#c8402f',
      belly: '#d9573f',
      head: '#d0412e',
      wing: '#a93425',
      tail: '#9c2f22',
      beak: '#ef8f3e',
      mask: '#2a2423',
      crest: true,
    },
    months: [72, 70, 84, 90, 81, 74, 69, 64, 62, 66, 70, 76],
  },
  {
    id: 'chickadee',
    name: 'Black-capped Chickadee',
    latin: 'Poecile atricapillus',
    plumage: {
      body: '#a9a59a',
      belly: '#f0e6d2',
      head: '#f6f2e8',
      wing: '#6f7272',
      tail: '#5d6162',
      beak: '#26292b',
      cap: '#23272a',
      throat: '#23272a',
      wingbar: '#e8e4da',
    },
    months: [88, 84, 90, 79, 62, 54, 51, 58, 74, 86, 91, 93],
  },
  {
    id: 'waxwing',
    name: 'Cedar Waxwing',
    latin: 'Bombycilla cedrorum',
    plumage: {
      body: '#b98f66',
      belly: '#f0dfa0',
      head: '#c39a70',
      wing: '#7e7a75',
      tail: '#6a6763',
      beak: '#2b2c2d',
      mask: '#272525',
      crest: true,
      wingbar: '#d8523f',
    },
    months: [35, 41, 48, 44, 52, 66, 72, 68, 57, 49, 40, 36],
  },
  {
    id: 'wren',
    name: 'Carolina Wren',
    latin: 'Thryothorus ludovicianus',
    plumage: {
      body: '#a7683c',
      belly: '#eac896',
      head: '#97592f',
      wing: '#8a5230',
      tail: '#7d4a2b',
      beak: '#5a4a3c',
      mask: '#f3e6cb',
      cocked: true,
    },
    months: [40, 42, 61, 77, 80, 72, 63, 55, 50, 47, 43, 41],
  },
  {
    id: 'oriole',
    name: 'Baltimore Oriole',
    latin: 'Icterus galbula',
    plumage: {
      body: '#ef8d2f',
      belly: '#f4a74b',
      head: '#26282a',
      wing: '#2c2f31',
      tail: '#26282a',
      beak: '#6f7f8b',
      throat: '#26282a',
      wingbar: '#f5efe2',
    },
    months: [0, 0, 2, 38, 96, 88, 71, 54, 21, 3, 0, 0],
  },
  {
    id: 'sparrow',
    name: 'Song Sparrow',
    latin: 'Melospiza melodia',
    plumage: {
      body: '#9b8065',
      belly: '#efe6d6',
      head: '#8a6d52',
      wing: '#7a5f47',
      tail: '#6f5540',
      beak: '#8b8074',
      cap: '#6d4c33',
      breast: '#d9c7ae',
      wingbar: '#cdb796',
    },
    months: [55, 58, 92, 108, 104, 96, 88, 79, 81, 83, 66, 57],
  },
  {
    id: 'tanager',
    name: 'Western Tanager',
    latin: 'Piranga ludoviciana',
    plumage: {
      body: '#efc531',
      belly: '#f5d862',
      head: '#df5a34',
      wing: '#2e2f2e',
      tail: '#282928',
      beak: '#cdae6d',
      wingbar: '#f3e7b6',
    },
    months: [0, 0, 1, 22, 74, 69, 58, 47, 33, 6, 0, 0],
  },
  {
    id: 'swallow',
    name: 'Barn Swallow',
    latin: 'Hirundo rustica',
    plumage: {
      body: '#32528a',
      belly: '#eec49a',
      head: '#2b4a80',
      wing: '#263f6d',
      tail: '#22385f',
      beak: '#26282b',
      throat: '#b9532f',
    },
    months: [0, 0, 9, 66, 112, 120, 117, 104, 48, 7, 0, 0],
  },
];

/** The species with that id; the first of the list if there is none. */
export function speciesById(id: string): Species {
  return SPECIES.find((species) => species.id === id) ?? (SPECIES[0] as Species);
}
