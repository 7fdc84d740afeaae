// The routes by which anybody signed in checks the journal without trusting the server.

import * as contracts from '../contracts/journal.ts';
import { giveCheckpoint, prove } from '../journal/prove.ts';
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
}
