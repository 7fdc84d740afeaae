// What the routes work with. Made once by app.ts and handed to every capability.

import type { Clock } from '../core/clock.ts';
import type { ActionContext, Commit } from '../actions/perform.ts';
import type { Database } from '../db/open.ts';
import type { Vault } from '../db/vault.ts';
import type { Signer } from '../journal/signer.ts';
import type { Actor } from '../people/model.ts';
import type { Sessions } from '../people/sessions.ts';
import type { LoadedProgramme } from '../rules/types.ts';

export type Services = {
  readonly db: Database;
  readonly clock: Clock;
  readonly sessions: Sessions;
  /** The key that signs checkpoints of the journal. */
  readonly signer: Signer;
  /** Seals personal numbers. */
  readonly vault: Vault;
  /** The data folder, absolute: documents and keys lie in it. */
  readonly dataFolder: string;
  /** True where everything is invented: said on every page and in every export. */
  readonly isDemo: boolean;
  /** The programmes loaded at the start, the district's own first. */
  readonly programmes: readonly LoadedProgramme[];
  /** Called after each committed write, to wake jobs and the sealer. */
  readonly onCommit?: (commit: Commit) => void;
};

/** What perform() needs for a request of `actor`. */
export function actionContext(
  services: Pick<Services, 'db' | 'clock' | 'onCommit'>,
  actor: Actor,
): ActionContext {
  const { db, clock, onCommit } = services;
  return { db, clock, actor, ...(onCommit && { onCommit }) };
}
