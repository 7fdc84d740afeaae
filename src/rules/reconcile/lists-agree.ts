// The kinds about lists and documents: same-set, listed-twice, missing-annex.

import { compare } from '../../core/rational.ts';
import type { Text } from '../../core/text.ts';
import { findWords, readNotice, type Span } from '../folder/notice.ts';
import type { LoadedProgramme } from '../types.ts';
import { type Context, joinTexts, NOTHING, type Outcome, type RelationOf } from './line.ts';
import { findList } from './lists.ts';
import { OperandError } from './operand-error.ts';
import { requireSameKind, workOut } from './operand.ts';
import { write } from './writing.ts';

/** Two lists have the same members, in any order. */
export function checkSameSet({ programme }: Context, relation: RelationOf<'same-set'>): Outcome {
  const left = findList(programme, relation.left);
  const right = findList(programme, relation.right);
  const onlyLeft = left.filter((id) => !right.includes(id));
  const onlyRight = right.filter((id) => !left.includes(id));
  const isSame = onlyLeft.length === 0 && onlyRight.length === 0;
  const [less, more] = [onlyLeft.join('、'), onlyRight.join('、')];
  const differences: Text[] = [
    ...(less === '' ? [] : [{ zh: `后者少${less}`, en: `missing on the right: ${less}` }]),
    ...(more === '' ? [] : [{ zh: `后者多${more}`, en: `only on the right: ${more}` }]),
  ];
  return {
    verdict: isSame ? 'OK' : 'MISMATCH',
    stated: { zh: `${left.length}项`, en: `${left.length} members` },
    computed: isSame
      ? { zh: `${right.length}项`, en: `${right.length} members` }
      : joinTexts(differences, '；', '; '),
    figures: [],
  };
}

/** One thing in several lists: where it really stands in each, it must not be counted twice. */
export function checkListedTwice(
  { programme }: Context,
  relation: RelationOf<'listed-twice'>,
): Outcome {
  const amounts = relation.in.map(({ amount }) => workOut(programme, amount));
  const [first] = amounts;
  if (!first) throw new OperandError({ zh: '缺少一项', en: 'a term is missing' });
  for (const amount of amounts) requireSameKind(first, amount);
  const sorted = amounts.toSorted((a, b) => compare(a.value, b.value));
  const [least = first, most = first] = [sorted[0], sorted.at(-1)];
  const writing = { ...relation, as: relation.as ?? first.unit };
  const texts = relation.in.map(({ label }, at): Text => {
    const text = write(amounts[at] ?? first, writing);
    return { zh: `${label.zh}${text.zh}`, en: `${label.en} ${text.en}` };
  });
  const [low, high] = [write(least, writing), write(most, writing)];
  const range =
    low.zh === high.zh
      ? low
      : { zh: `${digitsOf(low.zh)}~${high.zh}`, en: `${digitsOf(low.en)} to ${high.en}` };
  const each = joinTexts(texts, '；', '; ');
  const spans = spansOf(programme, relation);
  const isTwice = spans.length === relation.in.length && areApart(spans);
  return {
    verdict: isTwice ? 'INFO' : 'OK',
    stated: NOTHING,
    computed: { zh: `${range.zh}（${each.zh}）`, en: `${range.en} (${each.en})` },
    figures: [...new Set(amounts.flatMap(({ figures }) => figures))],
    spans,
    needsDecision: isTwice,
  };
}

/** The number a text begins with, without its unit. */
function digitsOf(text: string): string {
  return /^[\d.,]*/.exec(text)?.[0] ?? '';
}

function spansOf(programme: LoadedProgramme, relation: RelationOf<'listed-twice'>): Span[] {
  const notice = readNotice(programme.noticeText);
  const whole = { start: 0, end: notice.text.length };
  return relation.in.flatMap(({ clause = relation.clause, quote }) => {
    const within = programme.clauses.find(({ id }) => id === clause) ?? whole;
    return findWords(notice, quote, within) ?? [];
  });
}

function areApart(spans: readonly Span[]): boolean {
  const sorted = spans.toSorted((a, b) => a.start - b.start);
  return sorted.every((span, at) => at === 0 || (sorted[at - 1]?.end ?? 0) <= span.start);
}

/** A document the notice refers to is at hand: its `file` is in the folder. */
export function checkAnnex({ programme }: Context, relation: RelationOf<'missing-annex'>): Outcome {
  const annex = programme.data.annexes.annexes.find(({ id }) => id === relation.annex);
  const notice = readNotice(programme.noticeText);
  const clause = programme.clauses.find(({ id }) => id === annex?.clause);
  const span =
    annex && findWords(notice, annex.quote, clause ?? { start: 0, end: notice.text.length });
  const file = annex?.file;
  return {
    verdict: file === undefined ? 'DEFECT' : 'OK',
    stated: annex?.name ?? NOTHING,
    computed: file === undefined ? { zh: '缺', en: 'missing' } : { zh: file, en: file },
    figures: [],
    spans: span ? [span] : [],
  };
}
