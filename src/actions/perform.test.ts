// Proves what perform() refuses, that one request is done once however often it is sent, and that
// each thing done has exactly one entry in the journal.

import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { fixedClock } from '../core/clock.ts';
import { parseDay, type Day } from '../core/day.ts';
import { Refusal, type ErrorCode } from '../core/errors.ts';
import { listEntriesOf, rowsOf } from '../journal/queries.ts';
import { explainActions } from './explain.ts';
import {
  actorWith, addWord, closeNote, DISTRICT, makeNotes, newKey, readNotes, TOWN, writeNote,
} from './notes.fixture.ts';
import { perform, performMany, type ActionContext, type Commit } from './perform.ts';
import { createRegistry } from './registry.ts';

const db = await testDatabase();
const commits: Commit[] = [];
const ctx: ActionContext = {
  db,
  clock: fixedClock('2022-11-15T08:30:00.000Z'),
  actor: actorWith('townClerk', TOWN),
  onCommit: (commit) => commits.push(commit),
};
const as = (role: Parameters<typeof actorWith>[0], place: string | null = null): ActionContext => ({
  ...ctx,
  actor: actorWith(role, place),
});

beforeAll(() => makeNotes(db.pool));

let noteCount = 0;
const aNote = (words = 'words') => ({ noteId: `note-${(noteCount += 1)}`, place: TOWN, words });
async function writtenNote(words?: string): Promise<string> {
  const note = aNote(words);
  await perform(ctx, writeNote, note, { key: newKey() });
  return note.noteId;
}
const historyOf = (id: string) =>
  db.withDistrict(DISTRICT, (tx) => listEntriesOf(tx, DISTRICT, { type: 'note', id }));
const findNote = async (id: string) =>
  (await db.withDistrict(DISTRICT, (tx) => readNotes(tx, [id])))[0];
const countKeys = async (): Promise<number> => {
  const rows = await db.withDistrict(DISTRICT, (tx) =>
    rowsOf<{ count: number }>(
      tx, 'select count(*) from journal_requests where district_code = $1', [DISTRICT]));
  return rows[0]?.count ?? -1;
};
const dayOf = (text: string): Day => parseDay(text) ?? expect.fail(`${text} is no day`);

async function refusalOf(work: Promise<unknown>, code: ErrorCode): Promise<Refusal> {
  const error = await work.then(() => expect.fail(`not refused with ${code}`), (e: unknown) => e);
  if (!(error instanceof Refusal)) throw error;
  expect(error.code).toBe(code);
  return error;
}

test('note.write is refused to a person without the role, who is told whose it is', async () => {
  const refusal = await refusalOf(
    perform(as('finance'), writeNote, aNote(), { key: newKey() }), 'action.not-allowed');
  expect(refusal.text.zh).toBe(
    '“写记事”由乡镇经办、领导小组办公室办理，您没有这项权限。');
});

test('note.write is refused in another town, and in the whole district to a town clerk', async () => {
  const elsewhere = { ...aNote(), place: '640399101' };
  await refusalOf(perform(ctx, writeNote, elsewhere, { key: newKey() }), 'action.not-here');
  const anywhere = as('townClerk', '640399102');
  await refusalOf(perform(anywhere, writeNote, aNote(), { key: newKey() }), 'action.not-here');
});

test('note.write is refused on bad input, with the field and the reason in both languages', async () => {
  const bad = { ...aNote(), words: '' };
  const refusal = await refusalOf(perform(ctx, writeNote, bad, { key: newKey() }), 'action.bad-input');
  expect(refusal.details).toMatchObject({ field: 'words' });
  expect(refusal.text.zh).not.toBe(refusal.text.en);
  const nul = { ...aNote(), words: 'a\0b' };
  await refusalOf(perform(ctx, writeNote, nul, { key: newKey() }), 'action.bad-input');
});

test('a request without a proper key is refused', async () => {
  for (const key of ['', 'short', 'with space in it', 'k'.repeat(201), '钥匙钥匙钥匙钥匙']) {
    await refusalOf(perform(ctx, writeNote, aNote(), { key }), 'action.bad-key');
  }
});

test('note.close is refused in the wrong state, naming the state and those that allow it', async () => {
  const noteId = await writtenNote();
  await perform(ctx, closeNote, { noteId }, { key: newKey() });
  const refusal = await refusalOf(
    perform(ctx, closeNote, { noteId }, { key: newKey() }), 'action.wrong-state');
  expect(refusal.text.zh).toContain('现在的状态是“已关闭”');
  expect(refusal.text.en).toContain('only when it is: written');
});

