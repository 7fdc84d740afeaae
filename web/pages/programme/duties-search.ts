// Finds duties and obligations by kind and by words. No drawing here.

import type { Obligation, ProgrammeData } from '../../../src/rules/types.ts';

export const OBLIGATION_KINDS = ['hard', 'soft', 'ambiguous', 'info'] as const;

type Unit = ProgrammeData['units']['units'][number];
type Duty = Unit['duties'][number];
export type UnitDuties = {
  readonly unit: Unit;
  readonly duties: ReadonlyArray<{
    readonly duty: Duty;
    readonly obligations: readonly Obligation[];
  }>;
};
export type DutyFilter = {
  readonly kind: Obligation['kind'] | undefined;
  readonly search: string;
};

type Data = Pick<ProgrammeData, 'units' | 'obligations'>;

/** The duties that fit, by unit; a unit whose own name is sought keeps all of its duties. */
export function filterDuties(data: Data, filter: DutyFilter): UnitDuties[] {
  const byId = new Map(data.obligations.map((obligation) => [obligation.id, obligation]));
  const words = wordsOf(filter.search);
  const found: UnitDuties[] = [];
  for (const unit of data.units.units) {
    const name = [unit.name.zh, unit.name.en, ...unit.aliases].join('\n').toLowerCase();
    const duties = unit.duties.flatMap((duty) => {
      const all = duty.obligations.flatMap((id) => byId.get(id) ?? []);
      const obligations = all.filter((it) => !filter.kind || it.kind === filter.kind);
      if (filter.kind && obligations.length === 0) return [];
      const hay = [name, duty.text.zh, duty.text.en, duty.quote, duty.clause, ...all.map(hayOf)];
      return holds(hay, words) ? [{ duty, obligations }] : [];
    });
    if (duties.length > 0) found.push({ unit, duties });
  }
  return found;
}

/** The obligations no unit's duty stands for, under the same filter. */
export function restOf(data: Data, filter: DutyFilter): Obligation[] {
  const taken = new Set(
    data.units.units.flatMap((unit) => unit.duties.flatMap((duty) => duty.obligations)),
  );
  const words = wordsOf(filter.search);
  return data.obligations.filter(
    (obligation) =>
      !taken.has(obligation.id) &&
      (!filter.kind || obligation.kind === filter.kind) &&
      holds([hayOf(obligation)], words),
  );
}

function wordsOf(search: string): string[] {
  return search.trim().toLowerCase().split(/\s+/).filter(Boolean);
}

function hayOf(it: Obligation): string {
  return [it.id, it.clause, it.actor, it.duty, it.object, it.deadline].join('\n');
}

function holds(hay: ReadonlyArray<string | undefined>, words: readonly string[]): boolean {
  const all = hay.join('\n').toLowerCase();
  return words.every((word) => all.includes(word));
}
