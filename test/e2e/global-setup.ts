// Builds the web app when it is stale, starts one real server for all browser tests, and opens
// the accounts they use: the administrator and the office.

import { buildWeb } from '../../scripts/build-web.js';
import { openAccount, signInByHttp, startServer, firstPassword } from './server.ts';

export default async function globalSetup(): Promise<() => Promise<void>> {
  if ((await buildWeb()) !== 0) throw new Error('The web app could not be built.');
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
