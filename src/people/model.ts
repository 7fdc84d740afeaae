// Who may do what, and where: roles, the acting person, and the two questions asked of them.
// Pure and browser-safe, so that the web app greys a button by the same rule the server refuses by.

import type { Text } from '../core/text.ts';

/** The thirteen roles, each with its name in both languages. The order is the one shown. */
export const roleNames = {
  office: { zh: '领导小组办公室', en: 'Leading group office' },
  leadAgency: { zh: '牵头单位', en: 'Lead agency' },
  townClerk: { zh: '乡镇经办', en: 'Town clerk' },
  villageWorker: { zh: '村级采集员', en: 'Village worker' },
  enterprise: { zh: '实施企业', en: 'Enterprise' },
  inspector: { zh: '验收人员', en: 'Inspector' },
  finance: { zh: '财政局', en: 'Finance' },
  audit: { zh: '审计局', en: 'Audit' },
  supervision: { zh: '政府督查室', en: 'Supervision' },
  environment: { zh: '生态环境部门', en: 'Environment' },
  utility: { zh: '供电、燃气、热力单位', en: 'Utility' },
  household: { zh: '农户', en: 'Household' },
  administrator: { zh: '系统管理员', en: 'Administrator' },
} as const satisfies Record<string, Text>;

export type Role = keyof typeof roleNames;

export const roles = Object.keys(roleNames) as readonly Role[];

/**
 * A role held in a place. `place` is a place key: the division code without its trailing zeros
 * (`640302100` a town, `640302100210` a village, `640302L01` a local place); null = whole district.
 */
export type RoleGrant = { readonly role: Role; readonly place: string | null };

/** The person who acts, as every action and every route sees them. */
export type Actor = {
  readonly personId: string;
  readonly organisationId: string;
  readonly districtCode: number;
  readonly roles: readonly RoleGrant[];
};

/** Which roles may perform an action. A capability keeps its own table of this shape. */
export type MayTable = Readonly<Record<string, readonly Role[]>>;

/** The actions of people, places and decisions: action → the roles that may perform it. */
export const may = {
  'account.create': ['administrator'],
  'account.disable': ['administrator'],
  'account.enable': ['administrator'],
  'account.reset-password': ['administrator'],
  'account.change-password': roles,
  'role.grant': ['administrator'],
  'role.revoke': ['administrator'],
  'token.create': ['administrator'],
  'token.revoke': ['administrator'],
  'organisation.register': ['administrator', 'office'],
  'place.add-local': ['administrator', 'office', 'townClerk'],
  'place.rename': ['administrator', 'office'],
  'place.add-alias': ['administrator', 'office', 'townClerk'],
  'place.merge': ['administrator', 'office'],
  'decision.choose': ['office'],
} as const satisfies MayTable;

/** True when the key `place` is `scope` itself or lies below it (keys grow by three characters). */
export function isWithin(place: string, scope: string): boolean {
  return place.startsWith(scope) && (place.length - scope.length) % 3 === 0;
}

/**
 * True when the actor holds one of `allowed` (any role when omitted) in a scope that covers
 * `place`. `place` null asks for the whole district, which a role in one town does not give.
 */
export function mayActIn(
  actor: Pick<Actor, 'roles'>,
  place: string | null,
  allowed?: readonly Role[],
): boolean {
  return actor.roles.some(
    (grant) =>
      (!allowed || allowed.includes(grant.role)) &&
      (grant.place === null || (place !== null && isWithin(place, grant.place))),
  );
}

/** True when the actor holds one of `allowed` anywhere at all. */
export function holdsAny(actor: Pick<Actor, 'roles'>, allowed: readonly Role[]): boolean {
  return actor.roles.some((grant) => allowed.includes(grant.role));
}

/**
 * The place keys in which the actor holds one of `allowed` (any role when omitted): null when
 * the whole district, else the outermost keys, possibly none. For the WHERE of a list.
 */
export function scopesOf(
  actor: Pick<Actor, 'roles'>,
  allowed?: readonly Role[],
): readonly string[] | null {
  const grants = actor.roles.filter((grant) => !allowed || allowed.includes(grant.role));
  if (grants.some((grant) => grant.place === null)) return null;
  const keys = [...new Set(grants.map((grant) => grant.place ?? ''))].toSorted();
  return keys.filter((key) => !keys.some((other) => other !== key && isWithin(key, other)));
}

/** A user name: 3–30 of a–z, 0–9, dot, dash or underscore, beginning with a letter or digit. */
export const usernamePattern = /^[a-z0-9][a-z0-9._-]{2,29}$/;

export const passwordLengthMin = 10;
export const passwordLengthMax = 128;

const wellKnown = ['password', 'qingnuan', '12345678', 'qwertyui', 'admin123', '88888888'];

/** Why a password is refused; undefined when it may be used. */
export type PasswordFault = 'too-short' | 'too-long' | 'too-simple' | 'holds-username';

/**
 * Judges a password: at least 10 characters, at least 5 different ones, not the user name and not
 * one of the passwords everybody tries. Length counts for more than kinds of characters.
 */
export function judgePassword(password: string, username: string): PasswordFault | undefined {
  const characters = [...password];
  if (characters.length < passwordLengthMin) return 'too-short';
  if (characters.length > passwordLengthMax) return 'too-long';
  const lower = password.toLowerCase();
  if (username.length >= 4 && lower.includes(username.toLowerCase())) return 'holds-username';
  if (new Set(characters).size < 5) return 'too-simple';
  const bare = wellKnown.reduce((rest, word) => rest.replaceAll(word, ''), lower);
  return [...bare].length < passwordLengthMin - 6 ? 'too-simple' : undefined;
}
