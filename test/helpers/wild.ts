// Makes inputs for any address out of the interface's own description: mostly what the schema
// allows, with ids and keys learned from earlier replies, sometimes spoilt in one place.

import fc from 'fast-check';

export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly multipleOf?: number;
};

/** Gives one value of an arbitrary at a time: `fc.gen()` inside a property. */
export type Gen = <T>(make: () => fc.Arbitrary<T>) => T;

/** Values seen in replies by the name of their field, so that inputs name things there are. */
export class Pool {
  readonly #seen = new Map<string, Set<string | number>>();

  /** Learns every id, key, version and number of a reply. */
  learn(reply: unknown, name = ''): void {
    if (Array.isArray(reply)) {
      for (const item of reply) this.learn(item, name);
    } else if (typeof reply === 'object' && reply !== null) {
      for (const [field, value] of Object.entries(reply)) this.learn(value, field);
    } else if (isName(reply) && /(?:Id|Key|[Vv]ersion|[Nn]umber|reference|^id)$/.test(name)) {
      const values = this.#seen.get(name) ?? new Set();
      if (values.size < 200) values.add(reply);
      this.#seen.set(name, values);
    }
  }

  of(name: string): ReadonlyArray<string | number> {
    return [...(this.#seen.get(aliasOf(name)) ?? this.#seen.get(name) ?? [])];
  }
}

const isName = (value: unknown): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && value.length <= 80);

/** Fields that name the same thing under another name. */
function aliasOf(name: string): string {
  if (name === 'under' || name === 'place' || name === 'town') return 'villageKey';
  if (name === 'expectedVersion') return 'version';
  return name.replace(/Ids$/, 'Id');
}

const strings: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  "'; drop table people; --",
  '%',
  '\\',
  '=1+1',
  '0',
  '-1',
  '1e400',
  'null',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '涝河桥',
  '\u202e',
  '2022-02-30',
  '9999-12-31',
  '01a20000-0000-7000-8000-000000000000',
  'x'.repeat(3000),
];
const nasty: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...strings),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(null, true, -1, 0, 1e21, 0.1, [], {}, [null], { a: 1 }),
  fc.integer(),
  fc.double(),
);

/** Writes values for schemas of one document. */
export class Wild {
  readonly #components: Readonly<Record<string, Schema>>;
  readonly #pool: Pool;
  readonly #patterns = new Map<string, fc.Arbitrary<string>>();

  constructor(components: Readonly<Record<string, Schema>>, pool: Pool) {
    this.#components = components;
    this.#pool = pool;
  }

  /** A value the schema allows, or nearly; in `spoilt` of a thousand fields anything at all. */
  value(given: Schema, name: string, g: Gen, spoilt: number): unknown {
    if (spoilt > 0 && g(() => fc.nat(999)) < spoilt) return g(() => nasty);
    const schema = this.#resolve(given);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices)
      return this.value(
        g(() => fc.constantFrom(...choices)),
        name,
        g,
        spoilt,
      );
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return g(() => fc.constantFrom(...(schema.enum ?? [])));
    if (schema.allOf) return this.#merged(schema.allOf, name, g, spoilt);
    const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
    const type = types.length > 1 ? g(() => fc.constantFrom(...types)) : types[0];
    const known = this.#pool.of(name);
    const fits = known.filter((value) => typeof value === (type === 'string' ? type : 'number'));
    if (fits.length > 0 && g(() => fc.nat(9)) < 9) return g(() => fc.constantFrom(...fits));
    return this.#typed(schema, type, name, g, spoilt);
  }

  #resolve(schema: Schema): Schema {
    if (schema.$ref === undefined) return schema;
    return this.#components[schema.$ref.split('/').at(-1) ?? ''] ?? {};
  }

  #merged(parts: readonly Schema[], name: string, g: Gen, spoilt: number): unknown {
    return Object.assign({}, ...parts.map((part) => this.value(part, name, g, spoilt)));
  }

  #typed(schema: Schema, type: string | undefined, name: string, g: Gen, spoilt: number): unknown {
    switch (type) {
      case 'object':
        return this.#object(schema, g, spoilt);
      case 'array': {
        const { items, minItems = 0 } = schema;
        const length = g(() => fc.integer({ min: minItems, max: minItems + 3 }));
        return Array.from({ length }, () => this.value(items ?? {}, name, g, spoilt));
      }
      case 'string':
        return this.#string(schema, g);
      case 'integer':
      case 'number':
        return numberFor(schema, type, g);
      case 'boolean':
        return g(() => fc.boolean());
      case 'null':
        return null;
      default:
        return g(() => nasty);
    }
  }

  #object(schema: Schema, g: Gen, spoilt: number): Record<string, unknown> {
    const { properties = {}, required = [], additionalProperties } = schema;
    const entries = Object.entries(properties)
      .filter(([name]) => required.includes(name) || g(() => fc.boolean()))
      .map(([name, part]): [string, unknown] => [name, this.value(part, name, g, spoilt)]);
    if (typeof additionalProperties === 'object') {
      const name = this.value(schema.propertyNames ?? { type: 'string' }, '', g, spoilt);
      entries.push([String(name), this.value(additionalProperties, String(name), g, spoilt)]);
    }
    if (spoilt > 0 && g(() => fc.nat(99)) === 0) entries.push(['__proto__', {}]);
    return Object.fromEntries(entries);
  }

  #string({ pattern, format, minLength = 0, maxLength = 40 }: Schema, g: Gen): string {
    if (format === 'uuid') return g(() => fc.uuid());
    if (format === 'date')
      return g(() => fc.constantFrom('2022-09-15', '2022-11-30', '2021-01-31'));
    const max = Math.max(minLength, Math.min(maxLength, minLength + 20));
    if (pattern === undefined) {
      return g(() => fc.string({ unit: 'grapheme', minLength, maxLength: max }));
    }
    return g(() => this.#matching(pattern));
  }

  #matching(pattern: string): fc.Arbitrary<string> {
    const known = this.#patterns.get(pattern);
    if (known) return known;
    let made: fc.Arbitrary<string>;
    try {
      made = fc.stringMatching(new RegExp(pattern, 'u'), { size: '-1' });
    } catch {
      made = fc.string({ maxLength: 30 });
    }
    this.#patterns.set(pattern, made);
    return made;
  }
}

function numberFor(schema: Schema, type: string, g: Gen): number {
  const { exclusiveMinimum, multipleOf } = schema;
  const least = Math.ceil(
    schema.minimum ?? (exclusiveMinimum ?? -1) + (type === 'integer' ? 1 : 0),
  );
  const min = Math.max(least, -1_000_000);
  const max = Math.max(min, Math.min(schema.maximum ?? 100_000_000, 100_000_000));
  const whole = g(() => fc.integer({ min, max: Math.floor(max) }));
  if (multipleOf !== undefined && type === 'number') return whole + multipleOf;
  return whole;
}
