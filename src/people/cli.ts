// The commands `qn account list | add | disable | reset-password`: for the operator of the machine,
// who needs no account for it. They act as the system itself and stand in the journal as such.

import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { perform } from '../actions/perform.ts';
import type { ActionContext } from '../actions/perform.ts';
import { systemClock } from '../core/clock.ts';
import { fail } from '../core/errors.ts';
import type { Text } from '../core/text.ts';
import type { Database } from '../db/open.ts';
import { listDistrictCodes } from '../journal/queries.ts';
import { say, writeJson } from '../programmes/command.ts';
import type { CommandIo } from '../programmes/command.ts';
import * as actions from './actions.ts';
import { systemActor } from './first-start.ts';
import { roleNames, roles } from './model.ts';
import type { Role, RoleGrant } from './model.ts';
import { makeOneTimePassword } from './one-time-password.ts';
import * as queries from './queries.ts';
import { hashNewPassword } from './sessions.ts';

const help: Text = {
  zh: `qn account list [--json]                              列出账号
qn account add 用户名 --name 姓名 --organisation 单位 --role 岗位[@地点]…   开设账号
qn account disable 用户名 --reason 原因               停用账号
qn account reset-password 用户名 --reason 原因        重置为一次性密码
岗位：${roles.map((role) => `${role} ${roleNames[role].zh}`).join('，')}。
地点写区划代码（去掉末尾的零），如 --role townClerk@640302100。--district 选择区县。
`,
  en: `qn account list [--json]                                    lists the accounts
qn account add USER --name NAME --organisation NAME --role ROLE[@PLACE]…   creates one
qn account disable USER --reason WHY                        disables one
qn account reset-password USER --reason WHY                 gives a one-time password
Roles: ${roles.join(', ')}.
A place is its division code without trailing zeros: --role townClerk@640302100.
--district chooses the district.
`,
};

/** Opens the database, runs the work and closes it again; given by the command line. */
export type WithDatabase = (work: (db: Database) => Promise<number>) => Promise<number>;

/** Runs `qn account …` and gives the exit code. */
export async function runAccount(
  args: readonly string[],
  io: CommandIo,
  withDatabase: WithDatabase,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      organisation: { type: 'string' },
      role: { type: 'string', multiple: true, default: [] },
      reason: { type: 'string' },
      district: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      lang: { type: 'string' },
    },
  });
  const [verb, username, ...more] = positionals;
  if (values.help || verb === undefined) {
    io.write(say(io, help));
    return 0;
  }
  if (more.length > 0) refuse('多余的参数', 'too many arguments');
  const work = workOf(verb, username, values);
  return withDatabase(async (db) => {
    const districtCode = await chooseDistrict(db, values.district);
    const context = { db, clock: systemClock, actor: systemActor(districtCode) };
    const { text, answer } = await work(context);
    if (values.json) writeJson(io, answer);
    else io.write(say(io, text));
    return 0;
  });
}

type Values = {
  readonly name?: string | undefined;
  readonly organisation?: string | undefined;
  readonly role: readonly string[];
  readonly reason?: string | undefined;
};
type Answer = { readonly text: Text; readonly answer: unknown };
type Work = (context: ActionContext) => Promise<Answer>;

/** What a subcommand does, with its arguments checked before the database is opened. */
function workOf(verb: string, username: string | undefined, values: Values): Work {
  if (verb === 'list') {
    if (username !== undefined) refuse('list 没有参数', 'list takes no argument');
    return list;
  }
  if (!['add', 'disable', 'reset-password'].includes(verb)) {
    refuse(`没有“${verb}”这个子命令`, `there is no subcommand "${verb}"`);
  }
  if (username === undefined) refuse('要给出用户名', 'a user name is needed');
  if (verb === 'add') {
    const { name, organisation } = values;
    if (name === undefined) refuse('要用 --name 给出姓名', '--name is needed');
    if (organisation === undefined)
      refuse('要用 --organisation 给出单位', '--organisation is needed');
    const grants = values.role.map((written) => parseGrant(written));
    if (grants.length === 0) refuse('要用 --role 给出岗位', '--role is needed');
    return (context) => add(context, { username, name, organisation, grants });
  }
  const { reason } = values;
  if (reason === undefined) refuse('要用 --reason 给出原因', '--reason is needed');
  if (verb === 'disable') return (context) => disable(context, username, reason);
  return (context) => reset(context, username, reason);
}

