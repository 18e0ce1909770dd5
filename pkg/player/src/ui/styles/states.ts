// Loading, empty, failed, the poster, and notices above the page.

export const states = `
.messages {
  position: absolute;
  inset: 0;
  display: grid;
  place-items: center;
  padding: 16px;
  pointer-events: none;
  overflow: auto;
}
.messages > * { pointer-events: auto; }
.message {
  display: grid;
  justify-items: center;
  gap: 6px;
  max-width: 26rem;
  text-align: center;
  text-wrap: balance;
}
.message p { margin: 0; overflow-wrap: anywhere; }
.message-icon { color: var(--muted); margin-bottom: 4px; }
.message-icon .icon { width: 44px; height: 44px; }
.message-icon path { stroke-width: 1.25; }
.message-title { font-size: 16px; font-weight: 600; }
.message-text { color: var(--muted); font-size: 14px; }
.failure .message-icon { color: light-dark(#c8271d, #ff7f73); }
.message-detail {
  margin-top: 8px !important;
  padding: 6px 10px;
  border-radius: 6px;
  background: var(--surface);
  border: 1px solid var(--border);
  color: var(--text);
  font: 12px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
  text-align: start;
  text-wrap: wrap;
  user-select: text;
  -webkit-user-select: text;
}
.message-button {
  margin-top: 10px;
  height: 36px;
  padding: 0 18px;
  border: 0;
  border-radius: 18px;
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  font-weight: 600;
  cursor: pointer;
}
.spinner {
  width: 36px;
  height: 36px;
  border-radius: 50%;
  border: 3px solid color-mix(in srgb, var(--accent) 22%, transparent);
  border-top-color: var(--accent);
  animation: turn 900ms linear infinite;
}
.message > .spinner { margin-bottom: 8px; }
@keyframes turn { to { transform: rotate(1turn); } }
@keyframes breathe { 50% { opacity: 0.35; } }

.poster {
  position: absolute;
  inset: 0;
  display: grid;
  align-content: center;
  justify-items: center;
  gap: 12px;
  border: 0;
  background: rgb(16 22 32 / 0.18);
  color: inherit;
  font: inherit;
  cursor: pointer;
}
.poster:focus-visible { outline-offset: -4px; }
.poster-disc {
  display: grid;
  place-items: center;
  width: 76px;
  height: 76px;
  border-radius: 50%;
  background: var(--accent);
  color: var(--on-accent);
  box-shadow: 0 0 0 5px rgb(255 255 255 / 0.55), 0 10px 34px rgb(0 0 0 / 0.35);
  transition: transform 160ms;
}
.poster:hover .poster-disc { transform: scale(1.06); }
.poster-disc .icon { width: 36px; height: 36px; }
.poster-duration {
  padding: 2px 10px;
  border-radius: 12px;
  background: rgb(16 22 32 / 0.78);
  color: #fff;
  font-weight: 600;
  font-variant-numeric: tabular-nums;
}

.notices {
  position: absolute;
  inset: 14px 12px auto;
  display: flex;
  flex-direction: column;
  align-items: center;
  gap: 8px;
  pointer-events: none;
}
.notice {
  display: flex;
  align-items: center;
  gap: 8px;
  max-width: 100%;
  padding: 6px 14px;
  border-radius: 18px;
  background: rgb(20 25 33 / 0.86);
  color: #fff;
  font-weight: 600;
  font-variant-numeric: tabular-nums;
  overflow: hidden;
  text-overflow: ellipsis;
}
.notice .spinner { width: 16px; height: 16px; border-width: 2px; border-color: rgb(255 255 255 / 0.3); border-top-color: #fff; }
.hint { order: -1; opacity: 0; transition: opacity 160ms; position: absolute; }
.hint.shown { opacity: 1; }
.hint.shown ~ .notice { margin-top: 42px; }
.hint.shown ~ .notice ~ .notice { margin-top: 0; }

.trouble {
  position: absolute;
  inset: auto 12px 12px;
  display: flex;
  align-items: center;
  gap: 10px;
  max-width: 44rem;
  margin-inline: auto;
  padding: 4px 4px 4px 12px;
  border-radius: 10px;
  background: var(--raised);
  border: 1px solid var(--border);
  box-shadow: 0 8px 24px var(--shadow);
}
.trouble > .icon { color: light-dark(#a64f00, #f0a050); }
.trouble-text { flex: 1; min-width: 0; padding: 4px 0; }
.trouble-text strong { display: block; font-weight: 600; }
.trouble-reason {
  display: block;
  max-height: 4.2em;
  overflow: auto;
  overflow-wrap: anywhere;
  color: var(--muted);
  user-select: text;
  -webkit-user-select: text;
}
`;
