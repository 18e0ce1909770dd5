// Every text of the interface, in one place: another language is another object of the same shape.

import type { MarkerKind } from './playback.ts';

const count = (value: number, one: string, many: string): string => `${value} ${value === 1 ? one : many}`;

const markerKinds: Readonly<Record<MarkerKind, string>> = {
  click: 'Click',
  edit: 'Input',
  navigation: 'Page',
  error: 'Error',
  network: 'Failed request',
  custom: 'Event',
  'rage-click': 'Rage click',
  'dead-click': 'Dead click',
};

export const texts = {
  hours: (value: number) => count(value, 'hour', 'hours'),
  minutes: (value: number) => count(value, 'minute', 'minutes'),
  seconds: (value: number) => count(value, 'second', 'seconds'),
  timeOf: (time: string, duration: string) => `${time} of ${duration}`,

  controls: 'Playback',
  play: 'Play',
  pause: 'Pause',
  replay: 'Play again',
  back: 'Back 5 seconds',
  forward: 'Forward 5 seconds',
  speed: 'Speed',
  rate: (rate: number) => `${rate}×`,
  speedIs: (rate: number) => `Speed: ${rate}×`,
  skipInactivity: 'Skip inactivity',
  skipInactivityOn: 'Skipping inactivity',
  skipInactivityOff: 'Not skipping inactivity',
  fullscreen: 'Full screen',
  leaveFullscreen: 'Leave full screen',
  help: 'Keyboard shortcuts',
  withKey: (label: string, key: string) => `${label} (${key})`,

  timeline: 'Timeline',
  inactiveFor: (duration: string) => `No activity for ${duration}`,
  markerKinds,
  markerAt: (kind: string, label: string) => (label === '' ? kind : `${kind}: ${label}`),
  moreMarkers: (more: number) => `and ${more} more`,
  noMarkerAfter: 'No marker after this',
  noMarkerBefore: 'No marker before this',

  addressBar: 'Recorded page',
  viewport: (width: number, height: number) => `${width} × ${height}`,
  scale: (percent: number) => `${percent} %`,
  viewportHint: (width: number, height: number, percent: number) =>
    `The visitor's window was ${width} × ${height} pixels; shown at ${percent} %`,

  loading: 'Loading the recording',
  catchingUp: 'Catching up',
  emptyTitle: 'Nothing to play yet',
  emptyText: 'Choose a session, or give this player the address of a recording.',
  errorTitle: 'This recording can’t be played',
  errorText: 'Check that its address is right and that it is still kept. If it is, reload the page to try again.',
  errorTextRetry: 'Check that its address is right and that it is still kept, then try again.',
  troubleTitle: 'Something in this recording could not be read',
  retry: 'Try again',
  dismiss: 'Dismiss',
  poster: 'Play recording',
  skippingNow: 'Skipping inactivity',

  helpTitle: 'Keyboard shortcuts',
  helpMarkers: 'Marks on the timeline',
  close: 'Close',
  shortcuts: {
    playPause: 'Play or pause',
    step: 'Back or forward 5 seconds',
    leap: 'Back or forward 10 seconds',
    marker: 'Next or previous marker',
    tenths: 'Jump to 0 % … 90 %',
    ends: 'Start or end',
    rate: 'Slower or faster',
    skip: 'Skip inactivity on or off',
    fullscreen: 'Full screen on or off',
    help: 'Show this help',
  },
  keys: {
    space: 'Space',
    home: 'Home',
    end: 'End',
  },
} as const;
