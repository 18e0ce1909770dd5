/** A kind of payment card. */
export interface CardBrand {
  id: 'visa' | 'mastercard' | 'amex' | 'unknown';
  name: string;
  lengths: readonly number[];
  cvcLength: number;
  /** How digits are grouped when written. */
  groups: readonly number[];
}

const UNKNOWN: CardBrand = {
  id: 'unknown',
  name: 'Card',
  lengths: [13, 14, 15, 16, 17, 18, 19],
  cvcLength: 3,
  groups: [4, 4, 4, 4, 3],
};
const BRANDS: readonly (CardBrand & { starts: RegExp })[] = [
  { id: 'visa', name: 'Visa', lengths: [13, 16, 19], cvcLength: 3, groups: [4, 4, 4, 4, 3], starts: /^4/ },
  {
    id: 'mastercard',
    name: 'Mastercard',
    lengths: [16],
    cvcLength: 3,
    groups: [4, 4, 4, 4],
    starts: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/,
  },
  { id: 'amex', name: 'American Express', lengths: [15], cvcLength: 4, groups: [4, 6, 5], starts: /^3[47]/ },
];

/** The digits of a text, at most `most`. */
export function digits(text: string, most: number): string {
  return text.replace(/\D/g, '').slice(0, most);
}

/** Which brand a number begins like. */
export function cardBrand(number: string): CardBrand {
  return BRANDS.find((brand) => brand.starts.test(digits(number, 19))) ?? UNKNOWN;
}

/** `4111111111111111` → `4111 1111 1111 1111`; as far as it is typed. */
export function formatCardNumber(text: string): string {
  const brand = cardBrand(text);
  const number = digits(text, Math.max(...brand.lengths));
  const parts: string[] = [];
  let from = 0;
  for (const length of brand.groups) {
    if (from < number.length) parts.push(number.slice(from, from + length));
    from += length;
  }
  return parts.join(' ');
}

/** The check digit of ISO/IEC 7812-1, annex B (Luhn). */
export function passesLuhn(number: string): boolean {
  let sum = 0;
  for (let index = 0; index < number.length; index += 1) {
    const digit = Number(number[number.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return number.length > 0 && sum % 10 === 0;
}

/** `1227` → `12 / 27`, `5` → `05 / `; as far as it is typed. */
export function formatExpiry(text: string): string {
  let number = digits(text, 4);
  if (/^[2-9]/.test(number)) number = digits(`0${number}`, 4);
  return number.length > 2 ? `${number.slice(0, 2)} / ${number.slice(2)}` : number;
}

/** What is wrong with a card number, in words; `null`: nothing. */
export function cardNumberFault(text: string): string | null {
  const number = digits(text, 19);
  if (number === '') return 'Please enter the number on the front of your card.';
  if (!cardBrand(number).lengths.includes(number.length)) return 'That number is too short or too long.';
  return passesLuhn(number) ? null : 'A digit seems to be off in that number.';
}

/** What is wrong with an expiry, as of a day; `null`: nothing. A card is good to the end of its month. */
export function expiryFault(text: string, today: Date): string | null {
  const number = digits(text, 4);
  const month = Number(number.slice(0, 2));
  if (number.length < 4 || month < 1 || month > 12) return 'Please enter month and year, such as 04 / 31.';
  const ends = new Date(2000 + Number(number.slice(2)), month, 1);
  return ends > today ? null : 'That card has expired.';
}

/** What is wrong with a security code for a card of that number; `null`: nothing. */
export function cvcFault(text: string, number: string): string | null {
  const length = cardBrand(number).cvcLength;
  return /^\d+$/.test(text.trim()) && text.trim().length === length
    ? null
    : `Please enter the ${length} digits of the security code.`;
}
