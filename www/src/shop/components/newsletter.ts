import { element } from '../../shared/element';
import { report } from '../recorder';
import { showModal } from './modal';

/** Asks for an address to send the letter to; nothing is sent. */
export function openNewsletter(): void {
  const email = element('input', {
    type: 'email',
    name: 'newsletter-email',
    id: 'newsletter-email',
    autocomplete: 'email',
    required: true,
    placeholder: 'you@example.org',
    'data-test': 'newsletter-email',
  });
  const form = element(
    'form',
    { class: 'modal__form' },
    element('label', { class: 'field' }, element('span', { class: 'field__label' }, 'Where to?'), email),
    element(
      'fieldset',
      { class: 'radio-row' },
      element('legend', { class: 'field__label' }, 'How often?'),
      ...['Every dawn', 'Every Sunday', 'When an owl is seen'].map((name, index) =>
        element(
          'label',
          { class: 'check' },
          element('input', { type: 'radio', name: 'often', value: index, checked: index === 1 }),
          element('span', {}, name),
        ),
      ),
    ),
    element('button', { class: 'button', type: 'submit', 'data-test': 'newsletter-submit' }, 'Sign me up'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    report('newsletter_signup');
    form.replaceWith(
      element(
        'p',
        { class: 'modal__done', role: 'status', 'data-test': 'newsletter-done' },
        "Done. It will be in your letter box before you are up. (It won't: this is a demo, and the address went nowhere.)",
      ),
    );
  });
  showModal(
    'newsletter',
    'The dawn letter',
    element('p', {}, 'What sings, what nests and what has just left, on one page.'),
    form,
  );
}
