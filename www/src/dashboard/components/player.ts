import { element } from '../../shared/element';
import { recordingAddress } from '../api/client';

/** What the dashboard uses of `<scrubjay-player>`; its package has the whole of it. */
interface PlayerElement extends HTMLElement {
  src: string;
  currentTime: number;
  readonly readyState: 0 | 1 | 4;
  readonly info: { readonly startedAt: number } | null;
  retry(): void;
}

/** The player of one session's recording, in times of the session. */
export interface SessionPlayer {
  root: HTMLElement;
  /** Where playback is, milliseconds since the session's start. */
  timeMs(): number;
  /** Goes there now, or as soon as the recording is loaded. */
  seek(timeMs: number): void;
  /** Fetches the recording anew and goes on from where it was. */
  reload(): void;
}

/** Where the collector has the files that recorded pages were drawn with. */
const ASSETS = '/api/assets/';
/** Where the collector serves the player's package; not part of this build. */
const PLAYER_MODULE = '/player/index.js';

/** Loads the player's package and plays a session's recording; `moved` is called as playback moves. */
export function sessionPlayer(id: string, started_at_ms: number, moved: (timeMs: number) => void): SessionPlayer {
  const trouble = element(
    'p',
    { class: 'player__trouble', role: 'alert', 'data-test': 'player-trouble', hidden: true },
    'The player could not be loaded, or was not built: ',
    element('code', {}, 'cargo xtask build'),
    ' makes it.',
  );
  const root = element('div', { class: 'player', 'data-test': 'player' }, trouble);
  let player: PlayerElement | null = null;
  let wantedMs: number | null = null;

  // The recording may begin a little off the session by clocks; what is shared is the time of day.
  const offsetMs = (): number => (player?.info ? player.info.startedAt - started_at_ms : 0);
  const timeMs = (): number => (player?.info ? player.currentTime * 1000 + offsetMs() : (wantedMs ?? 0));
  const seek = (toMs: number): void => {
    wantedMs = toMs;
    if (!player?.info) return;
    player.currentTime = Math.max(0, (toMs - offsetMs()) / 1000);
    wantedMs = null;
  };
  void import(/* @vite-ignore */ PLAYER_MODULE).then(
    () => {
      const made = document.createElement('scrubjay-player') as PlayerElement;
      player = made;
      made.addEventListener('loadedmetadata', () => wantedMs !== null && seek(wantedMs));
      for (const name of ['timeupdate', 'seeked']) made.addEventListener(name, () => moved(timeMs()));
      made.setAttribute('assets', ASSETS);
      made.src = recordingAddress(id);
      root.prepend(made);
    },
    () => {
      // A recording that cannot be played is the player's own to tell; that there is none, ours.
      trouble.hidden = false;
    },
  );

  return {
    root,
    timeMs,
    seek,
    reload() {
      wantedMs = timeMs();
      player?.retry();
    },
  };
}
