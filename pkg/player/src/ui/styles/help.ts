// The help dialog.

export const help = `
.help {
  width: min(34rem, calc(100vw - 24px));
  max-height: calc(100vh - 24px);
  padding: 0 20px 20px;
  border: 1px solid var(--border);
  border-radius: 14px;
  background: var(--raised);
  color: var(--text);
  box-shadow: 0 24px 80px rgb(0 0 0 / 0.35);
  overflow: auto;
}
.help::backdrop { background: rgb(12 16 22 / 0.5); }
.help header {
  position: sticky;
  top: 0;
  display: flex;
  align-items: center;
  justify-content: space-between;
  margin: 0 -20px 4px;
  padding: 12px 12px 8px 20px;
  background: var(--raised);
}
.help h2 { margin: 0; font-size: 17px; font-weight: 650; }
.help h3 { margin: 18px 0 8px; font-size: 13px; font-weight: 600; color: var(--muted); }
.keys { margin: 0; }
.keys > div { display: flex; align-items: center; gap: 16px; min-height: 34px; border-top: 1px solid var(--border); }
.keys > div:first-child { border-top: 0; }
.keys dt { flex: 0 0 9.5rem; display: flex; align-items: center; gap: 5px; }
.keys dd { margin: 0; }
.help kbd {
  min-width: 26px;
  padding: 1px 7px 2px;
  border: 1px solid var(--border);
  border-bottom-width: 2px;
  border-radius: 6px;
  background: var(--surface);
  font: 600 12px/1.5 var(--font);
  text-align: center;
}
.legend {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(116px, 1fr));
  gap: 8px 12px;
  margin: 0;
  padding: 0;
  list-style: none;
}
.legend li { display: flex; align-items: center; gap: 8px; }
.legend .marker-icon { width: 14px; height: 14px; --surface: var(--raised); }
@media (max-width: 420px) { .keys dt { flex-basis: 7rem; } }
`;
