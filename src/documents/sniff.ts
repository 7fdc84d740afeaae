// What a file is, told by its bytes: names and declared types are never believed. Only the kinds
// that belong in a household's file; anything else is undefined.

import { openArchive } from '../office/zip.ts';

/** The kinds of files taken in, by media type, each with the extension it is saved under. */
export const extensions = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'application/ofd': 'ofd',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
} as const;
export type Mime = keyof typeof extensions;

const startsWith = (bytes: Uint8Array, hex: string, at = 0): boolean =>
  Buffer.from(bytes.subarray(at, at + hex.length / 2)).toString('hex') === hex;

/** The media type of a file, or undefined when it is none of those taken in. */
export function sniff(bytes: Uint8Array): Mime | undefined {
  if (startsWith(bytes, 'ffd8ff')) return 'image/jpeg';
  if (startsWith(bytes, '89504e470d0a1a0a')) return 'image/png';
  if (startsWith(bytes, '52494646') && startsWith(bytes, '57454250', 8)) return 'image/webp';
  if (startsWith(bytes, '255044462d')) return 'application/pdf';
  if (startsWith(bytes, '504b0304')) return sniffArchive(bytes);
  return undefined;
}

/** Office files are archives; which one is told by the part that each must have. */
function sniffArchive(bytes: Uint8Array): Mime | undefined {
  const names = namesIn(bytes);
  if (names.has('OFD.xml')) return 'application/ofd';
  if (!names.has('[Content_Types].xml') || names.has('word/vbaProject.bin')) return undefined;
  if (names.has('xl/vbaProject.bin')) return undefined;
  if (names.has('word/document.xml')) {
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  }
  if (names.has('xl/workbook.xml')) {
    return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  }
  return undefined;
}

/** A damaged archive has no names: it is then none of the kinds taken in. */
function namesIn(bytes: Uint8Array): Set<string> {
  try {
    return new Set(openArchive(bytes).parts.keys());
  } catch {
    return new Set();
  }
}
