// The list beside the notice: groups, filter, and a CSV that a spreadsheet cannot be tricked with.

import { expect, test } from 'vitest';
import type { ReconcileLine } from '../../../src/rules/types.ts';
import {
  countByFilter,
  csvCell,
  filterFindings,
  findingsToCsv,
  groupOf,
  type Finding,
} from './reconciliation-findings.ts';

function line(part: Partial<ReconcileLine> & { id: string }): ReconcileLine {
  const text = { zh: '-', en: '-' };
  return {
    kind: 'sum',
    clause: '三',
    title: { zh: '核对', en: 'Check' },
    verdict: 'OK',
    stated: text,
    computed: text,
    note: undefined,
    figures: [],
    spans: [],
    needsDecision: false,
    decision: undefined,
    ...part,
  };
}

function finding(of: ReconcileLine): Finding {
  const { id, clause, title } = of;
  return { id, group: groupOf(of), clause, title, line: of, decision: undefined };
}

const GROUP_NAMES = { mismatch: '不符', open: '待定', matched: '相符', 'worked-out': '测算' };

const lines = [
  line({ id: 'A1', stated: { zh: '28,500户', en: '28,500 households' } }),
  line({ id: 'B24', verdict: 'MISMATCH', needsDecision: true }),
  line({ id: 'C1', verdict: 'DEFECT', needsDecision: true }),
  line({ id: 'B39', verdict: 'INFO', needsDecision: true }),
  line({ id: 'A7', verdict: 'INFO' }),
].map(finding);

test('mismatches and defects, open questions, matches and workings each have their tab', () => {
  expect(countByFilter(lines)).toEqual({
    all: 5,
    mismatch: 2,
    open: 1,
    matched: 1,
    'worked-out': 1,
  });
});

test('a number is found with or without its thousands separator', () => {
  expect(filterFindings(lines, 'all', '28500').map((it) => it.id)).toEqual(['A1']);
  expect(filterFindings(lines, 'mismatch', 'b24').map((it) => it.id)).toEqual(['B24']);
  expect(filterFindings(lines, 'matched', 'b24')).toEqual([]);
});

test('the CSV opens in Excel in Chinese and holds no formula', () => {
  const csv = findingsToCsv(
    [finding(line({ id: 'A1', title: { zh: '=SUM(A1),"x"', en: 'x' } }))],
    'zh',
    GROUP_NAMES,
  );
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  expect(csv).toContain(`"'=SUM(A1),""x"""`);
  expect(csv.endsWith('\r\n')).toBe(true);
  for (const start of ['=', '+', '-', '@', '\t']) expect(csvCell(`${start}1`)).toMatch(/^'/);
});
