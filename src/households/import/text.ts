// Cells as text: how they are shown in a finding, and how they are cleaned before they are read.

import { dayOfSerial, type Cell } from '../../office/workbook.ts';

/** Control and format characters: zero-width spaces, direction marks; not the line breaks. */
const INVISIBLE = /(?![\t\n\r])[\p{Cc}\p{Cf}]/gu;
const SHOWN_CHARACTERS_MAX = 200;
/** Text that cleaning would leave as it is: nearly every cell of a ledger. */
const CLEAN = /^[0-9A-Za-z\u4e00-\u9fff.][0-9A-Za-z\u4e00-\u9fff.:+·-]*$/;

/** The cell as it stands, for a person to find it again. */
export function shownText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return cell.slice(0, SHOWN_CHARACTERS_MAX);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell === 'number') return String(cell);
  return 'error' in cell ? cell.error : (dayOfSerial(cell.serial, false) ?? String(cell.serial));
}

/** Text as a person wrote it, without invisible characters, a leading apostrophe and `="…"`. */
export function noteText(cell: Cell): string {
  if (typeof cell === 'string' && CLEAN.test(cell)) return cell;
  const text = (typeof cell === 'string' ? cell : shownText(cell)).replace(INVISIBLE, '').trim();
  const unwrapped = /^="(.*)"$/s.exec(text)?.[1] ?? text;
  return unwrapped.replace(/^['‘’＇]/, '').trim();
}

/** The same in one line, with letters and digits in their half-width forms. */
export function keptText(cell: Cell): string {
  if (typeof cell === 'string' && CLEAN.test(cell)) return cell;
  return noteText(cell)
    .replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000]+/g, ' ')
    .trim();
}

/** Text as compared with words and numbers: one form a character, no white space. */
export function plainText(cell: Cell): string {
  if (typeof cell === 'string' && CLEAN.test(cell)) return cell;
  return keptText(cell).normalize('NFKC').replace(/\s+/g, '');
}

/** Nothing, or one of the signs by which people write nothing. */
function isEmptyText(text: string): boolean {
  return /^(?:无|[-\u2010-\u2015\u2212\u2500/\\]+)?$/.test(text);
}

/** Whether a cell says nothing. */
export function isEmptyCell(cell: Cell | undefined): boolean {
  return cell === undefined || (typeof cell === 'string' && isEmptyText(plainText(cell)));
}

/** A person's name without white space; the dot in it in one form. */
export function readName(cell: Cell): string {
  return keptText(cell)
    .replace(/\s+/g, '')
    .replace(/[•‧・⋅]/g, '·');
}
