// Overviews as pages ask for them, again and again: sums are kept in memory with the mark they were
// made under, and what is queued since is added each time. What comes out is always what
// countAsOf() would say; where the mark has moved on, the sums are made anew.

import type { Database, Tx } from '../db/open.ts';
import type { Breakdown, Count, OverviewFilter } from './movements.ts';
import { countAddedUp, countAsOf, prepareOverview, readMarks } from './movements.ts';

type Kept = { readonly generation: number; readonly counts: readonly Count[] };
type Asked = {
  readonly districtCode: number;
  readonly breakdown: Breakdown;
  readonly filter: OverviewFilter;
};

const KEPT_MAX = 300;
const ATTEMPTS_MAX = 3;
const keptOf = new WeakMap<object, Map<string, Kept>>();

/** Gives `use` the counts of an overview, in the transaction they were read in. */
export async function withOverview<Result>(
  db: Pick<Database, 'withDistrict'>,
  asked: Asked,
  use: (counts: readonly Count[], tx: Tx) => Promise<Result>,
): Promise<Result> {
  const { districtCode, breakdown, filter } = asked;
  const kept = keptOf.get(db) ?? new Map<string, Kept>();
  keptOf.set(db, kept);
  const key = JSON.stringify([districtCode, breakdown, filter]);
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const done = await db.withDistrict(districtCode, async (tx) => {
      const { generation, isFull, queued } = await readMarks(tx, districtCode, breakdown, filter);
      const sums = kept.get(key);
      if (isFull || sums?.generation !== generation) return undefined;
      return { result: await use(addTo(sums.counts, queued), tx) };
    });
    if (done) return done.result;
    await prepareOverview(db, districtCode, filter.asOf);
    await db.withDistrict(districtCode, (tx) => keep(tx, asked, kept, key));
  }
  return db.withDistrict(districtCode, async (tx) =>
    use(await countAsOf(tx, districtCode, breakdown, filter), tx),
  );
}

/** Keeps the sums when nothing was added up while they were made. */
async function keep(
  tx: Tx,
  { districtCode, breakdown, filter }: Asked,
  kept: Map<string, Kept>,
  key: string,
): Promise<void> {
  const before = await readMarks(tx, districtCode, breakdown, filter);
  const counts = await countAddedUp(tx, districtCode, breakdown, filter);
  const after = await readMarks(tx, districtCode, breakdown, filter);
  if (before.generation !== after.generation) return;
  kept.delete(key);
  kept.set(key, { generation: after.generation, counts });
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT_MAX) break;
    kept.delete(oldest);
  }
}

function addTo(counts: readonly Count[], queued: readonly Count[]): readonly Count[] {
  if (queued.length === 0) return counts;
  const sums = new Map<string, Count>();
  for (const one of [...counts, ...queued]) {
    const key = JSON.stringify([one.key, one.state]);
    const count = (sums.get(key)?.count ?? 0) + one.count;
    sums.set(key, { ...one, count });
  }
  return [...sums.values()].filter(({ count }) => count !== 0);
}
