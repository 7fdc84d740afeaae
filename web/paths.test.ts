// Addresses: readable, and safe with any id.

import { expect, test } from 'vitest';
import { paths } from './paths.ts';

test('addresses keep Chinese clause ids readable and leave out empty filters', () => {
  expect(decodeURI(paths.clause('litong-2022', '四(三)1(1)'))).toBe(
    '/programme/litong-2022/notice?clause=四(三)1(1)',
  );
  expect(paths.places({ q: '' })).toBe('/places');
  expect(paths.signIn('/places?q=1')).toBe('/sign-in?from=%2Fplaces%3Fq%3D1');
});

test('a programme id cannot break out of its place in the address', () => {
  expect(paths.programme('a/b?c', 'overview')).toBe('/programme/a%2Fb%3Fc/overview');
});
