// Proves the account commands on a real database: wrong arguments first, then what they do.

import { expect, test } from 'vitest';
import { testApp } from '../../test/helpers/app.ts';
import { Refusal } from '../core/errors.ts';
import { runAccount } from './cli.ts';

const { app, db } = await testApp();

async function run(...args: string[]): Promise<string> {
  let written = '';
  const io = {
    write: (text: string) => void (written += text),
    language: 'en',
    folder: '/',
  } as const;
  const code = await runAccount(args, io, (work) => work(db));
  expect(code).toBe(0);
  return written;
}

const signIn = (password: string) =>
  app.inject({ method: 'POST', url: '/api/session', payload: { username: 'xiaoli', password } });

async function refusalOf(...args: string[]): Promise<string | undefined> {
  const error = await run(...args).catch((thrown: unknown) => thrown);
  return error instanceof Refusal ? error.code : String(error);
}

test('account refuses arguments that are missing, unknown or too many', async () => {
  const wrong = 'programme.command-arguments';
  expect(await refusalOf('remove', 'x')).toBe(wrong);
  expect(await refusalOf('list', 'x')).toBe(wrong);
  expect(await refusalOf('add', 'x')).toBe(wrong);
  const complete = ['--name', '某人', '--organisation', '区住建和交通局'];
  expect(await refusalOf('add', 'xiaoli', ...complete)).toBe(wrong);
  expect(await refusalOf('add', 'xiaoli', ...complete, '--role', 'king')).toBe(wrong);
  expect(await refusalOf('disable', 'finance')).toBe(wrong);
  expect(await refusalOf('list', '--district', '110000')).toBe('account.no-district');
});

test('account refuses what the office could not do either', async () => {
  const add = (organisation: string, role: string) =>
    refusalOf('add', 'xiaoli', '--name', '某人', '--organisation', organisation, '--role', role);
  expect(await add('没有的单位', 'finance')).toBe('organisation.unknown');
  expect(await add('区住建和交通局', 'townClerk')).toBe('role.place-needed');
  expect(await add('区住建和交通局', 'townClerk@640302999')).toBe('place.unknown');
  expect(await refusalOf('disable', 'no-such', '--reason', '离职')).toBe('account.unknown');
});

test('account add, list, reset-password and disable work and stand in the journal', async () => {
  const made = await run(
    'add',
    'xiaoli',
    '--name',
    '小李',
    '--organisation',
    '区住建和交通局',
    '--role',
    'townClerk@640302100',
    '--json',
  );
  const { personId, oneTimePassword } = JSON.parse(made);
  expect(await run('list')).toContain('xiaoli\t小李\t区住建和交通局\tTown clerk@640302100');
  expect((await signIn(oneTimePassword)).statusCode).toBe(200);
  const reset = JSON.parse(await run('reset-password', 'xiaoli', '--reason', '忘记密码', '--json'));
  expect((await signIn(oneTimePassword)).statusCode).toBe(401);
  expect((await signIn(reset.oneTimePassword)).statusCode).toBe(200);
  await run('disable', 'xiaoli', '--reason', '离职');
  expect((await signIn(reset.oneTimePassword)).statusCode).toBe(403);
  const { rows } = await db.pool.query<{ action: string; actor_id: string }>(
    'select action, actor_id from journal_entries where subject_id = $1 order by entry_id',
    [personId],
  );
  expect(rows).toEqual([
    { action: 'account.create', actor_id: 'system' },
    { action: 'account.reset-password', actor_id: 'system' },
    { action: 'account.disable', actor_id: 'system' },
  ]);
});
