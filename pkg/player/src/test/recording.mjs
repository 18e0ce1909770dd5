// A small recording, written by hand: a page with a button, a list that grows, another page.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

export const STARTED_AT = 1_700_000_000_000;

const element = (name, attributes = {}, children = []) => [
  { element: { namespace: 'html', name, attributes: Object.entries(attributes).map(([key, value]) => ({ namespace: null, name: key, value })), properties: [] } },
  ...children.flat(),
  'close',
];
const text = (value) => [{ text: value }];
const page = (title, body) => ({
  type: 'snapshot',
  data: {
    first: 1,
    tokens: [
      { document: { compat_mode: 'standards', base_url: 'http://shop.test/', properties: [] } },
      { doctype: { name: 'html', public_id: '', system_id: '' } },
      ...element('html', {}, [element('head', {}, [element('title', {}, [text(title)])]), element('body', {}, body)]),
      'close',
    ],
  },
});
const ENVIRONMENT = {
  languages: ['en'], touch_points: 0, processors: 0, memory_mib: 0, reduced_motion: false, platform: '', mobile: false, brands: [],
  connection: { medium: '', effective_type: '', downlink_kbps: 0, round_trip_ms: 0, save_data: false },
};
const start = (startedAt, url, title) => ({
  type: 'start',
  data: {
    started_at_ms: startedAt, url, referrer: '', title, user_agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
    language: 'en', timezone: 'UTC', viewport: { width: 640, height: 400, pixel_ratio_percent: 100 }, screen_width: 1920, screen_height: 1080, color_scheme: 'light', touch: false, recorder: 'test', environment: ENVIRONMENT,
  },
});
const grow = (first, value) => ({
  type: 'mutation',
  data: { removes: [], inserts: [{ parent: 7, before: null, nodes: { first, tokens: element('li', {}, [text(value)]) } }], texts: [], attributes: [] },
});

/** Ids: 1 document, 2 doctype, 3 html, 4 head, 5 title, 6 its text, 7 body. */
const streams = [
  {
    started_at_ms: STARTED_AT,
    events: [
      [0, start(STARTED_AT, 'http://shop.test/', 'Shop')],
      [10, page('Shop', [element('h1', {}, [text('Shop')])])],
      [20, { type: 'snapshot_end' }],
      [500, grow(100, 'one')],
      [600, { type: 'click', data: { target: 7, x: 5, y: 5, button: 0, count: 1, label: 'Add', path: 'button' } }],
      [1000, grow(102, 'two')],
    ],
  },
  {
    started_at_ms: STARTED_AT + 2000,
    events: [
      [0, start(STARTED_AT + 2000, 'http://shop.test/cart', 'Cart')],
      [10, page('Cart', [element('h1', {}, [text('Cart')])])],
      [20, { type: 'snapshot_end' }],
      [1000, grow(100, 'three')],
    ],
  },
];

/** Its bytes. */
export function sampleRecording() {
  const json = streams.map((stream) => ({ ...stream, events: stream.events.map(([at_ms, event]) => ({ at_ms, event })) }));
  return execFileSync('cargo', ['run', '-q', '-p', 'scrubjay-player', '--example', 'encode'], { cwd: root, input: JSON.stringify(json) });
}
