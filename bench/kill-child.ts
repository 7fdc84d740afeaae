// The process that bench/kill.ts kills: opens the data folder given, seals in the background, and
// lets 8 clients write through perform(), printing each action after perform() returned.

import { writeSync } from 'node:fs';
import { perform, type ActionContext } from '../src/actions/perform.ts';
import { systemClock } from '../src/core/clock.ts';
import { migrate } from '../src/db/migrate.ts';
import { openDatabase } from '../src/db/open.ts';
import { startSealer } from '../src/journal/seal.ts';
import { keyPathIn, openSigner } from '../src/journal/signer.ts';
import { actorWith, addWord, makeNotes, newKey, TOWN, writeNote } from '../test/helpers/notes.ts';

const CLIENTS = 8;
const SEAL_MS = 20;

/** Synchronous, so that a line once written outlives the process. */
const print = (line: string): number => writeSync(1, `${line}\n`);

const dataFolder = process.argv[2] ?? '';
const db = await openDatabase({ dataFolder });
await migrate(db.pool);
await makeNotes(db.pool);
const signer = openSigner(keyPathIn(dataFolder));
const onError = (error: unknown): void => {
  throw error;
};
startSealer(db, { signer, clock: systemClock, intervalMs: SEAL_MS, onError });
const ctx: ActionContext = { db, clock: systemClock, actor: actorWith('townClerk', TOWN) };
print('ready');
await Promise.all(Array.from({ length: CLIENTS }, client));

/** Writes a note and two more words to it, for ever. */
async function client(): Promise<void> {
  for (;;) {
    const noteId = newKey();
    const note = { noteId, place: TOWN, words: 'w' };
    print((await perform(ctx, writeNote, note, { key: newKey() })).entryId);
    for (const word of ['a', 'b']) {
      print((await perform(ctx, addWord, { noteId, word }, { key: newKey() })).entryId);
    }
  }
}
