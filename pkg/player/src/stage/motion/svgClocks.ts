interface SvgClock {
  readonly paused: boolean;
  /** In milliseconds. */
  readonly position: number;
  /** Recording time at which it was so, in milliseconds. */
  readonly atMs: number;
}

/** Keeps the clocks of `<svg>` elements, by which SMIL animations go, where the recorded ones were. */
export class SvgClocks {
  #clocks = new Map<SVGSVGElement, SvgClock>();

  /** The element's clock stands so. */
  set(element: Element, clock: SvgClock): void {
    if (!isClocked(element)) return;
    this.#clocks.set(element, clock);
    element.pauseAnimations(); // from here on recording time is its clock
  }

  /** Nothing is known of the element's clock. */
  clear(element: Element): void {
    if (this.#clocks.delete(element as SVGSVGElement)) (element as SVGSVGElement).unpauseAnimations();
  }

  /** Forgets all. */
  forget(): void {
    this.#clocks = new Map();
  }

  /** Puts all where they are at this recording time, in milliseconds. */
  sync(nowMs: number): void {
    for (const [element, { paused, position, atMs }] of this.#clocks) {
      if (!element.isConnected) {
        this.#clocks.delete(element);
        continue;
      }
      if (!element.animationsPaused()) element.pauseAnimations();
      const seconds = (position + (paused ? 0 : Math.max(0, nowMs - atMs))) / 1000;
      if (element.getCurrentTime() !== seconds) element.setCurrentTime(seconds);
    }
  }
}

/** `instanceof` fails for elements of another window. */
function isClocked(element: Element): element is SVGSVGElement {
  return element.localName === 'svg' && 'setCurrentTime' in element;
}
