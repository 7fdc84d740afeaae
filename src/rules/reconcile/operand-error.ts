// The refusal of an operand that cannot be worked out; the loader turns it into a problem with its
// line, so it never reaches a reader of the report.

import type { Text } from '../../core/text.ts';

/** An operand that cannot be worked out; `text` says why. */
export class OperandError extends Error {
  readonly text: Text;
  /** Set when an address leads nowhere. */
  readonly address: string | undefined;

  constructor(text: Text, address?: string) {
    super(text.en);
    this.name = 'OperandError';
    this.text = text;
    this.address = address;
  }
}
