// Sealing and verifying per second, beside the bare hashing of the same bytes.

import { performMany } from '../src/actions/perform.ts';
import { systemClock } from '../src/core/clock.ts';
import { appendLeaf, leafHash, type Edge } from '../src/journal/merkle.ts';
import { seal } from '../src/journal/seal.ts';
import { keyPathIn, openSigner } from '../src/journal/signer.ts';
import { verifyJournal } from '../src/journal/verify.ts';
import {
  actorWith,
  aNote,
  DISTRICT,
  makeNotes,
  newKey,
  TOWN,
  writeNote,
} from '../test/helpers/notes.ts';
import { prove } from '../src/journal/prove.ts';
import { measureRate, withFreshDatabase } from './data.ts';
import type { BenchRow } from './row.ts';

const ENTRIES = 50_000;
const BATCH = 5_000;
const PROVE_MS = 2_000;

/** Rates over 50,000 entries. */
export function run(): Promise<BenchRow[]> {
  return withFreshDatabase(async (db, dataFolder) => {
    await makeNotes(db.pool);
    const signer = openSigner(keyPathIn(dataFolder));
    const ctx = { db, clock: systemClock, actor: actorWith('townClerk', TOWN) };
    let entryId = '';
    for (let at = 0; at < ENTRIES; at += BATCH) {
      const notes = Array.from({ length: BATCH }, () => aNote());
      const { accepted } = await performMany(ctx, writeNote, notes, { key: newKey() });
      entryId = accepted[0]?.entryId ?? '';
    }
    const limitValue = ENTRIES / seconds(hashAll);
    const sealS = await secondsOf(() => seal(db, DISTRICT, { signer, clock: systemClock }));
    const options = { verifier: signer.verifier(DISTRICT) };
    const verifyS = await secondsOf(() => verifyJournal(db, DISTRICT, options));
    const proofs = await measureRate(1, PROVE_MS, () =>
      db.withDistrict(DISTRICT, (tx) => prove(tx, DISTRICT, entryId, signer)),
    );
    const row = (name: string, value: number): BenchRow => ({
      name,
      value,
      unit: 'entries/s',
      limitName: 'bare hashing',
      limitValue,
      ratio: value / limitValue,
    });
    return [
      row('sealing', ENTRIES / sealS),
      row('verifying', ENTRIES / verifyS),
      { name: `proofs out of ${ENTRIES.toLocaleString('en')}`, value: proofs, unit: '/s' },
    ];
  });
}

/** Leaf hashes and tree of as many entries of the usual length, in memory. */
function hashAll(): void {
  const body = Buffer.alloc(400, 'x');
  const edge: Edge = { size: 0, hashes: [] };
  for (let i = 0; i < ENTRIES; i += 1) appendLeaf(edge, leafHash(body));
}

function seconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
