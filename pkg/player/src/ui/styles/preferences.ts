// What viewers have asked their system for. Comes last, since it overrides.

export const preferences = `
@media (prefers-reduced-motion: reduce) {
  .frame *, .frame *::before, .frame *::after { transition: none !important; }
  .spinner { animation: breathe 2s ease-in-out infinite; }
  .ripple span { animation-name: still; animation-duration: 800ms; transform: scale(calc(var(--pointer-scale) * 0.7)); }
  .ripple span + span { animation: none; }
}
@keyframes still { from { opacity: 1; } 70% { opacity: 1; } to { opacity: 0; } }
@media (forced-colors: active) {
  .track-played, .playhead, .playhead::after { background: Highlight; forced-color-adjust: none; }
  .track { background: GrayText; forced-color-adjust: none; }
  .marker-icon, .pointer-layer { forced-color-adjust: none; }
  .toggle[aria-pressed="true"], .menu-item[aria-checked="true"] { outline: 1px solid Highlight; outline-offset: -1px; }
}
`;
