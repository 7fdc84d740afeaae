// Acceptance and public notice: their words, who may do what, when a check passes, how large a
// sample is, which departments sign and when a notice is over. Pure; shared with the web app.

import type { Text } from '../core/text.ts';
import { addDays } from '../core/day.ts';
import type { Day } from '../core/day.ts';
import type { Works } from '../households/model.ts';
import type { MayTable } from '../people/model.ts';

type Words = Readonly<Record<string, Text>>;

/** A lot: its sample is drawn and checked; the departments sign; it is concluded. */
export const lotStates = {
  open: { zh: '抽验中', en: 'being checked' },
  signing: { zh: '会签中', en: 'being signed' },
  concluded: { zh: '已办结', en: 'concluded' },
} as const satisfies Words;
export type LotState = keyof typeof lotStates;

export const checkResults = {
  pass: { zh: '合格', en: 'passed' },
  fail: { zh: '不合格', en: 'failed' },
} as const satisfies Words;
export type CheckResult = keyof typeof checkResults;

/** What becomes of a case in its lot. */
export const lotOutcomes = {
  open: { zh: '待定', en: 'undecided' },
  proposed: { zh: '拟通过', en: 'proposed' },
  accepted: { zh: '通过', en: 'accepted' },
  'left-out': { zh: '本批不通过', en: 'left out' },
} as const satisfies Words;
export type LotOutcome = keyof typeof lotOutcomes;

/** What a rectification was ordered on. */
export const rectificationSources = {
  'town-check': { zh: '乡镇初验', en: "the town's check" },
  'joint-check': { zh: '联合抽验', en: 'a joint check' },
  order: { zh: '整改通知', en: 'an order' },
  objection: { zh: '公示异议', en: 'an objection' },
} as const satisfies Words;
export type RectificationSource = keyof typeof rectificationSources;

export const noticeStates = {
  open: { zh: '公示中', en: 'hung out' },
  closed: { zh: '公示结束', en: 'closed' },
} as const satisfies Words;
export type NoticeState = keyof typeof noticeStates;

export const objectionStates = {
  open: { zh: '待答复', en: 'unanswered' },
  upheld: { zh: '成立', en: 'upheld' },
  dismissed: { zh: '不成立', en: 'dismissed' },
} as const satisfies Words;
export type ObjectionState = keyof typeof objectionStates;

/** What follows from an upheld objection: works put right, or the record corrected. */
export const remedies = {
  rectify: { zh: '退回整改', en: 'the works are put right' },
  correct: { zh: '更正资料', en: 'the record is corrected' },
} as const satisfies Words;
export type Remedy = keyof typeof remedies;

/** When a lot falls against the window the programme has for its year (七(三)). */
export const timings = {
  within: { zh: '按期验收', en: 'in its window' },
  before: { zh: '提前验收', en: 'before its window' },
  late: { zh: '补验收', en: 'after its window' },
} as const satisfies Words;
export type Timing = keyof typeof timings;

const organisers = ['office', 'leadAgency'] as const;

/** The actions of this capability → the roles that may perform them. */
export const acceptanceMay = {
  'acceptance.town-check': ['townClerk', 'inspector'],
  'acceptance.joint-check': ['inspector'],
  'acceptance.countersign': ['inspector', 'leadAgency', 'finance', 'environment'],
  'acceptance.conclude': organisers,
  'acceptance.name-department': ['office', 'administrator'],
  'sample.draw': organisers,
  'sample.enlarge': organisers,
  'case.fail': [...organisers, 'inspector'],
  'notice.publish': ['office', 'townClerk'],
  'notice.object': ['office', 'townClerk', 'villageWorker'],
  'notice.answer-objection': ['office', 'townClerk'],
  'notice.settle-objection': ['office', 'townClerk'],
  'notice.close': ['office', 'townClerk'],
} as const satisfies MayTable;

/** What a check of one kind of works asks for, as the programme says that day. */
export type CheckRule = {
  /** Ids of the points that have to be looked at. */
  readonly points: readonly string[];
  /** The least room temperature in tenths of °C; null where none is asked for. */
  readonly warmDeciC: number | null;
};
export type CheckRules = Readonly<Record<Works, CheckRule>>;

