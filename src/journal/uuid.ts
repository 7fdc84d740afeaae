// Ids of journal entries and new things: UUID version 7 (RFC 9562), made here and not by the
// database, so that every engine gives the same. Each is greater than the one before it.

import { AsyncLocalStorage } from 'node:async_hooks';
import { randomFillSync } from 'node:crypto';

const COUNTER_LIMIT = 2 ** 30;
const LOW_LIMIT = 2 ** 18;

type Source = { ms: number; counter: number; readonly bytes: () => Buffer };

const ID_BYTES = 10;
// Drawn for many ids at once: asking the system costs more than the bytes.
const drawn = Buffer.alloc(ID_BYTES * 400);
let drawnAt = drawn.length;

function draw(): Buffer {
  if (drawnAt === drawn.length) {
    randomFillSync(drawn);
    drawnAt = 0;
  }
  drawnAt += ID_BYTES;
  return drawn.subarray(drawnAt - ID_BYTES, drawnAt);
}

const common: Source = { ms: -1, counter: 0, bytes: draw };
const own = new AsyncLocalStorage<Source>();

/**
 * Runs `work` with ids made from `random` (numbers from 0 to below 1) alone, so that a demo
 * district has the same ids on every machine. Not for real data: such ids can be foretold.
 */
export function withForetoldIds<Result>(random: () => number, work: () => Result): Result {
  const byte = () => Math.floor(random() * 256);
  const bytes = () => Buffer.from(Array.from({ length: ID_BYTES }, byte));
  return own.run({ ms: -1, counter: 0, bytes }, work);
}

/**
 * The next id. Ids sort in the order they were made: a clock that stands still or goes back (the
 * demo district, a corrected server clock) counts on from the latest instant seen.
 */
export function nextUuid(now: Date): string {
  const last = own.getStore() ?? common;
  const random = last.bytes();
  if (now.getTime() > last.ms) {
    last.ms = now.getTime();
    last.counter = random.readUInt32BE(6) % (COUNTER_LIMIT / 2);
  } else {
    last.counter += 1;
    if (last.counter === COUNTER_LIMIT) {
      last.ms += 1;
      last.counter = 0;
    }
  }
  return format(last.ms, last.counter, random.toString('hex').slice(0, 11));
}

/** 48 bits of milliseconds, a counter of 30 bits around the version and variant, 44 random bits. */
function format(ms: number, counter: number, random: string): string {
  const time = hex(ms, 12);
  const high = hex(Math.floor(counter / LOW_LIMIT), 3);
  const low = counter % LOW_LIMIT;
  const variant = hex(8 + Math.floor(low / 2 ** 16), 1);
  const tail = hex(low % 2 ** 16, 4) + random;
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${high}`,
    variant + tail.slice(0, 3),
    tail.slice(3),
  ].join('-');
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
