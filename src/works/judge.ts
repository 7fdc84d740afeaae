// Judges an installation and a self-check by what the programme asks: what the input alone tells.
// Pure; what needs the ledger (serial numbers elsewhere, documents) is for the action.

import type { z } from 'zod';
import type { Reason } from '../actions/action.ts';
import type { CheckedItem, Commissioning, NewDevice, OldStove } from '../contracts/works.ts';
import type { Day } from '../core/day.ts';
import type { Text } from '../core/text.ts';
import { documentKinds } from '../documents/model.ts';
import type { Works } from '../households/model.ts';
import { normaliseSerial, outFates } from './model.ts';
import type { InstallRules, Named, OldStoveFate, SelfCheckRules } from './model.ts';

export type Installation = {
  readonly devices: readonly NewDevice[];
  readonly commissioning: Commissioning | null;
  readonly oldStove: OldStove | null;
  /** The kinds of the documents given. */
  readonly photos: ReadonlySet<string>;
};

/** What is known of the case besides. */
export type InstallFacts = {
  readonly works: Works;
  readonly method: string | null;
  /** The case's last business day: the contract, or the last layer. */
  readonly lastDay: Day;
  readonly occurredOn: Day;
};

type Judged = Reason | undefined;

/** The first thing that speaks against recording the installation; undefined when nothing does. */
export function judgeInstallation(
  given: Installation,
  rules: InstallRules,
  facts: InstallFacts,
): Judged {
  const { works, method } = facts;
  if (rules.works !== works || (works === 'heating' && rules.method !== method)) {
    return { code: 'works.rules-outdated', details: {} };
  }
  return works === 'heating'
    ? (judgeDevices(given.devices, rules) ??
        judgeCommissioning(given, rules, facts) ??
        judgePhotos(given.photos, rules.photos))
    : (judgeInsulation(given) ?? judgePhotos(given.photos, rules.photos));
}

function judgeInsulation({ devices, commissioning, oldStove }: Installation): Judged {
  if (devices.length === 0 && commissioning === null && oldStove === null) return undefined;
  return { code: 'works.not-for-insulation', details: {} };
}

function judgeDevices(devices: readonly NewDevice[], rules: InstallRules): Judged {
  const { components, unserialled, devicesMin, heatAboveKw, method } = rules;
  const clause = rules.clause === null ? {} : { clause: rules.clause };
  const known = new Set(components.map(({ id }) => id).concat(method ?? [], 'other'));
  const stranger = devices.find(({ kind }) => !known.has(kind));
  if (stranger) {
    const details = { kind: stranger.kind, kinds: [...known].join('、') };
    return { code: 'works.kind-unknown', details };
  }
  const missing = components.filter(({ id }) => devices.every(({ kind }) => kind !== id));
  if (missing.length > 0) {
    return { code: 'works.devices-missing', details: listOf(missing), ...clause };
  }
  if (devices.length < devicesMin) {
    const details = { count: devices.length, countMin: devicesMin };
    return { code: 'works.devices-few', details, ...clause };
  }
  for (const { kind, serialNumber, ratedHeatKw } of devices) {
    if (serialNumber === null && !unserialled.includes(kind)) {
      return { code: 'works.serial-missing', details: { kind } };
    }
    if (heatAboveKw === null || kind !== components[0]?.id) continue;
    const heat = judgeHeat(kind, ratedHeatKw, heatAboveKw);
    if (heat) return { ...heat, ...clause };
  }
  return findTwins(devices);
}

function listOf(things: readonly Named[]) {
  return {
    listZh: things.map(({ zh }) => zh).join('、'),
    listEn: things.map(({ en }) => en).join(', '),
  };
}

/** 大于 is strict: exactly the limit is refused. */
function judgeHeat(kind: string, kw: number | null, aboveKw: number): Judged {
  if (kw === null) return { code: 'works.heat-power-missing', details: { kind } };
  if (kw > aboveKw) return undefined;
  return { code: 'works.heat-power-low', details: { kw, aboveKw } };
}

function findTwins(devices: readonly NewDevice[]): Judged {
  const seen = new Map<string, string>();
  for (const { serialNumber } of devices) {
    if (serialNumber === null) continue;
    const normal = normaliseSerial(serialNumber);
    const other = seen.get(normal);
    if (other !== undefined) {
      return { code: 'works.serial-twice', details: { serial: serialNumber, other } };
    }
    seen.set(normal, serialNumber);
  }
  return undefined;
}

