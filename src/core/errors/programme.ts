// Refusals of the programme part. The mechanism is in ../errors.ts.

import type { ErrorEntry } from './entry.ts';

export const programmeErrors = {} as const satisfies Record<string, ErrorEntry>;
