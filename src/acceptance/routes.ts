// The routes of acceptance and public notice. Each write is one action; what the programme says of
// it, under the options in force, is read here and handed to the action.

import { perform } from '../actions/perform.ts';
import * as contracts from '../contracts/acceptance.ts';
import * as reading from '../contracts/acceptance-lists.ts';
import * as notices from '../contracts/notices.ts';
import { dayInChina } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import { optionsOf, readablePlaces } from '../households/asking.ts';
import { ledgerReaders, maskPhone } from '../households/model.ts';
import { findOwnProgramme } from '../households/programme.ts';
import { route } from '../http/route.ts';
import type { Router } from '../http/route.ts';
import { actionContext } from '../http/services.ts';
import type { Services } from '../http/services.ts';
import { mayActIn } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import { currentDecide } from '../programmes/queries.ts';
import type { Decide, ProgrammeData } from '../rules/types.ts';
import * as checks from './check-actions.ts';
import * as lists from './lists.ts';
import * as lots from './lot-actions.ts';
import { departmentOf } from './model.ts';
import * as hanging from './notice-actions.ts';
import { readNamedDepartments } from './reads.ts';
import * as rules from './rules.ts';
import { listWaiting } from './waiting.ts';

export function registerAcceptance(router: Router, services: Services): void {
  registerChecks(router, services);
  registerLotWrites(router, services);
  registerLotReads(router, services);
  registerDepartments(router, services);
  registerNoticeWrites(router, services);
  registerNoticeReads(router, services);
}

type Programme = { readonly data: ProgrammeData; readonly decide: Decide };

/** The district's own programme with the options in force. Refuses when none is loaded. */
async function getProgrammeOf(services: Services, actor: Actor): Promise<Programme> {
  const programme = findOwnProgramme(services, actor);
  if (!programme) return fail('acceptance.rule-missing', { section: 'acceptance.yaml' });
  const { data } = programme;
  const { districtCode } = actor;
  const decide = await services.db.withDistrict(districtCode, (tx) =>
    currentDecide(tx, districtCode, data.programme.id),
  );
  return { data, decide };
}

function registerChecks(router: Router, services: Services): void {
  const sides = [
    [contracts.townCheck, checks.townCheck, 'town'],
    [contracts.jointCheck, checks.jointCheck, 'inspectors'],
  ] as const;
  for (const [contract, action, by] of sides) {
    route(router, contract, async ({ params, body, actor, key }) => {
      const { data, decide } = await getProgrammeOf(services, actor);
      const { occurredOn, expectedVersion, ...check } = body;
      const input = { ...params, ...check, rules: rules.checkRulesOf(data, decide, by) };
      const options = optionsOf(key, { occurredOn, expectedVersion });
      return (await perform(actionContext(services, actor), action, input, options)).result;
    });
  }
  route(router, contracts.failCase, async ({ params, body, actor, key }) => {
    const input = { ...params, order: body.order };
    const context = actionContext(services, actor);
    return (await perform(context, checks.failCase, input, optionsOf(key, body))).result;
  });
  route(router, reading.getCheckForm, async ({ query: { by }, actor }) => {
    const { data, decide } = await getProgrammeOf(services, actor);
    const asked = rules.checkRulesOf(data, decide, by);
    const formOf = (works: 'heating' | 'insulation') => ({
      points: data.acceptance.checks
        .filter(({ id }) => asked[works].points.includes(id))
        .map(({ id, name, clause = null, source }) => {
          return { id, name, clause, isRecalled: source?.tag === 'R' };
        }),
      warmDeciC: asked[works].warmDeciC,
    });
    return { heating: formOf('heating'), insulation: formOf('insulation') };
  });
  route(router, reading.getCaseAcceptance, ({ params: { caseId }, actor }) =>
    services.db.withDistrict(actor.districtCode, async (tx) => {
      const found = await lists.findCaseAcceptance(tx, actor.districtCode, caseId);
      if (!found || !mayActIn(actor, found.villageKey, ledgerReaders)) {
        const { zh: subjectZh, en: subjectEn } = checks.failCase.kind?.name ?? { zh: '', en: '' };
        return fail('action.subject-not-found', { id: caseId, subjectZh, subjectEn });
      }
      return found;
    }),
  );
}

function registerLotWrites(router: Router, services: Services): void {
  route(router, contracts.drawSample, async ({ body, actor, key }) => {
    const { data, decide } = await getProgrammeOf(services, actor);
    const { occurredOn, ...lot } = body;
    const input = {
      ...lot,
      rounds: rules.roundsOf(data),
      departments: rules.departmentsOf(data, decide, lot.year),
      window: rules.windowOf(data, decide, lot.year),
    };
    const options = optionsOf(key, { occurredOn });
    const context = actionContext(services, actor);
    return (await perform(context, lots.drawSample, input, options)).result;
  });
  route(router, contracts.enlargeSample, async ({ params, body, actor, key }) => {
    const context = actionContext(services, actor);
    return (await perform(context, lots.enlargeSample, params, optionsOf(key, body))).result;
  });
  route(router, contracts.countersign, async ({ params, body, actor, key }) => {
    const input = { ...params, opinion: body.opinion };
    const context = actionContext(services, actor);
    return (await perform(context, lots.countersign, input, optionsOf(key, body))).result;
  });
  route(router, contracts.concludeLot, async ({ params, body, actor, key }) => {
    const context = actionContext(services, actor);
    return (await perform(context, lots.concludeLot, params, optionsOf(key, body))).result;
  });
}

