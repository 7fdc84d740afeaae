// qn acceptance redraw: draws the sample of a lot again from its seed and says whether it is the
// one on record. Changes nothing. How to do it without this program: docs/acceptance-sample.md.

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail } from '../core/errors.ts';
import { ledgerReaders } from '../households/model.ts';
import { requireRole } from '../http/route.ts';
import { withLedger } from '../imports/open-ledger.ts';
import type { OpenLedger } from '../imports/open-ledger.ts';
import { mayActIn } from '../people/model.ts';
import { pathFrom, say, writeJson } from '../programmes/command.ts';
import type { CommandIo } from '../programmes/command.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import { redraw } from './lists.ts';

const HELP = {
  zh: `用法：qn acceptance redraw 批次编号 [--as 用户名] [--json]
按种子把这一验收批次的样本重新抽一遍，与记录对照：一致返回 0，不一致返回 1。
--json 列出每户的分层、次序和散列值；--programme 换一个方案文件夹。
`,
  en: `Usage: qn acceptance redraw LOT_ID [--as USER] [--json]
Draws the sample of a lot again from its seed and holds it against the record: exit code 0 when it
is the same, 1 when it is not. --json lists stratum, place and rank of every house; --programme
names another folder.
`,
} as const;

const DEFAULT_PROGRAMME = join(import.meta.dirname, '../../programmes/litong-2022');
const EXIT_DIFFERS = 1;

const OPTIONS = {
  as: { type: 'string' },
  programme: { type: 'string' },
  json: { type: 'boolean', default: false },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Runs `qn acceptance …` on the data folder, or on what `open` opens; gives the exit code. */
export async function acceptanceCommand(
  args: readonly string[],
  io: CommandIo,
  open: typeof withLedger = withLedger,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
  });
  const [verb, lotId, ...more] = positionals;
  if (values.help || verb === undefined) {
    io.write(say(io, HELP));
    return 0;
  }
  if (verb !== 'redraw') refuse(`没有“${verb}”这个写法`, `"${verb}" is not written like this`);
  if (lotId === undefined) refuse('要给出批次编号', 'the id of a lot is needed');
  if (more.length > 0) refuse('多余的参数', 'too many arguments');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(lotId)) {
    refuse(`“${lotId}”不是批次编号`, `"${lotId}" is not the id of a lot`);
  }
  const folder = values.programme;
  const programme = getProgramme(
    readFolder(folder === undefined ? DEFAULT_PROGRAMME : pathFrom(io, folder)),
  );
  return open(programme, values.as, async (ledger) => {
    const draw = await drawAgain(ledger, lotId);
    if (values.json) writeJson(io, draw);
    else io.write(say(io, sentenceOf(draw)));
    return draw.isSame ? 0 : EXIT_DIFFERS;
  });
}

function refuse(reasonZh: string, reasonEn: string): never {
  fail('programme.command-arguments', { command: 'acceptance', reasonZh, reasonEn });
}

async function drawAgain({ services, actor }: OpenLedger, lotId: string) {
  requireRole(actor, ledgerReaders);
  const { districtCode } = actor;
  const found = await services.db.withDistrict(districtCode, (tx) =>
    redraw(tx, districtCode, lotId),
  );
  if (!found || !mayActIn(actor, found.townKey, ledgerReaders)) {
    return fail('acceptance.lot-not-found', {});
  }
  return found.draw;
}

type Draw = Awaited<ReturnType<typeof drawAgain>>;

function sentenceOf({ seed, isSame, items }: Draw) {
  const strata = new Set(items.map(({ stratum }) => stratum)).size;
  const drawn = items.filter(({ round }) => round !== null).length;
  const [zh, en] = isSame
    ? ['与记录一致。', 'It is the sample on record.']
    : ['与记录不一致！', 'It is NOT the sample on record!'];
  return {
    zh: `种子 ${seed}：${items.length} 户分 ${strata} 层，抽中 ${drawn} 户。重新抽取${zh}\n`,
    en: `Seed ${seed}: ${items.length} houses in ${strata} strata, ${drawn} drawn. ${en}\n`,
  };
}
