// What an import must know besides the file: places, methods, enterprises, the years and figures of
// the programme. Plain data, so that it can be handed to a worker.

import type { Day } from '../../core/day.ts';
import { derivePlaces } from '../../places/editions.ts';
import type { KnownPlace } from '../../places/model.ts';
import { findJumps } from '../../rules/benefit/jumps.ts';
import type { LoadedProgramme } from '../../rules/types.ts';
import type { MappedHeadings } from './columns.ts';
import type { ProgrammeMethod } from './method-words.ts';

export type Enterprise = {
  readonly name: string;
  readonly creditCode: string;
  /** What it is called besides. */
  readonly otherNames?: readonly string[];
};

export type ImportContext = {
  /** Key of the town whose ledger this is, `640302100`. */
  readonly town: string;
  readonly places: readonly KnownPlace[];
  readonly methods: readonly ProgrammeMethod[];
  readonly enterprises: readonly Enterprise[];
  /** Headings that people of this town have mapped by hand. */
  readonly mappedHeadings?: MappedHeadings;
  readonly years: { readonly from: number; readonly to: number };
  /** Costs so near to where the benefit jumps that a contract deserves a look; both ends within. */
  readonly watchedCosts: ReadonlyArray<{ readonly fromFen: number; readonly toFen: number }>;
  /** A demo data folder takes IDs of the invented region 640399 only, a real one none of them. */
  readonly isDemo: boolean;
  readonly today: Day;
};

/** The context of a programme; without a ledger's places those of its editions and local ones. */
export function importContextOf(programme: LoadedProgramme, given: Given): ImportContext {
  const { data } = programme;
  const { years } = data.programme;
  return {
    ...given,
    places: given.places ?? placesOf(programme),
    methods: data.methods.methods.map(({ id, name }) => ({ id, name: name.zh })),
    years: { from: Math.min(...years), to: Math.max(...years) },
    watchedCosts: watchedCostsOf(programme),
  };
}

type Given = Pick<ImportContext, 'town' | 'isDemo' | 'today' | 'enterprises' | 'mappedHeadings'> & {
  readonly places?: readonly KnownPlace[];
};

function placesOf({ data, divisions, divisionsHistory }: LoadedProgramme): KnownPlace[] {
  const { district } = data.programme;
  const drafts = derivePlaces({
    districtCode: district.code,
    districtName: district.name.zh,
    divisions,
    history: divisionsHistory,
    local: data.localPlaces,
  });
  return drafts.map(
    ({ key, parentKey, level, name, names, validTo, successorKey }, index): KnownPlace => ({
      placeId: index + 1,
      key,
      parentKey,
      level,
      name,
      otherNames: names.map((other) => other.name),
      validTo,
      successorKey,
    }),
  );
}

/** From the cost that the benefit after a jump would cover whole, up to the jump itself. */
function watchedCostsOf(programme: LoadedProgramme): ImportContext['watchedCosts'] {
  const { jumps } = findJumps(programme);
  return jumps
    .filter(({ input, at, totalAfterFen }) => input === 'costFen' && totalAfterFen < at)
    .map(({ at, totalAfterFen }) => ({ fromFen: totalAfterFen, toFen: at }));
}
