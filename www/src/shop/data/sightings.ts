import { SPECIES } from './species';

/** A line of the sightings book. */
export interface Sighting {
  /** From 1, oldest first. */
  number: number;
  species: (typeof SPECIES)[number];
  count: number;
  place: string;
  by: string;
  /** `2025-03-14` */
  day: string;
  /** `06:42` */
  time: string;
  note: string;
}

const PLACES = [
  'Mill pond',
  'North hedge',
  'Car park',
  'Heron bend',
  'Old orchard',
  'Chapel roof',
  'Reed bed',
  'Oak at the gate',
  'Shop window',
  'Tide wall',
  'Allotments',
  'Railway cutting',
];
const PEOPLE = ['Ada', 'Bertil', 'Chidi', 'Dolores', 'Emre', 'Freya', 'Goran', 'Hana', 'Ivo', 'June', 'Kwame', 'Liv'];
const NOTES = [
  '',
  '',
  '',
  '',
  'singing',
  'on the feeder',
  'with young',
  'in rain',
  'carrying moss',
  'chased by a jay',
  'first of the year',
  'two together',
];

/** Pseudo-random numbers from 0 to below 1, the same for a seed at every visit (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The book of 2025, oldest first: the same at every visit. */
export function sightings(length: number): Sighting[] {
  const random = seededRandom(2025);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const dayMs = 86_400_000;
  const lines = Array.from({ length }, (_, index) => {
    const day = new Date(Date.UTC(2025, 0, 1) + Math.floor((index / length) * 365) * dayMs).toISOString().slice(0, 10);
    const month = Number(day.slice(5, 7)) - 1;
    // Summer visitors are not written down in winter.
    const present = SPECIES.filter((species) => (species.months[month] ?? 0) > 0);
    const minute = 300 + Math.floor(random() ** 2 * 840);
    return {
      species: pick(present),
      count: 1 + Math.floor(random() ** 3 * 14),
      place: pick(PLACES),
      by: pick(PEOPLE),
      day,
      time: `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
      note: pick(NOTES),
    };
  });
  lines.sort((one, other) => `${one.day} ${one.time}`.localeCompare(`${other.day} ${other.time}`, 'en'));
  return lines.map((line, index) => ({ ...line, number: index + 1 }));
}
