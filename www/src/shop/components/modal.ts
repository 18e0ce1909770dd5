import { element, type Child } from '../../shared/element';

/** Shows a modal `<dialog>` with a title and a close button; it is taken out of the page when it closes. */
export function showModal(name: string, title: string, ...content: Child[]): HTMLDialogElement {
  const heading = element('h2', { id: `${name}-title` }, title);
  const dialog = element(
    'dialog',
    { class: 'modal', id: name, 'aria-labelledby': heading.id, 'data-test': `${name}-dialog` },
    element(
      'header',
      { class: 'modal__head' },
      heading,
      element(
        'button',
        {
          class: 'icon-button',
          type: 'button',
          'aria-label': 'Close',
          'data-test': `${name}-close`,
          onclick: () => dialog.close(),
        },
        '×',
      ),
    ),
    element('div', { class: 'modal__body' }, ...content),
  );
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close(); // the backdrop
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
