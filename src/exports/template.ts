// An empty ledger for a town: the headings of the import, drop-downs for what may be filled in,
// text format for long numbers, and a page that says how. Knows no database.

import type { ColumnKey } from '../households/import/columns.ts';
import { categories, houseKinds, structures } from '../households/model.ts';
import type { Choices, SheetOut } from '../office/out/sheet.ts';
import { fillingIn } from './filling-in.ts';
import { ledgerColumns, ledgerHeading, ledgerKeys } from './ledger-table.ts';

/** What a template offers to choose from. */
export type TemplateScope = {
  readonly townName: string;
  /** Names of the standing villages with the groups known in each. */
  readonly villages: ReadonlyMap<string, readonly string[]>;
  readonly methods: readonly string[];
  readonly years: readonly number[];
  readonly enterprises: readonly string[];
  readonly isDemo: boolean;
};

/** The sheets of the template. */
export function ledgerTemplate(scope: TemplateScope): SheetOut[] {
  const choices = choicesOf(scope);
  const columns = ledgerColumns().map((column, at) => {
    const key = ledgerKeys[at];
    const offered = key && choices[key];
    return {
      ...column,
      ...(key && { comment: fillingIn[key].zh }),
      ...(offered && { choices: offered }),
    };
  });
  const ledger: SheetOut = {
    name: '台账',
    title: `${scope.townName}清洁取暖改造台账`,
    remarks: [
      ...(scope.isDemo ? ['演示数据'] : []),
      '红色表头为必填；填写说明见第二张表。Red headings are required; see the second sheet.',
    ],
    columns,
    rows: [],
    frozenColumns: 4,
  };
  return [ledger, instructions()];
}

const wordsOf = (words: Readonly<Record<string, { readonly zh: string }>>) =>
  Object.values(words).map(({ zh }) => zh);

function choicesOf(scope: TemplateScope): Partial<Record<ColumnKey, Choices>> {
  const { townName, villages, methods, years, enterprises } = scope;
  return {
    town: { values: [townName] },
    village: { values: [...villages.keys()] },
    group: { values: villages, on: ledgerKeys.indexOf('village'), isOpen: true },
    category: { values: wordsOf(categories) },
    isResident: { values: ['是', '否'] },
    houseType: { values: wordsOf(houseKinds) },
    structure: { values: wordsOf(structures) },
    works: { values: ['热源', '保温', '两者'] },
    method: { values: methods },
    year: { values: years.map(String) },
    enterprise: { values: enterprises, isOpen: true },
    acceptance: { values: ['合格', '不合格'] },
  };
}

const GENERAL = [
  ['一户一行；同一个身份证号只能出现一次。', 'One household a row; an ID number stands only once.'],
  [
    '不要改表头文字；可以删去用不到的非必填列，也可以按村分成几张工作表。',
    'Keep the headings; columns that are not required may go, and each village may have a sheet.',
  ],
  [
    '身份证号、电话、账号的列已设为文本：粘贴时请选“只粘贴值”。',
    'ID numbers, phones and accounts are text columns: paste values only.',
  ],
  [
    '导入前先核对：有问题的格子会在退回的同一文件里标出颜色和批注。',
    'It is checked before it is taken in: what is wrong comes back coloured in the same file.',
  ],
] as const;

function instructions(): SheetOut {
  return {
    name: '填写说明',
    columns: [
      { heading: '栏目 Column', widthCharacters: 20 },
      { heading: '必填 Required', widthCharacters: 12 },
      { heading: '怎么填', kind: 'wrapped', widthCharacters: 56 },
      { heading: 'How to fill it in', kind: 'wrapped', widthCharacters: 64 },
    ],
    rows: [
      ...GENERAL.map(([zh, en]) => ['通则 General', '', zh, en]),
      ...ledgerKeys.map((key, at) => {
        const isRequired = key === 'village' || ledgerColumns()[at]?.isRequired;
        return [
          ledgerHeading(key),
          isRequired ? '是 yes' : '',
          fillingIn[key].zh,
          fillingIn[key].en,
        ];
      }),
    ],
  };
}
