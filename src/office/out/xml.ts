// Text as the XML of a workbook holds it, and addresses of ranges.

import { columnLetter } from '../workbook.ts';

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN_NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const RELATIONS_NAMESPACE =
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** What cannot stand in XML as it is, or would be read as an escape. */
const NEEDS_CARE = /[&<>"]|[^\t\n -\uD7FF\uE000-\uFFFD]|_x[0-9A-Fa-f]{4}_/;

/** Text for an element or an attribute. Characters that XML cannot hold are written `_x0001_`. */
export function escapeXml(text: string): string {
  if (!NEEDS_CARE.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/(?![\t\n\u007F-\u009F])[\p{Cc}\uFFFE\uFFFF]/gu, (sign) => {
      return `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
    })
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** An element of text that keeps its white space. */
export function textElement(text: string): string {
  return `<t xml:space="preserve">${escapeXml(text)}</t>`;
}

/** The name of a sheet in a formula. */
export function quoteName(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

/** `$A$4:$A$20` of a column from 0 and rows from 1. */
export function absoluteRange(column: number, from: number, to: number, last = column): string {
  return `$${columnLetter(column)}$${from}:$${columnLetter(last)}$${to}`;
}
