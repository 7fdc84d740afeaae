// The closed lists of words in a ledger and the other words people use for them. Methods of heating
// are method-words.ts; places are places.ts.

import type { Cell } from '../../office/workbook.ts';
import { choices, type Reading } from './reading.ts';
import { plainText } from './text.ts';

type Dictionary = Readonly<Record<string, readonly string[]>>;

const CATEGORIES: Dictionary = {
  一般户: ['一般农户', '一般', '普通户', '普通农户'],
  低保户: ['低保'],
  脱贫户: ['已脱贫户', '建档立卡户', '脱贫'],
  五保户: ['五保', '特困户', '特困供养户', '分散供养特困户'],
  残疾户: ['残疾人户', '残疾', '残疾家庭'],
  监测户: ['防返贫监测户', '边缘易致贫户', '脱贫不稳定户'],
};
const HOUSES: Dictionary = { 平房: [], 楼房: [], 安置楼: ['安置楼房'] };
const STRUCTURES: Dictionary = {
  砖木: ['砖木结构'],
  砖混: ['砖混结构'],
  土坯: ['土坯房', '土坯结构'],
  彩钢: ['彩钢房', '彩钢结构', '彩钢板'],
  框架: ['框架结构'],
};
const WORKS: Dictionary = {
  热源: ['热源改造', '供暖改造', '取暖改造', '清洁取暖'],
  保温: ['保温改造', '外墙保温', '节能改造', '能效提升'],
  两者: ['热源+保温', '保温+热源', '热源和保温', '热源及保温', '两项', '都有'],
};
const ACCEPTANCES: Dictionary = {
  合格: ['验收合格', '是', '√', '✓', '✔', '通过'],
  不合格: ['验收不合格', '否', '×', '✗', '✘', '未通过'],
};
const YES_OR_NO: Dictionary = {
  是: ['√', '✓', '✔', '对', '常住', 'y', 'yes', 'true'],
  否: ['×', '✗', '✘', '非常住', '不常住', 'n', 'no', 'false'],
};

function reader(dictionary: Dictionary): (cell: Cell) => Reading<string> {
  const words = new Map(
    Object.entries(dictionary).flatMap(([word, others]) =>
      [word, ...others].map((one) => [one, word] as const),
    ),
  );
  const fault = {
    fault: 'value.unknown',
    details: { choices: choices(Object.keys(dictionary)) },
  } as const;
  return (cell) => {
    const word = words.get(plainText(cell).toLowerCase());
    return word === undefined ? fault : { value: word };
  };
}

export const readCategory = reader(CATEGORIES);
export const readHouseType = reader(HOUSES);
export const readStructure = reader(STRUCTURES);
export const readWorks = reader(WORKS);
export const readAcceptance = reader(ACCEPTANCES);
const readWordOfYes = reader(YES_OR_NO);

/** Reads 是 or 否, and the ticks people put instead. */
export function readYes(cell: Cell): Reading<boolean> {
  const word = readWordOfYes(cell);
  return 'value' in word ? { value: word.value === '是' } : word;
}
