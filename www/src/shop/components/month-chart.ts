import { svg } from '../../shared/element';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const LEFT = 44;
const RIGHT = 716;
const TOP = 24;
const BOTTOM = 258;

/** A bar per month. `show` changes it in place, so that the bars grow and shrink. */
export interface MonthChart {
  show(name: string, counts: readonly number[]): void;
}

/** Draws the chart's frame into `root`. */
export function mountMonthChart(root: HTMLElement): MonthChart {
  const step = (RIGHT - LEFT) / 12;
  const bars = MONTHS.map((month, index) => {
    const x = LEFT + index * step;
    const middle = x + step / 2;
    return `<g class="month" tabindex="0" data-test="month" data-month="${index + 1}">
      <title></title><rect class="month__hit" x="${x}" y="${TOP}" width="${step}" height="${BOTTOM - TOP}"/>
      <rect class="month__bar" x="${x + 9}" y="${TOP}" width="${step - 18}" height="${BOTTOM - TOP}" rx="3"/>
      <text class="month__value" x="${middle}" y="${TOP}" text-anchor="middle"></text>
      <text class="month__name" x="${middle}" y="${BOTTOM + 20}" text-anchor="middle">${month.slice(0, 3)}</text></g>`;
  });
  const chart = svg(
    `<svg viewBox="0 0 720 290" role="group" aria-label="Sightings per month"><g class="axis"></g>${bars.join('')}</svg>`,
  );
  root.append(chart);
  const axis = chart.querySelector('.axis') as SVGGElement;

  return {
    show(name, counts) {
      const highest = Math.max(...counts, 1);
      const top = Math.ceil(highest / 40) * 40;
      const y = (value: number): number => BOTTOM - (value / top) * (BOTTOM - TOP - 14);
      axis.innerHTML = [0, 0.25, 0.5, 0.75, 1]
        .map(
          (share) =>
            `<line x1="${LEFT}" x2="${RIGHT}" y1="${y(top * share)}" y2="${y(top * share)}"/><text x="${LEFT - 10}" y="${y(top * share) + 4}" text-anchor="end">${top * share}</text>`,
        )
        .join('');
      chart.querySelectorAll<SVGGElement>('.month').forEach((group, index) => {
        const count = counts[index] ?? 0;
        const bar = group.querySelector<SVGRectElement>('.month__bar');
        const value = group.querySelector<SVGTextElement>('.month__value');
        const title = group.querySelector('title');
        if (!bar || !value || !title) return;
        bar.style.transform = `scaleY(${(BOTTOM - y(count)) / (BOTTOM - TOP)})`;
        value.textContent = String(count);
        value.setAttribute('y', String(y(count) - 7));
        title.textContent = `${name}, ${MONTHS[index] ?? ''}: ${count}`;
        group.classList.toggle('is-highest', count === highest);
      });
    },
  };
}
