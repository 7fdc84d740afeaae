// What waits for whoever asks, by their roles and in their places.

import { z } from 'zod';
import { todoIds } from '../todo/model.ts';
import { contract } from './contract.ts';

const count = z.number().int();

export const listTodo = contract({
  method: 'GET',
  path: '/api/todo',
  summary: { zh: '待办', en: 'What waits for me' },
  access: 'signed-in',
  reply: z.object({
    today: z.string(),
    /** Every kind the person's roles have, also with nothing to do. */
    items: z.array(
      z.object({
        kind: z.enum(todoIds),
        count,
        /** How many are past their deadline; null where there is none. */
        overdueCount: count.nullable(),
        /** The day since which the oldest waits. */
        oldestOn: z.string().nullable(),
        /** What they come to, where it is about money. */
        amountFen: z.number().int().nullable(),
      }),
    ),
  }),
  errors: [],
});
