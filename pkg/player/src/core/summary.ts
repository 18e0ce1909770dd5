import type { PlayerChapter, PlayerDevice, PlayerMarker, PlayerMarkerKind, PlayerRange } from '../../types/public.d.ts';
import type { Session } from './wasm.ts';

/** What a whole session holds, for its timeline. Times in seconds. */
export interface Summary {
  readonly markers: readonly PlayerMarker[];
  readonly inactive: readonly PlayerRange[];
  readonly activity: Float32Array;
  readonly chapters: readonly PlayerChapter[];
  readonly device: PlayerDevice;
}

/** Nothing is loaded. */
export const EMPTY_SUMMARY: Summary = {
  markers: [],
  inactive: [],
  activity: new Float32Array(),
  chapters: [],
  device: { browser: '', os: '', kind: 'desktop' },
};

/** Steps of the activity histogram. */
const ACTIVITY_STEPS = 400;

/** Reads the summary of a session. */
export function readSummary(session: Session): Summary {
  const markers = session.markers().map((marker): PlayerMarker => {
    const read = { time: marker.atMs / 1000, kind: marker.kind as PlayerMarkerKind, label: marker.label };
    marker.free();
    return read;
  });
  const chapters = session.chapters().map((chapter): PlayerChapter => {
    const read = { time: chapter.atMs / 1000, url: chapter.url, title: chapter.title };
    chapter.free();
    return read;
  });
  const bounds = session.inactiveRanges();
  const inactive: PlayerRange[] = [];
  for (let at = 0; at + 1 < bounds.length; at += 2) {
    inactive.push({ start: (bounds[at] ?? 0) / 1000, end: (bounds[at + 1] ?? 0) / 1000 });
  }
  const device = session.device();
  const { browser, os, kind } = device;
  device.free();
  return { markers, inactive, activity: session.activity(ACTIVITY_STEPS), chapters, device: { browser, os, kind: kind as PlayerDevice['kind'] } };
}
