import type { Plumage } from '../../shared/bird';

/** A California Scrub-Jay. */
export const JAY: Plumage = {
  body: '#9c9388',
  belly: '#ece8df',
  head: '#3f74b5',
  wing: '#3568a8',
  tail: '#2c5a97',
  beak: '#3d444b',
  throat: '#f6f3ea',
  mask: '#2f4f78',
};
