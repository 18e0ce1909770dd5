import type { SessionEvent } from '../api/types';
import { formatBytes, formatPath, plural } from './format';

/** What a person would call an event. */
export type Group = 'click' | 'page' | 'input' | 'error' | 'custom' | 'technical';

/** An event as the list beside the player shows it. */
export interface Moment {
  at_ms: number;
  group: Group;
  /** What it is, in a word or two. */
  what: string;
  /** What it is about: a label, an address, a message. */
  about: string;
  /** The rest, for whoever wants to know: a path, properties. */
  detail: string;
}

/** Choices above the list; `key` are the groups that tell the story. */
export const VIEWS = [
  { id: 'key', name: 'Key moments' },
  { id: 'click', name: 'Clicks' },
  { id: 'page', name: 'Pages' },
  { id: 'input', name: 'Inputs' },
  { id: 'error', name: 'Errors' },
  { id: 'custom', name: 'Custom' },
  { id: 'all', name: 'Everything' },
] as const;

export type ViewId = (typeof VIEWS)[number]['id'];

/** Whether a view shows a group. */
export function shows(view: ViewId, group: Group): boolean {
  return view === 'all' || view === group || (view === 'key' && group !== 'technical');
}

/** Makes moments of a session's events, in their order. */
export function moments(events: readonly SessionEvent[]): Moment[] {
  // A page load is told twice: by the start of its stream and by its first navigation.
  const withLoad = new Set(
    events.filter((event) => event.kind === 'navigation' && event.name === 'load').map((event) => event.stream),
  );
  return events.map((event) => {
    const moment = describe(event);
    return event.kind === 'start' && !withLoad.has(event.stream) ? { ...moment, group: 'page' } : moment;
  });
}

const NAVIGATIONS: Record<string, string> = {
  load: 'Page',
  push: 'Went to',
  replace: 'Address changed',
  pop: 'Back or forward',
  hash: 'Jumped to',
  reload: 'Page reloaded',
  revisit: 'Came back to',
  back: 'Went back to',
  forward: 'Went forward to',
};
const FORMS: Record<string, string> = { submit: 'Form sent', reset: 'Form reset', invalid: 'Value refused' };
const LIFECYCLES: Record<string, string> = {
  hidden: 'Page left',
  restored: 'Page restored',
  frozen: 'Page frozen',
  resumed: 'Page resumed',
};
const DRAGS: Record<string, string> = { start: 'Drag began', drop: 'Dropped', end: 'Drag ended' };
const VITALS: Record<string, string> = {
  lcp: 'Largest contentful paint',
  cls: 'Layout shift',
  inp: 'Interaction to next paint',
  fcp: 'First contentful paint',
  ttfb: 'Time to first byte',
};

function describe({ at_ms, kind, name, value, number }: SessionEvent): Moment {
  const moment = (group: Group, what: string, about: string, detail = ''): Moment => ({
    at_ms,
    group,
    what,
    about,
    detail,
  });
  switch (kind) {
    case 'start':
      return moment('technical', 'Recording began', formatPath(value), name);
    case 'navigation':
      // Pages replace their address at every keystroke of a search; that is no step of the visitor.
      return moment(
        name === 'replace' ? 'technical' : 'page',
        NAVIGATIONS[name] ?? 'Went to',
        formatPath(value),
        value,
      );
    case 'title':
      return moment('technical', 'Title', name);
    case 'click':
      return moment('click', 'Click', name || 'no label', value);
    case 'field_edit':
      return moment('input', 'Filled in', name || 'no label', value);
    case 'form':
      return moment(name === 'invalid' ? 'error' : 'input', FORMS[name] ?? 'Form', '', '');
    case 'clipboard':
      return moment('input', 'Clipboard', name, value);
    case 'drag':
      return moment('input', DRAGS[name] ?? 'Drag', '', '');
    case 'context_menu':
      return moment('click', 'Context menu', '', '');
    case 'files_chosen':
      return moment('input', 'Files chosen', plural(Number(name), 'file'), formatBytes(Number(value)));
    case 'autofill':
      return moment('input', 'Filled in by the browser', '', '');
    case 'error':
      return moment('error', name || 'Error', number !== null && number > 1 ? `${value} (${number} times)` : value);
    case 'console':
      return moment(name === 'error' ? 'error' : 'technical', `Console ${name}`, value);
    case 'custom':
      return moment('custom', 'Custom', name, readable(value));
    case 'identify':
      return moment('custom', 'Identified', name, readable(value));
    case 'tag':
      return moment('custom', 'Tag', `${name} = ${value}`);
    case 'visibility':
      return moment('technical', 'Tab', name);
    case 'window_focus':
      return moment('technical', 'Window', name);
    case 'lifecycle':
      return moment('technical', LIFECYCLES[name] ?? 'Page', '', '');
    case 'online':
      return moment('technical', 'Network', name);
    case 'network':
      return moment('technical', name || 'Request', number ? `${formatPath(value)} → ${number}` : formatPath(value), value);
    case 'vital':
      return moment('technical', VITALS[name] ?? name, name === 'cls' ? score(number) : duration(number), value);
    case 'long_task':
      return moment('technical', 'Long task', `${duration(number)}${name && `, ${name}`}`, value);
    case 'state':
      return moment('technical', value || 'State', name);
    case 'flag':
      return moment('custom', name.startsWith('experiment.') ? 'Experiment' : 'Flag', `${name.slice(name.indexOf('.') + 1)} = ${value}`);
    case 'connection':
      return moment('technical', 'Connection', [name, value].filter(Boolean).join(', ') || 'unknown');
    case 'note':
      return moment('technical', 'Recorder', value || name.replaceAll('_', ' '));
    default:
      return moment('technical', kind.replaceAll('_', ' '), name, value);
  }
}

const duration = (ms: number | null): string => `${ms ?? 0} ms`;
/** A layout shift score is kept in thousandths. */
const score = (thousandths: number | null): string => String((thousandths ?? 0) / 1000);

/** `{"product":"x","quantity":2}` → `product: x, quantity: 2`; what is no object stays as it is. */
function readable(properties: string): string {
  try {
    const object: unknown = JSON.parse(properties);
    if (typeof object !== 'object' || object === null) return properties;
    return Object.entries(object)
      .map(([key, value]) => `${key}: ${String(value)}`)
      .join(', ');
  } catch {
    return properties;
  }
}

/** The last of the moments that has come at a time; -1: none has. They are in the order of their times. */
export function momentAt(sorted: readonly Pick<Moment, 'at_ms'>[], timeMs: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.at_ms ?? 0) <= timeMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
