// Adds to an .xlsx package from outside: colours, comments and one more sheet. Every part that need
// not change is copied as it is; what we know nothing of stays in it.

import { fail } from '../../core/errors.ts';
import { commentsXml, vmlXml, type CommentOut } from '../out/comments.ts';
import { noNotes, sheetXml } from '../out/sheet-xml.ts';
import { lawfulNames, type SheetOut } from '../out/sheet.ts';
import { stylesXml } from '../out/styles.ts';
import { COMMENTS_TYPE, STYLES_TYPE, VML_TYPE, WORKSHEET_TYPE } from '../out/write.ts';
import { escapeXml, RELATIONS_NAMESPACE, XML_HEAD } from '../out/xml.ts';
import type { PartOut } from '../out/zip.ts';
import { findPart, readRelations, readWorkbookPart, type Relation } from '../xlsx/parts.ts';
import { inflate, openArchive, type Archive, type Part } from '../zip.ts';
import { addComments, addShapes } from './comments.ts';
import { encodingOf, markSheet, STRICT_RELATIONS, type Marks } from './sheet.ts';
import { openStyles } from './styles.ts';
import { appendInside, attributeOf, editTags, prefixed, relationAttribute } from './tags.ts';

/** What is to be said in one sheet. */
export type SheetMarks = { readonly marks: Marks; readonly comments: readonly CommentOut[] };

/** What the package becomes while it is written. */
type Draft = {
  readonly archive: Archive;
  /** Parts that change, by name; the others are copied. */
  readonly changed: Map<string, PartOut['content']>;
  /** Content types of parts that are new. */
  readonly types: Map<string, string>;
  readonly isStrict: boolean;
};

/** The package with marks by the name of the sheet, and `result` as its last sheet. */
export async function* editPackage(
  bytes: Uint8Array,
  marks: ReadonlyMap<string, SheetMarks>,
  result: SheetOut,
): AsyncGenerator<PartOut> {
  const archive = openArchive(bytes);
  const workbook = await findWorkbook(archive);
  const relations = await readRelations(archive, workbook.name);
  const { sheets } = await readWorkbookPart(archive, workbook);
  const text = await readText(archive, workbook);
  const isStrict = text.includes(STRICT_RELATIONS);
  const draft: Draft = { archive, changed: new Map(), types: new Map(), isStrict };
  const styled = relations.find(({ type }) => type === 'styles');
  const stylesPart = styled && findPart(archive, styled.target);
  const stylesName = stylesPart?.name ?? freeName(draft, 'xl/qnStyles', 'xml');
  const styles = openStyles(stylesPart ? await readText(archive, stylesPart) : stylesXml());
  for (const { name, id } of sheets) {
    const given = marks.get(name);
    const relation = relations.find((one) => one.id === id && one.type === 'worksheet');
    const part = relation && findPart(archive, relation.target);
    if (!given || !part) continue;
    const drawingId = await addToSheet(draft, part, given.comments);
    const edit = { marks: given.marks, styles, drawingId, isStrict };
    draft.changed.set(part.name, markSheet(inflate(archive, part), edit));
  }
  const names = lawfulNames([...sheets.map(({ name }) => name), result.name]);
  const resultName = freeName(draft, 'xl/worksheets/qnResult', 'xml');
  const pen = { styleBase: styles?.styleBase ?? 0, isFirst: false };
  const lists = { sheetName: '', columns: [] };
  draft.changed.set(resultName, sheetXml(result, pen, lists, noNotes()));
  draft.types.set(resultName, WORKSHEET_TYPE);
  const added: NewRelation[] = [{ type: 'worksheet', target: resultName }];
  if (!stylesPart) {
    added.push({ type: 'styles', target: stylesName });
    draft.types.set(stylesName, STYLES_TYPE);
  }
  const [resultId = ''] = await addRelations(draft, workbook.name, added);
  draft.changed.set(
    workbook.name,
    withSheet(text, names.at(-1) ?? result.name, resultId, isStrict),
  );
  await addTypes(draft);
  yield* partsOf(draft, stylesName);
  // Last: only now every style that the sheets ask for is known.
  if (styles) yield { name: stylesName, content: styles.xml() };
  else if (stylesPart) yield { name: stylesName, content: inflate(archive, stylesPart) };
}

async function findWorkbook(archive: Archive): Promise<Part> {
  const relations = await readRelations(archive, '');
  const office = relations.find(({ type }) => type === 'officeDocument');
  const part = office && findPart(archive, office.target);
  if (part) return part;
  return fail('file.damaged', {
    reasonZh: '工作簿内部缺少部分内容',
    reasonEn: 'parts of the workbook are missing',
  });
}

function* partsOf({ archive, changed }: Draft, except: string): Generator<PartOut> {
  for (const part of archive.parts.values()) {
    if (part.name === except) continue;
    yield { name: part.name, content: changed.get(part.name) ?? inflate(archive, part) };
  }
  for (const [name, content] of changed) if (!archive.parts.has(name)) yield { name, content };
}

