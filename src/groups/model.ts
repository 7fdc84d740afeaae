// Village groups 村组 and hamlets 庄点: one method for all of a group, and when one household may
// take another. Pure.

import type { MayTable } from '../people/model.ts';

/** The actions of this capability → the roles that may perform them. */
export const groupMay = {
  'group.add': ['office', 'townClerk', 'villageWorker'],
  'group.decide-method': ['office', 'townClerk'],
} as const satisfies MayTable;

/** What settles the method of a case. */
export type MethodFacts = {
  /** What the group has decided; null while it has not. */
  readonly decided: string | null;
  /** The method of an approved exception; null without one. */
  readonly exception: string | null;
};

/** Whether a case may take `method`: what its group decided, or its approved exception. */
export function mayTakeMethod({ decided, exception }: MethodFacts, method: string): boolean {
  return method === decided || method === exception;
}
