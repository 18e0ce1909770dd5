import { digits, formatCardNumber, formatExpiry } from '../state/card';
import { type CheckoutField, checkoutField } from './checkout-field';

const COUNTRIES = [
  ['', 'Please choose'],
  ['CA', 'Canada'],
  ['FR', 'France'],
  ['DE', 'Germany'],
  ['IE', 'Ireland'],
  ['MX', 'Mexico'],
  ['NL', 'Netherlands'],
  ['GB', 'United Kingdom'],
  ['US', 'United States'],
] as const;

/** All fields of the checkout, by the section they stand in. Their autocomplete names are those of HTML's own list. */
export function checkoutFields(): { contact: CheckoutField[]; address: CheckoutField[]; card: CheckoutField[] } {
  return {
    contact: [
      checkoutField({
        name: 'email',
        label: 'Email',
        type: 'email',
        inputmode: 'email',
        autocomplete: 'email',
        placeholder: 'you@example.org',
      }),
      checkoutField({
        name: 'phone',
        label: 'Phone',
        type: 'tel',
        inputmode: 'tel',
        autocomplete: 'tel',
        optional: true,
      }),
    ],
    address: [
      checkoutField({ name: 'name', label: 'Full name', autocomplete: 'name' }),
      checkoutField({ name: 'address', label: 'Street and number', autocomplete: 'address-line1' }),
      checkoutField({
        name: 'address2',
        label: 'Flat, floor, nest box',
        autocomplete: 'address-line2',
        optional: true,
      }),
      checkoutField({ name: 'postcode', label: 'Postcode', autocomplete: 'postal-code', width: 'third' }),
      checkoutField({ name: 'city', label: 'Town', autocomplete: 'address-level2', width: 'half' }),
      checkoutField({ name: 'country', label: 'Country', autocomplete: 'country', choices: COUNTRIES }),
    ],
    card: [
      checkoutField({ name: 'card-name', label: 'Name on the card', autocomplete: 'cc-name' }),
      checkoutField({
        name: 'card-number',
        label: 'Card number',
        inputmode: 'numeric',
        autocomplete: 'cc-number',
        placeholder: '1234 1234 1234 1234',
        format: formatCardNumber,
      }),
      checkoutField({
        name: 'card-expiry',
        label: 'Expiry',
        inputmode: 'numeric',
        autocomplete: 'cc-exp',
        placeholder: 'MM / YY',
        format: formatExpiry,
        width: 'half',
      }),
      checkoutField({
        name: 'card-cvc',
        label: 'Security code',
        inputmode: 'numeric',
        autocomplete: 'cc-csc',
        placeholder: 'CVC',
        format: (text) => digits(text, 4),
        width: 'half',
      }),
    ],
  };
}
