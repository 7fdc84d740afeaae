// What an overview shows beside its counts: where cases wait, how long and with whom; and how many
// were reached month by month, which the as-of control draws.

import { z } from 'zod';
import { CaseState, Works, Year } from './households.ts';
import { DayText } from './households.ts';
import { ledgerReaders } from '../households/model.ts';
import { overDaysUsual } from '../overview/model.ts';
import { contract, PlaceKey } from './contract.ts';

const count = z.number().int();
const year = z.coerce.number().pipe(Year);
const places = { works: Works.default('heating'), under: PlaceKey.optional() };

export const getWaiting = contract({
  method: 'GET',
  path: '/api/overview/waiting',
  summary: {
    zh: '各步停留：多少户、停了多久、由谁办',
    en: 'Where cases wait: how many, how long, with whom',
  },
  access: ledgerReaders,
  query: z.object({
    ...places,
    asOf: DayText.optional().meta({ type: 'string', format: 'date' }),
    year: year.optional(),
    /** How many days in one state are too many. */
    overDays: z.coerce.number().int().min(1).max(2000).default(overDaysUsual),
  }),
  reply: z.object({
    asOf: z.string(),
    /** The last day by which a case must have come into its state to be counted as over. */
    overSince: z.string(),
    rows: z.array(
      z.object({
        state: CaseState,
        townKey: PlaceKey,
        /** Who has it under contract, in the states in which the enterprise is to act. */
        enterpriseName: z.string().nullable(),
        count,
        overCount: count,
        /** The day on which the oldest came into the state. */
        oldestOn: z.string(),
      }),
    ),
  }),
  errors: ['action.not-here'],
});

export const getPace = contract({
  method: 'GET',
  path: '/api/overview/pace',
  summary: { zh: '逐月完成户数', en: 'How many were reached month by month' },
  access: ledgerReaders,
  query: z.object({ ...places, year: year.optional() }),
  reply: z.object({
    /** Today in China: the last day an overview can be asked for. */
    today: z.string(),
    months: z.array(
      z.object({
        /** First day of the month. */
        monthOn: z.string(),
        /** Accepted and beyond, more or fewer than at the end of the month before. */
        counted: count,
        /** The same of installed and beyond. */
        installed: count,
      }),
    ),
  }),
  errors: ['action.not-here'],
});
