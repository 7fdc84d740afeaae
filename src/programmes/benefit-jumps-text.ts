// The report of `qn benefit jumps` for a person: findings at the same place stand together, the
// usual household first, and each further line says only in what its household differs.

import { formatYuan } from '../core/money.ts';
import type { Text } from '../core/text.ts';
import { englishUnit } from '../core/units.ts';
import type { BenefitInputs, JumpReport, LoadedProgramme } from '../rules/types.ts';
import { say, type CommandIo } from './command.ts';

type Input = LoadedProgramme['data']['benefit']['inputs'][number];
/** One finding: where it is, what happens there, and in which household. */
type Finding = { readonly where: string; readonly what: Text; readonly given: BenefitInputs };

/** The whole report as lines of text. */
export function jumpsText(programme: LoadedProgramme, report: JumpReport, io: CommandIo): string {
  const inputs = new Map(programme.data.benefit.inputs.map((input) => [input.id, input]));
  const lines = grouped(findingsOf(report, inputs, io), inputs, io);
  if (lines.length === 0) lines.push(say(io, { zh: '没有跳变。', en: 'There are no jumps.' }));
  if (!report.complete) {
    lines.push(
      say(io, {
        zh: '有的地方没有查清，可能还有跳变；可用 --input 固定一些输入再查。',
        en: 'Not every place could be settled, so there may be more; fix inputs with --input.',
      }),
    );
  }
  return `${lines.join('\n')}\n`;
}

function findingsOf(
  report: JumpReport,
  inputs: ReadonlyMap<string, Input>,
  io: CommandIo,
): Finding[] {
  const where = (id: string, value: number): string =>
    `${nameOf(inputs, id, io)} ${valueText(inputs.get(id), value, io)}`;
  const jumps = report.jumps.map((jump): Finding => {
    const { totalBeforeFen, totalAfterFen, householdBeforeFen, householdAfterFen } = jump;
    const isKnown = householdBeforeFen !== null && householdAfterFen !== null;
    const own = isKnown ? arrow(householdBeforeFen, householdAfterFen) : '';
    const what = {
      zh: `补助 ${arrow(totalBeforeFen, totalAfterFen)}${own && `，农户承担 ${own}`}`,
      en: `aid ${arrow(totalBeforeFen, totalAfterFen)}${own && `, household ${own}`}`,
    };
    return { where: where(jump.input, jump.at), what, given: jump.given };
  });
  const running = report.runningJumps.map((jump): Finding => {
    const change = arrow(jump.runningBeforeFen, jump.runningAfterFen);
    const what = { zh: `运行补助 ${change}`, en: `running aid ${change}` };
    return { where: where(jump.input, jump.at), what, given: jump.given };
  });
  const perverse = report.perverse.map(({ input, from, to, given }): Finding => {
    const end = to === null ? '' : valueText(inputs.get(input), to, io);
    const what = {
      zh: `${end && `到不足 ${end}，`}农户反比造价更低时少付`,
      en: `households pay less than at a lower cost${end && `, to below ${end}`}`,
    };
    const [name, value] = [nameOf(inputs, input, io), valueText(inputs.get(input), from, io)];
    const start = { zh: `${name}从 ${value}起`, en: `${name} from ${value}` };
    return { where: say(io, start), what, given };
  });
  return [...jumps, ...running, ...perverse];
}

function grouped(
  findings: readonly Finding[],
  inputs: ReadonlyMap<string, Input>,
  io: CommandIo,
): string[] {
  const colon = say(io, { zh: '：', en: ': ' });
  const groups = Map.groupBy(findings, ({ where }) => where);
  return [...groups].flatMap(([where, [first, ...more]]) => {
    if (!first) return [];
    const told = `${where}${colon}${say(io, first.what)}`;
    const usual = under(first.given, {}, inputs, io);
    const others = more.map(({ what, given }) => {
      return `    ${say(io, what)}${under(given, first.given, inputs, io)}`;
    });
    return [`${told}${usual}`, ...others];
  });
}

/** The household of a finding, without what it has in common with the one told before. */
function under(
  given: BenefitInputs,
  told: BenefitInputs,
  inputs: ReadonlyMap<string, Input>,
  io: CommandIo,
): string {
  const parts = Object.entries(given)
    .filter(([id, value]) => value !== told[id])
    .map(([id, value]) => `${nameOf(inputs, id, io)} ${valueText(inputs.get(id), value, io)}`);
  return parts.length === 0
    ? ''
    : say(io, { zh: `（${parts.join('，')}）`, en: ` (${parts.join(', ')})` });
}

function nameOf(inputs: ReadonlyMap<string, Input>, id: string, io: CommandIo): string {
  const input = inputs.get(id);
  return input ? say(io, input.name) : id;
}

function valueText(input: Input | undefined, value: unknown, io: CommandIo): string {
  if (input?.type === 'money' && typeof value === 'number') {
    return `${formatYuan(value)} ${say(io, { zh: '元', en: 'yuan' })}`;
  }
  if (input?.type === 'quantity') {
    return `${String(value)} ${say(io, { zh: input.unit, en: englishUnit(input.unit) })}`;
  }
  if (typeof value === 'boolean') {
    return say(io, value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' });
  }
  const option =
    input?.type === 'choice' ? input.options.find(({ id }) => id === value) : undefined;
  return option ? say(io, option.name) : String(value);
}

function arrow(beforeFen: number, afterFen: number): string {
  return `${formatYuan(beforeFen)} → ${formatYuan(afterFen)}`;
}
