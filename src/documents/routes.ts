// The routes of documents. Bytes are kept before the action that refers to them, so that no
// document ever stands without them.

import type { z } from 'zod';
import { may } from '../actions/may.ts';
import { perform } from '../actions/perform.ts';
import * as contracts from '../contracts/documents.ts';
import type { Day } from '../core/day.ts';
import { fail, Refusal } from '../core/errors.ts';
import type { Tx } from '../db/open.ts';
import { gateOwnEnterprise } from '../enterprises/queries.ts';
import { optionsOf } from '../households/asking.ts';
import { ledgerReaders } from '../households/model.ts';
import { readHouseholds } from '../households/store.ts';
import { route } from '../http/route.ts';
import type { FileReply, Router } from '../http/route.ts';
import { actionContext } from '../http/services.ts';
import type { Services } from '../http/services.ts';
import { mayActIn } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import { findPlace } from '../places/queries.ts';
import * as actions from './actions.ts';
import { keepFile, readKept } from './files.ts';
import type { KeptFile } from './files.ts';
import { showsPersonal } from './model.ts';
import { findDocument, listPlaceDocuments } from './queries.ts';
import type { DocumentRow } from './queries.ts';
import { extensions } from './sniff.ts';
import type { Mime } from './sniff.ts';

export function registerDocuments(router: Router, services: Services): void {
  registerUploads(router, services);
  registerReads(router, services);
  route(router, contracts.withdrawDocument, async ({ params, body, actor, key }) => {
    const input = { ...params, reason: body.reason };
    const context = actionContext(services, actor);
    const options = optionsOf(key, body);
    return (await perform(context, actions.withdrawDocument, input, options)).result;
  });
}

function registerUploads(router: Router, services: Services): void {
  const { db } = services;
  route(router, contracts.attachToHousehold, async ({ params, query, body, actor, key }) => {
    const { householdId } = params;
    const { districtCode } = actor;
    const [household] = await db.withDistrict(districtCode, (tx) =>
      readHouseholds([householdId], tx, districtCode),
    );
    if (!household) fail('household.not-found', {});
    const { village: placeKey } = household;
    return attach(services, actor, key, { ...query, householdId, placeKey }, body);
  });
  route(router, contracts.attachToPlace, async ({ query, body, actor, key }) => {
    const { placeKey } = query;
    const place = await db.withDistrict(actor.districtCode, (tx) =>
      findPlace(tx, actor.districtCode, placeKey),
    );
    if (!place) fail('place.unknown', { place: placeKey });
    return attach(services, actor, key, query, body);
  });
}

type About = Omit<z.input<typeof actions.attachDocument.input>, keyof KeptFile>;

async function attach(
  services: Services,
  actor: Actor,
  key: string,
  { occurredOn, ...about }: About & { readonly occurredOn?: Day | undefined },
  bytes: Uint8Array,
) {
  // Asked before the bytes are kept, so that nobody fills the disk who may not write at all.
  const grant = may(actor, actions.attachDocument, about.placeKey);
  if (grant instanceof Refusal) throw grant;
  const file = await keepFile(services.dataFolder, bytes);
  const input = { ...about, ...file };
  const options = optionsOf(key, { occurredOn });
  const { result } = await perform(
    actionContext(services, actor),
    actions.attachDocument,
    input,
    options,
  );
  return { ...result, sha256: file.sha256, mime: file.mime };
}

function registerReads(router: Router, services: Services): void {
  const { db, dataFolder } = services;
  route(router, contracts.listDocuments, async ({ query: { placeKey }, actor }) => {
    if (!mayActIn(actor, placeKey, ledgerReaders)) {
      fail('action.not-here', { actionZh: '查看资料', actionEn: 'See documents' });
    }
    const items = await db.withDistrict(actor.districtCode, (tx) =>
      listPlaceDocuments(tx, actor.districtCode, placeKey),
    );
    return { items };
  });
  route(router, contracts.downloadDocument, async ({ params, actor }) => {
    const document = await db.withDistrict(actor.districtCode, (tx) =>
      findReadable(tx, actor, params.documentId),
    );
    if (!document) fail('document.unknown', {});
    if (showsPersonal(document.kind)) fail('document.purpose-needed', {});
    return fileOf(dataFolder, document);
  });
  route(router, contracts.openDocument, async ({ params, body, actor, key }) => {
    const input = { ...params, purpose: body.purpose };
    await perform(actionContext(services, actor), actions.openDocument, input, { key });
    const document = await db.withDistrict(actor.districtCode, (tx) =>
      findDocument(tx, actor.districtCode, params.documentId),
    );
    if (!document) fail('document.unknown', {});
    return fileOf(dataFolder, document);
  });
}

/** A document the actor may see: in their places, or of a case of their enterprise. */
async function findReadable(
  tx: Tx,
  actor: Actor,
  documentId: string,
): Promise<DocumentRow | undefined> {
  const document = await findDocument(tx, actor.districtCode, documentId);
  if (!document || mayActIn(actor, document.placeKey, ledgerReaders)) return document;
  const { caseId, placeKey } = document;
  if (caseId === null || !mayActIn(actor, placeKey, ['enterprise'])) return undefined;
  const subject = { id: caseId, place: placeKey, state: null, version: 0, lastDay: null };
  return (await gateOwnEnterprise.check(subject, tx, actor)) === true ? document : undefined;
}

async function fileOf(dataFolder: string, { name, mime, sha256 }: DocumentRow): Promise<FileReply> {
  const extension = extensions[mime as Mime];
  const isNamed = name.toLowerCase().endsWith(`.${extension}`);
  const bytes = await readKept(dataFolder, sha256);
  return { name: isNamed ? name : `${name}.${extension}`, mime, bytes };
}
