// Refusals of the people part. The mechanism is in ../errors.ts.

import type { ErrorEntry } from '../errors.ts';

export const peopleErrors = {
} as const satisfies Record<string, ErrorEntry>;
