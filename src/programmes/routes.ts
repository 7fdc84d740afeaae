// The routes of programmes: the notice as data, benefits, jumps, and the decisions of the office.

import { hash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { perform } from '../actions/perform.ts';
import * as contracts from '../contracts/programmes.ts';
import { fail } from '../core/errors.ts';
import { route } from '../http/route.ts';
import type { Router } from '../http/route.ts';
import { actionContext } from '../http/services.ts';
import type { Services } from '../http/services.ts';
import type { Actor } from '../people/model.ts';
import { evaluateBenefit } from '../rules/benefit/evaluate.ts';
import { findJumps } from '../rules/benefit/jumps.ts';
import type { Decide, LoadedProgramme, ProgrammeView } from '../rules/types.ts';
import { toView } from '../rules/view.ts';
import { chooseDecision } from './actions.ts';
import { currentDecide, listChoices } from './queries.ts';

const viewsKeptMax = 32;

export function registerProgrammes(router: Router, services: Services): void {
  registerReads(router, services);
  registerDecisions(router, services);
}

function registerReads(router: Router, services: Services): void {
  const view = keptViews();
  route(router, contracts.listProgrammes, ({ actor }) => ({
    items: services.programmes.map((programme) => cardOf(programme, actor)),
  }));
  route(router, contracts.getProgramme, async ({ params, actor, request, reply }) => {
    const programme = getProgramme(services, params.programmeId);
    const kept = view(programme, await decideOf(services, actor, programme));
    return sendView(kept, request, reply) as unknown as ProgrammeView;
  });
  route(router, contracts.computeBenefit, async ({ params, body, actor }) => {
    const programme = getProgramme(services, params.programmeId);
    const decide = await decideOf(services, actor, programme);
    return evaluateBenefit(programme, body.inputs, { ...decide, ...body.decide });
  });
  route(router, contracts.listJumps, async ({ params, actor }) => {
    const programme = getProgramme(services, params.programmeId);
    return findJumps(programme, { decide: await decideOf(services, actor, programme) });
  });
}

function registerDecisions(router: Router, services: Services): void {
  route(router, contracts.listDecisionChoices, ({ params, actor }) =>
    getDecisions(services, actor, getProgramme(services, params.programmeId)),
  );
  route(router, contracts.chooseDecision, async ({ params, body, actor, key }) => {
    const programme = getProgramme(services, params.programmeId);
    const { data } = programme;
    if (data.programme.district.code !== actor.districtCode) fail('programme.other-district', {});
    const { decisionId } = params;
    const decision = data.decisions.decisions.find(({ id }) => id === decisionId);
    if (!decision) fail('decision.unknown', { decision: decisionId });
    const input = {
      ...params,
      ...body,
      options: decision.options.map(({ id }) => id),
      folderChoice: decision.chosen,
    };
    await perform(actionContext(services, actor), chooseDecision, input, { key });
    return getDecisions(services, actor, programme);
  });
}

function getProgramme({ programmes }: Services, programmeId: string): LoadedProgramme {
  const found = programmes.find(({ data }) => data.programme.id === programmeId);
  return found ?? fail('programme.unknown', { programme: programmeId });
}

/** The office's choices; none for a programme of another district. */
async function decideOf(
  { db }: Services,
  { districtCode }: Actor,
  { data }: LoadedProgramme,
): Promise<Decide> {
  const { id, district } = data.programme;
  if (district.code !== districtCode) return {};
  return db.withDistrict(districtCode, (tx) => currentDecide(tx, districtCode, id));
}

async function getDecisions({ db }: Services, { districtCode }: Actor, { data }: LoadedProgramme) {
  const { id } = data.programme;
  return db.withDistrict(districtCode, async (tx) => ({
    items: await listChoices(tx, districtCode, id),
    decide: await currentDecide(tx, districtCode, id),
  }));
}

function cardOf({ data }: LoadedProgramme, actor: Actor) {
  const { id, name, document, district, years } = data.programme;
  return {
    programmeId: id,
    name,
    document: { title: document.title, number: document.number },
    district,
    years,
    isOwn: district.code === actor.districtCode,
  };
}

/** A view as sent: large, and changing only with a decision, so it is made and packed once. */
type KeptView = { readonly text: Buffer; readonly packed: Buffer; readonly etag: string };

function keptViews(): (programme: LoadedProgramme, decide: Decide) => KeptView {
  const kept = new Map<string, KeptView>();
  return (programme, decide) => {
    const sorted = Object.entries(decide).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify([programme.data.programme.id, sorted]);
    const known = kept.get(key);
    if (known) return known;
    const text = Buffer.from(JSON.stringify(toView(programme, { decide })));
    const etag = `"${hash('sha256', text, 'base64url')}"`;
    const made = { text, packed: gzipSync(text), etag };
    if (kept.size >= viewsKeptMax) kept.clear();
    kept.set(key, made);
    return made;
  };
}

/** The browser keeps its copy and asks each time whether it still holds. */
function sendView(view: KeptView, request: FastifyRequest, reply: FastifyReply): Buffer {
  const isPacked = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const isKnown = request.headers['if-none-match'] === view.etag;
  reply
    .headers({ 'cache-control': 'private, no-cache', vary: 'accept-encoding', etag: view.etag })
    .type('application/json; charset=utf-8')
    // Already serialised: Fastify would check and write it a second time.
    .serializer((sent) => sent as unknown as string);
  if (isKnown) {
    reply.code(304);
    return Buffer.alloc(0);
  }
  if (isPacked) reply.header('content-encoding', 'gzip');
  return isPacked ? view.packed : view.text;
}
