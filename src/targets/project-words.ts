// Tells which project of the programme a heading or a cell of annex 1 means. Pure.

import type { LoadedProgramme } from '../rules/types.ts';

/** A project that households belong to. */
export type AnnexProject = {
  readonly id: string;
  readonly name: string;
  readonly partOf?: string | undefined;
};

/** The projects that annex 1 shares out: those that change the heat source. */
export function annexProjects(programme: LoadedProgramme | undefined): AnnexProject[] {
  const projects = programme?.data.projects.projects ?? [];
  return projects
    .filter(({ kind }) => kind === 'heat-source')
    .map(({ id, name, partOf }) => ({ id, name: name.zh, partOf }));
}

/** Words of the trade that mean the same. */
const SAME = [
  ['双替代', '双代替', '煤改电', '煤改气', '电代煤', '气代煤'],
  ['余热', '集中供热', '集中供暖', '热电联产'],
  ['近郊', '城郊'],
  ['平房'],
  ['安置'],
] as const;

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s"“”'‘’、,，。:：;；()（）+]/g, '')
    .replace(/20\d\d年?(?:度)?|万?户数?|任务数?|计划数?|项目|工程|改造|取暖/g, '');
}

const groupsIn = (text: string) =>
  SAME.flatMap((words, at) => (words.some((word) => text.includes(word)) ? [at] : []));

/**
 * The project; `undefined` when the text speaks of none, and the candidates when of several.
 */
export function matchProject(
  text: string,
  projects: readonly AnnexProject[],
): AnnexProject | readonly AnnexProject[] | undefined {
  const written = plain(text);
  if (written === '') return undefined;
  const exact = projects.find(({ id, name }) => id === text.trim() || plain(name) === written);
  if (exact) return exact;
  const words = groupsIn(written);
  const scored = projects.map((project) => {
    const known = groupsIn(plain(project.name));
    const isMeant = words.length > 0 && words.every((word) => known.includes(word));
    const isPart = plain(project.name).includes(written) || written.includes(plain(project.name));
    // Words of the project that the text leaves out speak against it.
    return { project, isMeant: isMeant || isPart, left: known.length - words.length };
  });
  const meant = scored.filter(({ isMeant }) => isMeant);
  const least = Math.min(...meant.map(({ left }) => left));
  const best = meant.filter(({ left }) => left === least).map(({ project }) => project);
  if (best.length <= 1) return best[0];
  const wholes = best.filter(({ partOf }) => partOf === undefined);
  return wholes.length === 1 && wholes[0] ? wholes[0] : best;
}
