// Reads towns for the page: which figures they carry, and who leads which project there.

import type { ProgrammeData } from '../../../../src/rules/types.ts';
import type { Project } from '../projects/read.ts';

export type Town = ProgrammeData['towns']['towns'][number];

/** The ids of all figures any town carries, in the order they first appear. */
export function figureIds(data: ProgrammeData): string[] {
  return [...new Set(data.towns.towns.flatMap((town) => Object.keys(town.figures)))];
}

/** The units that lead projects in which the town is responsible, each with those projects. */
export function leadsIn(
  data: ProgrammeData,
  town: Town,
): Array<{ lead: string; projects: Project[] }> {
  const byLead = new Map<string, Project[]>();
  for (const project of data.projects.projects) {
    if (!project.responsible.includes(town.id)) continue;
    for (const lead of project.lead) byLead.set(lead, [...(byLead.get(lead) ?? []), project]);
  }
  return [...byLead].map(([lead, projects]) => ({ lead, projects }));
}
