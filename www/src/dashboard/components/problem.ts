import { element, svg } from '../../shared/element';
import { birdPicture } from '../../shared/bird';
import { ApiError } from '../api/client';
import { JAY } from './jay';
import { snippet } from './snippet';

/** What a page shows in place of what could not be loaded. `again` tries once more. */
export function problem(error: unknown, again: () => void): HTMLElement {
  const { title, words, more } = explain(error);
  return element(
    'section',
    { class: 'notice', role: 'alert', 'data-test': 'problem' },
    svg(birdPicture(JAY, '')),
    element('h1', {}, title),
    element('p', {}, words),
    more ?? null,
    element(
      'p',
      { class: 'notice__actions' },
      element(
        'button',
        { class: 'button button--main', type: 'button', 'data-test': 'try-again', onclick: again },
        'Try again',
      ),
    ),
  );
}

interface Explanation {
  title: string;
  words: string;
  more?: HTMLElement;
}

function explain(error: unknown): Explanation {
  if (!(error instanceof ApiError))
    return { title: 'Something went wrong', words: error instanceof Error ? error.message : String(error) };
  switch (error.kind) {
    case 'unauthorized':
      return {
        title: 'Recordings are closed here',
        words: `The collector says: ${error.message}. Such as this, on your own machine:`,
        more: snippet(`scrubjay serve --listen ${location.host} --open`),
      };
    case 'forbidden':
      return { title: 'Not from here', words: `The collector says: ${error.message}.` };
    case 'not-found':
      return { title: 'No such session', words: 'It may have been deleted, or the link lost a letter on its way.' };
    case 'network':
      return {
        title: 'The collector does not answer',
        words: `Nothing came back from ${location.host}. Is it still running?`,
      };
    case 'server':
      return { title: 'The collector had trouble', words: `It says: ${error.message}.` };
  }
}
