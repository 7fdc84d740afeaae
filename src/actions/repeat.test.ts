// Proves that one request is done once, however often and however fast it is sent.

import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import {
  addWord,
  aNote,
  closeNote,
  makeNotes,
  newKey,
  notesOn,
  writeNote,
} from '../../test/helpers/notes.ts';
import { perform, type ActionContext } from './perform.ts';

const db = await testDatabase();
const { ctx, commits, written, historyOf, findNote } = notesOn(db);
beforeAll(() => makeNotes(db.pool));

test('the same key with the same input gives the stored result and does nothing', async () => {
  const noteId = await written();
  const key = newKey();
  const first = await perform(ctx, addWord, { noteId, word: '!' }, { key });
  const commitCount = commits.length;
  const second = await perform(ctx, addWord, { noteId, word: '!' }, { key });
  expect(second).toEqual({ ...first, isRepeat: true });
  expect(commits).toHaveLength(commitCount);
  expect(await historyOf(noteId)).toHaveLength(2);
  expect(await findNote(noteId)).toMatchObject({ words: 'words!', version: 2 });
});

test('the same key with other input, action or person is refused', async () => {
  const noteId = await written();
  const key = newKey();
  await perform(ctx, addWord, { noteId, word: '!' }, { key });
  await expect(perform(ctx, addWord, { noteId, word: '?' }, { key })).rejects.toMatchObject({
    code: 'action.key-reused',
  });
  await expect(perform(ctx, closeNote, { noteId }, { key })).rejects.toMatchObject({
    code: 'action.key-reused',
  });
  const other = { ...ctx, actor: { ...ctx.actor, personId: 'another' } };
  await expect(perform(other, addWord, { noteId, word: '!' }, { key })).rejects.toMatchObject({
    code: 'action.key-reused',
  });
});

test('the same key is another request in another district', async () => {
  const key = newKey();
  const note = aNote();
  const { entryId } = await perform(ctx, writeNote, note, { key });
  const other = { ...ctx, actor: { ...ctx.actor, districtCode: 640398 } };
  const elsewhere = await perform(other, writeNote, note, { key });
  expect(elsewhere.isRepeat).toBe(false);
  expect((await historyOf(note.noteId)).map((entry) => entry.entryId)).toEqual([entryId]);
});

test('many requests with one key at once: one is done, all get its result', async () => {
  for (let round = 0; round < 10; round += 1) {
    const noteId = await written();
    const key = newKey();
    const word = { noteId, word: '!' };
    const all = await Promise.all(
      Array.from({ length: 8 }, () => perform(ctx, addWord, word, { key })),
    );
    expect(all.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
    expect(new Set(all.map(({ entryId }) => entryId)).size).toBe(1);
    expect(await findNote(noteId)).toMatchObject({ version: 2 });
    expect(await historyOf(noteId)).toHaveLength(2);
  }
});

test('many with one key at once: those that come too late get the stored result', async () => {
  const noteId = await written();
  const key = newKey();
  const all = await Promise.all(
    Array.from({ length: 8 }, () => perform(ctx, closeNote, { noteId }, { key })),
  );
  expect(all.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
  const writes = { key: newKey(), note: aNote() };
  const made = await Promise.all(
    Array.from({ length: 8 }, () => perform(ctx, writeNote, writes.note, { key: writes.key })),
  );
  expect(made.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
});

test('different keys at once: one is done, the others find the state wrong', async () => {
  const noteId = await written();
  const all = await Promise.allSettled(
    Array.from({ length: 8 }, () => perform(ctx, closeNote, { noteId }, { key: newKey() })),
  );
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const one of all) {
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'action.wrong-state' });
  }
});

test('two inputs with one key at once: one is done, the other is refused', async () => {
  const notes = [aNote(), aNote()];
  const key = newKey();
  const both = await Promise.allSettled(
    notes.map((note) => perform(ctx, writeNote, note, { key })),
  );
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const refused = both.find(({ status }) => status === 'rejected');
  expect(refused).toMatchObject({ reason: { code: 'action.key-reused' } });
});

test('when the answer to the commit is lost, the work is found done', async () => {
  let isLost = false;
  const losing: ActionContext['db'] = {
    ...db,
    async withDistrict(districtCode, run) {
      const answer = await db.withDistrict(districtCode, run);
      if (isLost) return answer;
      isLost = true;
      throw new Error('Connection terminated unexpectedly');
    },
  };
  const note = aNote();
  const { result } = await perform({ ...ctx, db: losing }, writeNote, note, { key: newKey() });
  expect(result).toEqual({ noteId: note.noteId });
  expect(await historyOf(note.noteId)).toHaveLength(1);
});
