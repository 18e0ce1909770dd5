import type { PlayerDevice } from '../../types/public.d.ts';

/** In this order: browsers name those they descend from, too. */
const BROWSERS: readonly [name: string, pattern: RegExp][] = [
  ['Edge', /Edg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /(?:OPR|Opera)\/(\d+)/],
  ['Samsung Internet', /SamsungBrowser\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:HeadlessChrome|Chrome|CriOS|Chromium)\/(\d+)/],
  ['Safari', /Version\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari/],
];

const SYSTEMS: readonly [name: string, pattern: RegExp][] = [
  ['Windows', /Windows/],
  ['Android', /Android/],
  ['iOS', /iPhone|iPad|iPod/],
  ['macOS', /Mac OS X|Macintosh/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux|X11/],
];

/** What a user agent string says, as far as it can be trusted. */
export function deviceOf(userAgent: string, touch: boolean): PlayerDevice {
  let browser = '';
  for (const [name, pattern] of BROWSERS) {
    const version = pattern.exec(userAgent)?.[1];
    if (version === undefined) continue;
    browser = `${name} ${version}`;
    break;
  }
  const os = SYSTEMS.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? '';
  const tablet = /iPad|Tablet/.test(userAgent) || (os === 'Android' && !/Mobile/.test(userAgent)) || (os === 'macOS' && touch);
  const mobile = /Mobile|iPhone|iPod/.test(userAgent);
  return { browser, os, kind: tablet ? 'tablet' : mobile ? 'mobile' : 'desktop' };
}
