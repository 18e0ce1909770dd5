import type { PlayerChapter, PlayerMarker, PlayerMarkerKind, PlayerRange } from '../../types/public.d.ts';
import type { Session } from './wasm.ts';

/** What a whole session holds, for its timeline. Times in seconds. */
export interface Summary {
  readonly markers: readonly PlayerMarker[];
  readonly inactive: readonly PlayerRange[];
  readonly activity: Float32Array;
  readonly chapters: readonly PlayerChapter[];
}

/** Nothing is loaded. */
export const EMPTY_SUMMARY: Summary = { markers: [], inactive: [], activity: new Float32Array(), chapters: [] };

/** Steps of the activity histogram. */
const ACTIVITY_STEPS = 400;

/** Reads the summary of a session. */
export function readSummary(session: Session): Summary {
  const labels = session.markerLabels();
  const kinds = session.markerKinds() as PlayerMarkerKind[];
  const markers = Array.from(session.markerTimes(), (time, index): PlayerMarker => {
    return { time: time / 1000, kind: kinds[index] ?? 'custom', label: labels[index] ?? '' };
  });
  const urls = session.chapterUrls();
  const chapters = Array.from(session.chapterTimes(), (time, index) => ({ time: time / 1000, url: urls[index] ?? '' }));
  const bounds = session.inactiveRanges();
  const inactive: PlayerRange[] = [];
  for (let at = 0; at + 1 < bounds.length; at += 2) {
    inactive.push({ start: (bounds[at] ?? 0) / 1000, end: (bounds[at + 1] ?? 0) / 1000 });
  }
  return { markers, inactive, activity: session.activity(ACTIVITY_STEPS), chapters };
}
