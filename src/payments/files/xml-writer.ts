// Writes small XML documents: elements, attributes, escaped text. Characters that XML 1.0 does not
// allow are dropped, so that a file is always well-formed.

export type XmlNode = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: string | readonly XmlNode[];
};

/** An element with text, or with elements in this order. */
export function element(
  name: string,
  content: XmlNode['content'],
  attributes: Readonly<Record<string, string>> = {},
): XmlNode {
  return { name, content, attributes };
}

/** A whole document with its declaration; one element a line. */
export function document(name: string, namespace: string, content: readonly XmlNode[]): string {
  const root = element(name, content, { xmlns: namespace });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}\n`;
}

function write({ name, attributes, content }: XmlNode, indent: string): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  const open = `${indent}<${name}${given.join('')}>`;
  if (typeof content === 'string') return `${open}${escape(content)}</${name}>`;
  const inner = content.map((node) => write(node, `${indent}  `));
  return [open, ...inner, `${indent}</${name}>`].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const UNLAWFUL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function escape(text: string): string {
  return text
    .toWellFormed()
    .replace(UNLAWFUL, '')
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
