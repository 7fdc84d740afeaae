// The only place that reads the clock, so that a test can hold it still.

/** Gives the present instant. */
export type Clock = () => Date;

/** The machine's clock. */
export const systemClock: Clock = () => new Date();

/** A clock that stands still at `instant` (ISO 8601), for tests and the demo district. */
export function fixedClock(instant: string): Clock {
  const at = new Date(instant);
  return () => new Date(at);
}
