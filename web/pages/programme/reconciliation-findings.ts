// The list beside the notice: every line of the reconciliation and every decision no line asks for,
// in four groups. Also its filter and its export as CSV. No drawing here.

import type { Language, Text } from '../../../src/core/text.ts';
import type { FigureAt, ProgrammeView, ReconcileLine } from '../../../src/rules/types.ts';

export const FINDING_GROUPS = ['mismatch', 'open', 'matched', 'worked-out'] as const;
/** 不符, 待定, 相符, 测算. */
export type FindingGroup = (typeof FINDING_GROUPS)[number];
export type FindingFilter = 'all' | FindingGroup;

export type Decision = ProgrammeView['data']['decisions']['decisions'][number];

export type Finding = {
  /** The line's id, or the decision's when no line asks for it. */
  readonly id: string;
  readonly group: FindingGroup;
  readonly clause: string | undefined;
  readonly title: Text;
  readonly line: ReconcileLine | undefined;
  readonly decision: Decision | undefined;
};

/** Every finding of the programme, what needs attention first, else in the order of the report. */
export function listFindings(view: ProgrammeView): Finding[] {
  const decisions = new Map(view.data.decisions.decisions.map((it) => [it.id, it]));
  const answered = new Set<string>();
  const findings: Finding[] = view.report.lines.map((line) => {
    const group = groupOf(line);
    if (line.decision && group !== 'matched') answered.add(line.decision);
    const decision = line.decision === undefined ? undefined : decisions.get(line.decision);
    return { id: line.id, group, clause: line.clause, title: line.title, line, decision };
  });
  for (const decision of decisions.values()) {
    if (answered.has(decision.id)) continue;
    findings.push({
      id: decision.id,
      group: 'open',
      clause: decision.clauses[0],
      title: decision.question,
      line: undefined,
      decision,
    });
  }
  const rank = (finding: Finding) => FINDING_GROUPS.indexOf(finding.group);
  return findings.sort((a, b) => rank(a) - rank(b));
}

/** The group a line is filed under. */
export function groupOf(line: ReconcileLine): FindingGroup {
  if (line.verdict === 'MISMATCH' || line.verdict === 'DEFECT') return 'mismatch';
  if (line.verdict === 'OK') return 'matched';
  return line.needsDecision ? 'open' : 'worked-out';
}

/** How many findings each tab holds. */
export function countByFilter(findings: readonly Finding[]): Record<FindingFilter, number> {
  const counts = { all: findings.length, mismatch: 0, open: 0, matched: 0, 'worked-out': 0 };
  for (const finding of findings) counts[finding.group] += 1;
  return counts;
}

/** Those in the tab whose id, clause, words, values or figures hold every word sought. */
export function filterFindings(
  findings: readonly Finding[],
  filter: FindingFilter,
  search: string,
): Finding[] {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return findings.filter((finding) => {
    if (filter !== 'all' && finding.group !== filter) return false;
    if (words.length === 0) return true;
    const hay = haystack(finding);
    return words.every((word) => hay.includes(word));
  });
}

function haystack({ id, clause, title, line, decision }: Finding): string {
  const texts = [title, line?.stated, line?.computed, line?.note, decision?.question];
  const words = texts.flatMap((text) => (text ? [text.zh, text.en] : []));
  return [id, clause, decision?.id, ...words, ...(line?.figures ?? [])]
    .join('\n')
    .toLowerCase()
    .replaceAll(',', '');
}

const CSV_HEADS: Record<Language, readonly string[]> = {
  zh: ['编号', '分组', '条款', '核对', '原文', '算得', '说明', '待定事项', '数字'],
  en: ['id', 'group', 'clause', 'check', 'stated', 'computed', 'note', 'decision', 'figures'],
};

/**
 * The findings as CSV that Excel opens in Chinese without harm: byte order mark, CRLF, and no cell
 * that it would take for a formula.
 */
export function findingsToCsv(
  findings: readonly Finding[],
  language: Language,
  groupNames: Readonly<Record<FindingGroup, string>>,
): string {
  const rows = findings.map(({ id, group, clause, title, line, decision }) => [
    id,
    groupNames[group],
    clause ?? '',
    title[language],
    line ? withoutDash(line.stated[language]) : '',
    line ? withoutDash(line.computed[language]) : '',
    line?.note?.[language] ?? '',
    decision?.id ?? '',
    (line?.figures ?? []).join(' '),
  ]);
  const table = [CSV_HEADS[language], ...rows];
  return `\uFEFF${table.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** One cell: quoted where needed, and kept from being read as a formula. */
export function csvCell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function withoutDash(value: string): string {
  return value === '-' ? '' : value;
}

/** The figures of a line, in its order; addresses unknown to the view are left out. */
export function figuresOfLine(line: ReconcileLine, figures: readonly FigureAt[]): FigureAt[] {
  const byAddress = new Map(figures.map((figure) => [figure.address, figure]));
  return line.figures.flatMap((address) => byAddress.get(address) ?? []);
}
