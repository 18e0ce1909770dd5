import { element } from '../../shared/element';
import { formatClock } from '../logic/format';
import { type Moment, momentAt, moments, shows, VIEWS, type ViewId } from '../logic/timeline';
import type { SessionEvent } from '../api/types';
import { icon } from './icons';

/** The index events beside the player. */
export interface EventList {
  root: HTMLElement;
  /** Shows other events (more have come). */
  setEvents(events: readonly SessionEvent[]): void;
  /** Marks where playback is, milliseconds since the session's start. */
  follow(timeMs: number): void;
}

/** Makes the list; `seek` is called with the time of an event that is chosen. */
export function eventList(seek: (at_ms: number) => void): EventList {
  const chips = element('div', { class: 'chips', role: 'group', 'aria-label': 'Which events' });
  const list = element('ol', { class: 'events', 'data-test': 'events' });
  const nothing = element('p', { class: 'events__none' }, 'No events of this kind.');
  const scroller = element('div', { class: 'events__scroller' }, list, nothing);
  const root = element('aside', { class: 'event-panel', 'aria-label': 'Events' }, chips, scroller);
  let all: Moment[] = [];
  let shown: Moment[] = [];
  let items: HTMLElement[] = [];
  let view: ViewId = 'key';
  let active = -1;
  let timeMs = 0;

  function draw(): void {
    shown = all.filter((moment) => shows(view, moment.group));
    items = shown.map(eventItem);
    list.replaceChildren(...items);
    nothing.hidden = shown.length > 0;
    chips.replaceChildren(
      ...VIEWS.flatMap(({ id, name }) => {
        const count = all.filter((moment) => shows(id, moment.group)).length;
        return count === 0 && id !== 'key'
          ? []
          : [
              element(
                'button',
                {
                  class: 'chip',
                  type: 'button',
                  'aria-pressed': String(id === view),
                  'data-test': `events-${id}`,
                  onclick: () => choose(id),
                },
                name,
                element('span', {}, count),
              ),
            ];
      }),
    );
    active = -1;
    mark(false);
  }

  function choose(id: ViewId): void {
    view = id;
    draw();
    chips.querySelector<HTMLElement>(`[data-test="events-${id}"]`)?.focus();
  }

  function mark(scroll: boolean): void {
    // Half a tenth of grace: a seek to an event's own time must mark that event.
    const next = momentAt(shown, timeMs + 50);
    if (next === active) return;
    items[active]?.classList.remove('is-active');
    items[active]?.firstElementChild?.removeAttribute('aria-current');
    active = next;
    const item = items[active];
    item?.classList.add('is-active');
    item?.firstElementChild?.setAttribute('aria-current', 'true');
    // Whoever reads or steps through the list is not pulled away.
    if (scroll && item && !root.matches(':hover') && !root.querySelector(':focus-visible')) keepInSight(item);
  }

  function keepInSight(item: HTMLElement): void {
    const above = item.offsetTop - scroller.scrollTop;
    if (above < 40 || above > scroller.clientHeight - 90)
      scroller.scrollTo({ top: item.offsetTop - scroller.clientHeight / 3 });
  }

  list.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('button[data-at]') : null;
    if (button) seek(Number(button.dataset['at']));
  });
  list.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const item = document.activeElement?.closest('li');
    const next = event.key === 'ArrowDown' ? item?.nextElementSibling : item?.previousElementSibling;
    event.preventDefault();
    event.stopPropagation();
    next?.querySelector('button')?.focus();
  });

  return {
    root,
    setEvents(events) {
      all = moments(events);
      draw();
    },
    follow(nowMs) {
      timeMs = nowMs;
      mark(true);
    },
  };
}

function eventItem(moment: Moment): HTMLElement {
  return element(
    'li',
    { class: `event event--${moment.group}`, 'data-test': 'event', 'data-group': moment.group },
    element(
      'button',
      { type: 'button', 'data-at': moment.at_ms, title: moment.detail },
      element('span', { class: 'event__time' }, formatClock(moment.at_ms)),
      icon(moment.group),
      element(
        'span',
        { class: 'event__words' },
        element('span', { class: 'event__what' }, moment.what),
        moment.about && element('span', { class: 'event__about' }, moment.about),
        moment.group === 'custom' && moment.detail && element('span', { class: 'event__detail' }, moment.detail),
      ),
    ),
  );
}
