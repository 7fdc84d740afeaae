// What is kept of findings and rows in the database: no ID number, phone or account in plain, also
// where somebody typed one into a wrong column. The file with everything is kept sealed.

import type { Finding } from '../households/import/findings.ts';
import type { FieldChange, RowPlan } from '../households/import/plan.ts';
import { maskAccount, maskId, maskPhone } from '../households/model.ts';

const numberColumns: ReadonlySet<string> = new Set(['idNumber', 'phone', 'accountNumber']);
const LONG_NUMBER = /\d(?:[ -]?[\dXx]){6,}/g;

/** A text with its middle starred; short ones altogether. */
function masked(text: string): string {
  const shown = Math.min(4, Math.floor(text.length / 4));
  return `${text.slice(0, shown)}****${shown === 0 ? '' : text.slice(-shown)}`;
}

/** A cell as it may be kept: numbers of persons starred. */
export function maskCell(column: string, value: string): string {
  if (value === '') return '';
  if (numberColumns.has(column)) return masked(value);
  return value.replaceAll(LONG_NUMBER, masked);
}

/** A finding as it may be kept; its sentences show the same as its value. */
export function maskFinding(finding: Finding): Finding {
  const { column, value, message } = finding;
  const shown = maskCell(column, value);
  const inSentence = (sentence: string) => {
    const told = value === '' ? sentence : sentence.replaceAll(value, shown);
    return told.replaceAll(LONG_NUMBER, masked);
  };
  return {
    ...finding,
    value: shown,
    message: { zh: inSentence(message.zh), en: inSentence(message.en) },
  };
}

function maskValue<Value>(key: FieldChange['key'], value: Value): Value | string {
  if (typeof value !== 'string') return value;
  if (key === 'phone') return maskPhone(value);
  if (key === 'accountNumber') return maskAccount(value);
  return key === 'note' || key === 'address' ? maskCell(key, value) : value;
}

/** A row as the preview shows it. */
export function shownRow({ entry, fields }: RowPlan, villageName: string) {
  return {
    headName: entry.headName,
    idMasked: maskId(entry.person),
    villageKey: entry.village,
    villageName,
    group: entry.group,
    heatedAreaM2: entry.heatedAreaM2,
    fields: fields.map((field) => ({
      key: field.key,
      old: maskValue(field.key, field.old),
      new: maskValue(field.key, field.new),
      status: field.status,
    })),
  };
}
export type ShownRow = ReturnType<typeof shownRow>;
