// The offices of the demo district and one account for each, so that a visitor can look through
// anybody's eyes. Offices only: no account bears a person's name.

import { perform } from '../actions/perform.ts';
import type { ActionContext } from '../actions/perform.ts';
import type { organisationKinds } from '../contracts/people.ts';
import { createAccount, registerOrganisation } from '../people/actions.ts';
import { findOrganisationByName } from '../people/queries.ts';
import type { Actor, Role } from '../people/model.ts';
import { creditCodeOf, demoMark } from './identities.ts';

type Organisation = {
  readonly id: string;
  readonly name: string;
  readonly kind: (typeof organisationKinds)[number];
  readonly creditCode?: string;
};

/** An account: its user name, whom it stands for, and what it may do. */
type Post = {
  readonly username: string;
  readonly name: string;
  readonly organisation: string;
  readonly roles: ReadonlyArray<{ readonly role: Role; readonly place: string | null }>;
};

const departments = {
  office: { name: '领导小组办公室', roles: ['office'] },
  agriculture: { name: '区农业农村局', roles: ['leadAgency', 'inspector'] },
  housing: { name: '区住建和交通局', roles: ['leadAgency', 'inspector'] },
  drc: { name: '区发展和改革局', roles: ['inspector'] },
  finance: { name: '区财政局', roles: ['finance'] },
  environment: { name: '市生态环境局利通分局', roles: ['environment'] },
  audit: { name: '区审计局', roles: ['audit'] },
  supervision: { name: '政府督查室', roles: ['supervision'] },
} as const satisfies Record<string, { name: string; roles: readonly Role[] }>;

/** Clean-heating enterprises, invented; the last one is suspended on the way. */
export const demoEnterprises = [
  { id: 'e1', name: `暖冬甲新能源有限公司${demoMark}` },
  { id: 'e2', name: `暖冬乙热泵科技有限公司${demoMark}` },
  { id: 'e3', name: `暖冬丙电采暖有限公司${demoMark}` },
  { id: 'e4', name: `暖冬丁燃气设备有限公司${demoMark}` },
  { id: 'e5', name: `暖冬戊热力工程有限公司${demoMark}` },
  { id: 'e6', name: `暖冬己安装工程有限公司${demoMark}` },
] as const;

/** A town or farm by its key and name. */
export type Town = { readonly key: string; readonly name: string };

/** The people of the demonstration by user name. */
export type Staff = {
  readonly get: (username: string) => Actor;
  /** A line for each account: its user name and whom it stands for. */
  readonly lines: readonly string[];
};

/** Makes organisations and accounts, all with the same password; those made before stay. */
export async function makeStaff(
  context: ActionContext,
  towns: readonly Town[],
  passwordHash: string,
): Promise<Staff> {
  const organisations = new Map<string, string>();
  for (const organisation of organisationsOf(towns)) {
    organisations.set(organisation.id, await ensureOrganisation(context, organisation));
  }
  const { districtCode } = context.actor;
  const actors = new Map<string, Actor>();
  for (const { username, name, organisation, roles } of postsOf(towns)) {
    const organisationId = organisations.get(organisation) ?? '';
    const account = { username, name, organisationId, roles: [...roles], passwordHash };
    const { result } = await perform(
      context,
      createAccount,
      { ...account, mustChangePassword: false },
      { key: `demo-account-${username}` },
    );
    const { personId } = result;
    actors.set(username, { personId, organisationId, districtCode, roles: [...roles] });
  }
  const get = (username: string): Actor => {
    const actor = actors.get(username);
    if (!actor) throw new Error(`no account ${username}`);
    return actor;
  };
  return { get, lines: postsOf(towns).map(({ username, name }) => `${username}  ${name}`) };
}

function organisationsOf(towns: readonly Town[]): Organisation[] {
  return [
    // The names of the programme: by them a department is known when it signs.
    ...Object.entries(departments).map(([id, { name }]) => ({
      id,
      name,
      kind: 'government' as const,
    })),
    ...towns.map(({ key, name }) => ({
      id: key,
      name: `${name}清洁取暖专班${demoMark}`,
      kind: 'town' as const,
    })),
    ...demoEnterprises.map(({ id, name }, at) => ({
      id,
      name,
      kind: 'enterprise' as const,
      creditCode: creditCodeOf(at + 1),
    })),
  ];
}

/** An account with one role in the whole district. */
const post = (username: string, organisation: string, role: Role, name: string): Post => ({
  username,
  name,
  organisation,
  roles: [{ role, place: null }],
});

function postsOf(towns: readonly Town[]): Post[] {
  const offices = Object.entries(departments).flatMap(([id, { name, roles }]) =>
    roles.map((role) => post(`${role === 'inspector' ? 'joint-' : ''}${id}`, id, role, name)),
  );
  const towned = towns.flatMap(({ key, name }, at) => {
    const place = (role: Role) => [{ role, place: key }];
    const number = String(at + 1).padStart(2, '0');
    return [
      {
        username: `clerk-${number}`,
        name: `${name}经办`,
        organisation: key,
        roles: place('townClerk'),
      },
      {
        username: `check-${number}`,
        name: `${name}复核`,
        organisation: key,
        roles: place('townClerk'),
      },
      {
        username: `village-${number}`,
        name: `${name}村级采集`,
        organisation: key,
        roles: place('villageWorker'),
      },
    ];
  });
  const enterprises = demoEnterprises.map(({ id, name }, at) =>
    post(`enterprise-${at + 1}`, id, 'enterprise', name),
  );
  return [
    ...offices,
    post('finance-2', 'finance', 'finance', '区财政局复核'),
    post('joint-finance', 'finance', 'inspector', '区财政局验收'),
    post('joint-environment', 'environment', 'inspector', '市生态环境局利通分局验收'),
    post('joint-audit', 'audit', 'inspector', '区审计局验收'),
    ...towned,
    ...enterprises,
  ];
}

async function ensureOrganisation(context: ActionContext, given: Organisation): Promise<string> {
  const { id, name, kind, creditCode = null } = given;
  const { db, actor } = context;
  const known = await db.withDistrict(actor.districtCode, (tx) =>
    findOrganisationByName(tx, actor.districtCode, name),
  );
  if (known) return known.organisationId;
  const input = { name, kind, creditCode };
  const { result } = await perform(context, registerOrganisation, input, {
    key: `demo-organisation-${id}`,
  });
  return result.organisationId;
}
