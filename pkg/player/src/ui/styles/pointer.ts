// Cursors, trail, clicks and touches above the page.

export const pointer = `
.pointer-layer { position: absolute; overflow: hidden; pointer-events: none; --pointer-scale: 1; }
.trail { position: absolute; inset: 0; width: 100%; height: 100%; color: var(--trail); }
.cursor { position: absolute; left: 0; top: 0; }
.cursor svg {
  display: block;
  width: 24px;
  height: 24px;
  overflow: visible;
  transform-origin: 0 0;
  transform: scale(var(--pointer-scale)) translate(-2px, -2px);
  filter: drop-shadow(0 1px 2px rgb(0 0 0 / 0.35));
}
.cursor path { fill: var(--pointer); stroke: var(--pointer-outline); stroke-width: 1.6; stroke-linejoin: round; }
.cursor.pressed svg { transform: scale(calc(var(--pointer-scale) * 0.88)) translate(-2px, -2px); }
.cursor.pressed::before {
  content: "";
  position: absolute;
  left: -13px;
  top: -13px;
  width: 26px;
  height: 26px;
  border-radius: 50%;
  background: var(--trail);
  opacity: 0.28;
}
.touch { position: absolute; left: 0; top: 0; }
.touch span {
  position: absolute;
  left: -22px;
  top: -22px;
  width: 44px;
  height: 44px;
  border-radius: 50%;
  transform: scale(var(--pointer-scale));
  background: color-mix(in srgb, var(--trail) 32%, transparent);
  border: 2px solid var(--trail);
  box-shadow: 0 0 0 1.5px var(--pointer-outline);
  transition: opacity 200ms, transform 200ms;
}
.touch.lifted span { opacity: 0; transform: scale(calc(var(--pointer-scale) * 1.3)); }
.ripple { position: absolute; left: 0; top: 0; }
.ripple span {
  position: absolute;
  left: -28px;
  top: -28px;
  width: 56px;
  height: 56px;
  border-radius: 50%;
  border: 2.5px solid var(--trail);
  box-shadow: 0 0 0 1px var(--pointer-outline), inset 0 0 0 1px var(--pointer-outline);
  opacity: 0;
  animation: ripple 620ms cubic-bezier(0.1, 0.6, 0.3, 1);
}
.ripple span + span {
  background: var(--trail);
  border: 0;
  box-shadow: none;
  animation-name: dot;
}
@keyframes ripple {
  from { transform: scale(calc(var(--pointer-scale) * 0.2)); opacity: 1; }
  60% { opacity: 0.8; }
  to { transform: scale(var(--pointer-scale)); opacity: 0; }
}
@keyframes dot {
  from { transform: scale(calc(var(--pointer-scale) * 0.15)); opacity: 0.7; }
  to { transform: scale(calc(var(--pointer-scale) * 0.55)); opacity: 0; }
}
`;
