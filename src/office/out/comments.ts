// The two parts that a sheet's comments take: their texts, and the drawing of their boxes in the
// old form (VML) that Excel, WPS and LibreOffice all still ask for.

import { columnLetter } from '../workbook.ts';
import { escapeXml, MAIN_NAMESPACE, textElement, XML_HEAD } from './xml.ts';

/** A comment on a cell; row from 1, column from 0. */
export type CommentOut = { readonly row: number; readonly column: number; readonly text: string };

const AUTHOR = '清暖';

/** The part `xl/commentsN.xml`. */
export function commentsXml(comments: readonly CommentOut[]): string {
  const list = comments.map((comment) => commentElement(comment, 0));
  return (
    `${XML_HEAD}<comments xmlns="${MAIN_NAMESPACE}"><authors>${authorElement()}</authors>` +
    `<commentList>${list.join('')}</commentList></comments>`
  );
}

export function authorElement(): string {
  return `<author>${escapeXml(AUTHOR)}</author>`;
}

export function commentElement({ row, column, text }: CommentOut, author: number): string {
  const reference = `${columnLetter(column)}${row}`;
  const words = `<text>${textElement(text)}</text>`;
  return `<comment ref="${reference}" authorId="${author}">${words}</comment>`;
}

export const SHAPE_TYPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" ' +
  'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>' +
  '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';

/** The part `xl/drawings/vmlDrawingN.vml`; shapes are numbered from a block of their own. */
export function vmlXml(comments: readonly CommentOut[], block = 1): string {
  return (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" ' +
    'xmlns:o="urn:schemas-microsoft-com:office:office" ' +
    'xmlns:x="urn:schemas-microsoft-com:office:excel">' +
    `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${block}"/></o:shapelayout>` +
    `${SHAPE_TYPE}${vmlShapes(comments, block)}</xml>`
  );
}

export function vmlShapes(comments: readonly CommentOut[], block: number): string {
  return comments.map((comment, at) => shape(comment, block * 1024 + at + 1)).join('');
}

const CHARACTERS_A_LINE = 22;

function shape({ row, column, text }: CommentOut, id: number): string {
  const lines = text.split('\n').map((line) => Math.ceil((line.length + 1) / CHARACTERS_A_LINE));
  const height = Math.min(12, 1 + lines.reduce((sum, count) => sum + count, 0));
  const anchor = [column + 1, 12, Math.max(row - 2, 0), 4, column + 4, 12, row - 1 + height, 4];
  return (
    `<v:shape id="_x0000_s${id}" type="#_x0000_t202" ` +
    'style="position:absolute;visibility:hidden;z-index:1" ' +
    'fillcolor="#ffffe1" o:insetmode="auto">' +
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>' +
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>' +
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>' +
    `<x:Anchor>${anchor.join(',')}</x:Anchor><x:AutoFill>False</x:AutoFill>` +
    `<x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
  );
}
