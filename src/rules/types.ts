// The shapes that pass between loading a programme, reconciling it, computing benefits and showing
// all of it. Only types: each is produced by the module its docstring names.

import type { z } from 'zod';
import type { Text } from '../core/text.ts';
import type { AcceptanceFile } from './schema/acceptance.ts';
import type { BenefitFile, CaseFile } from './schema/benefit.ts';
import type {
  AnnexesFile,
  DecisionsFile,
  ListsFile,
  LocalPlacesFile,
  MethodsFile,
  ProjectsFile,
  QualityFile,
  TargetsFile,
  TimelineFile,
  TownsFile,
  UnitsFile,
} from './schema/content.ts';
import type { ContractsFile } from './schema/contracts.ts';
import type { FundsFile } from './schema/funds.ts';
import type { PaymentFile } from './schema/payment.ts';
import type { ProgrammeFile } from './schema/programme.ts';
import type { ReconcileFile } from './schema/reconcile.ts';

/** The files of a programme folder after validation, defaults filled in. */
export type ProgrammeData = {
  readonly programme: z.output<typeof ProgrammeFile>;
  readonly targets: z.output<typeof TargetsFile>;
  readonly projects: z.output<typeof ProjectsFile>;
  readonly funds: z.output<typeof FundsFile>;
  readonly towns: z.output<typeof TownsFile>;
  readonly localPlaces: z.output<typeof LocalPlacesFile>;
  readonly timeline: z.output<typeof TimelineFile>;
  readonly units: z.output<typeof UnitsFile>;
  readonly methods: z.output<typeof MethodsFile>;
  readonly quality: z.output<typeof QualityFile>;
  readonly acceptance: z.output<typeof AcceptanceFile>;
  readonly contracts: z.output<typeof ContractsFile>;
  readonly payment: z.output<typeof PaymentFile>;
  readonly decisions: z.output<typeof DecisionsFile>;
  readonly annexes: z.output<typeof AnnexesFile>;
  readonly lists: z.output<typeof ListsFile>;
  readonly benefit: BenefitFile;
  readonly reconcile: z.output<typeof ReconcileFile>;
  readonly cases: z.output<typeof CaseFile>['cases'];
  readonly obligations: readonly Obligation[];
};

/** One row of obligations.csv: a duty the notice lays on somebody. */
export type Obligation = {
  readonly id: string;
  readonly clause: string;
  readonly actor: string;
  readonly duty: string;
  readonly object: string;
  readonly deadline: string;
  readonly evidence: string;
  readonly feature: string;
  readonly kind: 'hard' | 'soft' | 'ambiguous' | 'info';
};

/** A clause with its place in the notice: character offsets, `end` exclusive. */
export type ClauseSpan = {
  readonly id: string;
  readonly level: number;
  readonly title: Text;
  readonly start: number;
  readonly end: number;
};

/** A number or date of the programme at its address, with where it stands in the notice. */
export type FigureAt = {
  /** File key, then ids, joined by dots: `projects.waste-heat.investment.total`. */
  readonly address: string;
  readonly type: 'number' | 'date';
  /** As written in the folder: `18469` or `2022-04-30`. */
  readonly written: string;
  readonly printed?: string;
  /** Unit as written; empty for dates. */
  readonly unit: string;
  readonly clause: string | undefined;
  readonly quote: string | undefined;
  /** Offsets of the quoted words in the notice; undefined when it rests on no words. */
  readonly span: { readonly start: number; readonly end: number } | undefined;
  readonly decision: string | undefined;
  readonly sourceTag: 'V' | 'V2' | 'C' | 'R' | undefined;
  readonly file: string;
  readonly line: number;
};

/** One row of divisions.csv: an official place of one edition of the division codes. */
export type Division = {
  readonly code: string;
  readonly level: string;
  readonly name: string;
  readonly parentCode: string;
};

/** One row of divisions-history.csv: how a place was coded and named in an earlier edition. */
export type PastDivision = {
  readonly edition: string;
  readonly level: string;
  readonly code: string;
  readonly name: string;
};

/** A programme folder, read, validated and located in its notice. Made by load.ts. */
export type LoadedProgramme = {
  readonly data: ProgrammeData;
  readonly divisions: readonly Division[];
  readonly divisionsHistory: readonly PastDivision[];
  readonly noticeText: string;
  readonly clauses: readonly ClauseSpan[];
  readonly figures: ReadonlyMap<string, FigureAt>;
};

/** One thing wrong in a folder, with where to mend it. */
export type FolderProblem = {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Path of the field, `projects[2].investment.total.unit`. */
  readonly field: string;
  readonly message: Text;
};

