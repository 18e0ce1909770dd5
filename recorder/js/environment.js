// What the browser says of itself, its device and its connection, by standard interfaces only.

/** The name of the brand that browsers make up, so that nobody relies on the list: punctuation and "Not", "Brand" (GREASE). */
const MADE_UP = /not.*a.*brand/i;

const number = (value) => (Number.isFinite(value) && value > 0 ? Math.round(value) : 0);
const text = (value) => (typeof value === 'string' ? value.slice(0, 64) : '');

/** What is known of the connection: medium, effective type; downlink in kbit/s, round trip in ms, whether to save data. */
const connectionOf = ({ connection }) => ({
  texts: [text(connection?.type), text(connection?.effectiveType)],
  numbers: [number(connection?.downlink * 1000), number(connection?.rtt), connection?.saveData === true ? 1 : 0],
});

/** What `recorder/src/environment.rs` reads: a flat list of texts, one of numbers, and the languages. */
export class Facts {
  constructor(window) {
    const { navigator } = window;
    const { texts, numbers } = connectionOf(navigator);
    const agent = navigator.userAgentData;
    const brands = (agent?.brands || []).filter(({ brand }) => !MADE_UP.test(brand)).slice(0, 8);
    const reduced = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.languages = [...(navigator.languages || [])].slice(0, 8).map(text);
    this.texts = [...texts, text(agent?.platform), ...brands.flatMap(({ brand, version }) => [text(brand), text(version)])];
    this.numbers = [...numbers, number(navigator.maxTouchPoints), number(navigator.hardwareConcurrency), number(navigator.deviceMemory * 1024), reduced ? 1 : 0, agent?.mobile === true ? 1 : 0];
  }
}

/** How the document came to be loaded: `navigate`, `reload`, `back_forward` or `prerender`. */
export function loadedBy() {
  return performance.getEntriesByType('navigation')[0]?.type || '';
}

/** Where in the history the entry before the current one stands: below 0 it was behind (we went forward), above 0 ahead. */
export function historyStep(window, event) {
  const from = event.from?.index, now = window.navigation?.currentEntry?.index;
  return Number.isInteger(from) && Number.isInteger(now) ? from - now : 0;
}
