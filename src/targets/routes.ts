// The routes of the targets. What the programme says is read here and compared in the action.

import { perform } from '../actions/perform.ts';
import * as contracts from '../contracts/targets.ts';
import { fail } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import { findOwnProgramme } from '../households/programme.ts';
import { route } from '../http/route.ts';
import type { Router } from '../http/route.ts';
import { actionContext } from '../http/services.ts';
import type { Services } from '../http/services.ts';
import * as actions from './actions.ts';
import { readAnnexFile } from './annex-file.ts';
import { expectationsOf } from './expectations.ts';
import * as queries from './queries.ts';

export function registerTargets(router: Router, services: Services): void {
  const { db } = services;
  route(router, contracts.loadTargets, async ({ body, actor, key }) => {
    const { districtCode } = actor;
    const programme = findOwnProgramme(services, actor);
    const projects = new Set(programme?.data.projects.projects.map(({ id }) => id));
    const stranger = body.rows.find(({ project }) => !projects.has(project));
    if (stranger) fail('household.unknown-project', { project: stranger.project });
    const input = { ...body, expectations: programme ? expectationsOf(programme) : [] };
    const context = actionContext(services, actor);
    const { result } = await perform(context, actions.loadTargets, input, { key });
    const versions = await db.withDistrict(districtCode, (tx) =>
      queries.listVersions(tx, districtCode),
    );
    const version = versions.find(({ versionId }) => versionId === result.versionId);
    invariant(version, 'a version just loaded is there');
    return version;
  });
  route(router, contracts.previewTargets, async ({ query: { name }, body, actor }) => {
    const programme = findOwnProgramme(services, actor);
    return readAnnexFile(
      { db, programme, districtCode: actor.districtCode },
      { name, bytes: body },
    );
  });
  route(router, contracts.listTargets, ({ actor: { districtCode } }) =>
    db.withDistrict(districtCode, async (tx) => {
      const versions = await queries.listVersions(tx, districtCode);
      const [latest] = versions;
      const rows = latest ? await queries.listTargetRows(tx, districtCode, latest.versionId) : [];
      return { versions, rows };
    }),
  );
}
