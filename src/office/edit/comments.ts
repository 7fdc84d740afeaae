// Adds comments to those a sheet has. A cell that has one keeps its words; ours follow them.

import {
  authorElement,
  commentElement,
  SHAPE_TYPE,
  vmlShapes,
  type CommentOut,
} from '../out/comments.ts';
import { textElement } from '../out/xml.ts';
import { columnLetter } from '../workbook.ts';
import { appendInside, attributeOf, editTags, prefixed } from './tags.ts';

/** The part of the texts with ours added, and which comments stand on cells that had none. */
export function addComments(
  given: string,
  comments: readonly CommentOut[],
): { readonly xml: string; readonly added: readonly CommentOut[] } {
  const waiting = new Map(comments.map((comment) => [referenceOf(comment), comment]));
  let [authors, current] = [0, undefined as CommentOut | undefined];
  const longer = editTags(given, (tag) => {
    if (tag.name === 'author' && !tag.isEnd) authors += 1;
    if (tag.name === 'comment' && !tag.isEnd) {
      const reference = attributeOf(tag, 'ref') ?? '';
      current = waiting.get(reference);
      waiting.delete(reference);
    }
    if (tag.name !== 'text' || !current) return tag.text;
    // A text of one piece becomes one of runs, to which ours is the last.
    if (!tag.isEnd) return tag.text;
    const run = prefixed(`<r>${textElement(`\n${current.text}`)}</r>`, tag.prefix);
    current = undefined;
    return run + tag.text;
  });
  const added = [...waiting.values()];
  if (added.length === 0) return { xml: inRuns(longer), added };
  const withAuthor =
    appendInside(longer, 'authors', (prefix) => prefixed(authorElement(), prefix)) ?? longer;
  const xml =
    appendInside(withAuthor, 'commentList', (prefix) =>
      prefixed(added.map((comment) => commentElement(comment, authors)).join(''), prefix),
    ) ?? withAuthor;
  return { xml: inRuns(xml), added };
}

const referenceOf = ({ row, column }: CommentOut) => `${columnLetter(column)}${row}`;

/** Plain text followed by runs is put into a run itself, as Excel asks. */
function inRuns(xml: string): string {
  return xml.replace(
    /(<((?:[\w.-]+:)?)text\b[^>]*>)\s*(<\2t\b[^>]*>[^<]*<\/\2t>)(?=\s*<\2r>)/g,
    (_, open: string, prefix: string, text: string) => `${open}<${prefix}r>${text}</${prefix}r>`,
  );
}

/** The drawing with boxes for more comments. */
export function addShapes(given: string, comments: readonly CommentOut[]): string {
  const used = [...given.matchAll(/_x0000_s(\d+)/g)].map(([, id]) => Number(id));
  const block = Math.floor(Math.max(0, ...used) / 1024) + 1;
  const type = given.includes('id="_x0000_t202"') ? '' : SHAPE_TYPE;
  const end = given.lastIndexOf('</');
  const known = given.slice(0, end).replace(/(<o:idmap\b[^>]*\bdata=")([^"]*)"/, `$1$2,${block}"`);
  return `${known}${type}${vmlShapes(comments, block)}${given.slice(end)}`;
}