export type Verdict = 'OK' | 'MISMATCH' | 'INFO' | 'DEFECT';

/** The outcome of one relation. Made by reconcile/check.ts. */
export type ReconcileLine = {
  readonly id: string;
  readonly kind: string;
  readonly clause: string | undefined;
  readonly title: Text;
  readonly verdict: Verdict;
  /** What the notice says, and what comes out, written with units; `-` when there is nothing. */
  readonly stated: Text;
  readonly computed: Text;
  readonly note: Text | undefined;
  /** Addresses of the figures that took part. */
  readonly figures: readonly string[];
  /** Offsets in the notice of quotes that are not figures (annexes, lists). */
  readonly spans: ReadonlyArray<{ readonly start: number; readonly end: number }>;
  /** True when somebody has to decide: mismatches, defects, double listings, perverse jumps. */
  readonly needsDecision: boolean;
  readonly decision: string | undefined;
};

export type ReconcileReport = {
  readonly lines: readonly ReconcileLine[];
  readonly summary: Readonly<Record<Verdict, number>>;
  /** Ids of lines that need a decision and have none. */
  readonly undecided: readonly string[];
};

/** Choices that replace the folder's `chosen`: decision id → option id. */
export type Decide = Readonly<Record<string, string>>;

/** What is known of a household, by input id. Money in fen; quantities as decimal or number. */
export type BenefitInputs = Readonly<Record<string, number | string | boolean | null | undefined>>;

/** One line of the explanation, in the order it was worked out. */
export type ExplanationStep = {
  /** Stable name of the step: the item's id, a dot, the operator and its place in the tree. */
  readonly step: string;
  readonly text: Text;
  readonly clause: string | null;
  readonly quote: string | null;
  readonly amountFen: number;
};

/** What a household gets. Made by benefit/evaluate.ts. */
export type BenefitResult = {
  /** All one-off aid; null while an input it needs is missing. */
  readonly totalFen: number | null;
  readonly shares: Readonly<Record<string, number>>;
  /** Cost less one-off aid; null when the cost or the aid is not known. */
  readonly householdFen: number | null;
  /** Aid by season, apart from the cost; null when unknown, 0 when the programme has none. */
  readonly runningFen: number | null;
  readonly runningShares: Readonly<Record<string, number>>;
  readonly items: ReadonlyArray<{
    readonly id: string;
    readonly kind: 'one-off' | 'running';
    readonly name: Text;
    readonly amountFen: number | null;
    readonly shares: Readonly<Record<string, number>>;
    readonly instalments: ReadonlyArray<{
      readonly id: string;
      readonly when: Text;
      readonly amountFen: number;
    }>;
  }>;
  readonly missing: readonly string[];
  readonly warnings: ReadonlyArray<{
    readonly id: string;
    readonly text: Text;
    readonly clause: string;
  }>;
  readonly explanation: readonly ExplanationStep[];
};

/** A place where what is paid changes at once. Made by benefit/jumps.ts. */
export type Jump = {
  readonly input: string;
  /** First value on the new side, in the input's own unit (fen for money). */
  readonly at: number;
  /** At the last value before `at` that the input can take. */
  readonly totalBeforeFen: number;
  readonly totalAfterFen: number;
  readonly householdBeforeFen: number | null;
  readonly householdAfterFen: number | null;
  /** The other inputs this was found under; empty when there are none. */
  readonly given: BenefitInputs;
};

/** Costs in [from, to) at which the household pays less than at some lower cost. */
export type PerverseInterval = {
  readonly input: string;
  readonly from: number;
  /** First cost that is in order again; null when there is none. */
  readonly to: number | null;
  readonly given: BenefitInputs;
};

/** A place where running aid, which stands apart from the cost, changes at once. */
export type RunningJump = {
  readonly input: string;
  readonly at: number;
  readonly runningBeforeFen: number;
  readonly runningAfterFen: number;
  readonly given: BenefitInputs;
};

export type JumpReport = {
  readonly jumps: readonly Jump[];
  readonly runningJumps: readonly RunningJump[];
  readonly perverse: readonly PerverseInterval[];
  /** False when some place where a jump could be was not settled; docs/benefit-rules.md. */
  readonly complete: boolean;
};

/** Everything the programme pages show, as one JSON value. Made by view.ts. */
export type ProgrammeView = {
  readonly data: ProgrammeData;
  readonly noticeText: string;
  readonly clauses: readonly ClauseSpan[];
  readonly figures: readonly FigureAt[];
  readonly report: ReconcileReport;
  readonly jumps: JumpReport;
};
