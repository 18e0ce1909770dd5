import { need } from '../shared/element';
import { mountTopBar } from './components/top-bar';
import { readRoute } from './logic/route';
import { type SessionPageHandle, showSession } from './pages/session';
import { showSessions } from './pages/sessions';
import { showUnknown } from './pages/unknown';

// The dashboard's pages are told apart by the fragment of the address, so that any host of static files will do.

const main = need('#main');
let end: () => void = () => {};
let open: { id: string; page: SessionPageHandle } | null = null;

function show(): void {
  const route = readRoute(location.hash);
  if (route.page === 'session' && open?.id === route.id) {
    if (route.time !== null) open.page.seek(route.time);
    return;
  }
  end();
  open = null;
  switch (route.page) {
    case 'sessions':
      end = showSessions(main);
      break;
    case 'session': {
      const page = showSession(main, route.id, route.time);
      open = { id: route.id, page };
      end = page.end;
      break;
    }
    case 'unknown':
      end = showUnknown(main, route.hash);
      break;
  }
  scrollTo(0, 0);
}

mountTopBar(need('#top-bar'));
// Followed by hand: without this, the skip link's #main would be taken for a page.
need('.skip-link').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener('hashchange', show);
show();
