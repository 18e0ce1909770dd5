/** What the recorder's tag puts on `window`; nothing, if the shop is served without a collector. */
interface RecorderGlobal {
  event(name: string, properties?: Record<string, string | number | boolean | null>): void;
  identify(user: string, traits?: Record<string, string | number | boolean | null>): void;
}

declare global {
  interface Window {
    scrubjay?: RecorderGlobal;
  }
}

/** Tells the recorder that something worth finding again happened. */
export function report(name: string, properties: Record<string, string | number | boolean | null> = {}): void {
  window.scrubjay?.event(name, properties);
}

/** Tells the recorder who the visitor is, by a number that means nothing outside this shop. */
export function identify(customer: string, traits: Record<string, string | number | boolean | null> = {}): void {
  window.scrubjay?.identify(customer, traits);
}
