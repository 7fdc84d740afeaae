// Chance for the demo district: the same on every machine, and of its own for each question, so
// that a question added later changes no answer given before.

/** Numbers from 0 to below 1 out of a 32-bit state (mulberry32). */
export type Random = () => number;

const STEP = 0x6d2b79f5;

/** The stream that belongs to these words and numbers. */
export function randomOf(...words: ReadonlyArray<string | number>): Random {
  let state = hashOf(words.join('/'));
  return () => {
    state = (state + STEP) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a over the UTF-16 units, then mixed so that neighbours lie far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
}

/** A whole number from `from` to `to`, both included. */
export function wholeOf(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

/** One of the choices; undefined when there is none. */
export function pickOf<Choice>(random: Random, choices: readonly Choice[]): Choice | undefined {
  return choices[Math.floor(random() * choices.length)];
}

/** A key of `weights`, as often as its weight among all. */
export function weighedOf<Key extends string>(
  random: Random,
  weights: Readonly<Record<Key, number>>,
): Key {
  const entries = Object.entries(weights) as Array<[Key, number]>;
  let left = random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  const found = entries.find(([, weight]) => (left -= weight) < 0) ?? entries[0];
  return found?.[0] as Key;
}

/** A new order of the things. */
export function shuffled<Thing>(random: Random, things: readonly Thing[]): Thing[] {
  const order = [...things];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as Thing, order[at] as Thing];
  }
  return order;
}

/** Shares a whole number out by weights so that the parts add up to it exactly. */
export function sharesOf(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  let [passed, given] = [0, 0];
  return weights.map((weight) => {
    passed += weight;
    const until = sum === 0 ? 0 : Math.round((total * passed) / sum);
    const share = until - given;
    given = until;
    return share;
  });
}
