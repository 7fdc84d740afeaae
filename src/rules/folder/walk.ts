// Visits everything in a file of a programme and knows at each place its address, the clause it
// lies in and the path to its line. What is looked for is up to the caller.

import type { Path } from './problem.ts';
import { isTable } from './schema-keys.ts';

/** One table of a file, with what surrounds it. */
export type Visit = {
  readonly table: Readonly<Record<string, unknown>>;
  readonly path: Path;
  /** File key, ids of list members and keys, joined by dots; names of lists are left out. */
  readonly address: string;
  /** The clause written here, else that of the nearest table around it. */
  readonly clause: string | undefined;
};

type Position = {
  readonly path: Path;
  readonly address: string;
  readonly clause: string | undefined;
  /** Name of the list just entered, for members without an id. */
  readonly list: string;
};

/** Calls `see` for every table under `data`, outer ones first. */
export function walk(fileKey: string, data: unknown, see: (visit: Visit) => void): void {
  visitValue(data, { path: [], address: fileKey, clause: undefined, list: '' }, see);
}

function visitValue(value: unknown, at: Position, see: (visit: Visit) => void): void {
  if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) {
      const id = isTable(member) && typeof member['id'] === 'string' ? member['id'] : undefined;
      const name = id ?? `${at.list}.${index + 1}`;
      const address = `${at.address}.${name}`;
      visitValue(member, { ...at, path: [...at.path, index], address }, see);
    }
    return;
  }
  if (!isTable(value)) return;
  const clause = typeof value['clause'] === 'string' ? value['clause'] : at.clause;
  see({ table: value, path: at.path, address: at.address, clause });
  for (const [key, child] of Object.entries(value)) {
    const address = addressOfChild(at, key, child);
    visitValue(child, { path: [...at.path, key], address, clause, list: key }, see);
  }
}

function addressOfChild(at: Position, key: string, child: unknown): string {
  // targets.yaml holds two lists, and the second is known by its own name: `baseline.<id>`.
  if (at.address === 'targets' && at.path.length === 0 && key === 'baseline') return 'baseline';
  return Array.isArray(child) ? at.address : `${at.address}.${key}`;
}
