// The empty files of a district: a ledger for a town, the table of targets.

import { fail } from '../core/errors.ts';
import { ledgerReaders } from '../households/model.ts';
import { findOwnProgramme } from '../households/programme.ts';
import type { FileReply } from '../http/route.ts';
import type { Services } from '../http/services.ts';
import type { SheetOut } from '../office/out/sheet.ts';
import { workbookStream, XLSX_TYPE } from '../office/out/write.ts';
import { isWithin, mayActIn, scopesOf } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import { targetsTemplate } from '../targets/template.ts';
import { findTemplateScope } from './queries.ts';
import { ledgerTemplate } from './template.ts';

type TemplateServices = Pick<Services, 'db' | 'isDemo' | 'programmes'>;

/** An empty ledger for a town the actor reads, or reads a village of. */
export async function ledgerTemplateFile(
  services: TemplateServices,
  actor: Actor,
  town: string,
): Promise<FileReply> {
  const { districtCode } = actor;
  const mayRead = mayActIn(actor, town, ledgerReaders) || readsBelow(actor, town);
  const found = mayRead
    ? await services.db.withDistrict(districtCode, (tx) =>
        findTemplateScope(tx, districtCode, town),
      )
    : undefined;
  if (!found) fail('place.unknown', { place: town });
  const data = findOwnProgramme(services, actor)?.data;
  const sheets = ledgerTemplate({
    ...found,
    methods: data?.methods.methods.map(({ name }) => name.zh) ?? [],
    years: data?.programme.years ?? [],
    isDemo: services.isDemo,
  });
  return workbookFile(`${found.townName}台账模板`, sheets);
}

/** An empty table of targets with the projects and years of the programme. */
export function targetsTemplateFile(services: TemplateServices, actor: Actor): FileReply {
  const sheets = targetsTemplate(findOwnProgramme(services, actor), services.isDemo);
  return workbookFile('任务分配表模板', sheets);
}

function workbookFile(name: string, sheets: readonly SheetOut[]): FileReply {
  return { name: `${name}.xlsx`, mime: XLSX_TYPE, bytes: workbookStream(sheets) };
}

function readsBelow(actor: Actor, town: string): boolean {
  const scopes = scopesOf(actor, ledgerReaders);
  return scopes?.some((scope) => isWithin(scope, town)) ?? true;
}
