import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Session, SessionEvent } from '../src/dashboard/api/types';
import {
  formatBytes,
  formatClock,
  formatDuration,
  formatPath,
  formatWhen,
  plural,
} from '../src/dashboard/logic/format';
import { readRoute, sessionRoute } from '../src/dashboard/logic/route';
import {
  addPage,
  filterSessions,
  type LoadedSessions,
  NOTHING_LOADED,
  refresh,
} from '../src/dashboard/logic/session-list';
import { momentAt, moments, shows } from '../src/dashboard/logic/timeline';

const session = (id: string, part: Partial<Session> = {}): Session => ({
  id,
  started_at_ms: 0,
  ended_at_ms: 0,
  duration_ms: 0,
  url: 'https://shop.example/cart',
  title: 'Cart',
  user: null,
  device: { browser: 'Firefox 140', os: 'Linux', kind: 'desktop' },
  viewport: { width: 1, height: 1 },
  counts: { streams: 1, parts: 1, events: 1, pages: 1, clicks: 0, edits: 0, errors: 0, customs: 0 },
  size_bytes: 1,
  live: false,
  conflict: false,
  clock_offset_ms: 0,
  ...part,
});
const ids = (loaded: LoadedSessions): string => loaded.sessions.map(({ id }) => id).join('');
const page = (letters: string, next: string | null = null): LoadedSessions => ({
  sessions: [...letters].map((id) => session(id)),
  next,
});

test('a page that follows is added behind, without doubles', () => {
  const both = addPage(addPage(NOTHING_LOADED, { sessions: [session('z'), session('y')], next: '1' }), {
    sessions: [session('y', { live: true }), session('x')],
    next: null,
  });
  assert.equal(ids(both), 'zyx');
  assert.equal(both.next, null);
  assert.equal(both.sessions[1]?.live, true);
});

test('a refresh brings new sessions in front, keeps older pages and where they go on', () => {
  const loaded = page('zyxwv', 'after v');
  const fresh = refresh(loaded, {
    sessions: [session('!'), session('z', { live: true }), session('y')],
    next: 'after y',
  });
  assert.equal(ids(fresh), '!zyxwv');
  assert.equal(fresh.next, 'after v');
  assert.equal(fresh.sessions[1]?.live, true);
});

test('a refresh drops what was deleted, also the whole rest', () => {
  assert.equal(ids(refresh(page('zyxw', 'n'), { sessions: [session('z'), session('x')], next: 'm' })), 'zxw');
  const all = refresh(page('zyxw', 'n'), { sessions: [session('z')], next: null });
  assert.deepEqual([ids(all), all.next], ['z', null]);
  assert.equal(ids(refresh(page('zyx'), { sessions: [], next: null })), '');
});

test('a session that moves up the list stands there once, and nothing else is lost', () => {
  assert.equal(
    ids(refresh(page('zyxwv', 'n'), { sessions: [session('v'), session('z'), session('y')], next: 'm' })),
    'vzyxw',
  );
});

test('where more came than a page holds, the list begins afresh rather than with a gap', () => {
  const fresh = refresh(page('zyx', 'after x'), { sessions: [session('d'), session('c')], next: 'after c' });
  assert.deepEqual([ids(fresh), fresh.next], ['dc', 'after c']);
});

test('the first page alone goes on where it says', () => {
  const fresh = refresh(page('zy', 'after y'), {
    sessions: [session('!'), session('z'), session('y')],
    next: 'after y',
  });
  assert.deepEqual([ids(fresh), fresh.next], ['!zy', 'after y']);
});

test('the quick filter wants every word, somewhere', () => {
  const list = [session('a', { user: 'customer-7' }), session('b', { counts: { ...session('x').counts, errors: 2 } })];
  assert.equal(filterSessions(list, '  ').length, 2);
  assert.deepEqual(
    filterSessions(list, 'FIREFOX customer').map(({ id }) => id),
    ['a'],
  );
  assert.deepEqual(
    filterSessions(list, 'errors').map(({ id }) => id),
    ['b'],
  );
  assert.equal(filterSessions(list, 'cart safari').length, 0);
});

test('routes', () => {
  assert.deepEqual(readRoute(''), { page: 'sessions' });
  assert.deepEqual(readRoute('#/'), { page: 'sessions' });
  assert.deepEqual(readRoute('#/session/ab%2Fc?t=12.5'), { page: 'session', id: 'ab/c', time: 12.5 });
  assert.deepEqual(readRoute('#/session/abc'), { page: 'session', id: 'abc', time: null });
  assert.deepEqual(readRoute('#/session/abc?t=soon'), { page: 'session', id: 'abc', time: null });
  assert.deepEqual(readRoute('#/session/abc?t=-3'), { page: 'session', id: 'abc', time: null });
  assert.equal(readRoute('#/session/%E0%A4%A').page, 'unknown');
  assert.equal(readRoute('#/else').page, 'unknown');
  assert.equal(sessionRoute('a/b', 12.56), '#/session/a%2Fb?t=12.5');
});

