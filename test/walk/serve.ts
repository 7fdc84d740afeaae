// The product's own server on a database that is given, listening on a port, by a clock that the
// walk moves from day to day. For walk.test.ts, and through serve-child.ts for the browser.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../src/db/open.ts';
import { startApp } from '../../src/http/start.ts';

export const adminPassword = 'first winter 2021 stove';

/** Starts the server; `moveTo` sets its day, at ten in the morning in China. */
export async function serve(db: Database, firstDay: string) {
  let now = firstDay;
  const dataFolder = mkdtempSync(join(tmpdir(), 'qingnuan-walk-'));
  const notices: string[] = [];
  const { app } = await startApp({
    db,
    clock: () => new Date(`${now}T02:00:00Z`),
    dataFolder,
    hasDemo: false,
    adminPassword,
    authSecret: 'walk-secret-0123456789-abcdefghijklmnop',
    publicUrl: undefined,
    logLevel: 'error',
    notify: (sentence) => notices.push(sentence),
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    dataFolder,
    notices,
    moveTo: (day: string) => {
      now = day;
    },
    stop: async () => {
      await app.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
