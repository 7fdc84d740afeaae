// The routes of exports and templates. A file is streamed while it is read; where a person may read
// is settled before.

import * as contracts from '../contracts/exports.ts';
import { readablePlaces, sealingOf } from '../households/asking.ts';
import { findOwnProgramme } from '../households/programme.ts';
import { listCases } from '../households/queries.ts';
import type { LedgerFilter } from '../households/queries.ts';
import { route } from '../http/route.ts';
import type { Router } from '../http/route.ts';
import { actionContext } from '../http/services.ts';
import type { Services } from '../http/services.ts';
import type { Actor } from '../people/model.ts';
import { caseCells, caseColumns } from './case-table.ts';
import { fullLedgerFile, maskedLedgerFile, placesFor } from './ledger-file.ts';
import { exportTable } from './table.ts';
import { ledgerTemplateFile, targetsTemplateFile } from './template-file.ts';

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
  route(router, contracts.ledgerTemplate, ({ query, actor }) =>
    ledgerTemplateFile(services, actor, query.town),
  );
  route(router, contracts.targetsTemplate, ({ actor }) => targetsTemplateFile(services, actor));
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
