// The kinds about lists and documents: same-set, listed-twice, missing-annex.

import { compare } from '../../core/rational.ts';
import type { Text } from '../../core/text.ts';
import { findWords, readNotice, type Span } from '../folder/notice.ts';
import type { LoadedProgramme, ProgrammeData } from '../types.ts';
import { type Context, joinTexts, NOTHING, type Outcome, type RelationOf } from './line.ts';
import { findMembers, type Member } from './lists.ts';
import { OperandError } from './operand-error.ts';
import { requireSameKind, workOut } from './operand.ts';
import { write } from './writing.ts';

/** Two lists have the same members, in any order. */
export function checkSameSet({ programme }: Context, relation: RelationOf<'same-set'>): Outcome {
  const left = findMembers(programme, relation.left);
  const right = findMembers(programme, relation.right);
  const onlyLeft = left.filter((member) => !right.some((other) => isSameMember(member, other)));
  const onlyRight = right.filter((member) => !left.some((other) => isSameMember(member, other)));
  const isSame = onlyLeft.length === 0 && onlyRight.length === 0;
  const [less, more] = [namesOf(onlyLeft), namesOf(onlyRight)];
  const differences: Text[] = [
    ...(onlyLeft.length === 0
      ? []
      : [{ zh: `后者少${less.zh}`, en: `missing on the right: ${less.en}` }]),
    ...(onlyRight.length === 0
      ? []
      : [{ zh: `后者多${more.zh}`, en: `only on the right: ${more.en}` }]),
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

/** Known by the same id, or printed by the same name. */
function isSameMember(a: Member, b: Member): boolean {
  return a.key === b.key || a.name.zh === b.name.zh;
}

function namesOf(members: readonly Member[]): Text {
  return joinTexts(
    members.map(({ name }) => name),
    '、',
    ', ',
  );
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

/** A document the notice refers to is at hand: its copy is in the folder, or it is printed. */
export function checkAnnex({ programme }: Context, relation: RelationOf<'missing-annex'>): Outcome {
  const annex = programme.data.annexes.annexes.find(({ id }) => id === relation.annex);
  const notice = readNotice(programme.noticeText);
  const clause = programme.clauses.find(({ id }) => id === annex?.clause);
  const span =
    annex && findWords(notice, annex.quote, clause ?? { start: 0, end: notice.text.length });
  const found = annexFound(annex);
  return {
    verdict: found === undefined ? 'DEFECT' : 'OK',
    stated: annex?.name ?? NOTHING,
    computed: found ?? { zh: '缺', en: 'missing' },
    figures: [],
    spans: span ? [span] : [],
  };
}

function annexFound(annex: ProgrammeData['annexes']['annexes'][number] | undefined) {
  const { file, clauseOfText } = annex ?? {};
  if (file !== undefined) return { zh: file, en: file };
  if (clauseOfText === undefined) return undefined;
  return { zh: `印在${clauseOfText}`, en: `printed as ${clauseOfText}` };
}
