// Buttons, the time, the menu of speeds.

export const controls = `
.controls {
  grid-area: 3 / 1;
  position: relative;
  z-index: 3;
  background: var(--surface);
  border-top: 1px solid var(--border);
  container-type: inline-size;
}
.buttons { display: flex; align-items: center; gap: 2px; padding: 4px 8px 8px; }
.spacer { flex: 1; }
.button {
  position: relative;
  display: inline-flex;
  align-items: center;
  justify-content: center;
  gap: 7px;
  min-width: 36px;
  height: 36px;
  padding: 0 8px;
  border: 0;
  border-radius: 8px;
  background: none;
  color: var(--text);
  font: inherit;
  cursor: pointer;
  flex: none;
  transition: background-color 120ms, color 120ms;
}
.button:hover { background: var(--sunken); }
.button:active { background: var(--border); }
.button:disabled { opacity: 0.4; cursor: default; background: none; }
.button.play-button {
  width: 40px;
  height: 40px;
  border-radius: 50%;
  margin: 0 2px;
  background: var(--accent);
  color: var(--on-accent);
}
.button.play-button:hover { background: color-mix(in srgb, var(--accent) 88%, var(--text)); }
.button.play-button:disabled { background: var(--activity); color: var(--surface); opacity: 1; }
.button.play-button .icon { width: 22px; height: 22px; }
.step-button .icon { width: 24px; height: 24px; }
.step-size {
  position: absolute;
  inset: 0;
  display: grid;
  place-items: center;
  padding-top: 3px;
  font-size: 8.5px;
  font-weight: 700;
  line-height: 1;
}
.time {
  margin-inline-start: 8px;
  font-variant-numeric: tabular-nums;
  font-size: 14px;
  white-space: nowrap;
  cursor: default;
}
.time-now { font-weight: 600; }
.time-of { margin: 0 5px; color: var(--muted); }
.time-duration { color: var(--muted); }
.toggle[aria-pressed="true"] { color: var(--accent); background: color-mix(in srgb, var(--accent) 12%, transparent); }
.toggle[aria-pressed="true"]:hover { background: color-mix(in srgb, var(--accent) 20%, transparent); }
.toggle::after {
  content: "";
  position: absolute;
  left: 9px;
  right: 9px;
  bottom: 3px;
  height: 2px;
  border-radius: 1px;
  background: currentColor;
  opacity: 0;
}
.toggle[aria-pressed="true"]::after { opacity: 1; }
.speed { position: relative; }
.speed-button { min-width: 46px; font-variant-numeric: tabular-nums; font-weight: 600; }
.speed-button.changed { color: var(--accent); }
.menu {
  position: absolute;
  right: 0;
  bottom: calc(100% + 8px);
  min-width: 112px;
  padding: 5px;
  border-radius: 10px;
  background: var(--raised);
  border: 1px solid var(--border);
  box-shadow: 0 10px 30px var(--shadow);
}
.menu-item {
  display: flex;
  align-items: center;
  gap: 8px;
  height: 32px;
  padding: 0 14px 0 8px;
  border-radius: 6px;
  font-variant-numeric: tabular-nums;
  cursor: pointer;
}
.menu-item:hover, .menu-item:focus { background: color-mix(in srgb, var(--text) 9%, transparent); }
.menu-item .icon { width: 16px; height: 16px; visibility: hidden; color: var(--accent); }
.menu-item[aria-checked="true"] { font-weight: 600; }
.menu-item[aria-checked="true"] .icon { visibility: visible; }

@container (max-width: 600px) { .toggle-label { display: none; } }
@container (max-width: 430px) {
  .help-button { display: none; }
  .buttons { gap: 0; padding-inline: 4px; }
  .button { min-width: 34px; padding: 0 6px; }
  .time { margin-inline-start: 4px; font-size: 13px; }
  .time-of { margin: 0 3px; }
  .toggle::after { left: 8px; right: 8px; }
}
@container (max-width: 350px) {
  .step-button { display: none; }
}
`;
