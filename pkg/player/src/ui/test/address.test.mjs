import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { splitAddress } = await load('logic/address.ts');

test('the host is found, and a user name that looks like one is not it', () => {
  assert.deepEqual(splitAddress('https://shop.example.com:8443/a?b#c'), {
    before: 'https://',
    site: 'shop.example.com:8443',
    after: '/a?b#c',
  });
  assert.equal(splitAddress('https://bank.example@evil.example/login').site, 'evil.example');
});

test('an address without a host is kept as it is', () => {
  for (const address of ['', 'about:blank', 'data:text/html,<b>', '/relative', 'https://']) {
    assert.deepEqual(splitAddress(address), { before: '', site: '', after: address });
  }
});

test('the parts together are the address', () => {
  for (const address of ['http://a', 'https://ü.example/ä?x=1\ny', 'ftp://u:p@h/x@y']) {
    const { before, site, after } = splitAddress(address);
    assert.equal(before + site + after, address);
  }
});
