// What a programme demands of a contract for works, in the form that is kept with the contract:
// years later it still says by which rules it was signed. Pure.

import { z } from 'zod';
import type { Works } from '../households/model.ts';
import type { LoadedProgramme } from '../rules/types.ts';

/** Compulsory clauses by id with their names, and the shortest warranty. */
export const Requirements = z.strictObject({
  clauses: z.array(z.strictObject({ id: z.string(), zh: z.string(), en: z.string() })).max(100),
  warrantyYearsMin: z.number().int().min(0).max(100),
});
export type Requirements = z.output<typeof Requirements>;

/** The requirements of a programme for works; none without a programme or its contracts.yaml. */
export function requirementsOf(
  programme: Pick<LoadedProgramme, 'data'> | undefined,
  works: Works,
): Requirements {
  const { clauses = [], warranty } = programme?.data.contracts ?? {};
  return {
    clauses: clauses
      .filter((clause) => clause.works === undefined || clause.works === works)
      .map(({ id, name }) => ({ id, ...name })),
    warrantyYearsMin: Math.ceil(Number(warranty?.value ?? 0)),
  };
}
