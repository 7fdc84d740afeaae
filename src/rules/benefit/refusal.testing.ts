// For the tests of this folder: that a call refuses with one code.

import { expect } from 'vitest';
import { Refusal, type ErrorCode } from '../../core/errors.ts';

/** Expects `call` to refuse with `code`, with every placeholder of its sentences filled. */
export function expectRefusal(call: () => unknown, code: ErrorCode): void {
  let refusal: unknown;
  try {
    call();
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(Refusal);
  if (!(refusal instanceof Refusal)) return;
  expect(refusal.code).toBe(code);
  const sentences = [refusal.text.zh, refusal.text.en, refusal.next.zh, refusal.next.en].join();
  expect(sentences).not.toMatch(/[{}?]|undefined/);
}