test('note.close is refused on a note that is not there', async () => {
  await refusalOf(
    perform(ctx, closeNote, { noteId: 'none' }, { key: newKey() }), 'action.subject-not-found');
});

test('note.add-word is refused by its gate with the clause, and on a stale version', async () => {
  const long = await writtenNote('many, many words');
  const refusal = await refusalOf(
    perform(ctx, addWord, { noteId: long, word: '!' }, { key: newKey() }), 'action.bad-input');
  expect(refusal.clause).toBe('九');
  const noteId = await writtenNote();
  const options = { key: newKey(), expectedVersion: 2 };
  const stale = await refusalOf(
    perform(ctx, addWord, { noteId, word: '!' }, options), 'action.stale-version');
  expect(stale.details).toMatchObject({ expected: 2, actual: 1 });
  await perform(ctx, addWord, { noteId, word: '!' }, { key: newKey(), expectedVersion: 1 });
});

test('a business day in the future or before the last one is refused', async () => {
  const noteId = await writtenNote();
  const tomorrow = { key: newKey(), occurredOn: dayOf('2022-11-16') };
  await refusalOf(
    perform(ctx, addWord, { noteId, word: '!' }, tomorrow), 'action.day-in-future');
  const before = { key: newKey(), occurredOn: dayOf('2022-11-14') };
  await refusalOf(perform(ctx, addWord, { noteId, word: '!' }, before), 'action.day-too-early');
});

test('a refused action leaves no entry, no request and no change', async () => {
  const noteId = await writtenNote('many, many words');
  const before = await countKeys();
  await refusalOf(
    perform(ctx, addWord, { noteId, word: '!' }, { key: newKey() }), 'action.bad-input');
  expect(await historyOf(noteId)).toHaveLength(1);
  expect(await countKeys()).toBe(before);
  expect(await findNote(noteId)).toMatchObject({ version: 1 });
});

test('note.write writes the note and exactly one entry, which says who, what and when', async () => {
  const note = aNote();
  const { entryId, isRepeat, result } = await perform(ctx, writeNote, note, {
    key: 'key-for-a-note', occurredOn: dayOf('2022-11-14'),
  });
  expect(isRepeat).toBe(false);
  expect(result).toEqual({ noteId: note.noteId });
  expect(await historyOf(note.noteId)).toEqual([{
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
  }]);
  expect(commits.at(-1)).toEqual(
    { districtCode: DISTRICT, action: 'note.write', entryIds: [entryId] });
});

test('a secret field is neither in the journal nor in the stored request', async () => {
  const note = { ...aNote(), secret: 'open sesame' };
  await perform(ctx, writeNote, note, { key: newKey() });
  const [entry] = await historyOf(note.noteId);
  expect(entry?.input).not.toHaveProperty('secret');
  expect(JSON.stringify(entry)).not.toContain('sesame');
});

test('the same key with the same input gives the stored result and does nothing', async () => {
  const noteId = await writtenNote();
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
  const noteId = await writtenNote();
  const key = newKey();
  await perform(ctx, addWord, { noteId, word: '!' }, { key });
  await refusalOf(perform(ctx, addWord, { noteId, word: '?' }, { key }), 'action.key-reused');
  await refusalOf(perform(ctx, closeNote, { noteId }, { key }), 'action.key-reused');
  const other = { ...ctx, actor: { ...ctx.actor, personId: 'another' } };
  await refusalOf(perform(other, addWord, { noteId, word: '!' }, { key }), 'action.key-reused');
});

test('the same key is another request in another district, which sees nothing of this one', async () => {
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
    const noteId = await writtenNote();
    const key = newKey();
    const word = { noteId, word: '!' };
    const all = await Promise.all(
      Array.from({ length: 8 }, () => perform(ctx, addWord, word, { key })));
    expect(all.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
    expect(new Set(all.map(({ entryId }) => entryId)).size).toBe(1);
    expect(await findNote(noteId)).toMatchObject({ version: 2 });
    expect(await historyOf(noteId)).toHaveLength(2);
  }
});

