import { element } from '../../shared/element';
import { rowWindow } from '../state/window';

/** A long list of which only the rows in sight are in the page. */
export interface VirtualList<Item> {
  root: HTMLElement;
  /** Shows other items, from the top. */
  show(items: readonly Item[]): void;
}

/** How rows are made, filled and chosen. A row is made once and filled again and again as the list scrolls. */
export interface RowKind<Item> {
  heightPx: number;
  make(): HTMLElement;
  fill(row: HTMLElement, item: Item): void;
  choose(item: Item): void;
}

const OVERSCAN_ROWS = 4;

/** Makes a list that recycles its rows: what scrolls out at one end comes back at the other with other content. */
export function virtualList<Item>(label: string, kind: RowKind<Item>): VirtualList<Item> {
  const canvas = element('div', { class: 'virtual-list__canvas', role: 'presentation' });
  const root = element(
    'div',
    { class: 'virtual-list', role: 'list', 'aria-label': label, tabindex: '0', 'data-test': 'virtual-list' },
    canvas,
  );
  const free: HTMLElement[] = [];
  const drawn = new Map<number, HTMLElement>();
  let items: readonly Item[] = [];

  function draw(): void {
    const { first, end } = rowWindow(items.length, kind.heightPx, root.scrollTop, root.clientHeight, OVERSCAN_ROWS);
    for (const [index, row] of drawn) {
      if (index >= first && index < end) continue;
      drawn.delete(index);
      free.push(row);
    }
    for (let index = first; index < end; index += 1) {
      if (!drawn.has(index)) drawn.set(index, place(index));
    }
    for (const row of free) row.hidden = true;
  }

  function place(index: number): HTMLElement {
    const row = free.pop() ?? canvas.appendChild(kind.make());
    row.hidden = false;
    row.dataset['index'] = String(index);
    row.setAttribute('aria-posinset', String(index + 1));
    row.setAttribute('aria-setsize', String(items.length));
    row.style.transform = `translateY(${index * kind.heightPx}px)`;
    kind.fill(row, items[index] as Item);
    return row;
  }

  root.addEventListener('scroll', () => requestAnimationFrame(draw), { passive: true });
  root.addEventListener('click', (event) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    const item = row ? items[Number(row.dataset['index'])] : undefined;
    if (item !== undefined) kind.choose(item);
  });
  new ResizeObserver(draw).observe(root);

  return {
    root,
    show(others) {
      items = others;
      canvas.style.height = `${items.length * kind.heightPx}px`;
      root.scrollTop = 0;
      for (const [index, row] of drawn) {
        drawn.delete(index);
        free.push(row);
      }
      draw();
    },
  };
}