function parseGrant(written: string): RoleGrant {
  const [name = '', place] = written.split('@');
  const role = roles.find((known): known is Role => known === name);
  if (!role) refuse(`没有“${name}”这个岗位`, `there is no role "${name}"`);
  return { role, place: place === undefined || place === '' ? null : place };
}

async function chooseDistrict(db: Database, given: string | undefined): Promise<number> {
  const codes = await db.withoutDistrict(listDistrictCodes);
  const chosen = given === undefined ? codes : codes.filter((code) => String(code) === given);
  const [only, ...others] = chosen;
  if (only === undefined) fail('account.no-district', {});
  if (others.length > 0) {
    refuse(
      `要用 --district 选择：${codes.join('、')}`,
      `choose with --district: ${codes.join(', ')}`,
    );
  }
  return only;
}

async function list({ db, actor: { districtCode } }: ActionContext): Promise<Answer> {
  const { items } = await db.withDistrict(districtCode, (tx) =>
    queries.listAccounts(tx, districtCode, { limit: 10_000, offset: 0 }),
  );
  const lines = (language: 'zh' | 'en') =>
    items.map((account) => {
      const held = account.roles.map(
        ({ role, place }) => `${roleNames[role][language]}${place === null ? '' : `@${place}`}`,
      );
      const state = account.isDisabled ? (language === 'zh' ? '已停用' : 'disabled') : '';
      return `${[account.username, account.name, account.organisation.name, held.join('+'), state]
        .join('\t')
        .trimEnd()}\n`;
    });
  return { text: { zh: lines('zh').join(''), en: lines('en').join('') }, answer: items };
}

type NewAccount = {
  readonly username: string;
  readonly name: string;
  readonly organisation: string;
  readonly grants: readonly RoleGrant[];
};

async function add(context: ActionContext, given: NewAccount): Promise<Answer> {
  const { db, actor } = context;
  const { districtCode } = actor;
  const { username, name, organisation, grants } = given;
  const found = await db.withDistrict(districtCode, (tx) =>
    queries.findOrganisationByName(tx, districtCode, organisation),
  );
  if (!found) fail('organisation.unknown', {});
  const password = makeOneTimePassword();
  const input = {
    username,
    name,
    organisationId: found.organisationId,
    roles: [...grants],
    passwordHash: await hashNewPassword(password),
    mustChangePassword: true,
  };
  const { result } = await perform(context, actions.createAccount, input, { key: randomUUID() });
  return withPassword(result.personId, username, password);
}

function withPassword(personId: string, username: string, oneTimePassword: string): Answer {
  const zh = `账号 ${username}，一次性密码 ${oneTimePassword}（只显示这一次，登录后须修改）\n`;
  const en = `Account ${username}, one-time password ${oneTimePassword} (shown once)\n`;
  return { text: { zh, en }, answer: { personId, username, oneTimePassword } };
}

async function getPersonId({ db, actor }: ActionContext, username: string): Promise<string> {
  const { districtCode } = actor;
  const account = await db.withDistrict(districtCode, (tx) =>
    queries.findAccountByUsername(tx, districtCode, username),
  );
  return account?.personId ?? fail('account.unknown', { username });
}

async function disable(context: ActionContext, username: string, reason: string): Promise<Answer> {
  const personId = await getPersonId(context, username);
  const input = { personId, reason };
  await perform(context, actions.disableAccount, input, { key: randomUUID() });
  const text = { zh: `账号 ${username} 已停用\n`, en: `Account ${username} is disabled\n` };
  return { text, answer: { personId, username, isDisabled: true } };
}

async function reset(context: ActionContext, username: string, reason: string): Promise<Answer> {
  const personId = await getPersonId(context, username);
  const password = makeOneTimePassword();
  const input = { personId, reason, passwordHash: await hashNewPassword(password) };
  await perform(context, actions.resetPassword, input, { key: randomUUID() });
  return withPassword(personId, username, password);
}

function refuse(reasonZh: string, reasonEn: string): never {
  return fail('programme.command-arguments', { command: 'account', reasonZh, reasonEn });
}
