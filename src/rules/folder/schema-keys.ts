// Looks into a zod schema for the keys a table may have at some place, so that a misspelt key can
// be answered with the one that was meant. Not a validator: zod does that.

import type { z } from 'zod';
import type { Path } from './problem.ts';

type Schema = z.core.$ZodType;
type Definition = {
  readonly type: string;
  readonly innerType?: Schema;
  readonly getter?: () => Schema;
  readonly options?: readonly Schema[];
  readonly discriminator?: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly items?: readonly Schema[];
  readonly valueType?: Schema;
};

function definitionOf(schema: Schema): Definition {
  // oxlint-disable-next-line no-underscore-dangle -- the one way zod gives to a schema's parts
  return schema._zod.def as unknown as Definition;
}

/** Drops optional, default and lazy wrappers and opens unions, choosing by the discriminator. */
function open(schema: Schema, value: unknown): Schema[] {
  const definition = definitionOf(schema);
  if (definition.innerType) return open(definition.innerType, value);
  if (definition.getter) return open(definition.getter(), value);
  if (!definition.options) return [schema];
  const all = definition.options.flatMap((option) => open(option, value));
  const { discriminator } = definition;
  if (discriminator === undefined) return all;
  const chosen = isTable(value) ? value[discriminator] : undefined;
  const fitting = all.filter((option) => {
    const key = definitionOf(option).shape?.[discriminator];
    // oxlint-disable-next-line no-underscore-dangle -- as above
    return key !== undefined && key._zod.values?.has(chosen as string) === true;
  });
  return fitting.length > 0 ? fitting : all;
}

/** True for a YAML table; false for lists, text and nothing. */
export function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of plain data; undefined when there is none. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => {
    if (Array.isArray(value) && typeof part === 'number') return value[part];
    return isTable(value) && Object.hasOwn(value, part) ? value[String(part)] : undefined;
  }, root);
}

/** The keys a table at `path` may have under `schema`, given the data around it. */
export function keysAt(schema: Schema, root: unknown, path: Path): string[] {
  let value = root;
  let candidates = open(schema, value);
  for (const part of path) {
    value = valueAt(value, [part]);
    candidates = candidates.flatMap((candidate) => {
      const { shape, element, items, valueType } = definitionOf(candidate);
      const child =
        typeof part === 'number' ? (items?.[part] ?? element) : (shape?.[part] ?? valueType);
      return child ? open(child, value) : [];
    });
  }
  const keys = candidates.flatMap((candidate) => Object.keys(definitionOf(candidate).shape ?? {}));
  return [...new Set(keys)];
}
