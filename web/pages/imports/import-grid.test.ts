// Findings stand in the grid at the row and column of their cell, the worst of a cell first.

import { expect, test } from 'vitest';
import type { Finding } from '../../api/imports.ts';
import { columnsOf, gridOf } from './import-grid.ts';

const finding = (row: number, column: string, severity: Finding['severity']): Finding => ({
  sheet: '一组',
  row,
  cell: `A${row}`,
  column,
  value: '6.4E+17',
  code: 'x',
  severity,
  message: { zh: '', en: '' },
});

const found = [
  finding(12, 'idNumber', 'warning'),
  finding(12, 'idNumber', 'error'),
  finding(14, '电表户号', 'warning'),
  finding(14, 'village', 'warning'),
];

test('a row stands once, with every cell that has a finding', () => {
  const rows = gridOf(found);
  expect(rows.map(({ row, isRefused }) => [row, isRefused])).toEqual([
    [12, true],
    [14, false],
  ]);
  expect(rows[0]?.cells.get('idNumber')).toEqual({
    value: '6.4E+17',
    severity: 'error',
    findings: [0, 1],
  });
});

test('columns follow the template, unknown ones last', () => {
  expect(columnsOf(found)).toEqual(['village', 'idNumber', '电表户号']);
});
