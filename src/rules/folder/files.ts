// The files a programme folder is made of: name, schema, whether it must be there. Not how they
// are read: see ../load.ts.

import type { z } from 'zod';
import { AcceptanceFile } from '../schema/acceptance.ts';
import { BenefitFile } from '../schema/benefit.ts';
import {
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
} from '../schema/content.ts';
import { ContractsFile } from '../schema/contracts.ts';
import { FundsFile } from '../schema/funds.ts';
import { PaymentFile } from '../schema/payment.ts';
import { ClausesFile, ProgrammeFile } from '../schema/programme.ts';
import { ReconcileFile } from '../schema/reconcile.ts';

/** The YAML files by key; the file is the key and `.yaml`, the key begins its addresses. */
export const yamlSchemas = {
  programme: ProgrammeFile,
  clauses: ClausesFile,
  targets: TargetsFile,
  projects: ProjectsFile,
  funds: FundsFile,
  towns: TownsFile,
  'local-places': LocalPlacesFile,
  timeline: TimelineFile,
  units: UnitsFile,
  methods: MethodsFile,
  quality: QualityFile,
  acceptance: AcceptanceFile,
  contracts: ContractsFile,
  payment: PaymentFile,
  decisions: DecisionsFile,
  annexes: AnnexesFile,
  lists: ListsFile,
  benefit: BenefitFile,
  reconcile: ReconcileFile,
} as const satisfies Record<string, z.ZodType>;

export type YamlKey = keyof typeof yamlSchemas;

/** What stands for an optional file that is not there. */
export const emptyFiles = {
  targets: { targets: [] },
  projects: { projects: [] },
  funds: { sources: [] },
  towns: { towns: [] },
  'local-places': {},
  timeline: { phases: [] },
  units: { units: [] },
  methods: { methods: [] },
  quality: { checks: [] },
  acceptance: {},
  contracts: {},
  payment: { banks: [] },
  decisions: { decisions: [] },
  annexes: {},
  lists: { lists: [] },
  benefit: { inputs: [], items: [] },
  reconcile: {},
} as const satisfies Partial<Record<YamlKey, unknown>>;

export const yamlKeys = Object.keys(yamlSchemas) as YamlKey[];
export const requiredFiles = ['programme.yaml', 'clauses.yaml', 'notice.txt'] as const;
export const tableFiles = ['obligations.csv', 'divisions.csv', 'divisions-history.csv'] as const;

/** Every file that may stand at the top of a folder, in the order they build on each other. */
export const knownFiles: readonly string[] = [
  ...new Set([...requiredFiles, ...tableFiles, ...yamlKeys.map((key) => `${key}.yaml`)]),
  'README.md',
];

/** Worked households, any number of files. */
export function isCaseFile(name: string): boolean {
  return /^cases\/[^/]+\.yaml$/.test(name);
}

/** Copies of annexes, in any format; only their being there counts. */
export function isAnnexCopy(name: string): boolean {
  return name.startsWith('annexes/');
}

/** The most one file and one folder may hold. */
export const FILE_LIMIT_MB = 5;
export const FILE_COUNT_LIMIT = 200;
