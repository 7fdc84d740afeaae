// Proves that a page can know beforehand what perform() would refuse, and that actions are found by
// their names.

import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import {
  actorWith,
  addWord,
  aNote,
  closeNote,
  DISTRICT,
  makeNotes,
  newKey,
  notesOn,
  readNotes,
  writeNote,
} from '../../test/helpers/notes.ts';
import { explainActions } from './explain.ts';
import { perform } from './perform.ts';
import { createRegistry } from './registry.ts';

const db = await testDatabase();
const { ctx, written } = notesOn(db);
beforeAll(() => makeNotes(db.pool));

test('explainActions allows each action or gives the refusal perform() would', async () => {
  const noteId = await written('many, many words');
  const actions = [addWord, closeNote, writeNote];
  const explain = async (actor = ctx.actor) =>
    db.withDistrict(DISTRICT, async (tx) => {
      const [note] = await readNotes(tx, [noteId]);
      if (!note) return expect.fail('the note is there');
      const explained = await explainActions(tx, actor, actions, 'note', note);
      return explained.map(({ action, refusal }) => [action, refusal?.code ?? 'allowed']);
    });
  expect(await explain()).toEqual([
    ['note.add-word', 'action.bad-input'],
    ['note.close', 'allowed'],
  ]);
  expect(await explain(actorWith('audit'))).toEqual([
    ['note.add-word', 'action.not-allowed'],
    ['note.close', 'allowed'],
  ]);
  await perform(ctx, closeNote, { noteId }, { key: newKey() });
  expect(await explain()).toEqual([
    ['note.add-word', 'action.wrong-state'],
    ['note.close', 'action.wrong-state'],
  ]);
});

test('the registry lists names and permissions and refuses two of one name', () => {
  const registry = createRegistry([writeNote, closeNote, addWord]);
  expect(registry.names).toEqual(['note.add-word', 'note.close', 'note.write']);
  expect(registry.permissions).toMatchObject({ 'note.close': ['townClerk', 'audit'] });
  expect(registry.get('note.close')).toBe(closeNote);
  expect(() => registry.get('note.burn')).toThrow('action.unknown');
  expect(() => createRegistry([writeNote, writeNote])).toThrow('two actions are called note.write');
});

test('an action found by name takes unknown input and is as strict', async () => {
  const registry = createRegistry([writeNote]);
  const action = registry.get('note.write');
  await expect(perform(ctx, action, { any: 1 }, { key: newKey() })).rejects.toMatchObject({
    code: 'action.bad-input',
  });
  const { result } = await perform(ctx, action, aNote(), { key: newKey() });
  expect(result).toHaveProperty('noteId');
});
