// The routes of exports and templates. A file is streamed while it is read; where a person may read
// is settled before.

import * as contracts from '../contracts/exports.ts';
import { fail } from '../core/errors.ts';
import { readablePlaces, sealingOf } from '../households/asking.ts';
import { ledgerReaders } from '../households/model.ts';
import { findOwnProgramme } from '../households/programme.ts';
import { listCases } from '../households/queries.ts';
import type { LedgerFilter } from '../households/queries.ts';
import { route } from '../http/route.ts';
import type { FileReply, Router } from '../http/route.ts';
import { actionContext } from '../http/services.ts';
import type { Services } from '../http/services.ts';
import { workbookStream, XLSX_TYPE } from '../office/out/write.ts';
import { isWithin, mayActIn, scopesOf } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import { targetsTemplate } from '../targets/template.ts';
import { caseCells, caseColumns } from './case-table.ts';
import { fullLedgerFile, maskedLedgerFile, placesFor } from './ledger-file.ts';
import { findTemplateScope } from './queries.ts';
import { exportTable } from './table.ts';
import { ledgerTemplate } from './template.ts';

export function registerExports(router: Router, services: Services): void {
  route(router, contracts.exportCases, ({ query, actor }) => {
    const { under, sort, format, language, ...filter } = query;
    const places = readablePlaces(actor, under);
    const programme = findOwnProgramme(services, actor);
    const rows = allCases(services, actor, { ...filter, places }, sort);
    const columns = caseColumns(language);
    const cells = caseCells(rows, programme, language);
    const title = language === 'zh' ? '农户列表' : 'Households';
    return exportTable({ title, columns, rows: cells }, { format, isDemo: services.isDemo });
  });
  route(router, contracts.exportLedger, ({ query, actor }) => {
    const { under, format, ...filter } = query;
    const places = readablePlaces(actor, under);
    return maskedLedgerFile(services, actor, { ...filter, places }, format);
  });
  route(router, contracts.exportLedgerInFull, ({ body, actor, key }) => {
    const { under, format, purpose, ...filter } = body;
    const places = placesFor(actor, under);
    const context = actionContext(services, actor);
    return fullLedgerFile(services, context, { ...filter, places }, { format, purpose, key });
  });
  registerTemplates(router, services);
}

function registerTemplates(router: Router, services: Services): void {
  const { db, isDemo } = services;
  route(router, contracts.ledgerTemplate, async ({ query: { town }, actor }) => {
    const mayRead = mayActIn(actor, town, ledgerReaders) || readsBelow(actor, town);
    if (!mayRead) fail('place.unknown', { place: town });
    const found = await db.withDistrict(actor.districtCode, (tx) =>
      findTemplateScope(tx, actor.districtCode, town),
    );
    if (!found) fail('place.unknown', { place: town });
    const data = findOwnProgramme(services, actor)?.data;
    const sheets = ledgerTemplate({
      ...found,
      methods: data?.methods.methods.map(({ name }) => name.zh) ?? [],
      years: data?.programme.years ?? [],
      isDemo,
    });
    return workbookReply(`${found.townName}台账模板`, sheets);
  });
  route(router, contracts.targetsTemplate, ({ actor }) => {
    const programme = findOwnProgramme(services, actor);
    return workbookReply('任务分配表模板', targetsTemplate(programme, isDemo));
  });
}

function workbookReply(name: string, sheets: Parameters<typeof workbookStream>[0]): FileReply {
  return { name: `${name}.xlsx`, mime: XLSX_TYPE, bytes: workbookStream(sheets) };
}

/** Whether the actor reads a village of the town, and so may need its template. */
function readsBelow(actor: Actor, town: string): boolean {
  const scopes = scopesOf(actor, ledgerReaders);
  return scopes?.some((scope) => isWithin(scope, town)) ?? true;
}

const PAGE_ROWS = 2000;

async function* allCases(
  services: Services,
  actor: Actor,
  filter: LedgerFilter,
  sort: 'latest' | 'oldest',
) {
  const sealing = sealingOf(services, actor);
  let after: string | undefined;
  do {
    const page = await services.db.withDistrict(actor.districtCode, (tx) =>
      listCases(tx, filter, { sort, after, limit: PAGE_ROWS }, sealing),
    );
    yield* page.items;
    after = page.next ?? undefined;
  } while (after !== undefined);
}
