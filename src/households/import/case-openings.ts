// The cases that a row of a ledger opens: for which works, project and year. Where neither the row
// nor the programme says, a person has to; nothing is guessed.

import type { NewCase } from '../../contracts/households.ts';
import { works as worksNames } from '../model.ts';
import type { Works } from '../model.ts';
import { fail } from '../../core/errors.ts';
import type { HouseholdEntry } from './entry.ts';
import { worksOf } from './ledger-words.ts';
import { missingWorks } from './plan.ts';
import type { RowPlan } from './plan.ts';
import type { ProjectChoice, Wanted } from './project-choice.ts';

/** What a person has settled for an import. */
export type Choices = {
  readonly year?: number | undefined;
  readonly projects?: Partial<Record<Works, string>> | undefined;
};

/** Something a person has still to choose, and for how many households. */
export type OpenChoice = {
  readonly what: 'year' | Works;
  readonly among: readonly string[];
  readonly households: number;
};

/** What cases are opened with besides the row. */
export type Opening = {
  readonly choices: Choices;
  readonly years: { readonly from: number; readonly to: number };
  readonly villageName: (villageKey: string) => string;
  readonly chooseProject: (wanted: Wanted) => ProjectChoice;
};

type Opened = { readonly case: NewCase } | Omit<OpenChoice, 'households'>;

/** The works for which a plan opens cases. */
export function openedWorks({ entry, household }: RowPlan): readonly Works[] {
  return household ? missingWorks(entry, household) : worksOf(entry.works);
}

function openCase(entry: HouseholdEntry, works: Works, opening: Opening): Opened {
  const { choices, years, villageName, chooseProject } = opening;
  const year = entry.year ?? choices.year;
  if (year === undefined) {
    const all = Array.from({ length: years.to - years.from + 1 }, (_, at) => years.from + at);
    return { what: 'year', among: all.map(String) };
  }
  const method = works === 'heating' ? entry.method : undefined;
  const { village: villageKey } = entry;
  const wanted = { works, villageKey, villageName: villageName(villageKey), year, method };
  const choice = chooseProject(wanted);
  const given = choices.projects?.[works];
  if ('among' in choice && (given === undefined || !choice.among.includes(given))) {
    return { what: works, among: choice.among };
  }
  const project = 'project' in choice ? choice.project : (given ?? '');
  // A row has one price: that of the heating, where there is any.
  const isMain = works === 'heating' || !worksOf(entry.works).includes('heating');
  return {
    case: {
      works,
      project,
      year,
      wishedMethod: method ?? null,
      equipmentFen: (isMain ? entry.equipmentFen : undefined) ?? null,
      constructionFen: (isMain ? entry.constructionFen : undefined) ?? null,
      selfRaisedFen: (isMain ? entry.selfRaisedFen : undefined) ?? null,
    },
  };
}

/** What is still to be chosen before the plans can be stored. */
export function findOpenChoices(plans: readonly RowPlan[], opening: Opening): OpenChoice[] {
  const found = new Map<string, OpenChoice>();
  for (const plan of plans) {
    for (const works of openedWorks(plan)) {
      const opened = openCase(plan.entry, works, opening);
      if ('case' in opened) continue;
      const key = JSON.stringify([opened.what, opened.among]);
      const households = (found.get(key)?.households ?? 0) + 1;
      found.set(key, { ...opened, households });
    }
  }
  return [...found.values()];
}

/** The cases a plan opens. Refuses `ledger-import.choice-needed`. */
export function casesOf(plan: RowPlan, opening: Opening): NewCase[] {
  return openedWorks(plan).map((works) => {
    const opened = openCase(plan.entry, works, opening);
    return 'case' in opened ? opened.case : refuseOpen([{ ...opened, households: 1 }]);
  });
}

const whatNames = { year: { zh: '实施年度', en: 'year' }, ...worksNames } as const;

/** Refuses with what is to be chosen; does nothing when nothing is. */
export function refuseOpenChoices(open: readonly OpenChoice[]): void {
  if (open.length > 0) refuseOpen(open);
}

function refuseOpen(open: readonly OpenChoice[]): never {
  return fail('ledger-import.choice-needed', {
    listZh: open
      .map(({ what, among, households }) => {
        return `${households}户的${whatNames[what].zh}（${among.join('、')}）`;
      })
      .join('；'),
    listEn: open
      .map(({ what, among, households }) => {
        return `the ${whatNames[what].en} of ${households} (${among.join(', ')})`;
      })
      .join('; '),
    open,
  });
}
