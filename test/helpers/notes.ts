// A small capability for the tests and figures of perform(): notes on a table of their own, which
// no migration makes. Not part of the product; makeNotes() makes it in a database of the test's.

import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { z } from 'zod';
import { fixedClock } from '../../src/core/clock.ts';
import { parseDay, type Day } from '../../src/core/day.ts';
import { Refusal, type ErrorCode } from '../../src/core/errors.ts';
import { invariant } from '../../src/core/invariant.ts';
import type { Database, Tx } from '../../src/db/open.ts';
import { runPrepared, type Prepared } from '../../src/db/prepared.ts';
import { listEntriesOf, rowsOf } from '../../src/journal/queries.ts';
import type { Actor, Role } from '../../src/people/model.ts';
import {
  defineAction,
  type Gate,
  type Subject,
  type SubjectKind,
} from '../../src/actions/action.ts';
import { perform, type ActionContext, type Commit } from '../../src/actions/perform.ts';

export const DISTRICT = 640399;
export const TOWN = '640399100';

/** Makes the table of notes and the district, as the owner of the database. */
export async function makeNotes(pool: pg.Pool): Promise<void> {
  await pool.query(`
    insert into districts (district_code, name_zh, name_en, is_demo)
      values (${DISTRICT}, '演示区', 'Demo', true), (640398, '另一区', 'Other', true)
      on conflict do nothing;
    create table if not exists test_notes (
      district_code int not null,
      note_id text not null,
      place text not null,
      state text not null,
      version int not null,
      last_day date not null,
      words text not null,
      constraint test_notes_pk primary key (district_code, note_id)
    );
    alter table test_notes enable row level security, force row level security;
    drop policy if exists own_district on test_notes;
    create policy own_district on test_notes
      using (district_code = nullif(current_setting('app.district', true), '')::int);
    grant select, insert, update on test_notes to qingnuan_app`);
}

/** A person with one role. */
export function actorWith(role: Role, place: string | null = null): Actor {
  const grant = { role, place };
  return { personId: `the ${role}`, organisationId: 'o-1', districtCode: DISTRICT, roles: [grant] };
}

export type Note = Subject & { readonly state: 'written' | 'closed'; readonly words: string };

const title = { zh: '记事', en: 'Note' };

export const noteKind: SubjectKind<Note> = {
  type: 'note',
  name: title,
  states: { written: { zh: '已写', en: 'written' }, closed: { zh: '已关闭', en: 'closed' } },
  lock: (ids, tx) => readNotes(tx, ids, 'for update'),
};

/** Notes by id, with or without a lock. */
export function readNotes(tx: Tx, ids: readonly string[], lock = ''): Promise<Note[]> {
  return rowsOf<Note>(
    tx,
    `select note_id as id, place, state, version, last_day, words from test_notes
     where district_code = $1 and note_id = any ($2::text[]) order by note_id ${lock}`,
    [DISTRICT, ids],
  );
}

const words = z.string().min(1).max(1000);

const INSERT_NOTES: Prepared = {
  name: 'test_notes_insert',
  text: `insert into test_notes (district_code, note_id, place, state, version, last_day, words)
    select $1::int, n.id, n.place, 'written', 1, n.day, n.words
    from unnest($2::text[], $3::text[], $4::date[], $5::text[]) as n (id, place, day, words)`,
};

/** Writes a note; set-based. */
export const writeNote = defineAction({
  name: 'note.write',
  title: { zh: '写记事', en: 'Write a note' },
  input: z.strictObject({ noteId: z.string(), place: z.string(), words, secret: words.optional() }),
  roles: ['townClerk', 'office'],
  creates: 'note',
  subjectId: (input) => input.noteId,
  place: (input) => input.place,
  secrets: ['secret'],
  async runMany(items, { tx, actor }) {
    const refusal = items.map(({ input }) =>
      input.words === 'refused' ? new Refusal('action.unknown', { name: 'refused' }) : undefined,
    );
    const kept = items.filter((_, at) => !refusal[at]);
    await runPrepared(tx, INSERT_NOTES, [
      actor.districtCode,
      kept.map(({ subject }) => subject.id),
      kept.map(({ subject }) => subject.place),
      kept.map(({ occurredOn }) => occurredOn),
      kept.map(({ input }) => input.words),
    ]);
    return items.map(({ subject }, at) => refusal[at] ?? { noteId: subject.id });
  },
});

