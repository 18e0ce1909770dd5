// The activity histogram, at the resolution there is room for.

/** The highest value of each of `bars` equal stretches: a short burst stays visible however narrow the timeline is. */
export function resample(activity: ArrayLike<number>, bars: number): number[] {
  const result: number[] = [];
  for (let bar = 0; bar < bars; bar++) {
    const first = Math.floor((bar * activity.length) / bars);
    const last = Math.max(first + 1, Math.ceil(((bar + 1) * activity.length) / bars));
    let highest = 0;
    for (let index = first; index < last && index < activity.length; index++) {
      highest = Math.max(highest, activity[index] ?? 0);
    }
    result.push(Math.min(1, highest));
  }
  return result;
}

/** An SVG path of bars standing on the bottom of a box of `width` by `height`. Quiet stretches have none. */
export function barsPath(values: readonly number[], width: number, height: number, gap: number): string {
  const step = width / Math.max(1, values.length);
  const bar = Math.max(0.5, step - gap);
  let path = '';
  values.forEach((value, index) => {
    if (value <= 0) return;
    // The square root keeps a single click visible beside a burst of typing.
    const tall = Math.max(1.5, Math.sqrt(value) * height);
    path += `M${(index * step).toFixed(2)} ${height}v${(-tall).toFixed(2)}h${bar.toFixed(2)}v${tall.toFixed(2)}z`;
  });
  return path;
}
