// Reading and writing comma-separated text (RFC 4180), for the small tables of a programme folder
// and for exports. Ledgers from outside have a reader of their own that survives worse.

/** Rows of cells. A byte order mark and CR before LF are dropped; quotes may hold line breaks. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endCell = () => {
    row.push(cell);
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  };
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; at++) {
    const char = text[at];
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') cell += text[++at];
      else isQuoted = false;
    } else if (char === '"' && cell === '') isQuoted = true;
    else if (char === ',') endCell();
    else if (char === '\n') endRow();
    else if (char !== '\r' || text[at + 1] !== '\n') cell += char;
  }
  endRow();
  return rows;
}

const FORMULA_START = /^[=+\-@\t\r]/;

/**
 * Writes rows with a byte order mark, so that Excel reads the Chinese. A cell that a spreadsheet
 * would take for a formula gets a leading apostrophe, unless it is a plain number.
 */
export function writeCsv(rows: ReadonlyArray<readonly string[]>): string {
  return `\uFEFF${rows.map(writeCsvRow).join('\r\n')}\r\n`;
}

/** One row without its end, for lists written in pieces; the same apostrophes. */
export function writeCsvRow(row: readonly string[]): string {
  return row.map(writeCell).join(',');
}

function writeCell(cell: string): string {
  const isFormula = FORMULA_START.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell);
  const safe = isFormula ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
