import { cardNumberFault, cvcFault, expiryFault } from './card';

/** The fields of the checkout, by their names. */
export const FIELDS = [
  'email',
  'name',
  'address',
  'address2',
  'city',
  'postcode',
  'country',
  'phone',
  'card-name',
  'card-number',
  'card-expiry',
  'card-cvc',
] as const;

export type FieldName = (typeof FIELDS)[number];

export type FieldValues = Record<FieldName, string>;

/** What is wrong with one field, in words; `null`: nothing. */
export function fieldFault(field: FieldName, values: FieldValues, today: Date): string | null {
  const value = values[field].trim();
  switch (field) {
    case 'email':
      // As loose as HTML's own check; the receipt that arrives is the real one.
      return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value)
        ? null
        : 'Please enter an email address, such as you@example.org.';
    case 'name':
      return value.length >= 2 ? null : 'Please tell us your name.';
    case 'address':
      return value.length >= 3 ? null : 'Please enter street and number.';
    case 'city':
      return value.length >= 2 ? null : 'Please enter a town.';
    case 'postcode':
      return /^[A-Za-z0-9][A-Za-z0-9 -]{2,9}$/.test(value) ? null : 'Please enter a postcode.';
    case 'country':
      return value === '' ? 'Please choose a country.' : null;
    case 'phone':
      return value === '' || /^\+?[\d ()./-]{6,20}$/.test(value)
        ? null
        : 'Please enter a phone number, or leave it empty.';
    case 'card-name':
      return value.length >= 2 ? null : 'Please enter the name as it is on the card.';
    case 'card-number':
      return cardNumberFault(value);
    case 'card-expiry':
      return expiryFault(value, today);
    case 'card-cvc':
      return cvcFault(value, values['card-number']);
    case 'address2':
      return null;
  }
}
