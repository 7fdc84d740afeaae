// Refusals of the http part. The mechanism is in ../errors.ts.

import type { ErrorEntry } from '../errors.ts';

export const httpErrors = {
} as const satisfies Record<string, ErrorEntry>;
