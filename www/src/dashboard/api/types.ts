/** What a session was recorded on. */
export interface Device {
  /** Browser and version. */
  browser: string;
  os: string;
  kind: 'desktop' | 'mobile' | 'tablet';
}

/** How much of what a session holds. */
export interface Counts {
  /** Page lives. */
  streams: number;
  parts: number;
  /** Index events. */
  events: number;
  /** Pages seen: documents and changes of address within them. */
  pages: number;
  clicks: number;
  /** Fields edited. */
  edits: number;
  errors: number;
  /** Events that the site reported by name. */
  customs: number;
}

/** A visit, as `GET /api/sessions` lists it. Times are milliseconds since the Unix epoch. */
export interface Session {
  /** Its public id. */
  id: string;
  /** By the collector's clock, as far as it knows how far the visitor's was off. */
  started_at_ms: number;
  ended_at_ms: number;
  /** How far the collector's clock was ahead of the visitor's; 0: not known, or next to nothing. */
  clock_offset_ms: number;
  duration_ms: number;
  /** The address it began at. */
  url: string;
  title: string;
  /** Who the site says it was; null: it did not say. */
  user: string | null;
  device: Device;
  /** In CSS pixels. */
  viewport: { width: number; height: number };
  counts: Counts;
  size_bytes: number;
  /** Whether more may come. */
  live: boolean;
  /** Whether a part came twice with different bytes. */
  conflict: boolean;
}

/** A page of the list, newest first. */
export interface SessionPage {
  sessions: Session[];
  /** Where the next page begins; null: there is none. */
  next: string | null;
}

/** A page life. */
export interface Stream {
  stream: string;
  started_at_ms: number;
  /** Since the stream's start, as `last_ms`. */
  first_ms: number;
  last_ms: number;
  parts: number;
  url: string;
  title: string;
  /** Whether its last part is there. */
  ended: boolean;
}

/** The kinds of index events; a newer collector may send others. */
export type EventKind =
  | 'start'
  | 'navigation'
  | 'title'
  | 'click'
  | 'field_edit'
  | 'form'
  | 'clipboard'
  | 'drag'
  | 'context_menu'
  | 'files_chosen'
  | 'autofill'
  | 'visibility'
  | 'window_focus'
  | 'lifecycle'
  | 'online'
  | 'error'
  | 'console'
  | 'network'
  | 'vital'
  | 'custom'
  | 'identify'
  | 'tag'
  | 'note'
  | 'long_task'
  | 'state'
  | 'flag'
  | 'connection';

/** An index event. What `name` and `value` hold depends on the kind: a click's label and path, an error's class and message. */
export interface SessionEvent {
  /** Milliseconds since the session's start. */
  at_ms: number;
  stream: string;
  kind: EventKind | (string & {});
  name: string;
  value: string;
  /** A status, a duration in milliseconds, how often; null: it has none. */
  number: number | null;
}

/** A session with all that `GET /api/sessions/{id}` tells. */
export interface SessionDetails extends Session {
  streams: Stream[];
  events: SessionEvent[];
}

/** What a failed request answers. */
export interface ProblemBody {
  /** Stable code. */
  error: string;
  /** In words. */
  reason: string;
}