/** Adds the comments of a sheet; gives the relation of its drawing when the sheet has none yet. */
async function addToSheet(
  draft: Draft,
  sheet: Part,
  comments: readonly CommentOut[],
): Promise<string | undefined> {
  const { archive, changed, types } = draft;
  if (comments.length === 0) return undefined;
  const relations = await readRelations(archive, sheet.name);
  const partOf = (type: string) => {
    const relation = relations.find((one) => one.type === type);
    return relation && findPart(archive, relation.target);
  };
  const [texts, drawing] = [partOf('comments'), partOf('vmlDrawing')];
  const added: NewRelation[] = [];
  let boxes = comments;
  if (texts) {
    const edited = addComments(await readText(archive, texts), comments);
    changed.set(texts.name, edited.xml);
    boxes = edited.added;
  } else {
    const name = freeName(draft, 'xl/qnComments', 'xml');
    changed.set(name, commentsXml(comments));
    types.set(name, COMMENTS_TYPE);
    added.push({ type: 'comments', target: name });
  }
  if (drawing) {
    changed.set(drawing.name, addShapes(await readText(archive, drawing), boxes));
    await addRelations(draft, sheet.name, added);
    return undefined;
  }
  const name = freeName(draft, 'xl/drawings/qnDrawing', 'vml');
  changed.set(name, vmlXml(boxes));
  const [id] = await addRelations(draft, sheet.name, [
    { type: 'vmlDrawing', target: name },
    ...added,
  ]);
  return id;
}

type NewRelation = Pick<Relation, 'type' | 'target'>;

/** Adds relations to those of a part; gives their ids. */
async function addRelations(
  { archive, changed, isStrict }: Draft,
  of: string,
  added: readonly NewRelation[],
): Promise<string[]> {
  const slash = of.lastIndexOf('/') + 1;
  const name = `${of.slice(0, slash)}_rels/${of.slice(slash)}.rels`;
  const part = findPart(archive, name);
  const given = part ? await readText(archive, part) : NO_RELATIONS;
  const used = new Set((await readRelations(archive, of)).map(({ id }) => id));
  const ids = added.map(() => freeId(used));
  const space = isStrict ? STRICT_RELATIONS : RELATIONS_NAMESPACE;
  const elements = added.map(({ type, target }, at) => {
    return `<Relationship Id="${ids[at]}" Type="${space}/${type}" Target="/${escapeXml(target)}"/>`;
  });
  const longer = appendInside(given, 'Relationships', (prefix) =>
    prefixed(elements.join(''), prefix),
  );
  changed.set(part?.name ?? name, longer ?? given);
  return ids;
}

const NO_RELATIONS =
  `${XML_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
  '</Relationships>';

function freeId(used: Set<string>): string {
  let number = 1;
  while (used.has(`rIdQn${number}`)) number += 1;
  used.add(`rIdQn${number}`);
  return `rIdQn${number}`;
}

function freeName({ archive, changed }: Draft, start: string, ending: string): string {
  let number = 1;
  const name = () => `${start}${number}.${ending}`;
  while (changed.has(name()) || findPart(archive, name())) number += 1;
  return name();
}

function withSheet(workbook: string, name: string, relation: string, isStrict: boolean): string {
  let last = 0;
  editTags(workbook, (tag) => {
    if (tag.name === 'sheet') last = Math.max(last, Number(attributeOf(tag, 'sheetId') ?? 0));
    return tag.text;
  });
  const space = isStrict ? STRICT_RELATIONS : RELATIONS_NAMESPACE;
  const id = relationAttribute(workbook, space, relation);
  const sheet = `<sheet name="${escapeXml(name)}" sheetId="${last + 1}" ${id}/>`;
  return appendInside(workbook, 'sheets', (prefix) => prefixed(sheet, prefix)) ?? workbook;
}

async function addTypes({ archive, changed, types }: Draft): Promise<void> {
  const part = findPart(archive, '[Content_Types].xml');
  if (!part) return;
  const given = await readText(archive, part);
  const elements = [...types].map(
    ([name, type]) => `<Override PartName="/${escapeXml(name)}" ContentType="${type}"/>`,
  );
  const isDrawingKnown = /Extension\s*=\s*["']vml["']/i.test(given);
  if (!isDrawingKnown) elements.unshift(`<Default Extension="vml" ContentType="${VML_TYPE}"/>`);
  const longer = appendInside(given, 'Types', (prefix) => prefixed(elements.join(''), prefix));
  changed.set(part.name, longer ?? given);
}

/** A small part as text. */
async function readText(archive: Archive, part: Part): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of inflate(archive, part)) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  return text.replace(/^(<\?xml[^>]*encoding=["'])UTF-16[^"']*/i, '$1UTF-8');
}
