import { element } from '../../shared/element';
import type { Session } from '../api/types';
import { formatBytes, formatDuration, formatExact, formatPath, formatWhen } from '../logic/format';
import { sessionRoute } from '../logic/route';
import { icon } from './icons';

/** Headings of the columns, in their order. */
export const COLUMNS = [
  'When',
  'Visitor',
  'Began at',
  'Duration',
  'Pages',
  'Clicks',
  'Errors',
  'Device',
  'Size',
] as const;

/** A row of the list; `update` changes only what differs, so that focus and selection stay. */
export interface SessionRow {
  root: HTMLTableRowElement;
  update(session: Session, nowMs: number): void;
}

/** Makes a row for one session. */
export function sessionRow(session: Session, nowMs: number): SessionRow {
  const cells = Object.fromEntries(
    COLUMNS.map((column) => [
      column,
      element('td', { 'data-label': column, class: `cell-${column.toLowerCase().replace(' ', '-')}` }),
    ]),
  ) as Record<(typeof COLUMNS)[number], HTMLTableCellElement>;
  const when = element('time', {});
  const live = element('span', { class: 'badge badge--live' }, 'live');
  const user = element('span', { class: 'visitor' });
  const title = element('a', { class: 'entry__title', href: sessionRoute(session.id), 'data-test': 'session-link' });
  const path = element('span', { class: 'entry__path' });
  const errors = element('span', {});
  const device = element('span', { class: 'device__words' });
  const deviceIcon = element('span', { class: 'device__icon' });
  cells['When'].append(when, live);
  cells['Visitor'].append(user);
  cells['Began at'].append(title, path);
  cells['Errors'].append(errors);
  cells['Device'].append(deviceIcon, device);
  const root = element(
    'tr',
    { 'data-test': 'session-row', 'data-session': session.id },
    ...COLUMNS.map((column) => cells[column]),
  );
  let drawnKind = '';

  const update = (next: Session, at_ms: number): void => {
    const { counts } = next;
    setText(when, formatWhen(next.started_at_ms, at_ms));
    when.dateTime = new Date(next.started_at_ms).toISOString();
    when.title = formatExact(next.started_at_ms);
    live.hidden = !next.live;
    setText(user, next.user ?? 'Anonymous');
    user.classList.toggle('visitor--known', next.user !== null);
    setText(title, next.title || formatPath(next.url) || 'Untitled page');
    setText(path, formatPath(next.url));
    path.title = next.url;
    setText(cells['Duration'], formatDuration(next.duration_ms));
    setText(cells['Pages'], String(counts.pages));
    setText(cells['Clicks'], String(counts.clicks));
    setText(errors, String(counts.errors));
    errors.className = counts.errors > 0 ? 'badge badge--error' : 'none';
    setText(device, [next.device.browser, next.device.os].filter(Boolean).join(' · ') || 'Unknown');
    device.title = `${next.device.kind}, ${next.viewport.width} × ${next.viewport.height}`;
    if (drawnKind !== next.device.kind) {
      drawnKind = next.device.kind;
      deviceIcon.replaceChildren(icon(next.device.kind));
    }
    setText(cells['Size'], formatBytes(next.size_bytes));
  };
  update(session, nowMs);
  return { root, update };
}

function setText(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
