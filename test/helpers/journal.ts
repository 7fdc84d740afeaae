// What the tests of the journal do again and again, on one database with notes.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performMany } from '../../src/actions/perform.ts';
import { fixedClock, systemClock } from '../../src/core/clock.ts';
import type { Database, Tx } from '../../src/db/open.ts';
import { rowsOf } from '../../src/journal/queries.ts';
import { seal } from '../../src/journal/seal.ts';
import { keyPathIn, openSigner } from '../../src/journal/signer.ts';
import { verifyJournal } from '../../src/journal/verify.ts';
import { actorWith, aNote, DISTRICT, newKey, TOWN, writeNote } from './notes.ts';

/** A journal with a key of its own; the caller takes `folder` away. */
export function journalOn(db: Database) {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'));
  const keyPath = keyPathIn(folder);
  const signer = openSigner(keyPath);
  const verifier = signer.verifier(DISTRICT);
  const options = { signer, clock: fixedClock('2022-11-15T08:30:00.000Z') };
  const ctx = { db, clock: systemClock, actor: actorWith('townClerk', TOWN) };
  const inDistrict = <T>(run: (tx: Tx) => Promise<T>) => db.withDistrict(DISTRICT, run);
  return {
    folder,
    keyPath,
    signer,
    options,
    ctx,
    inDistrict,
    /** Writes so many notes at once and gives the ids of their entries. */
    async write(count: number): Promise<string[]> {
      const notes = Array.from({ length: count }, () => aNote());
      const { accepted } = await performMany(ctx, writeNote, notes, { key: newKey() });
      return accepted.map(({ entryId }) => entryId);
    },
    seal: () => seal(db, DISTRICT, options),
    verify: (against?: string) => verifyJournal(db, DISTRICT, { verifier, against }),
    leaves: () =>
      inDistrict((tx) =>
        rowsOf<{ position: number; entryId: string }>(
          tx,
          `select position, entry_id from journal_leaves
           where district_code = $1 order by position`,
          [DISTRICT],
        ),
      ),
  };
}
