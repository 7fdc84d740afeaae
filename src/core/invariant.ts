// States what must be true if the program is right. Not for bad input: that is fail() in errors.ts.

/** Throws when `condition` is false: a bug of ours, answered as 500 without inner text. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}

/** Ends an exhaustive switch: the compiler refuses it while a case is left over. */
export function unreachable(value: never): never {
  throw new Error(`Invariant broken: unexpected value ${JSON.stringify(value)}`);
}
