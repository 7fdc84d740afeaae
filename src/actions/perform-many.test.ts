// Proves that thousands of inputs go through the checks of one, all or nothing or with the refused
// ones told, and with a fixed number of statements.

import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import {
  addWord,
  aNote,
  dayOf,
  makeNotes,
  newKey,
  notesOn,
  writeNote,
} from '../../test/helpers/notes.ts';
import { performMany, type ActionContext } from './perform.ts';

const db = await testDatabase();
const { ctx, written, historyOf, findNote } = notesOn(db);
beforeAll(() => makeNotes(db.pool));

test('performMany stops at the first refusal and leaves nothing', async () => {
  const notes = [aNote(), aNote('refused'), aNote()];
  await expect(performMany(ctx, writeNote, notes, { key: newKey() })).rejects.toMatchObject({
    code: 'action.unknown',
  });
  for (const { noteId } of notes) expect(await findNote(noteId)).toBeUndefined();
});

test('performMany that collects does the others and tells what is refused and why', async () => {
  const twice = aNote();
  const notes = [
    aNote(),
    aNote('refused'),
    twice,
    aNote(''),
    twice,
    { ...aNote(), place: '640399101' },
  ];
  const options = { key: newKey(), refused: 'collect' } as const;
  const outcome = await performMany(ctx, writeNote, notes, options);
  expect(outcome.accepted.map(({ index }) => index)).toEqual([0, 2]);
  expect(outcome.refused.map(({ index, refusal }) => [index, refusal.code])).toEqual([
    [1, 'action.unknown'],
    [3, 'action.bad-input'],
    [4, 'action.subject-twice'],
    [5, 'action.not-here'],
  ]);
  const again = await performMany(ctx, writeNote, notes, options);
  expect(again).toEqual({ ...JSON.parse(JSON.stringify(outcome)), isRepeat: true });
});

test('performMany writes an entry for each input in order, with its own business day', async () => {
  const notes = [aNote(), aNote(), aNote()];
  const days = ['2022-11-01', '2022-11-03', '2022-11-02'].map(dayOf);
  const { accepted } = await performMany(ctx, writeNote, notes, {
    key: newKey(),
    occurredOn: days,
  });
  const ids = accepted.map(({ entryId }) => entryId);
  expect(ids.toSorted()).toEqual(ids);
  for (const [index, { noteId }] of notes.entries()) {
    const history = await historyOf(noteId);
    expect(history).toMatchObject([{ entryId: ids[index], occurredOn: days[index] }]);
  }
});

/** How many statements a batch of new notes takes, beside begin and commit. */
async function countStatements(inputs: number): Promise<number> {
  let statements = 0;
  const counting: ActionContext['db'] = {
    ...db,
    withDistrict: (district, run) =>
      db.withDistrict(district, (tx) => {
        const spied = new Proxy(tx, {
          get(target, name) {
            if (name === 'executeQuery') statements += 1;
            const member: unknown = Reflect.get(target, name, target);
            return typeof member === 'function' ? member.bind(target) : member;
          },
        });
        return run(spied);
      }),
  };
  const notes = Array.from({ length: inputs }, () => aNote());
  await performMany({ ...ctx, db: counting }, writeNote, notes, { key: newKey() });
  return statements;
}

test('performMany does 3,000 inputs with as many statements as 2, but for the chunks', async () => {
  expect(await countStatements(2)).toBe(5);
  expect(await countStatements(3_000)).toBe(7);
});

test('an action written one by one runs in performMany too', async () => {
  const ids = await Promise.all([written(), written()]);
  const inputs = ids.map((noteId) => ({ noteId, word: '!' }));
  const { accepted } = await performMany(ctx, addWord, inputs, { key: newKey() });
  expect(accepted.map(({ result }) => result)).toEqual([{ version: 2 }, { version: 2 }]);
});

test('performMany that collects refuses only the rows whose business day is to come', async () => {
  const days = ['2022-11-15', '2022-11-16'].map(dayOf);
  const options = { key: newKey(), refused: 'collect', occurredOn: days } as const;
  const outcome = await performMany(ctx, writeNote, [aNote(), aNote()], options);
  expect(outcome.accepted.map(({ index }) => index)).toEqual([0]);
  expect(outcome.refused).toMatchObject([{ index: 1, refusal: { code: 'action.day-in-future' } }]);
});
