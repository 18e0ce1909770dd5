// The player's parts and the page among them.

export const frame = `
.frame {
  position: absolute;
  inset: 0;
  display: grid;
  grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
  color: var(--text);
  font: 400 13px/1.4 var(--font);
  text-align: start;
  -webkit-tap-highlight-color: transparent;
}
.frame *, .frame *::before, .frame *::after { box-sizing: border-box; }
.frame [hidden] { display: none !important; }
.frame :focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
.icon { display: block; width: 20px; height: 20px; flex: none; }

.backdrop {
  grid-area: 2 / 1;
  position: relative;
  overflow: hidden;
  background: var(--backdrop);
}
.sheet {
  position: absolute;
  background: #fff;
  box-shadow:
    0 0 0 1px light-dark(rgb(22 30 44 / 0.08), rgb(255 255 255 / 0.07)),
    0 1px 3px var(--shadow),
    0 10px 32px var(--shadow);
}
/* Page, cover and bars are siblings that overlap: their order is told here. */
.stage-box {
  position: absolute;
  z-index: 1;
  left: 0;
  top: 0;
  overflow: hidden;
  transform-origin: 0 0;
}
.stage-box > iframe {
  display: block;
  width: 100%;
  height: 100%;
  border: 0;
  transform: var(--zoom, none);
  transform-origin: 0 0;
}
.cover {
  grid-area: 2 / 1;
  position: relative;
  z-index: 2;
  overflow: hidden;
  cursor: default;
  user-select: none;
  -webkit-user-select: none;
}
.cover:focus-visible { outline-offset: -2px; }

.address-bar {
  grid-area: 1 / 1;
  position: relative;
  z-index: 3;
  display: flex;
  align-items: center;
  gap: 12px;
  height: 44px;
  padding: 0 12px;
  background: var(--surface);
  border-bottom: 1px solid var(--border);
  container-type: inline-size;
  white-space: nowrap;
}
.page-title {
  flex: 0 1 auto;
  max-width: 34%;
  overflow: hidden;
  text-overflow: ellipsis;
  font-weight: 600;
}
.url-field {
  flex: 1 1 0;
  min-width: 0;
  display: flex;
  align-items: center;
  gap: 8px;
  height: 28px;
  padding: 0 12px 0 9px;
  border-radius: 14px;
  background: var(--sunken);
  color: var(--muted);
}
.url-field .icon { width: 16px; height: 16px; }
.url { overflow: hidden; text-overflow: ellipsis; user-select: text; -webkit-user-select: text; }
.site { color: var(--text); font-weight: 500; }
.size { flex: none; display: flex; gap: 10px; color: var(--muted); font-variant-numeric: tabular-nums; }
.size .scale { min-width: 2.9em; text-align: end; }
@container (max-width: 620px) { .page-title { display: none; } }
@container (max-width: 460px) { .viewport { display: none; } }
@container (max-width: 340px) { .size { display: none; } }
/* Without a page there is no address: what is said instead takes its room. */
.frame:is([data-condition="empty"], [data-condition="loading"], [data-condition="failed"]) {
  .address-bar { visibility: hidden; }
  .backdrop, .cover { grid-row: 1 / 3; }
  .time { visibility: hidden; }
}
`;
