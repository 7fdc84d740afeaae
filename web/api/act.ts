// What acts of every page share: lists are read again afterwards, and a file goes up before the act
// that names it.

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../../src/contracts/call.ts';
import { attachToHousehold, attachToPlace } from '../../src/contracts/documents.ts';
import type { DocumentKind } from '../../src/documents/model.ts';
import { meKey } from './query-client.ts';

/** Reads again everything on the page that an act may have changed. */
export function useRefresh() {
  const client = useQueryClient();
  return useCallback(() => {
    const kept = new Set<unknown>([meKey[0], 'programme', 'programmes', 'places']);
    void client.invalidateQueries({ predicate: ({ queryKey }) => !kept.has(queryKey[0]) });
  }, [client]);
}

type Upload = {
  readonly file: File;
  readonly kind: DocumentKind;
  /** The key of the attempt; the file's own is made of it, so that it goes up once. */
  readonly key: string;
  readonly part?: number;
};

const aboutOf = ({ file, kind }: Upload) => ({ kind, name: file.name.slice(0, 200) });
const keyOf = ({ key, part = 0 }: Upload) => ({ key: `${key}-file-${part}` });

/** Puts a file among the documents of a place and gives its id. */
export async function uploadToPlace(placeKey: string, upload: Upload): Promise<string> {
  const query = { ...aboutOf(upload), placeKey };
  return (await call(attachToPlace, { query, body: upload.file }, keyOf(upload))).documentId;
}

/** Puts a file into the file of a household, with the case it is about, and gives its id. */
export async function uploadToHousehold(
  householdId: string,
  caseId: string,
  upload: Upload,
): Promise<string> {
  const params = { householdId };
  const query = { ...aboutOf(upload), caseId };
  const sent = await call(attachToHousehold, { params, query, body: upload.file }, keyOf(upload));
  return sent.documentId;
}
