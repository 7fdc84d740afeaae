// Refusals of the journal part. The mechanism is in ../errors.ts.

import type { ErrorEntry } from './entry.ts';

export const journalErrors = {} as const satisfies Record<string, ErrorEntry>;
