// A server for a while: in a folder of its own under the system's temporary folder, not waiting
// for the disk, gone without a trace when stopped. For tests, benchmarks and generators.

import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { embeddedUrl, startEmbedded } from './supervisor.ts';

/** A temporary server. */
export type TemporaryServer = {
  /** Address of a database on it; `postgres` is there from the start. */
  url(database?: string): string;
  /** Stops it and removes its folder. */
  stop(): Promise<void>;
};

/** A new folder for temporary data that root's service user can enter, too. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'qingnuan-'));
  // Otherwise a root would have to keep the database elsewhere, and that would stay behind.
  chmodSync(folder, 0o711);
  return folder;
}

/** Starts a temporary server; `binDir` is a system's PostgreSQL instead of the package's. */
export async function startTemporary(binDir?: string): Promise<TemporaryServer> {
  const dataFolder = realpathSync(temporaryFolder());
  const server = await startEmbedded({ dataFolder, binDir, isDurable: false });
  return {
    url: (database) => embeddedUrl(server.socketFolder, database),
    stop: async () => {
      await server.stop();
      // Elsewhere after all when the system's temporary folder is itself closed to others.
      const isElsewhere = dirname(server.clusterFolder) !== dataFolder;
      if (isElsewhere) rmSync(dirname(server.clusterFolder), { recursive: true, force: true });
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