test('many closings with one key at once: those that come too late get the stored result', async () => {
  const noteId = await writtenNote();
  const key = newKey();
  const all = await Promise.all(
    Array.from({ length: 8 }, () => perform(ctx, closeNote, { noteId }, { key })));
  expect(all.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
  const writes = { key: newKey(), note: aNote() };
  const made = await Promise.all(
    Array.from({ length: 8 }, () => perform(ctx, writeNote, writes.note, { key: writes.key })));
  expect(made.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
});

test('closings with different keys at once: one is done, the others find the state wrong', async () => {
  const noteId = await writtenNote();
  const all = await Promise.allSettled(
    Array.from({ length: 8 }, () => perform(ctx, closeNote, { noteId }, { key: newKey() })));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const one of all) {
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'action.wrong-state' });
  }
});

test('two inputs with one key at once: one is done, the other is refused', async () => {
  const notes = [aNote(), aNote()];
  const key = newKey();
  const both = await Promise.allSettled(notes.map((note) => perform(ctx, writeNote, note, { key })));
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const refused = both.find(({ status }) => status === 'rejected');
  expect(refused).toMatchObject({ reason: { code: 'action.key-reused' } });
});

test('a dry run gives the result and leaves nothing behind', async () => {
  const note = aNote();
  const before = await countKeys();
  const { result } = await perform(ctx, writeNote, note, { dryRun: true });
  expect(result).toEqual({ noteId: note.noteId });
  expect(await findNote(note.noteId)).toBeUndefined();
  expect(await historyOf(note.noteId)).toEqual([]);
  expect(await countKeys()).toBe(before);
  const bad = { ...note, words: 'refused' };
  await refusalOf(perform(ctx, writeNote, bad, { dryRun: true }), 'action.unknown');
});

test('performMany stops at the first refusal and leaves nothing', async () => {
  const notes = [aNote(), aNote('refused'), aNote()];
  await refusalOf(performMany(ctx, writeNote, notes, { key: newKey() }), 'action.unknown');
  for (const { noteId } of notes) expect(await findNote(noteId)).toBeUndefined();
});

test('performMany that collects does the others and tells which row is refused and why', async () => {
  const twice = aNote();
  const notes = [aNote(), aNote('refused'), twice, aNote(''), twice, { ...aNote(), place: '640399101' }];
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
  const { accepted } = await performMany(ctx, writeNote, notes, { key: newKey(), occurredOn: days });
  const ids = accepted.map(({ entryId }) => entryId);
  expect(ids.toSorted()).toEqual(ids);
  for (const [index, { noteId }] of notes.entries()) {
    const history = await historyOf(noteId);
    expect(history).toMatchObject([{ entryId: ids[index], occurredOn: days[index] }]);
  }
});

test('performMany does 3,000 inputs with as many statements as 2, but for the chunks', async () => {
  const count = async (inputs: number): Promise<number> => {
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
  };
  expect(await count(2)).toBe(5);
  expect(await count(3_000)).toBe(7);
});

test('an action written one by one runs in performMany too', async () => {
  const ids = await Promise.all([writtenNote(), writtenNote()]);
  const inputs = ids.map((noteId) => ({ noteId, word: '!' }));
  const { accepted } = await performMany(ctx, addWord, inputs, { key: newKey() });
  expect(accepted.map(({ result }) => result)).toEqual([{ version: 2 }, { version: 2 }]);
});

test('the application can neither change nor remove what the journal holds', async () => {
  await writtenNote();
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

test('explainActions gives each action as allowed or with the refusal perform() would give', async () => {
  const noteId = await writtenNote('many, many words');
  const actions = [addWord, closeNote, writeNote];
  const explain = async (actor = ctx.actor) =>
    db.withDistrict(DISTRICT, async (tx) => {
      const [note] = await readNotes(tx, [noteId]);
      if (!note) return expect.fail('the note is there');
      const explained = await explainActions(tx, actor, actions, 'note', note);
      return explained.map(({ action, refusal }) => [action, refusal?.code ?? 'allowed']);
    });
  expect(await explain()).toEqual([
    ['note.add-word', 'action.bad-input'], ['note.close', 'allowed'],
  ]);
  expect(await explain(actorWith('audit'))).toEqual([
    ['note.add-word', 'action.not-allowed'], ['note.close', 'allowed'],
  ]);
  await perform(ctx, closeNote, { noteId }, { key: newKey() });
  expect(await explain()).toEqual([
    ['note.add-word', 'action.wrong-state'], ['note.close', 'action.wrong-state'],
  ]);
});

test('the registry lists actions by name, gives the permission table and refuses two of one name', () => {
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
  await refusalOf(perform(ctx, action, { any: 1 }, { key: newKey() }), 'action.bad-input');
  const { result } = await perform(ctx, action, aNote(), { key: newKey() });
  expect(result).toHaveProperty('noteId');
});
