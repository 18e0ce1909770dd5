import type { OpReader } from '../reader.ts';
import { absoluteCss } from '../urls.ts';

/** What is recorded of an animation. */
export interface AnimationFact {
  /** `::before` and the like, or empty. */
  readonly pseudoElement: string;
  readonly state: 'running' | 'paused' | 'finished';
  /** `currentTime` when this was so, in milliseconds. */
  readonly position: number;
  readonly rate: number;
  /** The name of a CSS animation, whose keyframes the style sheets have; else empty. */
  readonly name: string;
  /** What it does; null for CSS animations. */
  readonly effect: RecordedEffect | null;
}

/** What a transition or a script's animation does, as `animate()` takes it. */
export interface RecordedEffect {
  readonly keyframes: Keyframe[];
  readonly timing: KeyframeEffectOptions;
}

/** All recorded animations of an element. */
export interface ElementFacts {
  /** Recording time at which they were so, in milliseconds. */
  readonly atMs: number;
  readonly animations: readonly AnimationFact[];
}

const STATES = ['running', 'paused', 'finished'] as const;
const DIRECTIONS = ['normal', 'reverse', 'alternate', 'alternate-reverse'] as const;
const FILLS = ['none', 'forwards', 'backwards', 'both'] as const;
const COMPOSITES = ['replace', 'add', 'accumulate'] as const;

/** Reads what is recorded of an element's animations. `base`: what URLs in them are relative to. */
export function readFacts(reader: OpReader, base: string): ElementFacts {
  const atMs = reader.u32();
  return { atMs, animations: Array.from({ length: reader.u32() }, () => readFact(reader, base)) };
}

function readFact(reader: OpReader, base: string): AnimationFact {
  const pseudoElement = reader.string();
  const state = STATES[reader.u32()] ?? 'finished';
  const [position, rate, source] = [reader.f64(), reader.f64(), reader.u32()];
  const name = source === 0 ? reader.string() : '';
  if (source === 1) reader.string(); // the property of a transition, which its keyframes say as well
  return { pseudoElement, state, position, rate, name, effect: source === 0 ? null : readEffect(reader, base) };
}

function readEffect(reader: OpReader, base: string): RecordedEffect {
  const timing: KeyframeEffectOptions = {
    delay: reader.f64(),
    endDelay: reader.f64(),
    duration: reader.f64(),
    iterations: reader.f64(),
    iterationStart: reader.f64(),
    direction: DIRECTIONS[reader.u32()] ?? 'normal',
    fill: FILLS[reader.u32()] ?? 'none',
    easing: reader.string(),
    composite: COMPOSITES[reader.u32()] ?? 'replace',
  };
  return { timing, keyframes: Array.from({ length: reader.u32() }, () => readKeyframe(reader, base)) };
}

function readKeyframe(reader: OpReader, base: string): Keyframe {
  const keyframe: Keyframe = { offset: reader.f64(), easing: reader.string(), composite: COMPOSITES[reader.u32()] ?? 'auto' };
  for (let count = reader.u32(); count > 0; count--) keyframe[memberName(reader.string())] = absoluteCss(reader.string(), base);
  return keyframe;
}

/** A CSS property as a keyframe names it. */
function memberName(name: string): string {
  if (name.startsWith('--')) return name;
  if (name === 'float') return 'cssFloat';
  if (name === 'offset') return 'cssOffset';
  return name.replace(/-([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
}
