// The recorded page in its room: scaled to fit, centred, with a shadow around it.

import { html } from '../dom.ts';
import { fit, type Placement } from '../logic/fit.ts';

/** The page's place, as its room or its viewport changes. */
export interface Layout {
  /** What is behind the page. */
  readonly backdrop: HTMLElement;
  /** CSS pixels of the recorded viewport. */
  setViewport(width: number, height: number): void;
  /** What of the page is seen: see `Interface.setZoom`. */
  setZoom(scale: number, x: number, y: number): void;
  /** Shows or hides the page. */
  setVisible(visible: boolean): void;
  destroy(): void;
}

/** What is set on the stage's box, and taken back. */
const STYLED = ['width', 'height', 'transform', 'visibility', '--zoom'] as const;

/** Above this width of the room, the page gets a margin that makes it a sheet on a desk. */
const ROOMY_WIDTH = 560;

/**
 * Lays out the stage's box by inline styles. `onPlace` hears where the page is, in CSS pixels from the backdrop's corner,
 * and the recorded viewport.
 */
export function createLayout(
  stage: HTMLElement,
  onPlace: (placement: Placement, width: number, height: number) => void,
): Layout {
  const sheet = html('div', { class: 'sheet', part: 'page' });
  const backdrop = html('div', { class: 'backdrop', part: 'backdrop' }, sheet);
  const viewport = { width: 0, height: 0 };
  let visible = false;
  stage.classList.add('stage-box');

  const place = (): void => {
    const room = { width: backdrop.clientWidth, height: backdrop.clientHeight };
    const margin = room.width < ROOMY_WIDTH ? 8 : 20;
    const placement = fit(room, viewport, margin);
    const shown = visible && placement.scale > 0;
    stage.style.visibility = shown ? 'visible' : 'hidden';
    sheet.hidden = !shown;
    if (placement.scale <= 0) return;
    const { x, y, scale } = placement;
    stage.style.width = `${viewport.width}px`;
    stage.style.height = `${viewport.height}px`;
    stage.style.transform = `translate(${x + backdrop.offsetLeft}px, ${y + backdrop.offsetTop}px) scale(${scale})`;
    sheet.style.left = `${x}px`;
    sheet.style.top = `${y}px`;
    sheet.style.width = `${viewport.width * scale}px`;
    sheet.style.height = `${viewport.height * scale}px`;
    onPlace(placement, viewport.width, viewport.height);
  };

  const observer = new ResizeObserver(place);
  observer.observe(backdrop);

  return {
    backdrop,
    setViewport(width, height) {
      if (width === viewport.width && height === viewport.height) return;
      viewport.width = width;
      viewport.height = height;
      place();
    },
    setZoom(scale, x, y) {
      // A custom property of the box, not a style of the frame: another frame may take its place.
      const zoomed = scale !== 1 || x !== 0 || y !== 0;
      if (zoomed) stage.style.setProperty('--zoom', `scale(${scale}) translate(${-x}px, ${-y}px)`);
      else stage.style.removeProperty('--zoom');
    },
    setVisible(next) {
      if (next === visible) return;
      visible = next;
      place();
    },
    destroy() {
      observer.disconnect();
      stage.classList.remove('stage-box');
      for (const property of STYLED) stage.style.removeProperty(property);
    },
  };
}