const hasFewWords: Gate<Note> = {
  name: 'few words',
  check: ({ words }) =>
    words.length <= 10 || {
      code: 'action.bad-input',
      details: { field: 'words', problemZh: '太长', problemEn: 'too long' },
      clause: '九',
    },
};

/** Adds a word to a note, counting its version up. */
export const addWord = defineAction({
  name: 'note.add-word',
  title: { zh: '续写', en: 'Add a word' },
  input: z.strictObject({ noteId: z.string(), word: z.string() }),
  roles: ['townClerk'],
  subject: noteKind,
  subjectId: (input) => input.noteId,
  from: ['written'],
  gates: [hasFewWords],
  run: async (input, { tx, subject, occurredOn }) => {
    const [row] = await rowsOf<{ version: number; lastDay: Day }>(
      tx,
      `update test_notes set words = words || $3, version = version + 1, last_day = $4
       where district_code = $1 and note_id = $2 returning version, last_day`,
      [DISTRICT, subject.id, input.word, occurredOn],
    );
    return { version: row?.version ?? 0 };
  },
});

/** Closes a note. */
export const closeNote = defineAction({
  name: 'note.close',
  title: { zh: '关闭记事', en: 'Close a note' },
  input: z.strictObject({ noteId: z.string() }),
  roles: ['townClerk', 'audit'],
  subject: noteKind,
  subjectId: (input) => input.noteId,
  from: ['written'],
  run: async (_, { tx, subject }) => {
    await rowsOf(
      tx,
      `update test_notes set state = 'closed', version = version + 1
       where district_code = $1 and note_id = $2`,
      [DISTRICT, subject.id],
    );
    return null;
  },
});

/** A fresh idempotency key. */
export const newKey = (): string => randomUUID();

let noteCount = 0;

/** A note not yet written, under an id of its own. */
export const aNote = (text = 'words') => ({
  noteId: `note-${(noteCount += 1)}`,
  place: TOWN,
  words: text,
});

/** What the tests of perform() do again and again, on one database. */
export function notesOn(db: Database) {
  const commits: Commit[] = [];
  const ctx: ActionContext = {
    db,
    clock: fixedClock('2022-11-15T08:30:00.000Z'),
    actor: actorWith('townClerk', TOWN),
    onCommit: (commit) => commits.push(commit),
  };
  const inDistrict = <T>(run: (tx: Tx) => Promise<T>) => db.withDistrict(DISTRICT, run);
  return {
    ctx,
    commits,
    as: (role: Role, place: string | null = null): ActionContext => ({
      ...ctx,
      actor: actorWith(role, place),
    }),
    async written(text?: string): Promise<string> {
      const note = aNote(text);
      await perform(ctx, writeNote, note, { key: newKey() });
      return note.noteId;
    },
    historyOf: (id: string) =>
      inDistrict((tx) => listEntriesOf(tx, DISTRICT, { type: 'note', id })),
    findNote: async (id: string) => (await inDistrict((tx) => readNotes(tx, [id])))[0],
    async countRequests(): Promise<number> {
      const sql = 'select count(*) from journal_requests where district_code = $1';
      const rows = await inDistrict((tx) => rowsOf<{ count: number }>(tx, sql, [DISTRICT]));
      return rows[0]?.count ?? -1;
    },
  };
}

/** A day that the test knows to be one. */
export function dayOf(text: string): Day {
  const day = parseDay(text);
  invariant(day, `${text} is a day`);
  return day;
}

/** The refusal that `work` must end in, with this code. */
export async function refusalOf(work: Promise<unknown>, code: ErrorCode): Promise<Refusal> {
  const error: unknown = await work.then(
    () => new Error(`not refused with ${code}`),
    (reason: unknown) => reason,
  );
  if (error instanceof Refusal && error.code === code) return error;
  throw error;
}
