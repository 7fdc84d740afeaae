// Proves who may act where, and which passwords are refused.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWithin, judgePassword, may, mayActIn, roles, scopesOf } from './model.ts';
import type { RoleGrant } from './model.ts';

const clerkOfJinji = { roles: [{ role: 'townClerk', place: '640302100' } as RoleGrant] };
const office = { roles: [{ role: 'office', place: null } as RoleGrant] };

test('O009 a town clerk may act in the own town and its villages and nowhere else', () => {
  expect(mayActIn(clerkOfJinji, '640302100')).toBe(true);
  expect(mayActIn(clerkOfJinji, '640302100210')).toBe(true);
  expect(mayActIn(clerkOfJinji, '640302104203')).toBe(false);
  expect(mayActIn(clerkOfJinji, '640302')).toBe(false);
  expect(mayActIn(clerkOfJinji, null)).toBe(false);
});

test('a role for the whole district covers every place, but not another role', () => {
  expect(mayActIn(office, '640302104203', ['office'])).toBe(true);
  expect(mayActIn(office, null)).toBe(true);
  expect(mayActIn(office, '640302104203', ['finance'])).toBe(false);
});

test('a person without any role may act nowhere', () => {
  expect(mayActIn({ roles: [] }, '640302100')).toBe(false);
  expect(scopesOf({ roles: [] })).toEqual([]);
});

test('scopes are the outermost keys, and null for the whole district', () => {
  const both: RoleGrant[] = [
    { role: 'townClerk', place: '640302100' },
    { role: 'villageWorker', place: '640302100210' },
    { role: 'villageWorker', place: '640302104203' },
  ];
  expect(scopesOf({ roles: both })).toEqual(['640302100', '640302104203']);
  expect(scopesOf({ roles: both }, ['villageWorker'])).toEqual(['640302100210', '640302104203']);
  expect(scopesOf(office)).toBeNull();
});

test('covering is the same as lying within some scope, for any keys', () => {
  const key = fc.array(fc.constantFrom('100', '101', 'L01'), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(key), key, (grants, asked) => {
      const held = grants.map((parts): RoleGrant => ({
        role: 'townClerk',
        place: `640302${parts.join('')}`,
      }));
      const place = `640302${asked.join('')}`;
      const scopes = scopesOf({ roles: held }) ?? [];
      expect(mayActIn({ roles: held }, place)).toBe(scopes.some((s) => isWithin(place, s)));
    }),
  );
});

test('every listed action names at least one role of the table', () => {
  for (const allowed of Object.values(may)) {
    expect(allowed.length).toBeGreaterThan(0);
    for (const role of allowed) expect(roles).toContain(role);
  }
});

test('a short, simple, well-known or user-name password is refused, a long one not', () => {
  expect(judgePassword('Ab1!cd2?', 'zhang01')).toBe('too-short');
  expect(judgePassword('aaaaaaaaaaaaaa', 'zhang01')).toBe('too-simple');
  expect(judgePassword('password12345678', 'zhang01')).toBe('too-simple');
  expect(judgePassword('zhang01zhang01', 'zhang01')).toBe('holds-username');
  expect(judgePassword('x'.repeat(129), 'zhang01')).toBe('too-long');
  expect(judgePassword('冬天家家户户都暖和起来', 'zhang01')).toBeUndefined();
  expect(judgePassword('plain winter stove', 'zhang01')).toBeUndefined();
});