test('numbers and times in words', () => {
  assert.deepEqual([0, 59_999, 754_000, 3_754_000].map(formatClock), ['0:00', '0:59', '12:34', '1:02:34']);
  assert.deepEqual([300, 9_400, 60_000, 754_000, 3_600_000, 7_380_000].map(formatDuration), [
    'under 1 s',
    '9 s',
    '1 min',
    '12 min 34 s',
    '1 h',
    '2 h 3 min',
  ]);
  assert.deepEqual([0, 999, 1000, 1540, 23_400, 999_600, 2_400_000].map(formatBytes), [
    '0 B',
    '999 B',
    '1.0 KB',
    '1.5 KB',
    '23 KB',
    '1.0 MB',
    '2.4 MB',
  ]);
  assert.equal(plural(1, 'click'), '1 click');
  assert.equal(plural(0, 'click'), '0 clicks');
  assert.equal(formatPath('https://shop.example/a?b=1#c'), '/a?b=1#c');
  assert.equal(formatPath('about:blank'), 'blank');
  assert.equal(formatPath('not an address'), 'not an address');
});

test('when it was', () => {
  const now = new Date(2026, 2, 10, 15, 30).getTime();
  const before = (ms: number): string => formatWhen(now - ms, now);
  assert.equal(before(-5000), 'just now'); // a visitor's clock may run ahead
  assert.equal(before(42_000), '42 s ago');
  assert.equal(before(240_000), '4 min ago');
  assert.equal(before(3 * 3_600_000), '3 h ago');
  assert.equal(before(8 * 3_600_000), 'today 07:30');
  assert.equal(before(16 * 3_600_000), 'yesterday 23:30');
  assert.equal(formatWhen(new Date(2026, 1, 3, 9, 5).getTime(), now), '3 Feb 09:05');
  assert.equal(formatWhen(new Date(2025, 11, 31, 9, 5).getTime(), now), '31 Dec 2025');
});

test('events become moments of a group, and playback finds the one it is at', () => {
  const event = (at_ms: number, kind: string, name = '', value = '', number: number | null = null): SessionEvent => ({
    at_ms,
    stream: 's',
    kind,
    name,
    value,
    number,
  });
  const list = moments([
    event(0, 'start', 'Cart', 'https://shop.example/cart'),
    event(5, 'navigation', 'load', 'https://shop.example/cart'),
    event(900, 'click', 'Pay', 'button'),
    event(910, 'navigation', 'replace', 'https://shop.example/cart?x'),
    event(950, 'console', 'error', 'no'),
    event(990, 'custom', 'buy', '{"sum":3}'),
    event(1200, 'telepathy', 'x', 'y'),
  ]);
  assert.deepEqual(
    list.map(({ group }) => group),
    ['technical', 'page', 'click', 'technical', 'error', 'custom', 'technical'],
  );
  assert.equal(list[5]?.detail, 'sum: 3');
  assert.equal(list[6]?.what, 'telepathy');
  assert.equal(moments([event(0, 'start', '', 'https://x.example/')])[0]?.group, 'page');
  assert.ok(
    shows('key', 'click') && !shows('key', 'technical') && shows('all', 'technical') && !shows('error', 'click'),
  );
  assert.deepEqual(
    [-1, 0, 4, 5, 899, 900, 5000].map((time) => momentAt(list, time)),
    [-1, 0, 0, 1, 1, 2, 6],
  );
  assert.equal(momentAt([], 5), -1);
  const technical = moments([
    event(1, 'vital', 'lcp', 'main > img', 1834),
    event(2, 'vital', 'cls', '', 104),
    event(3, 'network', 'GET', 'https://shop.example/api/cart', 404),
    event(4, 'flag', 'experiment.button', 'green'),
    event(5, 'error', 'TypeError', 'no', 12),
    event(6, 'state', 'cart/add', 'redux'),
  ]);
  assert.deepEqual(
    technical.map(({ what, about }) => `${what}: ${about}`),
    [
      'Largest contentful paint: 1834 ms',
      'Layout shift: 0.104',
      'GET: /api/cart → 404',
      'Experiment: button = green',
      'TypeError: no (12 times)',
      'redux: cart/add',
    ],
  );
});
