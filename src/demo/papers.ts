// Papers and photos of the demo district: plain pictures and pages that say what they are. The same
// bytes serve many documents, and lie in the data folder once.

import { crc32, deflateSync } from 'node:zlib';
import { attachDocument } from '../documents/actions.ts';
import { keepFile } from '../documents/files.ts';
import type { KeptFile } from '../documents/files.ts';
import { demoMark } from './identities.ts';
import type { Act, AddPapers } from './stage.ts';

const sidePixels = 32;

/** A grey square: a photo of nothing. */
function picture(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(sidePixels, 0);
  header.writeUInt32BE(sidePixels, 4);
  // Eight bits a pixel, grey.
  header.writeUInt8(8, 8);
  const line = Buffer.concat([Buffer.of(0), Buffer.alloc(sidePixels, 0xc8)]);
  const pixels = Buffer.concat(Array.from({ length: sidePixels }, () => line));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** One page that says it is a demonstration. */
function page(): Buffer {
  const text = 'BT /F1 24 Tf 72 720 Td (Qingnuan: demonstration, nothing here is real) Tj ET';
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R' +
      '/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${text.length}>>stream\n${text}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = body.length;
    body += `${at + 1} 0 obj${object}endobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const count = objects.length + 1;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${offsets.join('')}`;
  const end = `trailer<</Size ${count}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + table + end, 'latin1');
}

/** Keeps the bytes in the data folder once, and gives the way to add documents of them. */
export async function openPapers(dataFolder: string, act: Act): Promise<AddPapers> {
  const [photo, paper] = [
    await keepFile(dataFolder, picture()),
    await keepFile(dataFolder, page()),
  ];
  const fileOf = (kind: string): KeptFile => (kind.startsWith('photo-') ? photo : paper);
  return async (who, papers, key, on) => {
    const inputs = papers.map(({ kind, name, placeKey }) => {
      const file = fileOf(kind);
      const extension = file === photo ? 'png' : 'pdf';
      return { ...file, kind, name: `${name}${demoMark}.${extension}`, placeKey, takenOn: on };
    });
    const results = await act(who, attachDocument, inputs, { key: `papers-${key}`, days: on });
    return results.map((result) => result?.documentId ?? '');
  };
}
