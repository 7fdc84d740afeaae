// Writes .xlsx workbooks: `writeWorkbook` gives the whole file, `workbookStream` pieces of it. Rows
// are taken one after another and forgotten, so the length of a list costs time and no memory.

import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { listsSheet, type ChoiceLists } from './choices.ts';
import { commentsXml, vmlXml } from './comments.ts';
import { noNotes, sheetXml, rowsAbove, type SheetNotes } from './sheet-xml.ts';
import { lawfulNames, type SheetOut } from './sheet.ts';
import { stylesXml } from './styles.ts';
import { columnLetter } from '../workbook.ts';
import { escapeXml, MAIN_NAMESPACE, quoteName, RELATIONS_NAMESPACE, XML_HEAD } from './xml.ts';
import { zipPieces, type PartOut } from './zip.ts';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const LISTS_NAME = '选项';

/** The whole file. For lists of unknown length take `workbookStream`. */
export async function writeWorkbook(sheets: readonly SheetOut[]): Promise<Buffer> {
  return buffer(workbookPieces(sheets));
}

/** The file as a stream, for a reply. */
export function workbookStream(sheets: readonly SheetOut[]): Readable {
  return Readable.from(workbookPieces(sheets), { objectMode: false });
}

/** The file in pieces. */
export function workbookPieces(sheets: readonly SheetOut[]): AsyncGenerator<Buffer> {
  return zipPieces(parts(sheets));
}

/** The parts in their order. What names the others comes last, when it is known what there is. */
async function* parts(given: readonly SheetOut[]): AsyncGenerator<PartOut> {
  const names = lawfulNames([...given.map(({ name }) => name), LISTS_NAME]);
  const lists: ChoiceLists = { sheetName: names[given.length] ?? LISTS_NAME, columns: [] };
  const withComments: number[] = [];
  const sheets = [...given];
  for (let at = 0; at < sheets.length; at++) {
    const sheet = sheets[at];
    if (!sheet) continue;
    const notes = noNotes();
    const number = at + 1;
    yield {
      name: `xl/worksheets/sheet${number}.xml`,
      content: sheetXml(sheet, { styleBase: 0, isFirst: at === 0 }, lists, notes),
    };
    if (notes.comments.length > 0) {
      withComments.push(number);
      yield* commentParts(number, notes);
    }
    const hidden = number === given.length ? listsSheet(lists) : undefined;
    if (hidden) sheets.push(hidden);
  }
  const named = sheets.map((sheet, at) => ({ ...sheet, name: names[at] ?? sheet.name }));
  yield { name: 'xl/styles.xml', content: stylesXml() };
  yield { name: 'xl/workbook.xml', content: workbookXml(named) };
  yield { name: 'xl/_rels/workbook.xml.rels', content: workbookRelations(named.length) };
  yield {
    name: '_rels/.rels',
    content: relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
  };
  yield { name: '[Content_Types].xml', content: contentTypes(named.length, withComments) };
}

function* commentParts(number: number, { comments }: SheetNotes): Generator<PartOut> {
  yield { name: `xl/comments${number}.xml`, content: commentsXml(comments) };
  yield { name: `xl/drawings/vmlDrawing${number}.vml`, content: vmlXml(comments, number) };
  yield {
    name: `xl/worksheets/_rels/sheet${number}.xml.rels`,
    content: relations([
      ['rIdVml', 'vmlDrawing', `../drawings/vmlDrawing${number}.vml`],
      ['rIdComments', 'comments', `../comments${number}.xml`],
    ]),
  };
}

function workbookXml(sheets: readonly SheetOut[]): string {
  const list = sheets.map(({ name, isHidden }, at) => {
    const state = isHidden ? ' state="hidden"' : '';
    return `<sheet name="${escapeXml(name)}" sheetId="${at + 1}"${state} r:id="rId${at + 1}"/>`;
  });
  const titles = sheets.flatMap((sheet, at) => {
    const { name, hasHeadings = true, isHidden, columns } = sheet;
    if (!hasHeadings || isHidden) return [];
    const row = rowsAbove(sheet);
    const last = columnLetter(Math.max(columns.length - 1, 0));
    const defined = (title: string, more: string, range: string) =>
      `<definedName name="_xlnm.${title}" localSheetId="${at}"${more}>` +
      `${escapeXml(quoteName(name))}!${range}</definedName>`;
    return [
      defined('_FilterDatabase', ' hidden="1"', `$A$${row}:$${last}$${row}`),
      defined('Print_Titles', '', `$${row}:$${row}`),
    ];
  });
  return (
    `${XML_HEAD}<workbook xmlns="${MAIN_NAMESPACE}" xmlns:r="${RELATIONS_NAMESPACE}">` +
    '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15000"/>' +
    `</bookViews><sheets>${list.join('')}</sheets>` +
    `${titles.length > 0 ? `<definedNames>${titles.join('')}</definedNames>` : ''}` +
    '<calcPr calcId="191029"/></workbook>'
  );
}

type RelationOut = readonly [id: string, type: string, target: string];

/** A part of relations. */
export function relations(list: readonly RelationOut[]): string {
  const items = list.map(
    ([id, type, target]) =>
      `<Relationship Id="${id}" Type="${RELATIONS_NAMESPACE}/${type}" Target="${target}"/>`,
  );
  return (
    `${XML_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
    `${items.join('')}</Relationships>`
  );
}

function workbookRelations(count: number): string {
  const sheets = Array.from({ length: count }, (_, at): RelationOut => {
    return [`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`];
  });
  return relations([...sheets, [`rId${count + 1}`, 'styles', 'styles.xml']]);
}

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
export const COMMENTS_TYPE = `${SPREADSHEET}.comments+xml`;
export const WORKSHEET_TYPE = `${SPREADSHEET}.worksheet+xml`;
export const STYLES_TYPE = `${SPREADSHEET}.styles+xml`;
export const VML_TYPE = 'application/vnd.openxmlformats-officedocument.vmlDrawing';

function override(part: string, type: string): string {
  return `<Override PartName="/xl/${part}" ContentType="${type}"/>`;
}

function contentTypes(count: number, withComments: readonly number[]): string {
  const sheets = Array.from({ length: count }, (_, at) => {
    return override(`worksheets/sheet${at + 1}.xml`, WORKSHEET_TYPE);
  });
  const comments = withComments.map((at) => override(`comments${at}.xml`, COMMENTS_TYPE));
  return (
    `${XML_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ' +
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Default Extension="vml" ContentType="${VML_TYPE}"/>` +
    override('workbook.xml', `${SPREADSHEET}.sheet.main+xml`) +
    override('styles.xml', STYLES_TYPE) +
    `${sheets.join('')}${comments.join('')}</Types>`
  );
}
