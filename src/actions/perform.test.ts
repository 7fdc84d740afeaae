// Proves what perform() refuses, in which words, and that each thing done has exactly one entry in
// the journal. Repeats are in repeat.test.ts, batches in perform-many.test.ts.

import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import {
  addWord,
  aNote,
  closeNote,
  dayOf,
  DISTRICT,
  makeNotes,
  newKey,
  notesOn,
  refusalOf,
  writeNote,
} from '../../test/helpers/notes.ts';
import { rowsOf } from '../journal/queries.ts';
import { perform } from './perform.ts';

const db = await testDatabase();
const { ctx, as, commits, written, historyOf, findNote, countRequests } = notesOn(db);
beforeAll(() => makeNotes(db.pool));

test('note.write is refused to a person without the role, who is told whose it is', async () => {
  const refusal = await refusalOf(
    perform(as('finance'), writeNote, aNote(), { key: newKey() }),
    'action.not-allowed',
  );
  expect(refusal.text.zh).toBe('“写记事”由乡镇经办、领导小组办公室办理，您没有这项权限。');
});

test('note.write is refused in a town of somebody else', async () => {
  const elsewhere = { ...aNote(), place: '640399101' };
  await expect(perform(ctx, writeNote, elsewhere, { key: newKey() })).rejects.toMatchObject({
    code: 'action.not-here',
  });
  const anywhere = as('townClerk', '640399102');
  await expect(perform(anywhere, writeNote, aNote(), { key: newKey() })).rejects.toMatchObject({
    code: 'action.not-here',
  });
});

test('note.write is refused on bad input, with field and reason in both languages', async () => {
  const bad = { ...aNote(), words: '' };
  const refusal = await refusalOf(
    perform(ctx, writeNote, bad, { key: newKey() }),
    'action.bad-input',
  );
  expect(refusal.details).toMatchObject({ field: 'words' });
  expect(refusal.text.zh).not.toBe(refusal.text.en);
  const nul = { ...aNote(), words: 'a\0b' };
  await expect(perform(ctx, writeNote, nul, { key: newKey() })).rejects.toMatchObject({
    code: 'action.bad-input',
  });
});

test('a request without a proper key is refused', async () => {
  for (const key of ['', 'short', 'with space in it', 'k'.repeat(201), '钥匙钥匙钥匙钥匙']) {
    await expect(perform(ctx, writeNote, aNote(), { key })).rejects.toMatchObject({
      code: 'action.bad-key',
    });
  }
});

test('note.close is refused in the wrong state, naming those that allow it', async () => {
  const noteId = await written();
  await perform(ctx, closeNote, { noteId }, { key: newKey() });
  const refusal = await refusalOf(
    perform(ctx, closeNote, { noteId }, { key: newKey() }),
    'action.wrong-state',
  );
  expect(refusal.text.zh).toContain('现在的状态是“已关闭”');
  expect(refusal.text.en).toContain('only when it is: written');
});

test('note.close is refused on a note that is not there', async () => {
  await expect(
    perform(ctx, closeNote, { noteId: 'none' }, { key: newKey() }),
  ).rejects.toMatchObject({ code: 'action.subject-not-found' });
});

test('note.add-word is refused by its gate with the clause, and on a stale version', async () => {
  const long = await written('many, many words');
  const refusal = await refusalOf(
    perform(ctx, addWord, { noteId: long, word: '!' }, { key: newKey() }),
    'action.bad-input',
  );
  expect(refusal.clause).toBe('九');
  const noteId = await written();
  const options = { key: newKey(), expectedVersion: 2 };
  const stale = await refusalOf(
    perform(ctx, addWord, { noteId, word: '!' }, options),
    'action.stale-version',
  );
  expect(stale.details).toMatchObject({ expected: 2, actual: 1 });
  await perform(ctx, addWord, { noteId, word: '!' }, { key: newKey(), expectedVersion: 1 });
});

test('a business day in the future or before the last one is refused', async () => {
  const noteId = await written();
  const tomorrow = { key: newKey(), occurredOn: dayOf('2022-11-16') };
  await expect(perform(ctx, addWord, { noteId, word: '!' }, tomorrow)).rejects.toMatchObject({
    code: 'action.day-in-future',
  });
  const before = { key: newKey(), occurredOn: dayOf('2022-11-14') };
  await expect(perform(ctx, addWord, { noteId, word: '!' }, before)).rejects.toMatchObject({
    code: 'action.day-too-early',
  });
});

test('a refused action leaves no entry, no request and no change', async () => {
  const noteId = await written('many, many words');
  const before = await countRequests();
  await expect(
    perform(ctx, addWord, { noteId, word: '!' }, { key: newKey() }),
  ).rejects.toMatchObject({ code: 'action.bad-input' });
  expect(await historyOf(noteId)).toHaveLength(1);
  expect(await countRequests()).toBe(before);
  expect(await findNote(noteId)).toMatchObject({ version: 1 });
});

test('note.write writes the note and one entry, which says who, what and when', async () => {
  const note = aNote();
  const { entryId, isRepeat, result } = await perform(ctx, writeNote, note, {
    key: 'key-for-a-note',
    occurredOn: dayOf('2022-11-14'),
  });
  expect(isRepeat).toBe(false);
  expect(result).toEqual({ noteId: note.noteId });
  expect(await historyOf(note.noteId)).toEqual([
    {
      entryId,
      districtCode: DISTRICT,
      recordedAt: '2022-11-15T08:30:00.000Z',
      occurredOn: '2022-11-14',
      actorId: 'the townClerk',
      organisationId: 'o-1',
      role: 'townClerk',
      action: 'note.write',
      subjectType: 'note',
      subjectId: note.noteId,
      key: 'key-for-a-note',
      input: note,
      result: { noteId: note.noteId },
    },
  ]);
  expect(commits.at(-1)).toEqual({
    districtCode: DISTRICT,
    action: 'note.write',
    entryIds: [entryId],
  });
});

test('a secret field is neither in the journal nor in the stored request', async () => {
  const note = { ...aNote(), secret: 'open sesame' };
  await perform(ctx, writeNote, note, { key: newKey() });
  const [entry] = await historyOf(note.noteId);
  expect(entry?.input).not.toHaveProperty('secret');
  expect(JSON.stringify(entry)).not.toContain('sesame');
});

test('a dry run gives the result and leaves nothing behind', async () => {
  const note = aNote();
  const before = await countRequests();
  const { result } = await perform(ctx, writeNote, note, { dryRun: true });
  expect(result).toEqual({ noteId: note.noteId });
  expect(await findNote(note.noteId)).toBeUndefined();
  expect(await historyOf(note.noteId)).toEqual([]);
  expect(await countRequests()).toBe(before);
  const bad = { ...note, words: 'refused' };
  await expect(perform(ctx, writeNote, bad, { dryRun: true })).rejects.toMatchObject({
    code: 'action.unknown',
  });
});

test('the application can neither change nor remove what the journal holds', async () => {
  await written();
  const statements = [
    'update journal_entries set action = action',
    'delete from journal_entries',
    'truncate journal_entries',
    'update journal_requests set key = key',
    'delete from journal_requests',
    'update journal_leaves set position = position',
    'delete from journal_checkpoints',
    'update journal_nodes set hash = hash',
  ];
  for (const statement of statements) {
    const work = db.withDistrict(DISTRICT, (tx) => rowsOf(tx, statement, []));
    await expect(work).rejects.toThrow('permission denied');
  }
});
