// Opens an .xlsx package: finds its sheets, refuses what is no plain workbook, and leaves the rows
// to sheet.ts.

import { fail } from '../../core/errors.ts';
import { refuseDoctype } from '../hostile.ts';
import type { Merge, Sheet, Workbook } from '../workbook.ts';
import { inflate, openArchive, type Archive, type Part } from '../zip.ts';
import {
  checkExternalLink,
  findPart,
  readContentTypes,
  readDateStyles,
  readRelations,
  readSharedTexts,
  readWorkbookPart,
  type Relation,
} from './parts.ts';
import { readSheetRows, type SheetContext } from './sheet.ts';

/** Opens a zip archive that should be an .xlsx workbook. */
export async function openXlsx(bytes: Uint8Array): Promise<Workbook> {
  const archive = openArchive(bytes);
  await refuseOtherKinds(archive);
  const ofPackage = await readRelations(archive, '');
  const office = ofPackage.find(({ type }) => type === 'officeDocument');
  const workbookPart = office && findPart(archive, office.target);
  if (!workbookPart) return missing();
  const relations = await readRelations(archive, workbookPart.name);
  const { sheets: entries, isDate1904 } = await readWorkbookPart(archive, workbookPart);
  const links = relations.filter(({ type }) => type === 'externalLink');
  for (const link of links) await checkExternalLink(archive, partOf(archive, link));
  if (relations.some(({ type }) => /macrosheet$/i.test(type))) refuse('macros');
  const worksheets = new Map(
    relations.filter(({ type }) => type === 'worksheet').map((relation) => [relation.id, relation]),
  );
  const used = relations.filter(({ type }) => READ_TYPES.has(type)).map(({ target }) => target);
  await checkOtherParts(archive, new Set(used));
  const context = { ...(await readStyledTexts(archive, relations)), isDate1904 };
  const sheets = entries.flatMap(({ name, isHidden, id }): Sheet[] => {
    const relation = worksheets.get(id);
    if (!relation) return [];
    const part = partOf(archive, relation);
    const merges: Merge[] = [];
    const rows = () => readSheetRows(inflate(archive, part), context, merges);
    return [{ name, isHidden, rows, merges: () => merges }];
  });
  return { format: 'xlsx', sheets, isDate1904, hasExternalLinks: links.length > 0 };
}

const READ_TYPES = new Set(['worksheet', 'sharedStrings', 'styles', 'externalLink']);

/** What other kinds of zip archives are, by what stands in them. */
const OTHER_KINDS = {
  macros: { whatZh: '带宏的工作簿', whatEn: 'a workbook with macros' },
  binary: { whatZh: '二进制工作簿（.xlsb）', whatEn: 'a binary workbook (.xlsb)' },
  ods: { whatZh: 'ODF 表格（.ods）', whatEn: 'an ODF spreadsheet (.ods)' },
  ofd: { whatZh: 'OFD 版式文件', whatEn: 'an OFD document' },
  word: { whatZh: 'Word 文档', whatEn: 'a Word document' },
  slides: { whatZh: '演示文稿', whatEn: 'a presentation' },
  archive: { whatZh: '压缩包', whatEn: 'an archive of files' },
} as const;

function refuse(kind: keyof typeof OTHER_KINDS): never {
  fail('file.unsupported', OTHER_KINDS[kind]);
}

async function refuseOtherKinds(archive: Archive): Promise<void> {
  const has = (name: string) => findPart(archive, name) !== undefined;
  if (has('OFD.xml')) refuse('ofd');
  if (has('mimetype') && has('content.xml')) refuse('ods');
  if (has('xl/workbook.bin')) refuse('binary');
  const types = await readContentTypes(archive);
  const isNamed = (words: RegExp) => types.some((type) => words.test(type));
  const hasMacros = [...archive.parts.keys()].some((name) => /vbaProject\.bin$/i.test(name));
  if (hasMacros || isNamed(/macroEnabled|vbaProject|macrosheet/i)) refuse('macros');
  if (isNamed(/spreadsheetml/)) return;
  if (isNamed(/wordprocessingml/)) refuse('word');
  if (isNamed(/presentationml/)) refuse('slides');
  refuse('archive');
}

/** Parts that are not read are inflated all the same: a bomb is refused wherever it lies. */
async function checkOtherParts(archive: Archive, used: ReadonlySet<string>): Promise<void> {
  for (const part of archive.parts.values()) {
    if (used.has(part.name)) continue;
    const isXml = /\.(xml|rels|vml)$/i.test(part.name);
    let end = '';
    for await (const chunk of inflate(archive, part)) {
      if (!isXml) continue;
      const text = end + chunk.toString('latin1');
      if (text.includes('<!DOCTYPE')) refuseDoctype();
      end = text.slice(-8);
    }
  }
}

async function readStyledTexts(
  archive: Archive,
  relations: readonly Relation[],
): Promise<Pick<SheetContext, 'texts' | 'isDateStyle'>> {
  const partOfType = (wanted: string) => {
    const relation = relations.find(({ type }) => type === wanted);
    return relation && findPart(archive, relation.target);
  };
  const [texts, styles] = [partOfType('sharedStrings'), partOfType('styles')];
  return {
    texts: texts ? await readSharedTexts(archive, texts) : [],
    isDateStyle: styles ? await readDateStyles(archive, styles) : [],
  };
}

function partOf(archive: Archive, { target }: Relation): Part {
  return findPart(archive, target) ?? missing();
}

function missing(): never {
  fail('file.damaged', {
    reasonZh: '工作簿内部缺少部分内容',
    reasonEn: 'parts of the workbook are missing',
  });
}
