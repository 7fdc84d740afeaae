// The shape of one entry of the error catalogue; the catalogue itself is ../errors.ts.

import type { Text } from '../text.ts';

/** One kind of refusal. `{name}` in a sentence is filled from the details. */
export type ErrorEntry = {
  /** HTTP status of the reply. */
  readonly status: number;
  readonly zh: string;
  readonly en: string;
  /** What the reader does next. */
  readonly next: Text;
};
