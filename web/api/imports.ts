// Imports of ledgers: the history, one import while it is checked and stored, its findings and
// rows, and the tables of targets.

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { addressOf, call } from '../../src/contracts/call.ts';
import type { Reply } from '../../src/contracts/contract.ts';
import { ledgerTemplate, targetsTemplate } from '../../src/contracts/exports.ts';
import {
  getImport,
  getImportWorkbook,
  listImportFindings,
  listImportRows,
  listImports,
} from '../../src/contracts/imports.ts';
import { listTargets } from '../../src/contracts/targets.ts';

export type Import = Reply<typeof getImport>;
export type Finding = Reply<typeof listImportFindings>['items'][number];
export type ImportRow = Reply<typeof listImportRows>['items'][number];
export type Severity = Finding['severity'];

export const importsKey = ['imports'] as const;
export const pageRows = 50;
const askAgainMs = 1000;
const underWay: ReadonlySet<string> = new Set(['uploaded', 'checking', 'storing']);

export const isUnderWay = ({ state }: Pick<Import, 'state'>) => underWay.has(state);

export function useImports(page: number) {
  const query = { limit: pageRows, offset: page * pageRows };
  return useQuery({
    queryKey: [...importsKey, 'list', page],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(listImports, { query }, { signal }),
  });
}

/** Asked again every second while the server works on it. */
export function useImport(importId: string) {
  return useQuery({
    queryKey: [...importsKey, importId, 'state'],
    queryFn: ({ signal }) => call(getImport, { params: { importId } }, { signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? askAgainMs : false),
  });
}

/** `version` is the import's: another check gives other findings. */
export function useFindings(
  importId: string,
  given: { severity: Severity; page: number; version: number },
) {
  const { severity, page, version } = given;
  const query = { severity, limit: pageRows, offset: page * pageRows };
  return useQuery({
    queryKey: [...importsKey, importId, 'findings', version, query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(listImportFindings, { params: { importId }, query }, { signal }),
  });
}

/** Which rows: by what becomes of them, or those a person has to look at. */
export type RowChoice = ImportRow['change'] | 'needs-look' | 'all';

export function useRows(
  importId: string,
  given: { choice: RowChoice; page: number; version: number },
) {
  const { choice, page, version } = given;
  const query = {
    ...(choice === 'needs-look' ? { needsLook: 'true' as const } : {}),
    ...(choice === 'needs-look' || choice === 'all' ? {} : { change: choice }),
    limit: pageRows,
    offset: page * pageRows,
  };
  return useQuery({
    queryKey: [...importsKey, importId, 'rows', version, query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(listImportRows, { params: { importId }, query }, { signal }),
  });
}

/** Reads everything of imports again, and the ledger that they change. */
export function useReadAgain() {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: importsKey });
    void client.invalidateQueries({ queryKey: ['ledger'] });
  };
}

export const workbookHref = (importId: string): string =>
  addressOf(getImportWorkbook.path, { params: { importId } });
export const ledgerTemplateHref = (town: string): string =>
  addressOf(ledgerTemplate.path, { query: { town } });
export const targetsTemplateHref = (): string => targetsTemplate.path;

export const targetsKey = ['targets'] as const;

export function useTargets() {
  return useQuery({
    queryKey: targetsKey,
    queryFn: ({ signal }) => call(listTargets, {}, { signal }),
  });
}
