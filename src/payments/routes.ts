// The routes of payments. Accounts are opened for the plan of a batch and for its file alone.

import { hash } from 'node:crypto';
import { explainActions } from '../actions/explain.ts';
import { perform } from '../actions/perform.ts';
import * as returns from '../contracts/bank-returns.ts';
import * as contracts from '../contracts/payments.ts';
import { dayInChina } from '../core/day.ts';
import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import { optionsOf } from '../households/asking.ts';
import { findOwnProgramme } from '../households/programme.ts';
import { maskName } from '../households/model.ts';
import { route } from '../http/route.ts';
import type { Router } from '../http/route.ts';
import { actionContext } from '../http/services.ts';
import type { Services } from '../http/services.ts';
import type { Actor } from '../people/model.ts';
import type { Bank } from '../rules/schema/payment.ts';
import { requireWholeDistrict } from './asking.ts';
import * as batches from './batch-actions.ts';
import { makeBatchFile } from './batch-file.ts';
import * as clawbacks from './clawback-actions.ts';
import { composeBatch } from './compose.ts';
import { readReturn } from './files/read-return.ts';
import { composeInputOf, planBatch } from './plan.ts';
import type { BatchFilter } from './plan.ts';
import * as queries from './queries.ts';
import { paymentActions } from './registry.ts';
import { registerReconciliation } from './reconciliation/routes.ts';
import { readBankReturn } from './return-actions.ts';
import { reverseOrder } from './reverse-action.ts';
import { batchKind, readBatches } from './store.ts';
import { registerVouchers } from './voucher/routes.ts';

export function registerPayments(router: Router, services: Services): void {
  registerLists(router, services);
  registerComposing(router, services);
  registerBatchWrites(router, services);
  registerReturns(router, services);
  registerClawbacks(router, services);
  registerReconciliation(router, services);
  registerVouchers(router, services);
}

/** A bank of the district's own programme. Refuses `payment.bank-unknown`. */
function getBank(services: Services, actor: Actor, bankId: string): Bank {
  const banks = findOwnProgramme(services, actor)?.data.payment.banks ?? [];
  return banks.find(({ id }) => id === bankId) ?? fail('payment.bank-unknown', { bank: bankId });
}

function registerLists(router: Router, services: Services): void {
  const { db } = services;
  route(router, contracts.listBanks, ({ actor }) => {
    requireWholeDistrict(actor);
    const banks = findOwnProgramme(services, actor)?.data.payment.banks ?? [];
    return { items: banks };
  });
  route(router, contracts.listBatches, ({ query, actor }) => {
    requireWholeDistrict(actor);
    const { districtCode } = actor;
    return db.withDistrict(districtCode, (tx) => queries.listBatches(tx, districtCode, query));
  });
  route(router, contracts.getBatch, ({ params: { batchId }, actor }) => {
    requireWholeDistrict(actor);
    return db.withDistrict(actor.districtCode, async (tx) => {
      const batch = await queries.findBatch(tx, actor.districtCode, batchId);
      const [subject] = await readBatches([batchId], tx, actor.districtCode);
      if (!batch || !subject) fail('batch.not-found', {});
      const actions = await explainActions(tx, actor, paymentActions, batchKind.type, subject);
      return { ...batch, actions };
    });
  });
  route(router, contracts.listOrders, ({ query, actor }) => {
    requireWholeDistrict(actor);
    const { districtCode } = actor;
    return db.withDistrict(districtCode, (tx) => queries.listOrders(tx, districtCode, query));
  });
}

const LEFT_OUT_SHOWN_MAX = 500;

function registerComposing(router: Router, services: Services): void {
  const { clock } = services;
  const plan = (actor: Actor, bank: Bank, filter: BatchFilter, day: Day | undefined) =>
    services.db.withDistrict(actor.districtCode, (tx) => {
      const limits = { ordersMax: bank.ordersMax, day: day ?? dayInChina(clock()) };
      const { districtCode } = actor;
      return planBatch(tx, filter, limits, { vault: services.vault, districtCode });
    });
  route(router, contracts.planBatch, async ({ query, actor }) => {
    requireWholeDistrict(actor);
    const { bankId, occurredOn, ...filter } = query;
    const bank = getBank(services, actor, bankId);
    const { planned, leftOut, totalFen } = await plan(actor, bank, filter, occurredOn);
    const shown = leftOut.slice(0, LEFT_OUT_SHOWN_MAX).map((one) => {
      return { ...one, headName: maskName(one.headName) };
    });
    return { orders: planned.length, totalFen, leftOutCount: leftOut.length, leftOut: shown };
  });
  route(router, contracts.composeBatch, async ({ body, actor, key }) => {
    requireWholeDistrict(actor);
    const { bankId, filter, occurredOn } = body;
    const bank = getBank(services, actor, bankId);
    const made = await plan(actor, bank, filter, occurredOn);
    const input = { bankId, filter, ...composeInputOf(bank, made) };
    const context = actionContext(services, actor);
    return (await perform(context, composeBatch, input, optionsOf(key, { occurredOn }))).result;
  });
}

