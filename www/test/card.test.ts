import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cardBrand,
  cardNumberFault,
  cvcFault,
  expiryFault,
  formatCardNumber,
  formatExpiry,
  passesLuhn,
} from '../src/shop/state/card';
import { fieldFault, type FieldValues } from '../src/shop/state/fields';

const today = new Date(2026, 5, 15);

test('numbers are grouped as their brand writes them, however they are typed', () => {
  assert.equal(formatCardNumber('4111111111111111'), '4111 1111 1111 1111');
  assert.equal(formatCardNumber('4111-1111 11'), '4111 1111 11');
  assert.equal(formatCardNumber('378282246310005'), '3782 822463 10005');
  assert.equal(formatCardNumber('41111111111111111111111'), '4111 1111 1111 1111 111');
  assert.equal(formatCardNumber('letters'), '');
});

test('brands are told by their first digits', () => {
  assert.equal(cardBrand('4').id, 'visa');
  assert.equal(cardBrand('5500').id, 'mastercard');
  assert.equal(cardBrand('2221').id, 'mastercard');
  assert.equal(cardBrand('2220').id, 'unknown');
  assert.equal(cardBrand('34').id, 'amex');
  assert.equal(cardBrand('').id, 'unknown');
});

test('the check digit catches any single wrong digit', () => {
  const good = '4111111111111111';
  assert.ok(passesLuhn(good));
  assert.ok(!passesLuhn(''));
  for (let at = 0; at < good.length; at += 1) {
    const digit = (Number(good[at]) + 3) % 10;
    assert.ok(!passesLuhn(`${good.slice(0, at)}${digit}${good.slice(at + 1)}`), `position ${at}`);
  }
});

test('card numbers that are empty, short or mistyped are named as such', () => {
  assert.match(cardNumberFault('') ?? '', /enter the number/);
  assert.match(cardNumberFault('4111 1111') ?? '', /short or too long/);
  assert.match(cardNumberFault('4111 1111 1111 1112') ?? '', /digit/);
  assert.equal(cardNumberFault('4111 1111 1111 1111'), null);
});

test('a card is good to the end of the month it names', () => {
  assert.equal(expiryFault('06 / 26', today), null);
  assert.equal(expiryFault('1230', today), null);
  assert.match(expiryFault('05 / 26', today) ?? '', /expired/);
  assert.match(expiryFault('13 / 27', today) ?? '', /month and year/);
  assert.match(expiryFault('1', today) ?? '', /month and year/);
  assert.equal(formatExpiry('1227'), '12 / 27');
  assert.equal(formatExpiry('5'), '05');
  assert.equal(formatExpiry('527'), '05 / 27');
});

test("the security code is as long as the brand's", () => {
  assert.equal(cvcFault('123', '4111 1111 1111 1111'), null);
  assert.match(cvcFault('123', '378282246310005') ?? '', /4 digits/);
  assert.equal(cvcFault('1234', '378282246310005'), null);
  assert.match(cvcFault('12a', '4') ?? '', /3 digits/);
});

test('fields of the checkout', () => {
  const values: FieldValues = {
    email: 'ada@example.org',
    name: 'Ada',
    address: '12 Hedge Lane',
    address2: '',
    city: 'Tidewick',
    postcode: 'HD1 2AB',
    country: 'GB',
    phone: '',
    'card-name': 'A',
    'card-number': '',
    'card-expiry': '',
    'card-cvc': '',
  };
  const fault = (field: keyof FieldValues, value: string): string | null =>
    fieldFault(field, { ...values, [field]: value }, today);
  for (const good of ['a@b.co', 'first.last+tag@mail.example.org']) assert.equal(fault('email', good), null, good);
  for (const bad of ['', 'a', 'a@b', 'a b@c.de', 'a@b..de', '@c.de']) assert.notEqual(fault('email', bad), null, bad);
  assert.equal(fault('phone', ''), null);
  assert.notEqual(fault('phone', 'call me'), null);
  assert.equal(fault('phone', '+44 20 7946 0018'), null);
  assert.notEqual(fault('country', ''), null);
  assert.notEqual(fault('postcode', '?'), null);
  assert.equal(fault('address2', ''), null);
});
