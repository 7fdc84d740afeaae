// The conditions of an action that need no database: who, where, which state, which day.
// Pure, so that perform() refuses and the pages grey a button by the same sentences.

import type { Day } from '../core/day.ts';
import type { Refusal } from '../core/errors.ts';
import type { Text } from '../core/text.ts';
import { mayActIn, roleNames, type Actor, type RoleGrant } from '../people/model.ts';
import { refusalOf, type Action, type Subject } from './action.ts';

type Named = Pick<Action, 'title' | 'roles' | 'scope'>;
type Conditions = Pick<Action, 'title' | 'from' | 'kind'>;

/** The role that lets the actor do it in `place` (undefined: somewhere), or why none does. */
export function may(
  actor: Pick<Actor, 'roles'>,
  action: Named,
  place?: string | null,
): RoleGrant | Refusal {
  const { zh: actionZh, en: actionEn } = action.title;
  const held = actor.roles.filter(({ role }) => action.roles.includes(role));
  const [first] = held;
  if (!first) {
    const names = action.roles.map((role) => roleNames[role]);
    const rolesZh = names.map(({ zh }) => zh).join('、');
    const rolesEn = names.map(({ en }) => en).join(', ');
    return refusalOf({
      code: 'action.not-allowed',
      details: { actionZh, actionEn, rolesZh, rolesEn },
    });
  }
  if (place === undefined || action.scope === 'anywhere') return first;
  const here = held.find((grant) => mayActIn({ roles: [grant] }, place));
  return here ?? refusalOf({ code: 'action.not-here', details: { actionZh, actionEn } });
}

/** Why the subject's state does not allow the action; undefined when it does. */
export function refuseState(action: Conditions, subject: Subject): Refusal | undefined {
  if (!action.from || (subject.state !== null && action.from.includes(subject.state))) {
    return undefined;
  }
  const names = action.kind?.states ?? {};
  const name = (state: string): Text => names[state] ?? { zh: state, en: state };
  const from = action.from.map(name);
  const state = subject.state === null ? { zh: '无', en: 'none' } : name(subject.state);
  return refusalOf({
    code: 'action.wrong-state',
    details: {
      state: subject.state,
      from: action.from,
      stateZh: state.zh,
      stateEn: state.en,
      actionZh: action.title.zh,
      actionEn: action.title.en,
      fromZh: from.map(({ zh }) => zh).join('、'),
      fromEn: from.map(({ en }) => en).join(', '),
    },
  });
}

/** Why the business day is refused: before the subject's last one; undefined when it is not. */
export function refuseDay(day: Day, { lastDay }: Subject): Refusal | undefined {
  if (lastDay === null || day >= lastDay) return undefined;
  return refusalOf({ code: 'action.day-too-early', details: { day, lastDay } });
}
