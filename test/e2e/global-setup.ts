// Builds the web app when it is stale, starts one real server for all browser tests, and opens
// the accounts they use: the administrator and the office.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { openAccount, signInByHttp, startServer, firstPassword } from './server.ts';

export default async function globalSetup(): Promise<() => Promise<void>> {
  buildWebApp();
  const server = await startServer();
  try {
    const administrator = await signInByHttp(server.url, 'admin', firstPassword);
    const office = await openAccount(server.url, administrator, 'office.e2e', 'office');
    process.env['QINGNUAN_E2E_URL'] = server.url;
    process.env['QINGNUAN_E2E_ADMINISTRATOR'] = administrator;
    process.env['QINGNUAN_E2E_OFFICE'] = office;
  } catch (error) {
    await server.stop();
    throw error;
  }
  return () => server.stop();
}

/** The builder is plain JavaScript for older Node versions, so it is run, not imported. */
function buildWebApp(): void {
  const builder = join(import.meta.dirname, '..', '..', 'scripts', 'build-web.js');
  const code = `import(${JSON.stringify(builder)}).then((it) => it.buildWeb()).then(process.exit)`;
  const { status } = spawnSync(process.execPath, ['-e', code], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('The web app could not be built.');
}
