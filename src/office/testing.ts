// Makes .xlsx files and zip archives for tests and benchmarks, honest ones and others. Real exports
// are not made here.

import { crc32, deflateRawSync } from 'node:zlib';
import { columnLetter } from './workbook.ts';

/** A part of an archive; what the directory says of it may be a lie. */
export type MadePart = {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly isStored?: boolean;
  readonly saysBytes?: number;
  /** Sizes and place in 64 bits, as some exporters write every part. */
  readonly isWide?: boolean;
  readonly checksum?: number;
};

/** An archive of these parts. */
export function zipOf(parts: readonly MadePart[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, isStored = false, saysBytes, checksum, isWide } of parts) {
    const bytes = Buffer.from(content);
    const packed = isStored ? bytes : deflateRawSync(bytes, { level: 1 });
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(1 << 11, 2);
    fields.writeUInt16LE(isStored ? 0 : 8, 4);
    fields.writeUInt32LE(checksum ?? crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(saysBytes ?? bytes.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
    const extra = isWide ? wideFields(bytes.length, packed.length, offset) : Buffer.alloc(0);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(isWide ? 0xffffffff : offset, 10);
    const listed = Buffer.from(fields);
    if (isWide) listed.fill(0xff, 14, 22);
    listed.writeUInt16LE(extra.length, 24);
    const start = Buffer.from('PK\x01\x02\x14\0', 'latin1');
    directory.push(Buffer.concat([start, listed, end, Buffer.from(name), extra]));
    pieces.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, list, end]);
}

function wideFields(...values: readonly number[]): Buffer {
  const fields = Buffer.alloc(4 + values.length * 8);
  fields.writeUInt16LE(1, 0);
  fields.writeUInt16LE(values.length * 8, 2);
  for (const [at, value] of values.entries()) fields.writeBigUInt64LE(BigInt(value), 4 + at * 8);
  return fields;
}

const MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook whose sheets are given as XML. */
export function partsOf(
  sheets: Readonly<Record<string, string>>,
  given: { readonly contentType?: string; readonly more?: readonly MadePart[] } = {},
): MadePart[] {
  const names = Object.keys(sheets);
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="r${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const list = names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at}"/>`);
  const links = names.map((_, at) => relation(at, 'worksheet', `worksheets/sheet${at}.xml`));
  return [
    {
      name: '[Content_Types].xml',
      content: `<Types><Override ContentType="${given.contentType ?? MAIN}"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `<Relationships>${relation(0, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="${OFFICE}"><sheets>${list.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${links.join('')}</Relationships>`,
    },
    ...(given.more ?? []),
    ...names.map((name, at) => ({
      name: `xl/worksheets/sheet${at}.xml`,
      content: sheets[name] ?? '',
    })),
  ];
}

/** A worksheet of rows of texts and numbers. */
export function sheetXml(rows: ReadonlyArray<ReadonlyArray<string | number>>): string {
  const letters = (rows[0] ?? []).map((_, column) => columnLetter(column));
  const lines = rows.map((row, at) => {
    const cells = row.map((value, column) => {
      const address = `${letters[column] ?? columnLetter(column)}${at + 1}`;
      if (typeof value === 'number') return `<c r="${address}"><v>${value}</v></c>`;
      const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      return `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;
    });
    return `<row r="${at + 1}">${cells.join('')}</row>`;
  });
  return `<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`;
}
