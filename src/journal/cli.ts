// The commands `qn journal verify | prove ID | checkpoint`. Each writes its answer and gives the
// exit code; refusals are thrown and printed by the command line itself.

import { z } from 'zod';
import { fail, Refusal } from '../core/errors.ts';
import type { Database } from '../db/open.ts';
import { giveCheckpoint, formatProof, prove, type InclusionProof } from './prove.ts';
import { listDistrictCodes } from './queries.ts';
import { originOf } from './signed-note.ts';
import type { Signer } from './signer.ts';
import { verifyJournal, type Verified } from './verify.ts';

/** What a command is given. */
export type JournalCommand = {
  readonly db: Database;
  readonly signer: Signer;
  /** One JSON document instead of sentences. */
  readonly json: boolean;
  readonly write: (text: string) => void;
};

const print = (command: JournalCommand, value: unknown): void =>
  command.write(`${JSON.stringify(value, null, 2)}\n`);

/**
 * Checks the journals of all districts; 0 when all is well, 1 when something is wrong. `against`
 * is the text of a signed checkpoint from outside, checked in the district it names.
 */
export async function journalVerify(command: JournalCommand, against?: string): Promise<number> {
  const { db, signer, json, write } = command;
  const codes = await db.withoutDistrict(listDistrictCodes);
  const ownCode = codes.find((code) => against?.startsWith(`${originOf(code)}\n`));
  if (against !== undefined && ownCode === undefined) fail('journal.checkpoint-not-ours', {});
  const districts: Verified[] = [];
  for (const code of codes) {
    const verifier = signer.verifier(code);
    const options = code === ownCode ? { verifier, against } : { verifier };
    districts.push(await verifyJournal(db, code, options));
  }
  const ok = districts.every(({ faults }) => faults.length === 0);
  if (json) print(command, { ok, districts });
  else for (const district of districts) write(describe(district));
  return ok ? 0 : 1;
}

function describe({ districtCode, size, unsealed, checkpoints, faults }: Verified): string {
  const counts = `${size} sealed, ${unsealed} waiting, ${checkpoints} checkpoints`;
  if (faults.length === 0) return `${districtCode}: 日志完好 intact (${counts})\n`;
  const lines = faults.map(({ kind, position, entryId, what }) => {
    const where = [position === null ? [] : `position ${position}`, entryId ?? []].flat();
    return `  ${kind}${where.length > 0 ? ` [${where.join(', ')}]` : ''}: ${what}\n`;
  });
  return `${districtCode}: 日志有误 NOT intact (${counts})\n${lines.join('')}`;
}

/** Prints the proof that an entry is in the journal: tlog-proof text, or JSON with the bytes. */
export async function journalProve(command: JournalCommand, entryId: string): Promise<number> {
  const proof = await findProof(command, entryId);
  if (command.json) print(command, proof);
  else command.write(formatProof(proof));
  return 0;
}

async function findProof({ db, signer }: JournalCommand, entryId: string): Promise<InclusionProof> {
  const codes = z.uuid().safeParse(entryId).success
    ? await db.withoutDistrict(listDistrictCodes)
    : [];
  for (const code of codes) {
    try {
      return await db.withDistrict(code, (tx) => prove(tx, code, entryId, signer));
    } catch (error) {
      const isElsewhere = error instanceof Refusal && error.code === 'journal.entry-not-found';
      if (!isElsewhere) throw error;
    }
  }
  return fail('journal.entry-not-found', { id: entryId });
}

/** Prints the latest checkpoint of each district with the key that checks it. */
export async function journalCheckpoint(command: JournalCommand): Promise<number> {
  const { db, signer, json, write } = command;
  const checkpoints = [];
  for (const code of await db.withoutDistrict(listDistrictCodes)) {
    const checkpoint = await db.withDistrict(code, (tx) => giveCheckpoint(tx, code, signer));
    if (checkpoint) checkpoints.push({ districtCode: code, ...checkpoint });
  }
  if (json) print(command, checkpoints);
  else for (const { note, verifierKey } of checkpoints) write(`${note}\n${verifierKey}\n`);
  return 0;
}