function registerLotReads(router: Router, services: Services): void {
  const { db, clock } = services;
  route(router, reading.listWaiting, ({ query, actor }) => {
    const { under, ...filter } = query;
    const places = readablePlaces(actor, under);
    return db.withDistrict(actor.districtCode, (tx) =>
      listWaiting(tx, actor.districtCode, { ...filter, places }),
    );
  });
  route(router, reading.listLots, ({ query, actor }) => {
    const { under, ...filter } = query;
    const places = readablePlaces(actor, under);
    return db.withDistrict(actor.districtCode, (tx) =>
      lists.listLots(tx, actor.districtCode, { ...filter, places }),
    );
  });
  route(router, reading.getLot, ({ params: { lotId }, actor }) =>
    db.withDistrict(actor.districtCode, async (tx) => {
      const lot = await lists.findLot(tx, actor.districtCode, lotId);
      if (!lot || !mayActIn(actor, lot.townKey, ledgerReaders)) {
        return fail('acceptance.lot-not-found', {});
      }
      return lot;
    }),
  );
  route(router, reading.getDraw, ({ params: { lotId }, actor }) =>
    db.withDistrict(actor.districtCode, async (tx) => {
      const found = await lists.redraw(tx, actor.districtCode, lotId);
      if (!found || !mayActIn(actor, found.townKey, ledgerReaders)) {
        return fail('acceptance.lot-not-found', {});
      }
      return found.draw;
    }),
  );
  route(router, reading.listRectifications, ({ query, actor }) => {
    const { under, after, limit } = query;
    const places = readablePlaces(actor, under);
    const today = dayInChina(clock());
    return db.withDistrict(actor.districtCode, (tx) =>
      lists.listRectifications(tx, actor.districtCode, { places, after, limit }, today),
    );
  });
}

function registerDepartments(router: Router, services: Services): void {
  route(router, contracts.nameDepartment, async ({ params, body, actor, key }) => {
    const { data } = await getProgrammeOf(services, actor);
    const { occurredOn, organisationId } = body;
    const units = data.units.units.map(({ id }) => id);
    const input = { ...params, organisationId, units };
    const options = optionsOf(key, { occurredOn });
    const context = actionContext(services, actor);
    return (await perform(context, lots.nameDepartment, input, options)).result;
  });
  route(router, reading.listDepartments, async ({ query: { year }, actor }) => {
    const { data, decide } = await getProgrammeOf(services, actor);
    const departments = rules.departmentsOf(data, decide, year);
    const { districtCode } = actor;
    const { named, organisations } = await services.db.withDistrict(districtCode, async (tx) => ({
      named: await readNamedDepartments(tx, districtCode),
      organisations: await lists.listOrganisations(tx, districtCode),
    }));
    const items = departments.map(({ id, name }, at) => {
      const organisation = organisations.find(
        (one) => departmentOf(departments, named, one)?.id === id,
      );
      return {
        id,
        name,
        isOrganising: at === 0,
        organisationId: organisation?.organisationId ?? null,
        organisationName: organisation?.name ?? null,
      };
    });
    return { items };
  });
}

function registerNoticeWrites(router: Router, services: Services): void {
  const context = (actor: Actor) => actionContext(services, actor);
  route(router, notices.publishNotice, async ({ body, actor, key }) => {
    const { data } = await getProgrammeOf(services, actor);
    const { occurredOn, ...notice } = body;
    const input = { ...notice, rule: rules.noticeRuleOf(data) };
    const options = optionsOf(key, { occurredOn });
    return (await perform(context(actor), hanging.publishNotice, input, options)).result;
  });
  route(router, notices.objectToNotice, async ({ params, body, actor, key }) => {
    const { caseId, text } = body;
    const input = { ...params, caseId, text, contact: sealContact(services, actor, body.contact) };
    const options = optionsOf(key, body);
    return (await perform(context(actor), hanging.objectToNotice, input, options)).result;
  });
  route(router, notices.answerObjection, async ({ params, body, actor, key }) => {
    const { occurredOn, expectedVersion, ...answer } = body;
    const options = optionsOf(key, { occurredOn, expectedVersion });
    const input = { ...params, ...answer };
    return (await perform(context(actor), hanging.answerObjection, input, options)).result;
  });
  route(router, notices.settleObjection, async ({ params, body, actor, key }) => {
    const input = { ...params, settlement: body.settlement };
    const options = optionsOf(key, body);
    return (await perform(context(actor), hanging.settleObjection, input, options)).result;
  });
  route(router, notices.closeNotice, async ({ params, body, actor, key }) => {
    const input = { ...params, documentId: body.documentId };
    const options = optionsOf(key, body);
    return (await perform(context(actor), hanging.closeNotice, input, options)).result;
  });
}

/** A telephone number sealed: whoever objects is not to be found in the journal. */
function sealContact({ vault }: Services, { districtCode }: Actor, contact: string | null) {
  if (contact === null) return null;
  const sealed = vault.seal(contact, `${districtCode} objection contact`).toString('base64');
  return { sealed, masked: maskPhone(contact) };
}

function registerNoticeReads(router: Router, services: Services): void {
  const { db } = services;
  route(router, notices.listNotices, ({ query, actor }) => {
    const { under, ...filter } = query;
    const places = readablePlaces(actor, under);
    return db.withDistrict(actor.districtCode, (tx) =>
      lists.listNotices(tx, actor.districtCode, { ...filter, places }),
    );
  });
  route(router, notices.getNotice, ({ params: { noticeId }, actor }) =>
    db.withDistrict(actor.districtCode, async (tx) => {
      const notice = await lists.findNotice(tx, actor.districtCode, noticeId);
      if (!notice || !mayActIn(actor, notice.villageKey, ledgerReaders)) {
        return fail('notice.not-found', {});
      }
      return notice;
    }),
  );
}
