// qn import history: what was taken in, by whom and with what outcome.

import { say, writeJson, type CommandIo } from '../programmes/command.ts';
import { importStates } from './model.ts';
import type { OpenLedger } from './open-ledger.ts';
import { listImports } from './store.ts';

const LISTED_MAX = 1000;

/** Writes the history of imports, the latest first; gives the exit code. */
export async function writeHistory(
  { services, actor }: OpenLedger,
  { town, json }: { readonly town: string | undefined; readonly json: boolean },
  io: CommandIo,
): Promise<number> {
  const { districtCode } = actor;
  const { items } = await services.db.withDistrict(districtCode, (tx) =>
    listImports(tx, districtCode, town === undefined ? null : [town], {
      limit: LISTED_MAX,
      offset: 0,
    }),
  );
  if (json) {
    writeJson(io, items);
    return 0;
  }
  for (const { startedAt, townName, fileName, state, summary, startedBy, importId } of items) {
    const {
      new: added,
      updated,
      unchanged,
    } = summary?.changes ?? {
      new: 0,
      updated: 0,
      unchanged: 0,
    };
    const counts = say(io, {
      zh: `新增${added} 更新${updated} 不变${unchanged}`,
      en: `${added} new ${updated} updated ${unchanged} unchanged`,
    });
    const columns = [startedAt, townName, say(io, importStates[state]), counts, startedBy];
    io.write(`${[...columns, fileName, importId].join('\t')}\n`);
  }
  return 0;
}
