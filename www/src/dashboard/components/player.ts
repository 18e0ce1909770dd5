import { element } from "../../shared/element";
import { recordingAddress } from "../api/client";

/** What the dashboard uses of `<scrubjay-player>`; its package has the whole of it. */
interface PlayerElement extends HTMLElement {
  src: string;
  currentTime: number;
  readonly readyState: 0 | 1 | 4;
  readonly error: Error | null;
  readonly info: { readonly startedAt: number } | null;
  retry(): void;
}

/** The player of one session's recording, in times of the session. */
export interface SessionPlayer {
  root: HTMLElement;
  /** Where playback is, milliseconds since the session's start. */
  time_ms(): number;
  /** Goes there now, or as soon as the recording is loaded. */
  seek(time_ms: number): void;
  /** Fetches the recording anew and goes on from where it was. */
  reload(): void;
}

/** Where the collector serves the player's package; not part of this build. */
const PLAYER_MODULE = "/player/index.js";

/** Loads the player's package and plays a session's recording; `moved` is called as playback moves. */
export function sessionPlayer(id: string, started_at_ms: number, moved: (time_ms: number) => void): SessionPlayer {
  const trouble = element("p", { class: "player__trouble", role: "alert", "data-test": "player-trouble", hidden: true });
  const root = element("div", { class: "player", "data-test": "player" }, trouble);
  let player: PlayerElement | null = null;
  let wanted_ms: number | null = null;

  // The recording may begin a little off the session by clocks; what is shared is the time of day.
  const offset_ms = (): number => (player?.info ? player.info.startedAt - started_at_ms : 0);
  const time_ms = (): number => (player?.info ? player.currentTime * 1000 + offset_ms() : (wanted_ms ?? 0));
  const seek = (to_ms: number): void => {
    wanted_ms = to_ms;
    if (!player?.info) return;
    player.currentTime = Math.max(0, (to_ms - offset_ms()) / 1000);
    wanted_ms = null;
  };
  const fail = (words: string): void => {
    trouble.textContent = words;
    trouble.hidden = false;
  };

  void import(/* @vite-ignore */ PLAYER_MODULE).then(
    () => {
      const made = document.createElement("scrubjay-player") as PlayerElement;
      player = made;
      made.addEventListener("loadedmetadata", () => {
        trouble.hidden = true;
        if (wanted_ms !== null) seek(wanted_ms);
      });
      for (const name of ["timeupdate", "seeked"]) made.addEventListener(name, () => moved(time_ms()));
      made.addEventListener("error", () => fail(`This recording cannot be played: ${made.error?.message ?? "no reason given"}.`));
      made.src = recordingAddress(id);
      root.prepend(made);
    },
    () => fail("The player could not be loaded. Was it built? cargo xtask build makes it."),
  );

  return {
    root,
    time_ms,
    seek,
    reload() {
      wanted_ms = time_ms();
      player?.retry();
    },
  };
}
