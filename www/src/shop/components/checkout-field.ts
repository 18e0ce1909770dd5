import { element } from '../../shared/element';
import type { FieldName } from '../state/fields';

/** A field of the checkout with its label and the place for what is wrong with it. */
export interface CheckoutField {
  name: FieldName;
  root: HTMLElement;
  input: HTMLInputElement | HTMLSelectElement;
  /** Says what is wrong; `null` takes it back. */
  fault(words: string | null): void;
}

interface Options {
  name: FieldName;
  label: string;
  autocomplete: string;
  type?: string;
  inputmode?: string;
  placeholder?: string;
  optional?: boolean;
  /** Choices make it a select. */
  choices?: readonly (readonly [value: string, name: string])[];
  /** Rewrites what is typed (grouping of digits). */
  format?: (text: string) => string;
  width?: 'half' | 'third';
}

/** Makes a field. Its id is its name. */
export function checkoutField(options: Options): CheckoutField {
  const { name } = options;
  const common = {
    id: name,
    name,
    autocomplete: options.autocomplete,
    'data-test': name,
    'aria-describedby': `${name}-fault`,
    required: !options.optional,
  };
  const input = options.choices
    ? element('select', common, ...options.choices.map(([value, text]) => element('option', { value }, text)))
    : element('input', {
        ...common,
        type: options.type ?? 'text',
        inputmode: options.inputmode,
        placeholder: options.placeholder,
      });
  const words = element('span', { class: 'field__fault', id: `${name}-fault`, 'data-test': `${name}-fault` });
  const { format } = options;
  if (format && input instanceof HTMLInputElement) input.addEventListener('input', () => reformat(input, format));
  return {
    name,
    input,
    root: element(
      'label',
      { class: `field field--${options.width ?? 'full'}`, for: name },
      element('span', { class: 'field__label' }, options.label, options.optional && element('i', {}, ' optional')),
      input,
      words,
    ),
    fault(text) {
      words.textContent = text ?? '';
      if (text === null) input.removeAttribute('aria-invalid');
      else input.setAttribute('aria-invalid', 'true');
    },
  };
}

function reformat(input: HTMLInputElement, format: (text: string) => string): void {
  // The caret stays behind the digit it was behind.
  const digitsBefore = input.value.slice(0, input.selectionStart ?? input.value.length).replace(/\D/g, '').length;
  const atEnd = input.selectionStart === input.value.length;
  const formatted = format(input.value);
  if (formatted === input.value) return;
  input.value = formatted;
  let caret = formatted.length;
  if (!atEnd) {
    caret = 0;
    for (let seen = 0; caret < formatted.length && seen < digitsBefore; caret += 1)
      if (/\d/.test(formatted[caret] ?? '')) seen += 1;
  }
  input.setSelectionRange(caret, caret);
}
