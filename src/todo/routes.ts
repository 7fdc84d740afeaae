// The address of what waits for whoever asks.

import * as contracts from '../contracts/todo.ts';
import { dayInChina } from '../core/day.ts';
import { route } from '../http/route.ts';
import type { Router } from '../http/route.ts';
import type { Services } from '../http/services.ts';
import { holdsAny, scopesOf } from '../people/model.ts';
import type { Role } from '../people/model.ts';
import { todoIds, todoKinds } from './model.ts';
import { countTodo } from './queries.ts';

export function registerTodo(router: Router, { db, clock }: Services): void {
  route(router, contracts.listTodo, ({ actor }) => {
    const today = dayInChina(clock());
    const kinds = todoIds.filter((kind) => holdsAny(actor, todoKinds[kind].roles));
    return db.withDistrict(actor.districtCode, async (tx) => {
      const items = [];
      for (const kind of kinds) {
        const roles: readonly Role[] = todoKinds[kind].roles;
        // An enterprise sees its own jobs wherever they are, the others what is in their places.
        const officials = roles.filter((role) => role !== 'enterprise');
        const isOwnJobs = !holdsAny(actor, officials);
        const places = isOwnJobs ? null : scopesOf(actor, officials);
        const waiting = await countTodo(tx, kind, { actor, today, places, isOwnJobs });
        items.push({ kind, ...waiting });
      }
      return { today, items };
    });
  });
}
