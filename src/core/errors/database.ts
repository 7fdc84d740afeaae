// Refusals of the database part. The mechanism is in ../errors.ts.

import type { ErrorEntry } from '../errors.ts';

export const databaseErrors = {
} as const satisfies Record<string, ErrorEntry>;
