// For the tests of this folder: the code with which a call refuses.

import { Refusal } from '../../core/errors.ts';

/** The code of the refusal, or a sentence on what came instead or is left unfilled in it. */
export function refusalOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (!(error instanceof Refusal)) return `no refusal but ${String(error)}`;
    const sentences = [error.text.zh, error.text.en, error.next.zh, error.next.en].join(' ');
    return /[{}?]|undefined/.test(sentences) ? `unfilled: ${sentences}` : error.code;
  }
  return 'no refusal';
}
