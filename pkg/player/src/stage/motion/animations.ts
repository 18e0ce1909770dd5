import type { OpReader } from '../reader.ts';
import { drive, LOOK_ID, STAND_IN_ID, type Clock } from './clock.ts';
import { readFacts, type AnimationFact, type ElementFacts } from './facts.ts';

/** A CSS animation is there when its styles are, which may be loading, in milliseconds of recording time. */
const ARRIVAL_MS = 5000;
/** While playing, animations are set right this often, in milliseconds of the host's clock. */
const CORRECTION_MS = 250;

interface Entry {
  readonly facts: ElementFacts;
  /** Stand-ins for transitions and for what scripts made, by the number of the fact. */
  readonly standIns: (Animation | null)[];
  /** While time goes on: none of them moves any more. */
  rests: boolean;
}

/** What led to a moment: a jump, or that recording time runs anew. */
export interface Settling {
  readonly jumped?: boolean;
  readonly resumed?: boolean;
}

/**
 * Keeps animations where the recorded ones were.
 *
 * CSS animations begin by themselves when the recorded styles are there, and are told where they are. Transitions do so only
 * if the stage was seen to change from what it was before, so that after a jump others have to stand in for them, as for
 * what scripts made; both are made of the recorded keyframes.
 */
export class AnimationKeeper {
  #entries = new Map<Element, Entry>();
  readonly #clock: Clock = { nowMs: 0, playing: false, speed: 1 };
  #correctedMs = 0;
  /** Whether the recording says where animations are; else the stage's own run as they may. */
  isRecorded = false;

  /** Reads what the element's animations do. `base`: what URLs in them are relative to. */
  set(element: Element, reader: OpReader, base: string): void {
    this.clear(element);
    const facts = readFacts(reader, base);
    if (facts.animations.length === 0) return;
    this.#entries.set(element, { facts, standIns: facts.animations.map((fact) => standIn(element, fact)), rests: false });
    // The browser's own version of a transition hands over to the recorded one.
    if (facts.animations.some(({ effect }) => effect !== null)) for (const animation of element.getAnimations()) if (isTransition(animation)) animation.finish();
  }

