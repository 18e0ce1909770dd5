import { element } from '../../shared/element';
import type { SessionDetails } from '../api/types';
import { formatBytes, formatDuration, formatExact, plural } from '../logic/format';

/** What is known of a session, as a list of names and values. */
export function facts(session: SessionDetails): HTMLElement {
  const { counts, device, viewport } = session;
  const rows: (readonly [string, string] | null)[] = [
    ['Visitor', session.user ?? 'Anonymous'],
    ['Began', formatExact(session.started_at_ms)],
    ['Duration', formatDuration(session.duration_ms)],
    ['First page', session.url],
    ['Device', [device.browser, device.os, device.kind].filter(Boolean).join(', ')],
    ['Viewport', `${viewport.width} × ${viewport.height}`],
    ['Seen', `${plural(counts.pages, 'page')} in ${plural(counts.streams, 'document')}`],
    [
      'Done',
      `${plural(counts.clicks, 'click')}, ${plural(counts.edits, 'edit')}, ${plural(counts.customs, 'custom event')}`,
    ],
    ['Errors', counts.errors === 0 ? 'none' : String(counts.errors)],
    ['Stored', `${formatBytes(session.size_bytes)} in ${plural(counts.parts, 'part')}`],
    session.conflict ? ['Note', 'A part arrived twice with different bytes; the first one was kept.'] : null,
  ];
  return element(
    'dl',
    { class: 'facts', 'data-test': 'facts' },
    ...rows.flatMap((row) => (row ? [element('div', {}, element('dt', {}, row[0]), element('dd', {}, row[1]))] : [])),
  );
}
