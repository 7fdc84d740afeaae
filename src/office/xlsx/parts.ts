// The small parts of an .xlsx package: which sheets there are, shared texts, which styles are
// dates, and what a ledger must not carry (links that start programs).

import { fail } from '../../core/errors.ts';
import { refuseDde } from '../hostile.ts';
import { SHEETS_MAX } from '../limits.ts';
import { isDateFormat } from '../workbook.ts';
import { attributeNamed, readXml } from '../xml.ts';
import { inflate, type Archive, type Part } from '../zip.ts';

export type Relation = { readonly id: string; readonly type: string; readonly target: string };
export type SheetEntry = { readonly name: string; readonly isHidden: boolean; readonly id: string };

/** The part of that name; names in packages do not tell capitals apart. */
export function findPart(archive: Archive, name: string): Part | undefined {
  const plain = name.replace(/^\//, '');
  const exact = archive.parts.get(plain);
  if (exact) return exact;
  const lower = plain.toLowerCase();
  return [...archive.parts.values()].find((part) => part.name.toLowerCase() === lower);
}

/** The relations of a part, with targets as names of parts. Empty when it has none. */
export async function readRelations(archive: Archive, of: string): Promise<Relation[]> {
  const slash = of.lastIndexOf('/');
  const folder = of.slice(0, slash + 1);
  const part = findPart(archive, `${folder}_rels/${of.slice(slash + 1)}.rels`);
  const relations: Relation[] = [];
  if (!part) return relations;
  await readXml(inflate(archive, part), {
    open(name, { Id: id, Type: type, Target: target, TargetMode: mode }) {
      if (name !== 'Relationship' || id === undefined || target === undefined) return;
      const isOutside = mode === 'External';
      const path = isOutside ? target : resolveTarget(folder, target);
      relations.push({ id, type: type?.split('/').at(-1) ?? '', target: path });
    },
  });
  return relations;
}

function resolveTarget(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** The content types that the package gives to parts by name; those by ending say nothing. */
export async function readContentTypes(archive: Archive): Promise<string[]> {
  const part = findPart(archive, '[Content_Types].xml');
  const types: string[] = [];
  if (!part) return types;
  await readXml(inflate(archive, part), {
    open(name, { ContentType: type }) {
      if (name === 'Override' && type !== undefined) types.push(type);
    },
  });
  return types;
}

/** The sheets in their order and the date system. */
export async function readWorkbookPart(
  archive: Archive,
  part: Part,
): Promise<{ sheets: SheetEntry[]; isDate1904: boolean }> {
  const sheets: SheetEntry[] = [];
  let isDate1904 = false;
  await readXml(inflate(archive, part), {
    open(name, attributes) {
      if (name === 'workbookPr') isDate1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const { name: title = '', state = 'visible' } = attributes;
      const id = attributeNamed(attributes, 'id') ?? '';
      sheets.push({ name: title, isHidden: state !== 'visible', id });
      if (sheets.length > SHEETS_MAX) {
        fail('file.too-large', { reasonZh: '工作表过多', reasonEn: 'it has too many sheets' });
      }
    },
  });
  return { sheets, isDate1904 };
}

/** The shared texts by number; phonetic guides are left out. */
export async function readSharedTexts(archive: Archive, part: Part): Promise<string[]> {
  const texts: string[] = [];
  let [text, isText, isGuide] = ['', false, false];
  await readXml(inflate(archive, part), {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') isGuide = true;
      else if (name === 't') isText = !isGuide;
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(name) {
      if (name === 'si') texts.push(decodeEscapes(text));
      else if (name === 'rPh') isGuide = false;
      else if (name === 't') isText = false;
    },
  });
  return texts;
}

/** `_x000D_` and its like, by which workbooks write characters that XML cannot hold. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** For each cell style, whether it shows a date. */
export async function readDateStyles(archive: Archive, part: Part): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let isCellStyles = false;
  await readXml(inflate(archive, part), {
    open(name, attributes) {
      const id = Number(attributes['numFmtId'] ?? 0);
      if (name === 'numFmt') codes.set(id, attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') isCellStyles = true;
      else if (name === 'xf' && isCellStyles) formats.push(id);
    },
    close(name) {
      if (name === 'cellXfs') isCellStyles = false;
    },
  });
  return formats.map((id) => isDateFormat(id, codes.get(id)));
}

/** Refuses a link to another program (DDE); a link to another workbook is let through. */
export async function checkExternalLink(archive: Archive, part: Part): Promise<void> {
  await readXml(inflate(archive, part), {
    open(name) {
      if (name === 'ddeLink') refuseDde();
    },
  });
}
