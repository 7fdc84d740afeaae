// One-time passwords: random, easy to read aloud and to type, and no character taken for another.

import { randomInt } from 'node:crypto';

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

const letter = () => letters[randomInt(letters.length)];
const group = () => Array.from({ length: 4 }, letter).join('');

/** Sixteen random characters in groups of four (about 79 bits), such as `h7kd-…`. */
export function makeOneTimePassword(): string {
  return [group(), group(), group(), group()].join('-');
}
