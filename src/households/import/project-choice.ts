// Which project of the programme a household's works belong to: told by its place, the year and the
// method, and asked for where the programme leaves it open. Pure.

import type { LoadedProgramme } from '../../rules/types.ts';
import { stemOf } from '../../places/model.ts';
import type { Works } from '../model.ts';

/** Where the works of a household are to be counted. */
export type Wanted = {
  readonly works: Works;
  readonly villageKey: string;
  readonly villageName: string;
  readonly year: number;
  readonly method?: string | undefined;
};

/** One project, or those among which somebody has to choose. */
export type ProjectChoice = { readonly project: string } | { readonly among: readonly string[] };

/** A row of annex 1: that a place has households of a project in a year. */
export type TargetRow = {
  readonly placeKey: string;
  readonly year: number;
  readonly project: string;
};

type Data = LoadedProgramme['data'];
type Project = Data['projects']['projects'][number];
type Town = Data['towns']['towns'][number];

const kindOf = { heating: 'heat-source', insulation: 'envelope' } as const;
const townKeyLength = 9;

/** A chooser for a programme and the annex in force. */
export function projectChooser(
  { data }: Pick<LoadedProgramme, 'data'>,
  targets: readonly TargetRow[],
): (wanted: Wanted) => ProjectChoice {
  const isTownGroup = townGroups(data);
  return (wanted) => {
    const town = data.towns.towns.find(
      ({ code }) => code?.slice(0, townKeyLength) === wanted.villageKey.slice(0, townKeyLength),
    );
    const fitting = data.projects.projects.filter((project) =>
      fits(project, wanted, town, isTownGroup),
    );
    const byMethod = fitting.find(({ id }) => id === wanted.method);
    if (byMethod) return { project: byMethod.id };
    const annexed = inAnnex(fitting, wanted, targets);
    if (annexed.length === 1 && annexed[0]) return { project: annexed[0].id };
    const parts = withoutWholes(fitting);
    const [only, ...others] = parts.length > 1 && town ? byVillage(parts, wanted, town) : parts;
    if (only && others.length === 0) return { project: only.id };
    const candidates = parts.length > 0 ? parts : ofKind(data, wanted.works);
    return { among: candidates.map(({ id }) => id) };
  };
}

function ofKind({ projects }: Data, works: Works): readonly Project[] {
  return projects.projects.filter(({ kind }) => kind === kindOf[works]);
}

/** Units that stand for all towns together, such as 各乡镇人民政府. */
function townGroups({ towns, units }: Data): (unitId: string) => boolean {
  const single = new Set(towns.towns.map(({ id }) => id));
  const groups = units.units.filter(({ id, kind }) => kind === 'town' && !single.has(id));
  const ids = new Set(groups.map(({ id }) => id));
  return (unitId) => ids.has(unitId);
}

function fits(
  { kind, years, responsible, partOf }: Project,
  { works, year }: Wanted,
  town: Town | undefined,
  isTownGroup: (unitId: string) => boolean,
): boolean {
  if (kind !== kindOf[works]) return false;
  if (years && (year < years.from || year > years.to)) return false;
  // A project without towns is everywhere; a part without towns is no household's.
  if (responsible.length === 0) return partOf === undefined;
  return responsible.some((unitId) => unitId === town?.id || isTownGroup(unitId));
}

function inAnnex(
  projects: readonly Project[],
  { villageKey, year }: Wanted,
  targets: readonly TargetRow[],
): readonly Project[] {
  const named = (placeKey: string) =>
    projects.filter(({ id }) =>
      targets.some((row) => row.placeKey === placeKey && row.year === year && row.project === id),
    );
  const ofVillage = named(villageKey);
  return ofVillage.length > 0 ? ofVillage : named(villageKey.slice(0, townKeyLength));
}

/** A part says more than the whole it belongs to. */
function withoutWholes(projects: readonly Project[]): readonly Project[] {
  const wholes = new Set(projects.map(({ partOf }) => partOf));
  return projects.filter(({ id }) => !wholes.has(id));
}

/**
 * A town under several projects: the villages that the notice names stand in the chapter of the
 * town's own entry, and belong to the project of that chapter; the other villages to the others.
 */
function byVillage(
  projects: readonly Project[],
  { villageKey, villageName }: Wanted,
  town: Town,
): readonly Project[] {
  const stem = stemOf(villageName, 'village');
  const isNamed = town.villages.some(
    ({ code, name }) => code === villageKey || stemOf(name, 'village') === stem,
  );
  const chapter = town.clause?.slice(0, 1);
  return projects.filter(({ clause }) => (clause.slice(0, 1) === chapter) === isNamed);
}
