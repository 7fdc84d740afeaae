// The ledger as a file: masked for reading, or in full once the purpose stands in the journal. The
// same for the routes and the command line.

import { perform } from '../actions/perform.ts';
import type { ActionContext } from '../actions/perform.ts';
import { dayInChina } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import { findOwnProgramme } from '../households/programme.ts';
import type { Sealing } from '../households/sealing.ts';
import type { FileReply } from '../http/route.ts';
import type { Services } from '../http/services.ts';
import { isWithin, scopesOf } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import { exportLedger } from './actions.ts';
import { exportRows, listExportIds, type ExportFilter } from './ledger-rows.ts';
import { ledgerCells, ledgerColumns } from './ledger-table.ts';
import { exportMay, type ExportFormat } from './model.ts';
import { exportTable } from './table.ts';

/** What an export reads with; the command line has no sessions. */
export type ExportServices = Pick<Services, 'db' | 'clock' | 'vault' | 'isDemo' | 'programmes'>;

/** Where the actor may take numbers out in full: `under` when it is within their own places. */
export function placesFor(actor: Actor, under: string | undefined): readonly string[] | null {
  const scopes = scopesOf(actor, exportMay['ledger.export']);
  if (under === undefined || under === String(actor.districtCode)) return scopes;
  if (scopes === null || scopes.some((scope) => isWithin(under, scope))) return [under];
  const { zh: actionZh, en: actionEn } = exportLedger.title;
  return fail('action.not-here', { actionZh, actionEn, place: under });
}

const MASKED_REMARK = '证件号码、电话、账号已遮盖，仅供查阅，不能再导入。';

/** The ledger of a filter with its numbers masked. */
export async function maskedLedgerFile(
  services: ExportServices,
  actor: Actor,
  filter: ExportFilter,
  format: ExportFormat,
): Promise<FileReply> {
  const ids = await findIds(services, actor, filter);
  return ledgerFile(services, actor, ids, { format, remarks: [MASKED_REMARK], isFull: false });
}

/** The ledger of a filter in full. The journal knows of it before the first byte leaves. */
export async function fullLedgerFile(
  services: ExportServices,
  context: ActionContext,
  filter: ExportFilter,
  asked: { readonly format: ExportFormat; readonly purpose: string; readonly key: string },
): Promise<FileReply> {
  const { actor } = context;
  const { format, purpose, key } = asked;
  const { places, ...conditions } = filter;
  const ids = await findIds(services, actor, filter);
  // What was searched for may be an ID number, which the journal never holds.
  const open = { ...conditions, search: conditions.search === undefined ? undefined : '*' };
  const given = Object.entries(open).filter(([, value]) => value !== undefined);
  const input = {
    purpose,
    format,
    places: places === null ? null : [...places],
    filter: Object.fromEntries(given) as Record<string, string | number>,
    households: ids.length,
  };
  await perform(context, exportLedger, input, { key });
  return ledgerFile(services, actor, ids, { format, remarks: [], isFull: true });
}

function findIds(services: ExportServices, actor: Actor, filter: ExportFilter): Promise<string[]> {
  const sealing = sealingFor(services, actor);
  return services.db.withDistrict(actor.districtCode, (tx) => listExportIds(tx, filter, sealing));
}

function sealingFor({ vault, clock }: ExportServices, { districtCode }: Actor): Sealing {
  return { vault, districtCode, today: dayInChina(clock()) };
}

function ledgerFile(
  services: ExportServices,
  actor: Actor,
  ids: readonly string[],
  given: { readonly format: ExportFormat; readonly remarks: string[]; readonly isFull: boolean },
): FileReply {
  const { format, remarks, isFull } = given;
  const sealing = sealingFor(services, actor);
  const programme = findOwnProgramme(services, actor);
  const rows = exportRows(services.db, ids, sealing);
  const table = {
    title: isFull ? '台账' : '台账（遮盖）',
    remarks,
    columns: ledgerColumns(),
    rows: ledgerCells(rows, { programme, sealing, isFull }),
    frozenColumns: 4,
  };
  return exportTable(table, { format, isDemo: services.isDemo });
}
