// A process of its own that runs an embedded server on the folder it is given, says so in one line
// of JSON, and stops when its input ends. For tests that kill it.

import { once } from 'node:events';
import { embeddedUrl, startEmbedded } from '../../src/db/embedded/supervisor.ts';
import { Refusal } from '../../src/core/errors.ts';

try {
  const server = await startEmbedded({
    dataFolder: process.argv[2] ?? '',
    binDir: process.env['PG_BIN_DIR'] || undefined,
    serviceUser: process.env['QINGNUAN_DB_USER'] || undefined,
  });
  const url = embeddedUrl(server.socketFolder);
  const { pid, clusterFolder } = server;
  process.stdout.write(`${JSON.stringify({ pid, clusterFolder, url })}\n`);
  process.stdin.resume();
  await once(process.stdin, 'end');
  await server.stop();
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stdout.write(`${JSON.stringify({ refusal: error })}\n`);
}
