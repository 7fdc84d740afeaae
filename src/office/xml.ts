// Reads the XML of a workbook in pieces, as events. Refuses what no workbook needs and attackers
// use: document types with their entities, and nesting without end.

import { SaxesParser } from 'saxes';
import { fail, Refusal } from '../core/errors.ts';
import { refuseDoctype } from './hostile.ts';

export type XmlEvents = {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
};

export type XmlReader = { write(bytes: Uint8Array): void; end(): void };

const DEPTH_MAX = 64;

/** A reader that calls back for each element; names come without their prefix. */
export function xmlReader(events: XmlEvents): XmlReader {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({
    xmlns: false,
    position: false,
  });
  let decoder: TextDecoder | undefined;
  let depth = 0;
  parser.on('doctype', refuseDoctype);
  parser.on('error', damaged);
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > DEPTH_MAX) damaged();
    events.open(withoutPrefix(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    events.close?.(withoutPrefix(name));
  });
  if (events.text) {
    parser.on('text', (text) => events.text?.(text));
    parser.on('cdata', (text) => events.text?.(text));
  }
  const decode = (bytes?: Uint8Array) => {
    decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true });
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch {
      return damaged();
    }
  };
  return {
    write: (bytes) => void parser.write(decode(bytes)),
    end: () => {
      parser.write(decode());
      parser.close();
    },
  };
}

/** Reads a whole part. */
export async function readXml(bytes: AsyncIterable<Uint8Array>, events: XmlEvents): Promise<void> {
  const reader = xmlReader(events);
  for await (const chunk of bytes) reader.write(chunk);
  reader.end();
}

/** The value of an attribute whatever prefix it has: `id` finds `r:id`. */
export function attributeNamed(
  attributes: Readonly<Record<string, string>>,
  name: string,
): string | undefined {
  const prefixed = Object.keys(attributes).find((key) => key.endsWith(`:${name}`));
  return prefixed === undefined ? undefined : attributes[prefixed];
}

function withoutPrefix(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

function encodingOf(bytes: Uint8Array | undefined): string {
  if (bytes?.[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes?.[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function damaged(error?: Error): never {
  if (error instanceof Refusal) throw error;
  fail('file.damaged', {
    reasonZh: '内部的 XML 读不通',
    reasonEn: 'the XML inside does not hold together',
  });
}
