// One store's way into the recording.
import type { StateAction, StateChannel, StateOptions } from '../../types/public.d.ts';
import { difference, whole, type Edit } from './diff.ts';
import { budget, toJson } from './json.ts';

const PAYLOAD_MAX = 8 << 10;

/** What the wasm side reads (`recorder/src/state_change.rs`). */
export interface StateStep {
  readonly store: string;
  readonly action: string;
  readonly payload: string | undefined;
  readonly edits: readonly Edit[];
  readonly cut: boolean;
  readonly shown: readonly string[];
  readonly shownPayload: readonly string[];
}

/** Where steps go. */
export interface StateSink {
  /** Another number whenever what was told before is of no use any more; none: nothing is recorded. */
  generation(): number | undefined;
  /** Whether the step was taken. */
  take(step: StateStep): boolean;
}

/** A channel for a store of this name. */
export function channel(store: string, options: StateOptions, sink: StateSink): StateChannel {
  /** The state that was told last, and as part of what. */
  let told: { readonly state: unknown; readonly generation: number } | null = null;
  return {
    update(state: unknown, action: StateAction = ''): void {
      const generation = sink.generation();
      if (generation === undefined) {
        told = null;
        return;
      }
      const builds = told !== null && told.generation === generation;
      const { edits, cut } = builds && told ? difference(told.state, state) : whole(state);
      const { type, payload } = typeof action === 'string' ? { type: action, payload: undefined } : action;
      if (edits.length === 0 && type === '') return;
      const left = budget(PAYLOAD_MAX);
      const json = toJson(payload, left);
      const step = { store, action: String(type), payload: json, edits, cut: cut || left.cut, shown: options.show ?? [], shownPayload: options.showPayload ?? [] };
      told = sink.take(step) && !cut ? { state, generation } : null;
    },
  };
}
