// What a data folder is for: real households or an invented district. Written once, when the
// folder is first used, as data.json; the two never mix.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { fail } from '../core/errors.ts';
import type { Text } from '../core/text.ts';
import type { Database } from '../db/open.ts';

const DataMark = z.strictObject({ kind: z.enum(['demo', 'real']), isPlayed: z.boolean() });

/** `isPlayed`: the years of the demo district are written in whole; false in a real folder. */
export type DataMark = z.output<typeof DataMark>;
export type DataKind = DataMark['kind'];

/** What each kind is called in a sentence. */
export const kindNames = {
  demo: { zh: '演示数据', en: 'demonstration data' },
  real: { zh: '真实数据', en: 'real data' },
} as const satisfies Record<DataKind, Text>;

const markPathIn = (dataFolder: string): string => join(dataFolder, 'data.json');

/** The folder's mark; undefined when it has none. Refuses `demo.mark-unreadable`. */
export function findDataMark(dataFolder: string): DataMark | undefined {
  const path = markPathIn(dataFolder);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const parsed = DataMark.safeParse(jsonOf(text));
  return parsed.success ? parsed.data : fail('demo.mark-unreadable', { path });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Marks the folder, making it when it is not there. */
export function writeDataMark(dataFolder: string, mark: DataMark): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  writeFileSync(markPathIn(dataFolder), `${JSON.stringify(mark)}\n`, { flush: true });
}

type Folder = { readonly db: Database; readonly dataFolder: string };

/**
 * The folder's mark; a folder without one is marked. One that is in use already holds real data:
 * it is older than the mark. An empty one becomes what `hasDemo` says.
 */
export async function settleDataKind(
  { db, dataFolder, hasDemo }: Folder & { readonly hasDemo: boolean },
  districtCode: number,
): Promise<DataMark> {
  const found = findDataMark(dataFolder);
  if (found) return found;
  const isUsed = (await findDistrictKind(db, districtCode)) !== undefined;
  const mark: DataMark = { kind: hasDemo && !isUsed ? 'demo' : 'real', isPlayed: false };
  writeDataMark(dataFolder, mark);
  return mark;
}

/** Refuses a database whose district is of the other kind than its folder. */
export async function refuseOtherKind(
  { db, dataFolder }: Folder,
  districtCode: number,
  kind: DataKind,
): Promise<void> {
  const found = await findDistrictKind(db, districtCode);
  if (found === undefined || found === kind) return;
  const { zh: kindZh, en: kindEn } = kindNames[kind];
  fail('demo.kind-differs', { folder: dataFolder, kindZh, kindEn });
}

/** What kind the district in the database is; undefined when it is not there. */
export async function findDistrictKind(
  db: Database,
  districtCode: number,
): Promise<DataKind | undefined> {
  const { rows } = await db.withDistrict(districtCode, (tx) =>
    sql<{ isDemo: boolean }>`select is_demo from districts
      where district_code = ${districtCode}`.execute(tx),
  );
  const [district] = rows;
  if (!district) return undefined;
  return district.isDemo ? 'demo' : 'real';
}
