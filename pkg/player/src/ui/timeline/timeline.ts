// The recording from start to end: activity, inactive stretches, what was played, markers, and a playhead to drag.

import { seekBy, seekTo } from '../commands.ts';
import { html } from '../dom.ts';
import type { Cluster } from '../logic/clusters.ts';
import { clampTime, rangeAt } from '../logic/seek.ts';
import { speakTime } from '../logic/time.ts';
import type { Playback } from '../playback.ts';
import { texts } from '../texts.ts';
import { onTime } from '../ticker.ts';
import { createHistogram } from './histogram.ts';
import { createInactiveRanges } from './inactiveRanges.ts';
import { createMarkerLane } from './markerLane.ts';
import { createScrub } from './scrub.ts';
import { createTooltip } from './tooltip.ts';

/** CSS pixels a pointer may tremble on a marker before it drags. */
const TREMBLE = 4;

/** Seconds, for the keys that a slider knows and the player does not. */
const SLIDER_KEYS: Readonly<Record<string, number>> = { ArrowUp: 5, ArrowDown: -5, PageUp: 30, PageDown: -30 };

export function createTimeline(playback: Playback, signal: AbortSignal): HTMLElement {
  const histogram = createHistogram(playback, signal);
  const lane = createMarkerLane(playback, signal);
  const scrub = createScrub(playback, signal);
  const tooltip = createTooltip();
  const hover = html('div', { class: 'hover-line' });
  const bars = html(
    'div',
    { class: 'bars' },
    histogram.element,
    html('div', { class: 'track' }, html('div', { class: 'track-played' })),
    createInactiveRanges(playback, signal),
    hover,
    html('div', { class: 'playhead' }),
  );
  const content = html('div', { class: 'timeline-content' }, bars, lane.element, tooltip.element);
  const element = html(
    'div',
    {
      class: 'timeline',
      part: 'timeline',
      role: 'slider',
      tabindex: '0',
      'aria-label': texts.timeline,
      'aria-orientation': 'horizontal',
      'aria-valuemin': '0',
    },
    content,
  );
  hover.hidden = true;

  const observer = new ResizeObserver(() => {
    histogram.resize(content.clientWidth);
    lane.resize(content.clientWidth);
  });
  observer.observe(content);
  signal.addEventListener('abort', () => observer.disconnect());

  let spoken = '';
  const update = (): void => {
    const ready = playback.info !== null && playback.duration > 0;
    const duration = ready ? playback.duration : 0;
    const time = clampTime(scrub.target ?? playback.currentTime, duration);
    content.style.setProperty('--played', duration > 0 ? String(time / duration) : '0');
    element.classList.toggle('ready', ready);
    const words = texts.timeOf(speakTime(time), speakTime(duration));
    if (words === spoken) return;
    spoken = words;
    element.setAttribute('aria-valuemax', duration.toFixed(1));
    element.setAttribute('aria-valuenow', time.toFixed(1));
    element.setAttribute('aria-valuetext', words);
    element.setAttribute('aria-disabled', String(duration === 0));
  };
  onTime(playback, signal, update);

  const xOf = (event: PointerEvent): number => {
    const box = content.getBoundingClientRect();
    return Math.min(Math.max(event.clientX - box.left, 0), box.width);
  };
  const timeAt = (x: number): number => clampTime((x / content.clientWidth) * playback.duration, playback.duration);

  const point = (x: number, cluster: Cluster | null): void => {
    const time = timeAt(x);
    const range = rangeAt(playback.inactiveRanges, time);
    const note = range === null ? '' : texts.inactiveFor(speakTime(range.end - range.start));
    lane.highlight(cluster);
    hover.hidden = false;
    hover.style.transform = `translateX(${x}px)`;
    tooltip.show(cluster?.x ?? x, content.clientWidth, cluster?.lead.time ?? time, playback.duration, cluster, note);
  };
  const unpoint = (): void => {
    lane.highlight(null);
    hover.hidden = true;
    tooltip.hide();
  };

  /** The group a press began on: it is sought exactly, unless the pointer then drags. */
  let pressed: { cluster: Cluster; x: number } | null = null;

  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0 || !(playback.duration > 0)) return;
    element.setPointerCapture(event.pointerId);
    const x = xOf(event);
    const inLane = event.clientY >= lane.element.getBoundingClientRect().top;
    const cluster = inLane ? lane.at(x) : null;
    if (cluster !== null) {
      pressed = { cluster, x };
      point(x, cluster);
      return;
    }
    beginScrub(x);
  };
  const beginScrub = (x: number): void => {
    element.classList.add('dragging');
    scrub.begin(timeAt(x));
    update();
    point(x, null);
  };
  const onMove = (event: PointerEvent): void => {
    if (!(playback.duration > 0)) return;
    const x = xOf(event);
    if (pressed !== null && Math.abs(x - pressed.x) > TREMBLE) {
      pressed = null;
      beginScrub(x);
    }
    if (scrub.target !== null) {
      scrub.move(timeAt(x));
      update();
    }
    point(x, scrub.target === null ? lane.at(x) : null);
  };
  const onUp = (event: PointerEvent): void => {
    if (pressed !== null) seekTo(playback, nextIn(pressed.cluster, playback.currentTime));
    pressed = null;
    element.classList.remove('dragging');
    scrub.end();
    update();
    if (event.pointerType === 'touch') unpoint();
  };
  const onCancel = (): void => {
    pressed = null;
    element.classList.remove('dragging');
    scrub.end();
    unpoint();
  };

  element.addEventListener('pointerdown', onDown, { signal });
  element.addEventListener('pointermove', onMove, { signal });
  element.addEventListener('pointerup', onUp, { signal });
  element.addEventListener('pointercancel', onCancel, { signal });
  element.addEventListener('pointerleave', () => scrub.target === null && unpoint(), { signal });
  element.addEventListener(
    'keydown',
    (event) => {
      const seconds = SLIDER_KEYS[event.key];
      if (seconds === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      seekBy(playback, seconds);
    },
    { signal },
  );
  return element;
}

/** Pressing a group again leads through its markers, one after the other. */
function nextIn(cluster: Cluster, now: number): number {
  const at = cluster.markers.findIndex((marker) => Math.abs(marker.time - now) < 0.02);
  if (at < 0) return cluster.lead.time;
  return (cluster.markers[(at + 1) % cluster.markers.length] ?? cluster.lead).time;
}
