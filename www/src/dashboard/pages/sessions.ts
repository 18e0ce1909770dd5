import { element } from '../../shared/element';
import { ApiError, fetchSessions } from '../api/client';
import { emptyList } from '../components/empty-list';
import { problem } from '../components/problem';
import { COLUMNS, type SessionRow, sessionRow } from '../components/session-row';
import { plural } from '../logic/format';
import { addPage, filterSessions, type LoadedSessions, NOTHING_LOADED, refresh } from '../logic/session-list';

const PAGE_SIZE = 50;
const REFRESH_MS = 4000;

/** The list of sessions, refreshed by itself. Gives what ends it. */
export function showSessions(root: HTMLElement): () => void {
  document.title = 'Sessions · Scrubjay';
  const ending = new AbortController();
  const rows = new Map<string, SessionRow>();
  let loaded: LoadedSessions = NOTHING_LOADED;
  let timer = 0;
  let began = false;

  const filter = element('input', {
    type: 'search',
    id: 'session-filter',
    placeholder: 'page, visitor, browser, errors …',
    autocomplete: 'off',
    'data-test': 'session-filter',
  });
  const filterLabel = element(
    'label',
    { class: 'filter', for: 'session-filter' },
    element('span', {}, 'Filter what is loaded'),
    filter,
  );
  const count = element('p', { class: 'list-head__count', role: 'status', 'data-test': 'session-count' });
  const outage = element('p', { class: 'outage', role: 'alert', 'data-test': 'outage', hidden: true });
  const body = element('tbody', { 'data-test': 'session-rows' });
  const table = element(
    'table',
    { class: 'sessions' },
    element('caption', { class: 'visually-hidden' }, 'Recorded sessions, newest first'),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...COLUMNS.map((column) =>
          element('th', { scope: 'col', class: `cell-${column.toLowerCase().replace(' ', '-')}` }, column),
        ),
      ),
    ),
    body,
  );
  const noMatch = element('p', { class: 'no-match', 'data-test': 'no-match' });
  const more = element(
    'button',
    { class: 'button', type: 'button', 'data-test': 'load-more', onclick: () => void loadMore() },
    'Load older sessions',
  );
  const content = element('div', { class: 'list' }, element('p', { class: 'loading' }, 'Loading …'));
  const head = element('div', { class: 'list-head' }, element('h1', {}, 'Sessions'), count, filterLabel);
  root.replaceChildren(element('div', { class: 'page' }, head, outage, content));
  filterLabel.hidden = true;

  filter.addEventListener('input', draw);
  document.addEventListener('visibilitychange', () => !document.hidden && void update(), { signal: ending.signal });
  void update();
  return () => {
    ending.abort();
    clearTimeout(timer);
  };

  async function update(): Promise<void> {
    clearTimeout(timer);
    try {
      loaded = refresh(loaded, await fetchSessions(PAGE_SIZE, null, ending.signal));
      began = true;
      outage.hidden = true;
      draw();
    } catch (error) {
      if (ending.signal.aborted) return;
      fail(error);
    }
    // A hidden tab asks nothing; it asks at once when it is seen again.
    if (!document.hidden) timer = window.setTimeout(() => void update(), REFRESH_MS);
  }

  async function loadMore(): Promise<void> {
    more.disabled = true;
    try {
      loaded = addPage(loaded, await fetchSessions(PAGE_SIZE, loaded.next, ending.signal));
      draw();
    } catch (error) {
      if (!ending.signal.aborted) fail(error);
    } finally {
      more.disabled = false;
    }
  }

  function fail(error: unknown): void {
    const passing = error instanceof ApiError && (error.kind === 'network' || error.kind === 'server');
    if (began && passing) {
      // What is on the screen is still true; it is only no longer fresh.
      outage.textContent = `${error.kind === 'network' ? 'The collector does not answer' : `The collector says: ${error.message}`}. The list is as it was; trying again by itself.`;
      outage.hidden = false;
      return;
    }
    filterLabel.hidden = true;
    count.textContent = '';
    content.replaceChildren(problem(error, () => void update()));
  }

  function draw(): void {
    const { sessions, next } = loaded;
    filterLabel.hidden = sessions.length === 0;
    if (sessions.length === 0) {
      count.textContent = '';
      content.replaceChildren(emptyList());
      return;
    }
    const found = filterSessions(sessions, filter.value);
    const live = sessions.filter((session) => session.live).length;
    count.textContent = `${filter.value.trim() ? `${found.length} of ${sessions.length} loaded` : `${sessions.length} loaded`}${live > 0 ? `, ${live} live` : ''}`;
    const nowMs = Date.now();
    for (const id of rows.keys()) if (!sessions.some((session) => session.id === id)) rows.delete(id);
    const wanted = found.map((session) => {
      const row = rows.get(session.id) ?? sessionRow(session, nowMs);
      row.update(session, nowMs);
      rows.set(session.id, row);
      return row.root;
    });
    reconcile(body, wanted);
    noMatch.textContent = `None of the ${plural(sessions.length, 'loaded session')} has “${filter.value.trim()}” in it.`;
    noMatch.hidden = found.length > 0;
    table.hidden = found.length === 0;
    more.hidden = next === null;
    if (!content.contains(table)) content.replaceChildren(table, noMatch, element('p', { class: 'list__more' }, more));
  }
}

/** Brings the children into this order without touching those in place, so that focus stays where it is. */
function reconcile(parent: Element, wanted: readonly Element[]): void {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
}