export type Check = {
  readonly items: ReadonlyArray<{ readonly id: string; readonly ok: boolean }>;
  readonly roomDeciC: number | null;
  readonly outdoorDeciC: number | null;
  /** What is to be put right; whoever writes it lets the house fail. */
  readonly order: unknown;
};

/** What speaks against a check as it was written down; undefined when it may stand. */
export type CheckFault =
  | { readonly fault: 'points'; readonly points: readonly string[] }
  | { readonly fault: 'unmeasured' | 'order-missing' };

/** Judges a check: 七(三) asks that all is installed and that the house is warm. */
export function judgeCheck(check: Check, rule: CheckRule): CheckResult | CheckFault {
  const { items, roomDeciC, outdoorDeciC, order } = check;
  const looked = new Set(items.map(({ id }) => id));
  const points = rule.points.filter((id) => !looked.has(id));
  const strange = items.map(({ id }) => id).filter((id) => !rule.points.includes(id));
  if (points.length + strange.length > 0)
    return { fault: 'points', points: [...points, ...strange] };
  const isMeasured = roomDeciC !== null && outdoorDeciC !== null;
  if (rule.warmDeciC !== null && !isMeasured) return { fault: 'unmeasured' };
  const isWarm = rule.warmDeciC === null || (roomDeciC ?? 0) >= rule.warmDeciC;
  if (order !== null) return 'fail';
  if (isWarm && items.every(({ ok }) => ok)) return 'pass';
  return { fault: 'order-missing' };
}

/** One size of the sample: a share in per mille of the stratum, and not fewer than `least`. */
export type Round = { readonly perMille: number; readonly least: number };

/** How many of `size` houses a round draws: rounded up, never more than there are. */
export function sampleSize(size: number, { perMille, least }: Round): number {
  return Math.min(size, Math.max(least, Math.ceil((size * perMille) / 1000)));
}

/** A department that signs, with the names its organisation may bear. */
export type Department = {
  readonly id: string;
  readonly name: Text;
  readonly names: readonly string[];
};

/** The department of an organisation: the one it was named as, else the one of its name. */
export function departmentOf(
  departments: readonly Department[],
  named: ReadonlyMap<string, string>,
  organisation: { readonly organisationId: string; readonly name: string },
): Department | undefined {
  const { organisationId, name } = organisation;
  const [appointed] = [...named].find(([, id]) => id === organisationId) ?? [];
  if (appointed !== undefined) return departments.find(({ id }) => id === appointed);
  return departments.find(({ id, names }) => !named.has(id) && names.includes(name));
}

export type Window = { readonly from: Day; readonly to: Day };

/** Whether a day lies in the window of its year; a year without a window is always late. */
export function timingOf(window: Window | null, day: Day): Timing {
  if (window === null || day > window.to) return 'late';
  return day < window.from ? 'before' : 'within';
}

/** How long a notice hangs out, and the days off among which its days are counted. */
export type NoticeRule = {
  readonly days: number;
  readonly counting: 'working' | 'calendar';
  readonly daysOff: ReadonlyArray<{ readonly from: Day; readonly to: Day }>;
  readonly workdays: readonly Day[];
  /** Years whose holidays are known; in others only weekends are left out. */
  readonly years: readonly number[];
};

/** Whether people work that day: holidays and made-up days first, then the day of the week. */
export function isWorkingDay(day: Day, { daysOff, workdays }: NoticeRule): boolean {
  if (workdays.includes(day)) return true;
  if (daysOff.some(({ from, to }) => day >= from && day <= to)) return false;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The last day of a notice hung out on `publishedOn`, which itself is not counted. */
export function endOfNotice(
  publishedOn: Day,
  rule: NoticeRule,
): { readonly endsOn: Day; readonly isCalendarKnown: boolean } {
  const isCounted = (day: Day) => rule.counting === 'calendar' || isWorkingDay(day, rule);
  let endsOn = publishedOn;
  let isCalendarKnown = true;
  for (let counted = 0; counted < rule.days;) {
    endsOn = addDays(endsOn, 1);
    if (rule.counting === 'working' && !rule.years.includes(Number(endsOn.slice(0, 4)))) {
      isCalendarKnown = false;
    }
    if (isCounted(endsOn)) counted += 1;
  }
  return { endsOn, isCalendarKnown };
}
