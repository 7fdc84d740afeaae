// The command `qn funds recompute`: for whoever wants to see with their own eyes that every amount
// still comes out. Exit code 1 when one does not.

import { parseArgs } from 'node:util';
import { fail } from '../core/errors.ts';
import { formatYuan } from '../core/money.ts';
import type { Text } from '../core/text.ts';
import { listDistrictCodes } from '../journal/queries.ts';
import type { WithDatabase } from '../people/cli.ts';
import { say, writeJson } from '../programmes/command.ts';
import type { CommandIo } from '../programmes/command.ts';
import { recompute } from './recompute.ts';
import type { Recomputed } from './recompute.ts';

const help: Text = {
  zh: `qn funds recompute [--json]   逐笔重算补助，按流水重算各账户，核对到分
`,
  en: `qn funds recompute [--json]   works out every entitlement and balance again, to the fen
`,
};

/** Runs `qn funds …` and gives the exit code. */
export async function runFunds(
  args: readonly string[],
  io: CommandIo,
  withDatabase: WithDatabase,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      lang: { type: 'string' },
    },
  });
  const [verb, ...more] = positionals;
  if (values.help || verb === undefined) {
    io.write(say(io, help));
    return 0;
  }
  if (verb !== 'recompute') refuse(`没有“${verb}”这个子命令`, `there is no subcommand "${verb}"`);
  if (more.length > 0) refuse('多余的参数', 'too many arguments');
  return withDatabase(async (db) => {
    const districts: Array<Recomputed & { districtCode: number }> = [];
    for (const districtCode of await db.withoutDistrict(listDistrictCodes)) {
      districts.push({ districtCode, ...(await recompute(db, districtCode)) });
    }
    const isExact = districts.every((district) => district.isExact);
    if (values.json) writeJson(io, { isExact, districts });
    else for (const district of districts) io.write(say(io, describe(district)));
    return isExact ? 0 : 1;
  });
}

function describe(found: Recomputed & { districtCode: number }): Text {
  const { districtCode, entitlements, accounts, transfers, entitledFen, isExact, faults } = found;
  const sum = formatYuan(entitledFen);
  const lines = faults.slice(0, 20).map(({ kind, id, keptFen, recomputedFen }) => {
    return `  ${kind} ${id}: ${formatYuan(keptFen)} ≠ ${formatYuan(recomputedFen)}\n`;
  });
  const verdict = isExact ? { zh: '一分不差', en: 'exact' } : { zh: '有差错', en: 'NOT exact' };
  return {
    zh:
      `${districtCode}：${verdict.zh}（核算 ${entitlements} 笔共 ${sum} 元，` +
      `账户 ${accounts} 个，流水 ${transfers} 笔）\n${lines.join('')}`,
    en:
      `${districtCode}: ${verdict.en} (${entitlements} entitlements of ${sum} yuan, ` +
      `${accounts} accounts, ${transfers} transfers)\n${lines.join('')}`,
  };
}

function refuse(reasonZh: string, reasonEn: string): never {
  return fail('programme.command-arguments', { command: 'funds', reasonZh, reasonEn });
}
