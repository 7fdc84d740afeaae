// Proves what an action may say of itself: where it holds, what the journal keeps, how its gates
// are asked, and that nonsense is refused when it is defined.

import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { testDatabase } from '../../test/helpers/database.ts';
import { makeNotes, newKey, noteKind, notesOn, type Note } from '../../test/helpers/notes.ts';
import { defineAction, type Gate } from './action.ts';
import { perform, performMany } from './perform.ts';

const db = await testDatabase();
const { as, written, historyOf } = notesOn(db);
beforeAll(() => makeNotes(db.pool));

const run = async () => null;
const title = { zh: '看记事', en: 'Look at a note' };
const onNote = {
  title,
  input: z.strictObject({ noteId: z.string(), phone: z.string().optional() }),
  subject: noteKind,
  subjectId: (input: { noteId: string }) => input.noteId,
};

test('an action that holds anywhere needs the role but not the place', async () => {
  const look = defineAction({
    ...onNote,
    name: 'note.look',
    roles: ['enterprise'],
    scope: 'anywhere',
    run,
  });
  const noteId = await written();
  const elsewhere = as('enterprise', '640399999');
  const { isRepeat } = await perform(elsewhere, look, { noteId }, { key: newKey() });
  expect(isRepeat).toBe(false);
  await expect(perform(as('finance'), look, { noteId }, { key: newKey() })).rejects.toMatchObject({
    code: 'action.not-allowed',
  });
});

test('an action says itself what the journal keeps of its input', async () => {
  const call = defineAction({
    ...onNote,
    name: 'note.call',
    roles: ['office'],
    secrets: ['phone'],
    record: ({ noteId }, result) => ({ noteId, phone: '154****0001', seen: result }),
    run: async () => 'answered',
  });
  const noteId = await written();
  const input = { noteId, phone: '15400000001' };
  await perform(as('office'), call, input, { key: newKey() });
  const [entry] = await historyOf(noteId);
  expect(entry?.input).toEqual({ noteId, phone: '154****0001', seen: 'answered' });
});

const isShort = (note: Note) =>
  note.words.length < 10 || ({ code: 'action.unknown', details: { name: note.words } } as const);

test('a gate is asked once for a batch when it can answer for many', async () => {
  const asked: number[] = [];
  const gate: Gate<Note> = {
    name: 'short',
    check: isShort,
    checkMany: async (notes) => {
      asked.push(notes.length);
      return notes.map(isShort);
    },
  };
  const look = defineAction({
    ...onNote,
    name: 'note.look',
    roles: ['office'],
    gates: [gate],
    run,
  });
  const ids = [await written(), await written('a note of many words'), await written()];
  const inputs = ids.map((noteId) => ({ noteId }));
  const options = { key: newKey(), refused: 'collect' } as const;
  const outcome = await performMany(as('office'), look, inputs, options);
  expect(asked).toEqual([3]);
  expect(outcome.accepted.map(({ index }) => index)).toEqual([0, 2]);
  expect(outcome.refused).toMatchObject([{ index: 1, refusal: { code: 'action.unknown' } }]);
});

test('an action without a proper name or without a role is a mistake found at once', () => {
  expect(() => defineAction({ ...onNote, name: 'Note.Look', roles: ['office'], run })).toThrow(
    'noun.verb',
  );
  expect(() => defineAction({ ...onNote, name: 'note.look', roles: [], run })).toThrow('nobody');
});
