// Colours and measures, and what of them a host page may set.
//
// Every `--scrubjay-…` below is public: a page sets it on the element, for instance
// `scrubjay-player { --scrubjay-accent: #b3126b; }`. Left alone, each has a value for a light and one for a dark scheme,
// chosen by the element's `color-scheme`, which follows the viewer's preference unless the page sets it. Texts have a
// contrast of at least 4.5 : 1 with what is behind them, marks and outlines of at least 3 : 1.
//
//   --scrubjay-font             font family of all texts
//   --scrubjay-radius           corner radius of the whole player
//   --scrubjay-surface          behind address bar and controls
//   --scrubjay-surface-sunken   behind the address itself, and under the pointer on buttons
//   --scrubjay-surface-raised   menus, tooltips, notices, the help
//   --scrubjay-backdrop         around the recorded page
//   --scrubjay-text             texts and icons
//   --scrubjay-text-muted       secondary texts
//   --scrubjay-border           hairlines, and the element's own border
//   --scrubjay-accent           what was played, what is switched on
//   --scrubjay-on-accent        on that colour
//   --scrubjay-activity         activity and track not yet played
//   --scrubjay-hatch            the hatching of inactive stretches
//   --scrubjay-focus            the outline of what has the focus
//   --scrubjay-pointer          the drawn cursor; --scrubjay-pointer-outline around it
//   --scrubjay-trail            its trail, clicks and touches
//   --scrubjay-marker-<kind>    click, edit, navigation, error, network, custom, rage-click, dead-click

export const tokens = `
:host {
  display: block;
  position: relative;
  isolation: isolate;
  overflow: hidden;
  box-sizing: border-box;
  min-width: 0;
  width: 100%; /* else the ratio would take it from the height, be that given or the least one below */
  min-height: 22rem;
  aspect-ratio: 16 / 10;
  border: 1px solid var(--scrubjay-border, light-dark(#d5dae1, #2c323b));
  border-radius: var(--scrubjay-radius, 10px);
  color-scheme: light dark;
  direction: ltr;
}
:host([hidden]) { display: none; }
:host(:fullscreen) { border: 0; border-radius: 0; width: 100%; height: 100%; }
:host(:focus-visible) { outline: none; }

.frame {
  --font: var(--scrubjay-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif);
  --surface: var(--scrubjay-surface, light-dark(#ffffff, #16191e));
  --sunken: var(--scrubjay-surface-sunken, light-dark(#eef1f5, #23282f));
  --raised: var(--scrubjay-surface-raised, light-dark(#ffffff, #262b33));
  --backdrop: var(--scrubjay-backdrop, light-dark(#dfe3e9, #0a0c0f));
  --text: var(--scrubjay-text, light-dark(#1a2029, #e9edf2));
  --muted: var(--scrubjay-text-muted, light-dark(#566171, #a0abba));
  --border: var(--scrubjay-border, light-dark(#d5dae1, #2c323b));
  --accent: var(--scrubjay-accent, light-dark(#1f5fd0, #7fb0ff));
  --on-accent: var(--scrubjay-on-accent, light-dark(#ffffff, #0b1424));
  --activity: var(--scrubjay-activity, light-dark(#b4bdca, #48515e));
  --hatch: var(--scrubjay-hatch, light-dark(#8490a1, #6b7686));
  --focus: var(--scrubjay-focus, var(--accent));
  --pointer: var(--scrubjay-pointer, #10151d);
  --pointer-outline: var(--scrubjay-pointer-outline, #ffffff);
  --trail: var(--scrubjay-trail, #2f74ea);
  --shadow: light-dark(rgb(22 30 44 / 0.16), rgb(0 0 0 / 0.55));
}

[data-kind="click"] { --kind: var(--scrubjay-marker-click, light-dark(#5b6778, #a3afbf)); }
[data-kind="edit"] { --kind: var(--scrubjay-marker-edit, light-dark(#0b7a75, #45c8be)); }
[data-kind="navigation"] { --kind: var(--scrubjay-marker-navigation, light-dark(#1f5fd0, #7fb0ff)); }
[data-kind="error"] { --kind: var(--scrubjay-marker-error, light-dark(#c8271d, #ff7f73)); }
[data-kind="network"] { --kind: var(--scrubjay-marker-network, light-dark(#a64f00, #f0a050)); }
[data-kind="custom"] { --kind: var(--scrubjay-marker-custom, light-dark(#7438bd, #c4a0ff)); }
[data-kind="rage-click"] { --kind: var(--scrubjay-marker-rage-click, light-dark(#b3126b, #ff8ac4)); }
[data-kind="dead-click"] { --kind: var(--scrubjay-marker-dead-click, light-dark(#775a00, #dcbc4c)); }
`;
