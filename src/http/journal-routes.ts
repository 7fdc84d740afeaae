// The routes by which anybody signed in checks the journal without trusting the server, and those
// who answer for the district leaf through it.

import * as contracts from '../contracts/journal.ts';
import { fail } from '../core/errors.ts';
import { journalReaders } from '../journal/model.ts';
import { giveCheckpoint, prove } from '../journal/prove.ts';
import { listEntries } from '../journal/queries.ts';
import { mayActIn } from '../people/model.ts';
import { route } from './route.ts';
import type { Router } from './route.ts';
import type { Services } from './services.ts';

export function registerJournal(router: Router, { db, signer }: Services): void {
  route(router, contracts.getCheckpoint, async ({ actor: { districtCode } }) => {
    const checkpoint = await db.withDistrict(districtCode, (tx) =>
      giveCheckpoint(tx, districtCode, signer),
    );
    return { checkpoint: checkpoint ?? null };
  });
  route(router, contracts.getProof, async ({ params, actor: { districtCode } }) => {
    const proof = await db.withDistrict(districtCode, (tx) =>
      prove(tx, districtCode, params.entryId, signer),
    );
    return { ...proof, hashes: [...proof.hashes] };
  });
  route(router, contracts.listJournal, async ({ query, actor }) => {
    // The journal is of the whole district, so a role in one town is not enough.
    if (!mayActIn(actor, null, journalReaders)) {
      fail('action.not-here', { actionZh: '查看日志', actionEn: 'Read the journal' });
    }
    const { subjectType: type, subjectId: id, after: before, limit, ...rest } = query;
    const subject = type !== undefined && id !== undefined ? { type, id } : undefined;
    const rows = await db.withDistrict(actor.districtCode, (tx) =>
      listEntries(tx, actor.districtCode, { ...rest, subject, before }, limit + 1),
    );
    const items = rows.slice(0, limit);
    return { items, next: rows.length > limit ? (items.at(-1)?.entryId ?? null) : null };
  });
}
