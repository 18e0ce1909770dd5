/** `754000` → `12:34`, `3754000` → `1:02:34`, as players write it. */
export function formatClock(timeMs: number): string {
  const seconds = Math.max(0, Math.floor(timeMs / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest.replace(/^0/, '');
}

/** `754000` → `12 min 34 s`, `820` → `under 1 s`. */
export function formatDuration(duration_ms: number): string {
  const seconds = Math.round(duration_ms / 1000);
  if (seconds < 1) return 'under 1 s';
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600)
    return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `1536` → `1.5 KB`; a thousand bytes are a kilobyte. */
export function formatBytes(size_bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let value = size_bytes;
  let unit = 0;
  // 999.5 KB would round to 1000 KB.
  while (unit < units.length - 1 && value >= (unit === 0 ? 1000 : 999.5)) {
    value /= 1000;
    unit += 1;
  }
  return `${unit > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? ''}`;
}

/** `just now`, `4 min ago`, `3 h ago`, `yesterday 14:02`, `12 Oct 14:02`, with the year if it is another. Local time. */
export function formatWhen(at_ms: number, nowMs: number): string {
  const agoS = Math.floor((nowMs - at_ms) / 1000);
  if (agoS < 10) return 'just now';
  if (agoS < 60) return `${agoS} s ago`;
  if (agoS < 3600) return `${Math.floor(agoS / 60)} min ago`;
  const at = new Date(at_ms);
  const now = new Date(nowMs);
  const clock = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  if (at.toDateString() === now.toDateString())
    return agoS < 6 * 3600 ? `${Math.floor(agoS / 3600)} h ago` : `today ${clock}`;
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (at.toDateString() === yesterday.toDateString()) return `yesterday ${clock}`;
  const month =
    ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][at.getMonth()] ?? '';
  return at.getFullYear() === now.getFullYear()
    ? `${at.getDate()} ${month} ${clock}`
    : `${at.getDate()} ${month} ${at.getFullYear()}`;
}

/** Date and time to the second, local, as the browser's language writes it. */
export function formatExact(at_ms: number): string {
  return new Date(at_ms).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** `https://shop.example/cart?x=1` → `/cart?x=1`; what is no address stays as it is. */
export function formatPath(address: string): string {
  try {
    const url = new URL(address);
    return `${url.pathname}${url.search}${url.hash}`;
  } catch {
    return address;
  }
}

/** The host of an address; empty if it is none. */
export function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return '';
  }
}

/** `1 click`, `3 clicks`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
