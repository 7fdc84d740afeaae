// What the programme states of a budget, as lines to be adopted: the view that pays, by project and
// source. Pure. Views are never added together (decision D10 of Litong).

import type { AdoptedLine } from '../contracts/funds.ts';
import { fail } from '../core/errors.ts';
import { formatYuan, toFen } from '../core/money.ts';
import type { Fen } from '../core/money.ts';
import type { Text } from '../core/text.ts';
import { readFigure } from '../rules/benefit/figures.ts';
import type { Figure } from '../rules/schema/common.ts';
import type { ProgrammeData } from '../rules/types.ts';

/** A line as finance writes it. */
export type GivenLine = Pick<AdoptedLine, 'project' | 'source' | 'year' | 'amountFen'>;

type Stated = { readonly view: string | null; readonly lines: readonly GivenLine[] };

/** The lines the programme states: of the view that pays, else the investment of its projects. */
export function statedLines({ funds, projects }: ProgrammeData): Stated {
  const { pays, views } = funds;
  const id = pays.view ?? (views.length === 1 ? views[0]?.id : undefined);
  const view = views.find((one) => one.id === id);
  if (view && view.lines.length > 0) {
    const lines = view.lines.flatMap(({ project = null, sources }) => linesOf(project, sources));
    return { view: view.id, lines };
  }
  const lines = projects.projects.flatMap((project) =>
    linesOf(project.id, project.investment?.sources ?? {}),
  );
  return { view: null, lines };
}

function linesOf(project: string | null, sources: Readonly<Record<string, Figure>>): GivenLine[] {
  return Object.entries(sources).flatMap(([source, figure]) => {
    const { value } = readFigure(figure, { as: 'money' });
    return value ? [{ project, source, year: null, amountFen: toFen(value) }] : [];
  });
}

/**
 * The lines to adopt: those given, or all the programme states. Refuses what the programme does
 * not know and sums that are not those it states; both may be adjusted afterwards.
 */
export function linesToAdopt(
  data: ProgrammeData,
  given: readonly GivenLine[] | undefined,
): { readonly view: string | null; readonly lines: readonly AdoptedLine[] } {
  const stated = statedLines(data);
  const lines = given ?? stated.lines;
  if (lines.length === 0) fail('budget.nothing', {});
  for (const line of lines) refuseUnknown(line, data);
  if (given) refuseOtherSums(given, stated.lines, data);
  return { view: stated.view, lines: lines.map((line) => adopted(line, data)) };
}

function refuseUnknown({ project, source }: GivenLine, { funds, projects }: ProgrammeData): void {
  const isKnown = project === null || projects.projects.some(({ id }) => id === project);
  if (!isKnown) fail('household.unknown-project', { project });
  if (!funds.sources.some(({ id }) => id === source)) fail('budget.unknown-source', { source });
}

/** The years of a line together are what the programme states for all of them. */
function refuseOtherSums(
  given: readonly GivenLine[],
  stated: readonly GivenLine[],
  data: ProgrammeData,
): void {
  const keyOf = ({ project, source }: GivenLine) => JSON.stringify([project, source]);
  const sums = new Map<string, Fen>();
  for (const line of given) {
    sums.set(keyOf(line), (sums.get(keyOf(line)) ?? 0) + line.amountFen);
  }
  for (const line of stated) {
    const givenFen = sums.get(keyOf(line));
    if (givenFen === undefined || givenFen === line.amountFen) continue;
    const [project, source] = [projectName(line.project, data), sourceName(line.source, data)];
    fail('budget.differs', {
      projectZh: project.zh,
      projectEn: project.en,
      sourceZh: source.zh,
      sourceEn: source.en,
      statedYuan: formatYuan(line.amountFen),
      givenYuan: formatYuan(givenFen),
    });
  }
}

function adopted(line: GivenLine, data: ProgrammeData): AdoptedLine {
  const { project, source, year } = line;
  const [of, from] = [projectName(project, data), sourceName(source, data)];
  const isPublic = data.funds.sources.find(({ id }) => id === source)?.isPublic ?? false;
  const [inZh, inEn] = year === null ? ['', ''] : [`（${year}年）`, ` (${year})`];
  const name = { zh: `${of.zh}·${from.zh}${inZh}`, en: `${of.en}, ${from.en}${inEn}` };
  return { ...line, isPublic, name };
}

function projectName(project: string | null, { projects }: ProgrammeData): Text {
  if (project === null) return { zh: '全部项目', en: 'All projects' };
  return projects.projects.find(({ id }) => id === project)?.name ?? { zh: project, en: project };
}

function sourceName(source: string, { funds }: ProgrammeData): Text {
  return funds.sources.find(({ id }) => id === source)?.name ?? { zh: source, en: source };
}
