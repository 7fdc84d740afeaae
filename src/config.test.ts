// The settings of the environment: what is refused, and what holds when nothing is set.

import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test.each([
  ['PORT', '80a'],
  ['PORT', '-1'],
  ['PORT', '65536'],
  ['PORT', '8080.5'],
  ['HOST', 'a b'],
  ['DATABASE_URL', 'mysql://x'],
  ['QINGNUAN_DEMO', 'yes'],
  ['QINGNUAN_LOG', 'loud'],
])('nonsense in %s (%s) is refused by name', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(
    expect.objectContaining({ code: 'config.invalid', details: expect.objectContaining({ name }) }),
  );
});

test('a refused DATABASE_URL is not repeated, since it may hold a password', () => {
  expect(() => readConfig({ DATABASE_URL: 'http://me:secret@host/db' })).toThrow(
    /^((?!secret).)*$/,
  );
});

test('without an environment the defaults hold: this machine, port 8080, .data, the demo', () => {
  const config = readConfig({});
  expect(config).toMatchObject({ port: 8080, host: '127.0.0.1', hasDemo: true });
  expect(config.dataFolder).toMatch(/\/\.data$/);
  expect(config.databaseUrl).toBeUndefined();
});

test('an empty value counts as not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toEqual(readConfig({}));
});

test('a relative data folder is meant from where the person stands, not from the package', () => {
  expect(readConfig({ QINGNUAN_DATA: '数据', INIT_CWD: '/home/li' }).dataFolder).toBe(
    '/home/li/数据',
  );
});
