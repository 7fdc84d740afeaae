// Reads the group of a village: 3组 = 三组 = 第3村民小组 = 3; a farm's team 四队 = 4队; or the name of
// a hamlet as it is.

import type { Cell } from '../../office/workbook.ts';
import { readNumeral } from './numerals.ts';
import type { Reading } from './reading.ts';
import { plainText } from './text.ts';

const NUMBERED = /^第?(\d{1,3}|[一二三四五六七八九十百两]+)(组|(?:村民)?小组|村民组|(?:生产)?队)?$/;
const UNSURE = /^(?:待定|不详|不明|未知|未定|暂无|待补|待查)$/;
const SEVERAL = /^[一二三四五六七八九十百、,和及至到~-]+(?:村民)?小?[组队]$/;

const NAME_CHARACTERS_MAX = 40;

/** Gives `3` for a group, `4队` for a team, the name for a hamlet. */
export function readGroup(cell: Cell): Reading<string> {
  const unreadable = { fault: 'group.unreadable' } as const;
  const text = plainText(cell);
  const [, digits, word] = NUMBERED.exec(text) ?? [];
  if (digits !== undefined) {
    const number = /^\d+$/.test(digits) ? String(Number(digits)) : readNumeral(digits);
    if (number === undefined || number === '0') return unreadable;
    return { value: word?.endsWith('队') ? `${number}队` : number };
  }
  const isName = text.length <= NAME_CHARACTERS_MAX && !/\d/.test(text);
  if (!isName || UNSURE.test(text) || SEVERAL.test(text)) return unreadable;
  return { value: text };
}
