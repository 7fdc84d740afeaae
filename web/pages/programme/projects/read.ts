// Reads projects for the page: parts after their whole, years and the names of units.

import { toNumber } from '../../../../src/core/rational.ts';
import type { Text } from '../../../../src/core/text.ts';
import type { ProgrammeData } from '../../../../src/rules/types.ts';
import { exactly } from '../../../ui/quantity.ts';

export type Project = ProgrammeData['projects']['projects'][number];

/** Projects in the order of the programme, each followed by its parts. */
export function inOrder(projects: readonly Project[]): Project[] {
  const ids = new Set(projects.map(({ id }) => id));
  const isWhole = ({ partOf }: Project) => partOf === undefined || !ids.has(partOf);
  const withParts = (project: Project): Project[] => [
    project,
    ...projects.filter(({ partOf }) => partOf === project.id).flatMap(withParts),
  ];
  return projects.filter(isWhole).flatMap(withParts);
}

/** The investment as a number, for bars and sorting only; 0 when the notice names none. */
export function moneyOf({ investment }: Project): number {
  return investment ? toNumber(exactly(investment.total.value)) : 0;
}

export function yearsOf({ years }: Project): string {
  if (!years) return '';
  return years.from === years.to ? String(years.from) : `${years.from}–${years.to}`;
}

/** Names of units, towns or farms by their ids; an id nobody carries is shown as it is. */
export function unitNames(data: ProgrammeData, ids: readonly string[]): Text[] {
  const named = [...data.units.units, ...data.towns.towns];
  return ids.map((id) => named.find((unit) => unit.id === id)?.name ?? { zh: id, en: id });
}
