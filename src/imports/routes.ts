// The routes of imports: upload, look, settle, confirm, cancel. The work itself is done in the
// background by jobs.ts; here it is begun and asked about.

import { randomUUID } from 'node:crypto';
import { perform } from '../actions/perform.ts';
import * as contracts from '../contracts/imports.ts';
import type { ImportState } from '../contracts/imports.ts';
import { fail } from '../core/errors.ts';
import { optionsOf } from '../households/asking.ts';
import { findOwnProgramme } from '../households/programme.ts';
import { route } from '../http/route.ts';
import type { Router } from '../http/route.ts';
import { actionContext } from '../http/services.ts';
import type { Services } from '../http/services.ts';
import { annotatedStream } from '../office/annotate.ts';
import { isWithin, mayActIn, scopesOf } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import * as actions from './actions.ts';
import { createImportJobs, failInterrupted } from './jobs.ts';
import type { ImportJobs } from './jobs.ts';
import { keepFile } from './kept-files.ts';
import { importReaders } from './model.ts';
import { FINDINGS_MAX, loadImport, readImportFile } from './run.ts';
import * as store from './store.ts';

/** Registers the routes and gives the jobs behind them, to be closed with the server. */
export function registerImports(router: Router, services: Services): ImportJobs {
  const jobs = createImportJobs(services);
  registerUpload(router, services, jobs);
  registerReads(router, services, jobs);
  registerWorkbook(router, services);
  registerSteps(router, services, jobs);
  return jobs;
}

async function getOwn(services: Services, actor: Actor, importId: string): Promise<ImportState> {
  const { districtCode } = actor;
  const found = await services.db.withDistrict(districtCode, (tx) =>
    store.findImport(tx, districtCode, importId),
  );
  if (!found || !mayActIn(actor, found.townKey, importReaders)) {
    fail('ledger-import.not-found', {});
  }
  return found;
}

function registerUpload(router: Router, services: Services, jobs: ImportJobs): void {
  route(router, contracts.uploadLedger, async ({ query, body, actor, key }) => {
    const { townKey, name } = query;
    // Asked before the file is kept: nobody fills the disk for a town that is not theirs.
    if (!mayActIn(actor, townKey, importReaders)) {
      const { zh: actionZh, en: actionEn } = actions.uploadLedger.title;
      fail('action.not-here', { actionZh, actionEn });
    }
    const { dataFolder, vault } = services;
    const { districtCode } = actor;
    const kept = await keepFile({ dataFolder, vault, districtCode }, body);
    const { result, isRepeat } = await perform(
      actionContext(services, actor),
      actions.uploadLedger,
      {
        townKey,
        fileName: name,
        fileSha256: kept.sha256,
        fileBytes: kept.bytes,
        keptSha256: kept.keptSha256,
        choices: {},
      },
      { key },
    );
    if (!isRepeat) await beginCheck(services, jobs, actor, result.importId, randomUUID());
    return result;
  });
}

async function beginCheck(
  services: Services,
  jobs: ImportJobs,
  actor: Actor,
  importId: string,
  key: string,
) {
  const context = actionContext(services, actor);
  await failInterrupted(services, actor.districtCode);
  const input = { importId, runner: jobs.runner };
  const { result, isRepeat } = await perform(context, actions.beginCheck, input, { key });
  if (!isRepeat) jobs.start('check', importId, actor);
  return result;
}

function registerReads(router: Router, services: Services, jobs: ImportJobs): void {
  const { db } = services;
  route(router, contracts.listImports, ({ query, actor }) => {
    const { townKey, limit, offset } = query;
    const scopes = scopesOf(actor, importReaders);
    const mine = townKey === undefined ? scopes : [townKey].filter((key) => isMine(key, scopes));
    return db.withDistrict(actor.districtCode, (tx) =>
      store.listImports(tx, actor.districtCode, mine, { limit, offset }),
    );
  });
  route(router, contracts.getImport, async ({ params, actor }) => {
    const found = await getOwn(services, actor, params.importId);
    return { ...found, progress: jobs.progressOf(params.importId) ?? null };
  });
  route(router, contracts.listImportFindings, async ({ params, query, actor }) => {
    await getOwn(services, actor, params.importId);
    return db.withDistrict(actor.districtCode, (tx) =>
      store.listFindings(tx, actor.districtCode, params.importId, query),
    );
  });
  route(router, contracts.listImportRows, async ({ params, query, actor }) => {
    await getOwn(services, actor, params.importId);
    return db.withDistrict(actor.districtCode, (tx) =>
      store.listRows(tx, actor.districtCode, params.importId, query),
    );
  });
}

function registerWorkbook(router: Router, services: Services): void {
  const { db } = services;
  route(router, contracts.getImportWorkbook, async ({ params: { importId }, actor }) => {
    const { fileName, summary } = await getOwn(services, actor, importId);
    // A file that was never read in the worker is not opened here either.
    if (!summary) fail('ledger-import.unchecked', {});
    const run = { services, actor, importId };
    const loaded = await loadImport(run);
    const bytes = await readImportFile(run, loaded);
    const { items } = await db.withDistrict(actor.districtCode, (tx) =>
      store.listFindings(tx, actor.districtCode, importId, { limit: FINDINGS_MAX, offset: 0 }),
    );
    const remarks = services.isDemo ? ['演示数据'] : [];
    return {
      name: `${fileName.replace(/\.[a-z]+$/i, '')}-校验结果.xlsx`,
      mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      bytes: await annotatedStream({ name: fileName, bytes }, items, 'zh', { remarks }),
    };
  });
}

function isMine(key: string, scopes: readonly string[] | null): boolean {
  return scopes === null || scopes.some((scope) => isWithin(key, scope));
}

function registerSteps(router: Router, services: Services, jobs: ImportJobs): void {
  route(router, contracts.settleImport, async ({ params, body, actor, key }) => {
    const { headings, year, projects } = body;
    refuseStrangers(services, actor, Object.values(projects ?? {}));
    const choices = { ...(year && { year }), ...(projects && { projects }) };
    const context = actionContext(services, actor);
    const input = { ...params, headings, choices };
    const { isRepeat, result } = await perform(context, actions.settleImport, input, { key });
    if (isRepeat) return result;
    return beginCheck(services, jobs, actor, params.importId, randomUUID());
  });
  route(router, contracts.checkImport, ({ params, actor, key }) =>
    beginCheck(services, jobs, actor, params.importId, key),
  );
  route(router, contracts.confirmImport, async ({ params, body, actor, key }) => {
    const { take, expectedVersion } = body;
    await failInterrupted(services, actor.districtCode);
    const input = { ...params, take, runner: jobs.runner };
    const { result, isRepeat } = await perform(
      actionContext(services, actor),
      actions.confirmImport,
      input,
      optionsOf(key, { expectedVersion }),
    );
    if (!isRepeat) jobs.start('store', params.importId, actor);
    return result;
  });
  route(router, contracts.cancelImport, async ({ params, actor, key }) => {
    // Only who may cancel it stops it.
    await getOwn(services, actor, params.importId);
    await jobs.stop(params.importId);
    const context = actionContext(services, actor);
    return (await perform(context, actions.cancelImport, params, { key })).result;
  });
}

function refuseStrangers(services: Services, actor: Actor, projects: readonly string[]): void {
  const programme = findOwnProgramme(services, actor);
  const known = new Set(programme?.data.projects.projects.map(({ id }) => id));
  const stranger = projects.find((project) => !known.has(project));
  if (stranger !== undefined) fail('household.unknown-project', { project: stranger });
}
