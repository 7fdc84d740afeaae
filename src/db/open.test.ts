// Opening by address and sharing a running server; the embedded server's own tests are beside it.

import { createServer } from 'node:net';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { addressOf, testDatabase } from '../../test/helpers/database.ts';
import { temporaryFolder } from './embedded/temporary.ts';
import { openDatabase } from './open.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const byAddress = (databaseUrl: string) => openDatabase({ dataFolder: folder, databaseUrl });

test.each([
  ['nothing listens there', 'postgresql://me:secret@127.0.0.1:1/db'],
  ['the socket is missing', 'postgresql://me:secret@/db?host=/no/such/folder'],
])('an address where %s is refused without the password in it', async (_, url) => {
  const error = await byAddress(url).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'database.unreachable' });
  expect(JSON.stringify(error)).not.toContain('secret');
});

test('a database that does not exist is refused by name', async () => {
  await expect(byAddress(addressOf('no_such_database'))).rejects.toMatchObject({
    code: 'database.unreachable',
    details: { reason: expect.stringContaining('no_such_database') },
  });
});

test('a server that hangs up is refused', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await expect(byAddress(`postgresql://me@127.0.0.1:${port}/db`)).rejects.toMatchObject({
    code: 'database.unreachable',
  });
  server.close();
});

test('a database that is not in UTF-8 is refused', async () => {
  const { pool } = await testDatabase({ isEmpty: true });
  const name = `latin_${process.pid}`;
  await pool.query(`create database ${name} template template0 encoding 'LATIN1' locale 'C'`);
  await expect(byAddress(addressOf(name))).rejects.toMatchObject({
    code: 'database.encoding',
    details: { found: 'LATIN1' },
  });
  await pool.query(`drop database ${name}`);
});

test('a command may share the database that another process runs, and leaves it running', async () => {
  const server = await openDatabase({ dataFolder: folder });
  const command = await openDatabase({ dataFolder: folder, mayShare: true });
  expect((await command.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await command.close();
  expect((await server.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await Promise.all([server.close(), server.close()]);
});