function registerBatchWrites(router: Router, services: Services): void {
  const context = (actor: Actor) => actionContext(services, actor);
  route(router, contracts.dropOrder, async ({ params, body, actor, key }) => {
    const { orderId, reason } = body;
    const input = { ...params, orderId, reason };
    const options = optionsOf(key, body);
    return (await perform(context(actor), batches.dropOrder, input, options)).result;
  });
  route(router, contracts.submitBatch, async ({ params, body, actor, key }) => {
    return (await perform(context(actor), batches.submitBatch, params, optionsOf(key, body)))
      .result;
  });
  route(router, contracts.approveBatch, async ({ params, body, actor, key }) => {
    return (await perform(context(actor), batches.approveBatch, params, optionsOf(key, body)))
      .result;
  });
  route(router, contracts.returnBatch, async ({ params, body, actor, key }) => {
    const input = { ...params, reason: body.reason };
    const options = optionsOf(key, body);
    return (await perform(context(actor), batches.returnBatch, input, options)).result;
  });
  route(router, contracts.cancelBatch, async ({ params, body, actor, key }) => {
    const input = { ...params, reason: body.reason };
    const options = optionsOf(key, body);
    return (await perform(context(actor), batches.cancelBatch, input, options)).result;
  });
  route(router, contracts.takeBatchFile, async ({ params, body, actor, key }) => {
    // Before any account is opened; the action asks again.
    requireWholeDistrict(actor);
    const { fileId } = body;
    const { batchId } = params;
    const file = await services.db.withDistrict(actor.districtCode, (tx) =>
      makeBatchFile(tx, actor.districtCode, { batchId, fileId }, services),
    );
    const { name, mime, bytes, sha256 } = file;
    const input = { batchId, fileId, fileName: name, fileSha256: sha256 };
    await perform(context(actor), batches.sendBatch, input, optionsOf(key, body));
    return { name, mime, bytes };
  });
}

function registerReturns(router: Router, services: Services): void {
  const { db } = services;
  route(router, returns.readBankReturn, async ({ query, body, actor, key }) => {
    const { bankId, name, occurredOn } = query;
    const bank = getBank(services, actor, bankId);
    const { fileId, rows } = await readReturn(bank, { name, bytes: body });
    const { success, failures } = bank;
    const sha256 = hash('sha256', body);
    const input = {
      bankId,
      codes: { success, failures },
      fileId,
      fileName: name,
      sha256,
      rows: [...rows],
    };
    const context = actionContext(services, actor);
    return (await perform(context, readBankReturn, input, optionsOf(key, { occurredOn }))).result;
  });
  route(router, returns.listBankReturns, ({ query, actor }) => {
    requireWholeDistrict(actor);
    const { districtCode } = actor;
    return db.withDistrict(districtCode, (tx) => queries.listBankReturns(tx, districtCode, query));
  });
  route(router, returns.reverseOrder, async ({ params, body, actor, key }) => {
    const { bankId, code, reason, occurredOn } = body;
    const { failures } = getBank(services, actor, bankId);
    const failure = failures.find((one) => one.code === code);
    if (!failure) fail('payment.code-unknown', { code });
    const input = { ...params, failure, reason };
    const context = actionContext(services, actor);
    return (await perform(context, reverseOrder, input, optionsOf(key, { occurredOn }))).result;
  });
  route(router, returns.listBankReturnRows, async ({ params, query, actor }) => {
    requireWholeDistrict(actor);
    const { districtCode } = actor;
    const items = await db.withDistrict(districtCode, (tx) =>
      queries.findBankReturnRows(tx, districtCode, params.returnId, query),
    );
    if (!items) fail('bank-return.not-found', {});
    return { items };
  });
}

function registerClawbacks(router: Router, services: Services): void {
  const context = (actor: Actor) => actionContext(services, actor);
  route(router, returns.listClawbacks, ({ query, actor }) => {
    requireWholeDistrict(actor);
    const { districtCode } = actor;
    return services.db.withDistrict(districtCode, (tx) =>
      queries.listClawbacks(tx, districtCode, query),
    );
  });
  route(router, returns.decideClawback, async ({ params, body, actor, key }) => {
    const { reason, document } = body;
    const input = { ...params, reason, document };
    const options = optionsOf(key, body);
    return (await perform(context(actor), clawbacks.decideClawback, input, options)).result;
  });
  route(router, returns.receiveClawback, async ({ params, body, actor, key }) => {
    const input = { ...params, receipt: body.receipt };
    const options = optionsOf(key, body);
    return (await perform(context(actor), clawbacks.receiveClawback, input, options)).result;
  });
  route(router, returns.cancelClawback, async ({ params, body, actor, key }) => {
    const input = { ...params, reason: body.reason };
    const options = optionsOf(key, body);
    return (await perform(context(actor), clawbacks.cancelClawback, input, options)).result;
  });
}
