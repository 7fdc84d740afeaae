// The row of a file that looks most like headings, for a person to say what they mean when no row
// was recognised. Guesses only what is shown, never what is stored.

import { openWorkbook } from '../office/open.ts';
import type { Workbook } from '../office/workbook.ts';
import { loadImport, readImportFile, type Run } from './run.ts';

const ROWS_LOOKED_AT = 40;
const HEADINGS_MAX = 100;
const HEADING_CHARACTERS_MAX = 60;

/** Texts of the best row of all sheets; empty when the file cannot be read again. */
export async function guessHeadings(run: Run): Promise<string[]> {
  try {
    const loaded = await loadImport(run);
    const bytes = await readImportFile(run, loaded);
    return await findHeadings(await openWorkbook({ name: loaded.file.fileName, bytes }));
  } catch {
    return [];
  }
}

async function findHeadings({ sheets }: Workbook): Promise<string[]> {
  let best: string[] = [];
  for (const sheet of sheets.slice(0, 10)) {
    let looked = 0;
    for await (const { cells } of sheet.rows()) {
      const texts = cells.flatMap((cell) => (typeof cell === 'string' ? [cell.trim()] : []));
      const headings = [...new Set(texts.filter(looksLikeHeading))];
      if (headings.length > best.length) best = headings;
      looked += 1;
      if (looked === ROWS_LOOKED_AT) break;
    }
  }
  return best.slice(0, HEADINGS_MAX);
}

/** Short words without long numbers: the data of a household is never shown as a heading. */
function looksLikeHeading(text: string): boolean {
  return text !== '' && text.length <= HEADING_CHARACTERS_MAX && !/\d{4,}/.test(text);
}
