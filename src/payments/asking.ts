// Who may read payments: they are of the whole district, so a role in one town is not enough.

import { fail } from '../core/errors.ts';
import { mayActIn } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import { paymentReaders } from './model.ts';

/** Refuses `action.not-here` to those who hold their role in a part of the district only. */
export function requireWholeDistrict(actor: Actor): void {
  if (mayActIn(actor, null, paymentReaders)) return;
  fail('action.not-here', {
    actionZh: '查看全区兑付',
    actionEn: 'See the payments of the district',
  });
}
