// One-time passwords: random, easy to read aloud and to type, and no character taken for another.

import { randomInt } from 'node:crypto';

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Sixteen random characters in groups of four (about 79 bits), such as `h7kd-…`. */
export function makeOneTimePassword(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
