// Documents and photos of a household: where a file is downloaded from, and keeping one that came
// as a reply.

import { addressOf } from '../../src/contracts/call.ts';
import { downloadDocument } from '../../src/contracts/documents.ts';

/** The address of a document's bytes; for those without personal numbers. */
export const documentHref = (documentId: string): string =>
  addressOf(downloadDocument.path, { params: { documentId } });

/** Hands a file to the browser, to be kept under this name. */
export function saveFile(file: Blob, name: string): void {
  const href = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
  // The browser reads it after the click; a minute is plenty even for a slow disk.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
