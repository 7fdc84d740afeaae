// Asks the district's own programme whether it knows a project or a method.

import type { NewCase } from '../contracts/households.ts';
import { fail } from '../core/errors.ts';
import type { Services } from '../http/services.ts';
import type { Actor } from '../people/model.ts';

/** The programme of the actor's district; undefined when none is loaded for it. */
export function findOwnProgramme({ programmes }: Pick<Services, 'programmes'>, actor: Actor) {
  return programmes.find(({ data }) => data.programme.district.code === actor.districtCode);
}

/** Refuses cases of a project or with a wish that the programme does not have. */
export function refuseUnknownProjects(
  services: Services,
  actor: Actor,
  cases: ReadonlyArray<Pick<NewCase, 'project' | 'wishedMethod'>>,
): void {
  const programme = findOwnProgramme(services, actor);
  const known = new Set(programme?.data.projects.projects.map(({ id }) => id));
  const stranger = cases.find(({ project }) => !known.has(project));
  if (stranger) fail('household.unknown-project', { project: stranger.project });
  const wishes = cases.flatMap(({ wishedMethod }) => wishedMethod ?? []);
  refuseUnknownMethods(services, actor, wishes);
}

/** Refuses methods that the programme does not have. */
export function refuseUnknownMethods(
  services: Services,
  actor: Actor,
  methods: readonly string[],
): void {
  const programme = findOwnProgramme(services, actor);
  const known = new Set(programme?.data.methods?.methods.map(({ id }) => id));
  const stranger = methods.find((method) => !known.has(method));
  if (stranger !== undefined) fail('household.unknown-method', { method: stranger });
}
