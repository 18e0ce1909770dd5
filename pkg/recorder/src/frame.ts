// A page in a frame of another origin: it records itself, and hands the recording to the page that holds it.
//
// Both sides name the origins that they trust. What goes through `postMessage` is a greeting without content, and only to those
// origins; the recording takes the port that comes with the answer.

import { isString, optional, wrong } from './checks.ts';

/** A greeting is repeated, since the page's recorder may come later: at first so soon, then ever more seldom. */
const REPEAT_MS = 200;
const REPEAT_MAX_MS = 5000;

/** The page around, once it has answered. */
export interface Holder {
  readonly port: MessagePort;
  /** The privacy level that holds for the frame's element there, as a number. */
  readonly level: number;
}

const isStrings = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isString);

const isOrigin = (value: string): boolean => {
  try {
    return new URL(value).origin === value;
  } catch {
    return false;
  }
};

/** Checks a list of origins, which have to be written as browsers do: anything else would never be equal to one. */
export function origins(value: unknown, field: string): readonly string[] {
  const list = optional(value, field, 'an array of origins', isStrings) ?? [];
  // Not entries(): pages replace it.
  const wrongAt = list.findIndex((each) => !isOrigin(each));
  if (wrongAt >= 0) return wrong(`${field}[${wrongAt}]`, 'an origin such as "https://pay.example"', list[wrongAt]);
  return list;
}

/** Whether this page is in a frame, and not in one that the page around can look into: there that page's own recorder sees it. */
export function isForeign(): boolean {
  if (window.parent === window) return false;
  try {
    return !window.parent.document;
  } catch {
    return true;
  }
}

/** Greets the page around until it answers, or `isOver`. */
export function join(origins: readonly string[], isOver: () => boolean): Promise<Holder> {
  return new Promise((resolve) => {
    let delayMs = REPEAT_MS;
    let timer = 0;
    const answered = ({ data, origin, source, ports }: MessageEvent<unknown>): void => {
      const [port] = ports;
      const answer = data as { scrubjay?: unknown; level?: unknown } | null;
      if (source !== window.parent || !origins.includes(origin) || answer?.scrubjay !== 'welcome' || port === undefined) return;
      end();
      resolve({ port, level: Number(answer.level) || 0 });
    };
    const end = (): void => {
      clearTimeout(timer);
      window.removeEventListener('message', answered);
    };
    const greet = (): void => {
      if (isOver()) return end();
      // Where the page around is of another origin, the browser delivers nothing and says so on the console.
      for (const origin of origins) window.parent.postMessage({ scrubjay: 'hello' }, origin);
      timer = window.setTimeout(greet, delayMs);
      delayMs = Math.min(delayMs * 1.5, REPEAT_MAX_MS);
    };
    window.addEventListener('message', answered);
    greet();
  });
}
