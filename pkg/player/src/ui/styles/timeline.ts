// The timeline: bars on a track, the playhead, markers below, a tooltip above.

export const timeline = `
.timeline {
  position: relative;
  padding: 8px 12px 0;
  cursor: pointer;
  touch-action: none;
  user-select: none;
  -webkit-user-select: none;
}
.timeline:focus-visible { outline-offset: -3px; border-radius: 8px; }
.timeline:not(.ready) { pointer-events: none; }
.timeline:not(.ready) :is(.playhead, .inactive-ranges, .marker-lane > *, .histogram) { visibility: hidden; }
.timeline-content { position: relative; --played: 0; }
.bars { position: relative; height: 30px; }
.histogram { position: absolute; inset: 2px 0 auto; height: 20px; }
.histogram svg { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
.histogram .rest { fill: var(--activity); }
.histogram .played { fill: var(--accent); clip-path: inset(0 calc((1 - var(--played)) * 100%) 0 0); }
.track {
  position: absolute;
  inset: 23px 0 auto;
  height: 4px;
  border-radius: 2px;
  background: var(--activity);
  overflow: hidden;
}
.track-played {
  height: 100%;
  background: var(--accent);
  transform-origin: 0 0;
  transform: scaleX(var(--played));
}
.inactive-ranges { position: absolute; inset: 2px 0 3px; pointer-events: none; }
.inactive-ranges span {
  position: absolute;
  top: 0;
  bottom: 0;
  border-radius: 2px;
  opacity: 0.8;
  background: repeating-linear-gradient(135deg, var(--hatch) 0 1px, transparent 1px 5px);
}
.hover-line {
  position: absolute;
  top: 0;
  bottom: 3px;
  left: -0.5px;
  width: 1px;
  background: var(--muted);
  pointer-events: none;
}
.playhead {
  position: absolute;
  top: 0;
  bottom: 3px;
  left: calc(var(--played) * 100%);
  width: 2px;
  margin-left: -1px;
  border-radius: 1px;
  background: var(--accent);
  pointer-events: none;
}
.playhead::after {
  content: "";
  position: absolute;
  left: -5px;
  top: 19px;
  width: 12px;
  height: 12px;
  border-radius: 50%;
  background: var(--accent);
  box-shadow: 0 0 0 2px var(--surface);
  transition: transform 120ms;
}
.timeline:hover .playhead::after, .timeline.dragging .playhead::after { transform: scale(1.25); }

.marker-lane { position: relative; height: 18px; }
.marker {
  position: absolute;
  top: 2px;
  width: 12px;
  height: 12px;
  margin-left: -6px;
  transition: transform 100ms;
}
.marker.several::after {
  content: "";
  position: absolute;
  left: 3px;
  right: 3px;
  bottom: -4px;
  height: 2px;
  border-radius: 1px;
  background: var(--muted);
}
.marker.near { transform: scale(1.35); z-index: 1; }
.marker-icon { display: block; width: 12px; height: 12px; flex: none; overflow: visible; }
.marker-icon .fill { fill: var(--kind); }
.marker-icon .line { fill: none; stroke: var(--kind); stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.marker-icon .mark { fill: none; stroke: var(--surface); stroke-width: 1.5; stroke-linecap: round; }

.tooltip {
  position: absolute;
  left: 0;
  bottom: calc(100% + 8px);
  max-width: min(300px, 100%);
  padding: 5px 9px;
  border-radius: 8px;
  background: var(--raised);
  border: 1px solid var(--border);
  box-shadow: 0 6px 20px var(--shadow);
  pointer-events: none;
  font-variant-numeric: tabular-nums;
  text-align: center;
}
.tooltip-time { font-weight: 600; }
.tooltip-note { color: var(--muted); white-space: nowrap; }
.tooltip-markers { text-align: start; }
.tooltip-markers ~ .tooltip-note { text-align: start; padding-left: 20px; }
.tooltip-markers[hidden] ~ .tooltip-note { text-align: center; padding-left: 0; }
.tooltip-row { display: flex; align-items: center; gap: 8px; padding: 2px 0; }
.tooltip-row .marker-icon { --surface: var(--raised); }
.tooltip-label { flex: 1 1 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.tooltip-at { flex: none; color: var(--muted); }
.tooltip-more { color: var(--muted); padding: 2px 0 2px 20px; }
`;
