import { element, need } from '../../shared/element';
import { mountLayout } from '../components/layout';

mountLayout();
const last = need('#last-breakage');

/** A thing that goes wrong when its button is pressed. */
interface Breakage {
  id: string;
  title: string;
  text: string;
  button: string;
  press: (() => void) | null;
}

const BREAKAGES: readonly Breakage[] = [
  {
    id: 'throw-error',
    title: 'An error nobody catches',
    text: 'Reads a property of nothing, in a click handler.',
    button: 'Throw an error',
    press: () => readBeakOfNothing(null),
  },
  {
    id: 'reject-promise',
    title: 'A promise nobody keeps',
    text: 'Rejects, and no one handles it.',
    button: 'Reject a promise',
    press: () => void Promise.reject(new Error('The egg did not hatch')),
  },
  {
    id: 'console-error',
    title: 'A complaint on the console',
    text: 'Logs a line at the level of errors.',
    button: 'Complain',
    press: () => console.error('Feeder 4 reports: no seed'),
  },
  {
    id: 'missing-page',
    title: 'A request for what is not there',
    text: 'Fetches an address that answers 404.',
    button: 'Ask for the dodo',
    press: () =>
      void fetch('./dodo.json').then(
        (answer) => say(`The dodo answered ${answer.status}.`),
        () => say('The dodo did not answer.'),
      ),
  },
  {
    id: 'dead-button',
    title: 'A button that does nothing',
    text: 'It looks like the others. Press it as often as you like: a dead click.',
    button: 'Reserve a cuckoo',
    press: null,
  },
];

need('#breakages').append(
  ...BREAKAGES.map((breakage) =>
    element(
      'article',
      { class: 'breakage' },
      element('h2', {}, breakage.title),
      element('p', {}, breakage.text),
      element(
        'button',
        {
          class: 'button button--quiet',
          type: 'button',
          id: breakage.id,
          'data-test': breakage.id,
          onclick: breakage.press && pressing(breakage.title, breakage.press),
        },
        breakage.button,
      ),
    ),
  ),
);

setTimeout(() => {
  throw new Error('Broken on purpose: the worm was late');
}, 300);

function pressing(title: string, press: () => void): () => void {
  return () => {
    say(`${title}: done.`);
    press();
  };
}

function say(words: string): void {
  last.textContent = words;
}

function readBeakOfNothing(bird: { beak: string } | null): void {
  // The mistake that this page is for; the type checker must be talked out of preventing it.
  say((bird as { beak: string }).beak);
}
