// Loads versions of the table of targets. A version is never changed: a new one takes its place.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import { TargetRow } from '../contracts/targets.ts';
import { fail } from '../core/errors.ts';
import { findDifferences, targetMay } from './model.ts';
import type { Expectation } from './model.ts';

const expectation = z.custom<Expectation>();

export const loadTargets = defineAction({
  name: 'target.load-version',
  title: { zh: '导入任务分配表', en: 'Load a table of targets' },
  input: z.strictObject({
    document: z.string().trim().min(2).max(200),
    rows: z.array(TargetRow).min(1).max(5000),
    differencesConfirmed: z.boolean(),
    /** What the programme says, put in by the caller that has it loaded. */
    expectations: z.array(expectation),
  }),
  roles: targetMay['target.load-version'],
  creates: 'target-version',
  place: () => null,
  run: async (input, { tx, actor, subject, entryId, occurredOn }) => {
    const { document, rows, expectations, differencesConfirmed } = input;
    const { districtCode } = actor;
    refuseTwice(rows);
    const differences = findDifferences(rows, expectations);
    if (differences.length > 0 && !differencesConfirmed) {
      const listZh = differences.map(
        (one) => `${one.label.zh}应为${one.expected}，表中${one.found}`,
      );
      const listEn = differences.map(
        (one) => `${one.label.en} ${one.expected}, in the table ${one.found}`,
      );
      const details = { listZh: listZh.join('；'), listEn: listEn.join('; '), differences };
      fail('target.totals-differ', details);
    }
    const keys = [...new Set(rows.map(({ placeKey }) => placeKey))];
    const known = await sql<{ placeKey: string }>`select place_key from places
      where district_code = ${districtCode} and place_key = any (${keys}::text[])
        and level in ('town', 'village', 'estate', 'farm')`.execute(tx);
    const standing = new Set(known.rows.map(({ placeKey }) => placeKey));
    const unknown = keys.find((key) => !standing.has(key));
    if (unknown !== undefined) fail('place.unknown', { place: unknown });
    await sql`insert into target_versions
        (district_code, version_id, document, loaded_on, entry_id, differences)
      values (${districtCode}, ${subject.id}, ${document}, ${occurredOn}, ${entryId},
        ${JSON.stringify(differences)})`.execute(tx);
    await sql`insert into targets
        (district_code, version_id, place_key, year, project, households)
      select ${districtCode}::int, ${subject.id}::uuid, n.place_key, n.year, n.project, n.households
      from unnest(${rows.map(({ placeKey }) => placeKey)}::text[],
        ${rows.map(({ year }) => year)}::int[], ${rows.map(({ project }) => project)}::text[],
        ${rows.map(({ households }) => households)}::int[])
        as n (place_key, year, project, households)`.execute(tx);
    return { versionId: subject.id };
  },
});

function refuseTwice(rows: readonly TargetRow[]): void {
  const seen = new Set<string>();
  for (const { placeKey: place, year, project } of rows) {
    const key = `${place} ${year} ${project}`;
    if (seen.has(key)) fail('target.row-twice', { place, year, project });
    seen.add(key);
  }
}

/** All actions of this capability, for the registry. */
export const targetActions = [loadTargets] as const;
