// The styles of a workbook from outside, to which ours are added behind: a marked cell keeps its
// font, its format and its borders and only changes its colour.

import { styleElements, toneFill, type StyleBases } from '../out/styles.ts';
import { appendInside, attributeOf, editTags, prefixed, withAttribute } from './tags.ts';

/** What marks a cell. */
export type MarkTone = 'error' | 'warning';

/** The styles in the making. */
export type StyleBook = {
  /** Where our own styles begin. */
  readonly styleBase: number;
  /** The style that looks like `style` in the colour of the tone. */
  marked(style: number, tone: MarkTone): number;
  /** The part as it is now. */
  xml(): string;
};

type ListName = keyof StyleBases | 'cellXfs';
const LISTS = ['fonts', 'fills', 'borders', 'cellXfs'] as const;

/** Opens the styles; undefined when they lack what every workbook has. */
export function openStyles(given: string): StyleBook | undefined {
  const elements = new Map(LISTS.map((name) => [name, elementsOf(given, name)]));
  if ([...elements.values()].some((list) => list === undefined)) return undefined;
  const own = elements.get('cellXfs') ?? [];
  const count = (name: ListName) => elements.get(name)?.length ?? 0;
  const bases = { fonts: count('fonts'), fills: count('fills'), borders: count('borders') };
  const ours = styleElements(bases);
  const added: string[] = [...ours.cellXfs];
  const known = new Map<string, number>();
  return {
    styleBase: own.length,
    marked(style, tone) {
      const key = `${style} ${tone}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const original = own[style] ?? own[0] ?? '<xf/>';
      added.push(withFill(original, bases.fills + toneFill[tone]));
      const index = own.length + added.length - 1;
      known.set(key, index);
      return index;
    },
    xml() {
      const more = { ...ours, cellXfs: added };
      return LISTS.reduce((xml, name) => appendTo(xml, name, more[name], count(name)), given);
    },
  };
}

function withFill(element: string, fill: number): string {
  const end = element.indexOf('>') + 1;
  const tag = withAttribute(element.slice(0, end), 'fillId', String(fill));
  return withAttribute(tag, 'applyFill', '1') + element.slice(end);
}

/** The elements directly within a list, as written; undefined when there is no such list. */
function elementsOf(xml: string, list: string): string[] | undefined {
  const elements: string[] = [];
  let depth: number | undefined;
  let isOver = false;
  editTags(xml, ({ text, name, isEnd, isEmpty }) => {
    if (isOver) return '';
    if (depth === undefined) {
      if (name === list && !isEnd) [depth, isOver] = [0, isEmpty];
      return '';
    }
    if (depth === 0 && isEnd) isOver = true;
    else if (depth === 0) elements.push(text);
    else elements.push((elements.pop() ?? '') + text);
    if (!isEmpty) depth += isEnd ? -1 : 1;
    return '';
  });
  return depth === undefined ? undefined : elements;
}

function appendTo(xml: string, list: string, more: readonly string[], count: number): string {
  const longer = appendInside(xml, list, (prefix) => prefixed(more.join(''), prefix)) ?? xml;
  let isDone = false;
  return editTags(longer, (tag) => {
    if (isDone || tag.name !== list || tag.isEnd) return tag.text;
    isDone = true;
    const isCounted = attributeOf(tag, 'count') !== undefined;
    return isCounted ? withAttribute(tag.text, 'count', String(count + more.length)) : tag.text;
  });
}