function judgeCommissioning(
  { commissioning, oldStove }: Installation,
  { hoursRunMin, warmDeciC }: InstallRules,
  { lastDay, occurredOn }: InstallFacts,
): Judged {
  if (commissioning === null || oldStove === null) {
    return { code: 'works.commissioning-missing', details: {} };
  }
  const run = judgeRun(commissioning, hoursRunMin, { lastDay, occurredOn });
  if (run) return run;
  return judgeOldStove(oldStove, showsHeat(commissioning, warmDeciC));
}

/** The new heating runs between the last step and today, and long enough before it is measured. */
function judgeRun(
  { startedOn, hoursRun }: Commissioning,
  hoursRunMin: number,
  { lastDay, occurredOn }: Pick<InstallFacts, 'lastDay' | 'occurredOn'>,
): Judged {
  if (startedOn < lastDay || startedOn > occurredOn) {
    const details = { startedOn, from: lastDay, until: occurredOn };
    return { code: 'works.commissioning-day', details, clause: '十一(三)' };
  }
  if (hoursRun < hoursRunMin) {
    const details = { hours: hoursRun, hoursMin: hoursRunMin };
    return { code: 'works.commissioning-short', details };
  }
  return undefined;
}

/** The first thing that speaks against measuring a house again; undefined when nothing does. */
export function judgeCommissionedAgain(
  commissioning: Commissioning,
  rules: InstallRules,
  facts: InstallFacts,
): Judged {
  if (rules.works !== facts.works || rules.method !== facts.method) {
    return { code: 'works.rules-outdated', details: {} };
  }
  return judgeRun(commissioning, rules.hoursRunMin, facts);
}

/** Whether the new heating was run and the room became warm (先立后破). */
export function showsHeat(
  { hoursRun, roomDeciC }: Pick<Commissioning, 'hoursRun' | 'roomDeciC'>,
  warmDeciC: number | null,
): boolean {
  return hoursRun > 0 && (warmDeciC === null || roomDeciC >= warmDeciC);
}

/** Gate `new-heat-works`: the old stove goes only when the new heating heats. */
export function judgeOldStove(
  { fate, documentId }: { readonly fate: OldStoveFate; readonly documentId: string | null },
  newHeatWorks: boolean,
): Judged {
  const isOut = outFates.some((out) => out === fate);
  if (isOut && !newHeatWorks) return { code: 'works.old-stove-first', details: {}, clause: '二2' };
  if (fate !== 'recycled' || documentId !== null) return undefined;
  return { code: 'works.receipt-missing', details: {}, clause: '二3' };
}

const photoNames: Readonly<Record<string, Text>> = documentKinds;

function judgePhotos(photos: ReadonlySet<string>, wanted: readonly string[]): Judged {
  const missing = wanted.filter((kind) => !photos.has(kind));
  if (missing.length === 0) return undefined;
  const names = missing.map((id) => ({ id, ...(photoNames[id] ?? { zh: id, en: id }) }));
  return { code: 'works.photos-missing', details: listOf(names) };
}

type Check = {
  readonly items: readonly z.output<typeof CheckedItem>[];
  readonly checkedOn: Day;
};

/** The first thing that speaks against a self-check; undefined when nothing does. */
export function judgeSelfCheck(
  { items, checkedOn }: Check,
  rules: SelfCheckRules,
  { works, method, lastDay, occurredOn }: InstallFacts,
): Judged {
  if (rules.works !== works || (works === 'heating' && rules.method !== method)) {
    return { code: 'works.rules-outdated', details: {} };
  }
  if (checkedOn < lastDay || checkedOn > occurredOn) {
    const details = { checkedOn, from: lastDay, until: occurredOn };
    return { code: 'works.self-check-day', details };
  }
  const given = new Set(items.map(({ id }) => id));
  const missing = rules.items.filter(({ id }) => !given.has(id));
  if (missing.length > 0) {
    return { code: 'works.self-check-incomplete', details: listOf(missing) };
  }
  const names = new Map(rules.items.map((item) => [item.id, item]));
  const failed = items
    .filter(({ ok }) => !ok)
    .map(({ id }) => names.get(id) ?? { id, zh: id, en: id });
  if (failed.length === 0) return undefined;
  return { code: 'works.self-check-failed', details: listOf(failed) };
}
