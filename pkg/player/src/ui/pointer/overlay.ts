// What pointed, drawn above the page: cursors, their trail, clicks and touches.

import { html } from '../dom.ts';
import type { Placement } from '../logic/fit.ts';
import { createView, project } from '../logic/view.ts';
import type { Playback, PointerKind, PointerState } from '../playback.ts';
import { createCursor, type Cursor } from './cursor.ts';
import { ripple } from './ripple.ts';
import { createTouch, type Touch } from './touch.ts';
import { createTrail } from './trail.ts';

export interface PointerOverlay {
  readonly element: HTMLElement;
  place(placement: Placement, width: number, height: number): void;
  setZoom(scale: number, x: number, y: number): void;
  setPointer(pointers: readonly PointerState[]): void;
  click(x: number, y: number, kind: PointerKind): void;
  clearTrail(): void;
}

/** Lengths that come in are CSS pixels of the recorded viewport; the layer has the size of the page as it is shown. */
export function createPointerOverlay(playback: Playback, signal: AbortSignal): PointerOverlay {
  const trail = createTrail(playback, signal);
  const element = html('div', { class: 'pointer-layer', part: 'overlay', 'aria-hidden': 'true' }, trail.element);
  const cursors = new Map<string, Cursor>();
  const touches = new Map<number, Touch>();
  let pointers: readonly PointerState[] = [];
  let scale = 1;
  let zoom = { scale: 1, x: 0, y: 0 };
  let view = createView(1, 1, 0, 0);

  const draw = (): void => {
    const seen = new Set<string>();
    const touching = new Set<number>();
    for (const pointer of pointers) {
      if (pointer.kind === 'touch' && pointer.buttons === 0) continue;
      const { x, y } = project(view, pointer.x, pointer.y);
      if (pointer.kind === 'touch') {
        touching.add(pointer.id);
        let touch = touches.get(pointer.id);
        if (touch === undefined) touches.set(pointer.id, (touch = createTouch(element)));
        touch.move(x, y);
        continue;
      }
      const key = `${pointer.kind} ${pointer.id}`;
      seen.add(key);
      let cursor = cursors.get(key);
      if (cursor === undefined) cursors.set(key, (cursor = createCursor(element, pointer.kind)));
      cursor.move(x, y, pointer.buttons !== 0);
    }
    for (const [key, cursor] of cursors) {
      if (seen.has(key)) continue;
      cursor.remove();
      cursors.delete(key);
    }
    for (const [id, touch] of touches) {
      if (touching.has(id)) continue;
      touch.lift();
      touches.delete(id);
    }
  };

  const look = (): void => {
    view = createView(scale, zoom.scale, zoom.x, zoom.y);
    trail.setView(view);
    draw();
  };

  return {
    element,
    place(placement, width, height) {
      scale = placement.scale;
      element.style.left = `${placement.x}px`;
      element.style.top = `${placement.y}px`;
      element.style.width = `${width * scale}px`;
      element.style.height = `${height * scale}px`;
      element.style.setProperty('--pointer-scale', String(Math.min(Math.max(scale, 0.7), 1.25)));
      trail.resize(width * scale, height * scale);
      look();
    },
    setZoom(factor, x, y) {
      zoom = { scale: factor, x, y };
      look();
    },
    setPointer(next) {
      pointers = next.map((pointer) => ({ ...pointer }));
      draw();
      trail.extend(pointers);
    },
    click(x, y, kind) {
      const place = project(view, x, y);
      ripple(element, place.x, place.y, kind);
    },
    clearTrail() {
      trail.clear();
    },
  };
}
