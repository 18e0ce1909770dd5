import { element } from '../../shared/element';
import { ApiError, fetchSession } from '../api/client';
import type { SessionDetails } from '../api/types';
import { eventList } from '../components/event-list';
import { facts } from '../components/facts';
import { icon } from '../components/icons';
import { type SessionPlayer, sessionPlayer } from '../components/player';
import { problem } from '../components/problem';
import { copyText } from '../components/snippet';
import { formatPath, formatWhen } from '../logic/format';
import { sessionRoute } from '../logic/route';

const REFRESH_MS = 4000;

/** A session's page as the router steers it. */
export interface SessionPageHandle {
  /** Goes to a time in seconds: the address was changed by hand, or back was pressed. */
  seek(time: number): void;
  end(): void;
}

/** Plays one session, from a time in seconds if one is given. */
export function showSession(root: HTMLElement, id: string, time: number | null): SessionPageHandle {
  document.title = 'Session · Scrubjay';
  const ending = new AbortController();
  let player: SessionPlayer | null = null;
  let wanted = time;
  let timer = 0;
  const crumb = element('a', { class: 'back', href: '#/', 'data-test': 'back' }, icon('back'), 'Sessions');
  root.replaceChildren(element('div', { class: 'page' }, crumb, element('p', { class: 'loading' }, 'Loading …')));
  void load();

  return {
    seek(to) {
      wanted = to;
      player?.seek(to * 1000);
    },
    end() {
      ending.abort();
      clearTimeout(timer);
      root.replaceChildren(); // takes the player out of the page, which stops it
    },
  };

  async function load(): Promise<void> {
    try {
      draw(await fetchSession(id, ending.signal));
    } catch (error) {
      if (ending.signal.aborted) return;
      root.replaceChildren(
        element(
          'div',
          { class: 'page' },
          crumb,
          problem(error, () => void load()),
        ),
      );
    }
  }

  function draw(session: SessionDetails): void {
    const name = session.title || formatPath(session.url) || 'Untitled page';
    document.title = `${name} · Scrubjay`;
    const list = eventList((at_ms) => player?.seek(at_ms));
    list.setEvents(session.events);
    const playing = sessionPlayer(id, session.started_at_ms, list.follow);
    player = playing;
    if (wanted !== null) playing.seek(wanted * 1000);

    const live = element('span', { class: 'badge badge--live' }, 'live');
    const link = element(
      'button',
      {
        class: 'button',
        type: 'button',
        'data-test': 'copy-link',
        title: 'A link to this session at this moment',
        onclick: () =>
          void copyText(
            `${location.href.split('#')[0] ?? ''}${sessionRoute(id, playing.timeMs() / 1000)}`,
            link,
            'Copy link at this time',
          ),
      },
      icon('link'),
      element('span', {}, 'Copy link at this time'),
    );
    const more = element(
      'p',
      { class: 'news', role: 'status', 'data-test': 'news', hidden: true },
      element('span', {}, 'The visit went on meanwhile.'),
      element(
        'button',
        { class: 'button button--small', type: 'button', 'data-test': 'load-news', onclick: () => loadNews() },
        'Load the rest',
      ),
    );
    const details = element('div', { class: 'details' }, facts(session));
    root.replaceChildren(
      element(
        'div',
        { class: 'session' },
        element(
          'header',
          { class: 'session__head' },
          crumb,
          element('h1', { 'data-test': 'session-title' }, name),
          element(
            'p',
            { class: 'session__who' },
            live,
            element('span', {}, session.user ?? 'Anonymous'),
            element('span', {}, formatWhen(session.started_at_ms, Date.now())),
          ),
          link,
          more,
        ),
        playing.root,
        list.root,
        details,
      ),
    );
    list.follow((wanted ?? 0) * 1000);

    let newest = session;
    let shownParts = session.counts.parts;
    live.hidden = !session.live;
    watch();

    function watch(): void {
      if (newest.live) timer = window.setTimeout(() => void look(), REFRESH_MS);
    }

    async function look(): Promise<void> {
      try {
        newest = await fetchSession(id, ending.signal);
        live.hidden = !newest.live;
        more.hidden = newest.counts.parts === shownParts;
        details.replaceChildren(facts(newest));
      } catch (error) {
        if (ending.signal.aborted) return;
        // While it plays, an outage of the collector is no one's concern; a deletion is.
        if (error instanceof ApiError && error.kind === 'not-found')
          return root.replaceChildren(
            element(
              'div',
              { class: 'page' },
              crumb,
              problem(error, () => void load()),
            ),
          );
      }
      watch();
    }

    function loadNews(): void {
      shownParts = newest.counts.parts;
      more.hidden = true;
      list.setEvents(newest.events);
      playing.reload();
    }
  }
}
