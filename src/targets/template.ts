// An empty table of targets (annex 1): a row for each village, a column for each project and year.

import type { ColumnOut, SheetOut } from '../office/out/sheet.ts';
import type { LoadedProgramme } from '../rules/types.ts';
import { annexProjects } from './project-words.ts';

/** The sheets of the template. */
export function targetsTemplate(
  programme: LoadedProgramme | undefined,
  isDemo: boolean,
): SheetOut[] {
  const projects = annexProjects(programme);
  const years = programme?.data.programme.years ?? [];
  const columns: ColumnOut[] = [
    { heading: '乡镇', isRequired: true, widthCharacters: 14 },
    { heading: '行政村', widthCharacters: 18 },
    ...projects.flatMap(({ name }) =>
      years.map((year): ColumnOut => ({ heading: `${name} ${year}年`, kind: 'integer' })),
    ),
  ];
  const remark =
    '单位：户。没有分到村的，行政村空着。Households; leave the village empty for a town.';
  return [
    {
      name: '任务分配表',
      title: '任务分配表',
      remarks: [...(isDemo ? ['演示数据'] : []), remark],
      columns,
      rows: [],
      frozenColumns: 2,
    },
  ];
}