  /** Nothing is known of the element's animations. */
  clear(element: Element): void {
    for (const animation of this.#entries.get(element)?.standIns ?? []) animation?.cancel();
    this.#entries.delete(element);
  }

  /** Forgets all. */
  forget(): void {
    this.#entries = new Map();
  }

  /** Whether recording time runs, and how fast. */
  run(playing: boolean, speed: number): void {
    this.#clock.playing = playing;
    this.#clock.speed = speed;
    this.#correctedMs = 0;
  }

  /** Recording time went on. */
  tick(nowMs: number): void {
    if (this.#entries.size === 0 || (this.#clock.playing && performance.now() - this.#correctedMs < CORRECTION_MS)) return;
    this.#drive(nowMs, false);
  }

  /** The page has changed, or time has jumped: puts everything in these documents and shadow roots where it was. */
  settle(nowMs: number, { jumped = false, resumed = false }: Settling, roots: Iterable<DocumentOrShadowRoot>): void {
    const driven = this.#drive(nowMs, jumped || resumed);
    // At normal speed what has just begun runs as it did.
    if (this.#clock.playing && this.#clock.speed === 1 && !jumped && !resumed) return;
    for (const root of roots) for (const animation of root.getAnimations()) if (!driven.has(animation)) this.#stray(animation, jumped);
  }

  #drive(nowMs: number, anew: boolean): Set<Animation> {
    this.#correctedMs = performance.now();
    this.#clock.nowMs = nowMs;
    const driven = new Set<Animation>();
    for (const [element, entry] of this.#entries) {
      if (entry.rests && !anew) continue;
      const { facts, standIns } = entry;
      if (!element.isConnected) {
        this.clear(element);
        continue;
      }
      const named = namedAnimations(element, facts);
      let moves = false;
      facts.animations.forEach((fact, index) => {
        const animation = standIns[index] ?? named(fact);
        // One that is not there yet may come.
        if (animation === null) moves ||= fact.state === 'running' && nowMs - facts.atMs < ARRIVAL_MS;
        else {
          driven.add(animation);
          if (drive(animation, fact, facts.atMs, this.#clock)) moves = true;
        }
      });
      entry.rests = this.#clock.playing && !moves;
    }
    return driven;
  }

  /** An animation that nothing is recorded of: it has just begun, is over, or is none of the page's. */
  #stray(animation: Animation, jumped: boolean): void {
    if (animation.id === LOOK_ID || animation.id === STAND_IN_ID || animation.effect === null || !isTimed(animation)) return;
    const { playing, speed, nowMs } = this.#clock;
    if (isTransition(animation)) {
      if (jumped || !playing) animation.finish();
      return;
    }
    const isEndless = animation.effect.getComputedTiming().endTime === Infinity;
    if (jumped && !isEndless) animation.finish();
    else if (!playing) {
      if (animation.playState === 'running') animation.pause();
      if (jumped || !this.isRecorded) animation.currentTime = isEndless ? nowMs : animation.currentTime;
    } else if (animation.playState === 'running' || animation.playState === 'paused') {
      if (animation.playbackRate !== speed) animation.playbackRate = speed;
      if (animation.playState === 'paused' && !this.isRecorded) animation.play();
    }
  }
}

function standIn(element: Element, { effect, pseudoElement }: AnimationFact): Animation | null {
  if (effect === null) return null;
  try {
    const options: KeyframeAnimationOptions = { ...effect.timing, id: STAND_IN_ID };
    if (pseudoElement !== '') options.pseudoElement = pseudoElement;
    const animation = element.animate(effect.keyframes, options);
    animation.pause();
    return animation;
  } catch {
    return null; // this browser knows no such keyframes or pseudo-element
  }
}

/** Finds the element's CSS animations by the facts, several of a name in their order. */
function namedAnimations(element: Element, facts: ElementFacts): (fact: AnimationFact) => Animation | null {
  if (facts.animations.every(({ effect }) => effect !== null)) return () => null;
  const subtree = facts.animations.some(({ pseudoElement }) => pseudoElement !== '');
  const left = known(element, element.getAnimations({ subtree }).filter((animation) => isOfCss(animation, element)));
  return ({ name, pseudoElement }) => {
    const index = left.findIndex((animation) => animation.animationName === name && pseudoOf(animation) === pseudoElement);
    return index < 0 ? null : (left.splice(index, 1)[0] ?? null);
  };
}

const KNOWN = new WeakMap<Element, CSSAnimation[]>();

/** Those that are over are not listed any more, but can be led back. A new one of a name takes the place of an old one. */
function known(element: Element, listed: CSSAnimation[]): CSSAnimation[] {
  const isReplaced = (before: CSSAnimation): boolean =>
    listed.some((animation) => animation === before || (animation.animationName === before.animationName && pseudoOf(animation) === pseudoOf(before)));
  const all = [...listed, ...(KNOWN.get(element) ?? []).filter((before) => before.playState !== 'idle' && !isReplaced(before))];
  KNOWN.set(element, all);
  return [...all];
}

function pseudoOf(animation: Animation): string {
  return (animation.effect as KeyframeEffect | null)?.pseudoElement ?? '';
}

function isOfCss(animation: Animation, element: Element): animation is CSSAnimation {
  return typeof (animation as CSSAnimation).animationName === 'string' && (animation.effect as KeyframeEffect | null)?.target === element && isTimed(animation);
}

/** `instanceof` fails for animations of another window. */
export function isTransition(animation: Animation): boolean {
  return typeof (animation as CSSTransition).transitionProperty === 'string';
}

/** Whether time drives it, and not scrolling. `instanceof` fails for animations of another window. */
function isTimed(animation: Animation): boolean {
  return Object.prototype.toString.call(animation.timeline) === '[object DocumentTimeline]';
}
