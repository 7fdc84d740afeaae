// The benefit rules as the district has put them in force: a copy out of the programme's folder
// under its hash, so that what was paid can be worked out again however the folder changes.

import { hash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import { perform } from '../actions/perform.ts';
import type { ActionContext } from '../actions/perform.ts';
import type { Text } from '../core/text.ts';
import type { Tx } from '../db/open.ts';
import { canonicalJson } from '../journal/canonical.ts';
import { currentDecide } from '../programmes/queries.ts';
import { findJumps } from '../rules/benefit/jumps.ts';
import { readyRules } from '../rules/benefit/rules.ts';
import type { Rules } from '../rules/benefit/rules.ts';
import type { Decide, LoadedProgramme, PerverseInterval, ProgrammeData } from '../rules/types.ts';
import { fundsMay } from './model.ts';

/** What of a programme decides on who is paid what. */
export type PayingRules = {
  readonly programmeId: string;
  readonly benefit: ProgrammeData['benefit'];
  readonly decisions: ProgrammeData['decisions'];
  readonly funds: Pick<ProgrammeData['funds'], 'sources' | 'pays'>;
  /** Names of projects and methods, for the sentences. */
  readonly names: Readonly<Record<string, Text>>;
};

/** The rules of a programme and their version: the SHA-256 of their canonical JSON. */
export function rulesOf({ data }: Pick<LoadedProgramme, 'data'>): {
  readonly rules: PayingRules;
  readonly version: string;
} {
  const { sources, pays } = data.funds;
  const named = [...data.projects.projects, ...data.methods.methods];
  const rules = {
    programmeId: data.programme.id,
    benefit: data.benefit,
    decisions: data.decisions,
    funds: { sources, pays },
    names: Object.fromEntries(named.map(({ id, name }) => [id, name])),
  };
  return { rules, version: hash('sha256', canonicalJson(rules)) };
}

/** Puts rules in force. The journal keeps their hash, the table the rules themselves. */
export const adoptRules = defineAction({
  name: 'rules.adopt',
  title: { zh: '启用补助规则', en: 'Put the benefit rules in force' },
  input: z.strictObject({
    programmeId: z.string(),
    version: z.string().regex(/^[0-9a-f]{64}$/),
    rules: z.custom<PayingRules>((value) => typeof value === 'object' && value !== null),
  }),
  roles: fundsMay['rules.adopt'],
  secrets: ['rules'],
  creates: 'rules',
  place: () => null,
  run: async ({ programmeId, version, rules }, { tx, actor, entryId, recordedAt }) => {
    await sql`insert into rule_versions (district_code, version_id, programme_id, rules, entry_id,
        adopted_at)
      values (${actor.districtCode}, ${version}, ${programmeId}, ${canonicalJson(rules)}::json,
        ${entryId}, ${recordedAt})
      on conflict (district_code, version_id)
      do update set entry_id = excluded.entry_id, adopted_at = excluded.adopted_at`.execute(tx);
    return { programmeId, version };
  },
});

/** Puts the rules of `programme` in force unless they are; gives their version. */
export async function ensureRules(
  context: ActionContext,
  programme: Pick<LoadedProgramme, 'data'>,
): Promise<string> {
  const { rules, version } = rulesOf(programme);
  const { districtCode } = context.actor;
  const current = await context.db.withDistrict(districtCode, (tx) =>
    findVersion(tx, districtCode),
  );
  if (current === version) return version;
  const input = { programmeId: rules.programmeId, version, rules };
  await perform(context, adoptRules, input, { key: `rules-${randomUUID()}` });
  return version;
}

async function findVersion(tx: Tx, districtCode: number): Promise<string | undefined> {
  const { rows } = await sql<{ versionId: string }>`select version_id from rule_versions
    where district_code = ${districtCode} order by entry_id desc limit 1`.execute(tx);
  return rows[0]?.versionId;
}

/** Rules ready to be worked with, under the decisions they were made ready with. */
export type ReadyPaying = PayingRules & {
  readonly version: string;
  readonly decide: Decide;
  readonly ready: Rules;
  /** Costs at which a household pays less than at some lower cost: prices to look at (D45). */
  readonly watched: readonly PerverseInterval[];
};

/** The rules in force under the decisions of today; undefined when none are. */
export async function findReadyRules(
  tx: Tx,
  districtCode: number,
): Promise<ReadyPaying | undefined> {
  const version = await findVersion(tx, districtCode);
  if (version === undefined) return undefined;
  const paying = await getRules(tx, districtCode, version);
  const decide = await currentDecide(tx, districtCode, paying.programmeId);
  return watching(readyWith(paying, version, decide));
}

/** The rules of a loaded programme under the decisions of today, in force or not. */
export async function readyRulesOf(
  tx: Tx,
  districtCode: number,
  programme: Pick<LoadedProgramme, 'data'>,
): Promise<ReadyPaying> {
  const { rules, version } = rulesOf(programme);
  const decide = await currentDecide(tx, districtCode, rules.programmeId);
  return watching(readyWith(rules, version, decide));
}

function watching(paying: ReadyPaying): ReadyPaying {
  return { ...paying, watched: findJumps(paying, { decide: paying.decide }).perverse };
}

/** The rules of a version, as they were adopted. */
export async function getRules(
  tx: Tx,
  districtCode: number,
  version: string,
): Promise<PayingRules> {
  // As text: Kysely would turn the keys of nested objects into camelCase.
  const { rows } = await sql<{ rules: string }>`select rules::text as rules from rule_versions
    where district_code = ${districtCode} and version_id = ${version}`.execute(tx);
  // Written by adoptRules out of a folder that had passed its schemas.
  return JSON.parse(rows[0]?.rules ?? 'null') as PayingRules;
}

/** Makes rules ready under `decide`; choices the rules do not know are left out. */
export function readyWith(paying: PayingRules, version: string, decide: Decide): ReadyPaying {
  const known = new Map(paying.decisions.decisions.map(({ id, options }) => [id, options]));
  const fitting = Object.entries(decide).filter(([id, option]) =>
    known.get(id)?.some((one) => one.id === option),
  );
  const taken = Object.fromEntries(fitting);
  return { ...paying, version, decide: taken, ready: readyRules(paying, taken), watched: [] };
}
