// What the visitor's browser asks for.

interface Signals {
  readonly globalPrivacyControl?: unknown;
  readonly doNotTrack?: unknown;
}

/** Whether the browser sends Global Privacy Control or Do Not Track. */
export function asksForPrivacy(): boolean {
  const signals = navigator as unknown as Signals;
  return signals.globalPrivacyControl === true || signals.doNotTrack === '1';
}
