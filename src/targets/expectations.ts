// What a programme says about the sums of annex 1: households in all, by year and by project.

import { invariant } from '../core/invariant.ts';
import { multiply, parseDecimal, toNumber } from '../core/rational.ts';
import { parseUnit } from '../core/units.ts';
import type { LoadedProgramme } from '../rules/types.ts';
import type { Expectation } from './model.ts';

type Figure = { readonly value: string | number; readonly unit: string };

/** The sums the programme's figures ask for; a project takes in those that are part of it. */
export function expectationsOf({ data }: LoadedProgramme): Expectation[] {
  const targets = data.targets.targets
    .filter(({ measure, comparison }) => measure === 'households' && comparison === 'exactly')
    .map(({ name, year = null, project, value, unit }) => ({
      label: name,
      year,
      projects: project === undefined ? null : withParts(data, project),
      households: householdsOf({ value, unit }),
    }));
  const projects = data.projects.projects.flatMap(({ id, name, kind, figures }) => {
    const figure = figures['households'];
    if (!figure || kind !== 'heat-source') return [];
    const households = householdsOf(figure);
    return [{ label: name, year: null, projects: withParts(data, id), households }];
  });
  return [...targets, ...projects];
}

function withParts({ projects }: LoadedProgramme['data'], id: string): string[] {
  const parts = projects.projects.filter(({ partOf }) => partOf === id);
  return [id, ...parts.map((part) => part.id)];
}

/** Whole households; 1.18万户 is 11,800. */
function householdsOf({ value, unit }: Figure): number {
  const [amount, reading] = [parseDecimal(String(value)), parseUnit(unit)];
  invariant(amount && reading, 'the figures of a loaded programme can be read');
  return toNumber(multiply(amount, reading.factor));
}
