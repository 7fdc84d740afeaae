// Finds lists by address, for counting and comparing: `towns`, `units.leadingGroup.members`,
// `projects.waste-heat.responsible`, `projects.envelope.parts` (what is part of a project).

import { Text } from '../../core/text.ts';
import { isTable } from '../folder/schema-keys.ts';
import type { LoadedProgramme } from '../types.ts';
import { OperandError } from './operand-error.ts';

type Table = Readonly<Record<string, unknown>>;

/** File keys as they begin an address, with the file's data. */
function rootsOf({ data, divisions }: LoadedProgramme): Table {
  return {
    ...data,
    'local-places': data.localPlaces,
    baseline: data.targets.baseline,
    obligations: data.obligations,
    divisions,
  };
}

/** The ids (or keys, names, words) of the members of a list. Throws OperandError. */
export function findList(programme: LoadedProgramme, address: string): string[] {
  return listAt(programme, address).map(nameOf);
}

/** A member of a list: what it is known by, and what a reader calls it. */
export type Member = { readonly key: string; readonly name: Text };

/** The members of a list with their names in both languages. Throws OperandError. */
export function findMembers(programme: LoadedProgramme, address: string): Member[] {
  const names = namesById(programme);
  return listAt(programme, address).map((member) => {
    const key = nameOf(member);
    const own = Text.safeParse(isTable(member) ? (member['name'] ?? member['office']) : undefined);
    const printed = isTable(member) && typeof member['name'] === 'string' ? member['name'] : key;
    return { key, name: own.data ?? names.get(key) ?? { zh: printed, en: printed } };
  });
}

/** What units, towns, projects, funds and methods are called. */
function namesById({ data }: LoadedProgramme): Map<string, Text> {
  const { towns, projects, methods, units, funds } = data;
  const lists = [towns.towns, projects.projects, methods.methods, funds.sources, units.units];
  return new Map(lists.flatMap((list) => list.map(({ id, name }) => [id, name] as const)));
}

function listAt(programme: LoadedProgramme, address: string): readonly unknown[] {
  const [fileKey = '', ...rest] = address.split('.');
  const roots = rootsOf(programme);
  const root = Object.hasOwn(roots, fileKey) ? roots[fileKey] : undefined;
  const found = follow(programme, root, [fileKey, ...rest]);
  const list = Array.isArray(found)
    ? found
    : isTable(found)
      ? mainListOf(found, fileKey)
      : undefined;
  if (list) return list;
  throw new OperandError(
    { zh: `“${address}”处没有列表`, en: `there is no list at "${address}"` },
    address,
  );
}

function follow(programme: LoadedProgramme, root: unknown, parts: readonly string[]): unknown {
  let value = root;
  for (const [at, part] of parts.entries()) {
    if (at === 0) continue;
    if (parts[0] === 'projects' && part === 'parts' && at === 2) {
      return programme.data.projects.projects.filter(({ partOf }) => partOf === parts[1]);
    }
    value = childOf(value, part);
  }
  return value;
}

/** A key of a table, a member of a list, or a member of one of the table's lists. */
function childOf(value: unknown, part: string): unknown {
  if (Array.isArray(value)) return value.find((member) => isTable(member) && member['id'] === part);
  if (!isTable(value)) return undefined;
  if (Object.hasOwn(value, part)) return value[part];
  for (const list of Object.values(value)) {
    const member = Array.isArray(list) ? childOf(list, part) : undefined;
    if (member !== undefined) return member;
  }
  return undefined;
}

/** A file's own list (`towns`), the members of a printed list; else the keys of the table. */
function mainListOf(table: Table, fileKey: string): readonly unknown[] {
  const own = table[fileKey] ?? table['members'];
  return Array.isArray(own) ? own : Object.keys(table);
}

function nameOf(member: unknown): string {
  if (!isTable(member)) return String(member);
  for (const key of ['id', 'code', 'name']) {
    if (typeof member[key] === 'string') return member[key];
  }
  return JSON.stringify(member);
}
