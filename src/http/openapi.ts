// The OpenAPI document of the interface, made out of the contracts of the registered routes.

import swagger from '@fastify/swagger';
import type { SwaggerTransformObject } from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject,
} from 'fastify-type-provider-zod';

/** Registers what gathers the routes; the document is at /api/openapi.json. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  // A reply typed by TypeScript only (z.custom) has no JSON Schema; its description says where.
  const zodToJsonConfig = { unrepresentable: 'any' } as const;
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '清暖 Qingnuan',
        version: '0.1.0',
        description: 'Every refusal has the shape Problem; its codes are listed in docs/errors.md.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'qingnuan.session_token' },
          token: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API token of another system; each address names the scope it needs.',
          },
        },
      },
      security: [{ session: [] }],
    },
    transform: createJsonSchemaTransform({ zodToJsonConfig }),
    transformObject: (given) =>
      shorten(withoutUnused(createJsonSchemaTransformObject({ zodToJsonConfig })(given))),
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
}

type ApiDocument = ReturnType<SwaggerTransformObject>;

/** Each named schema is given twice, as input and as output; inputs nobody names are left out. */
function withoutUnused(document: ApiDocument): ApiDocument {
  if (!('components' in document)) return document;
  const schemas = document.components?.schemas ?? {};
  const paths = JSON.stringify(document.paths);
  for (const name of Object.keys(schemas)) {
    if (name.endsWith('Input') && !paths.includes(`/schemas/${name}"`)) delete schemas[name];
  }
  return document;
}

const refusal = {
  description: 'A refusal: its code is one of those the operation names for this status.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
} as const;

/** Says once what every refusal looks like, and leaves out what `format: uuid` says already. */
function shorten(document: ApiDocument): ApiDocument {
  if (!('components' in document)) return document;
  const text = JSON.stringify(document, (name, value: unknown) => {
    if (name === 'responses' && typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([status, reply]) => [status, status < '400' ? reply : ref]),
      );
    }
    if (isUuid(value)) return { ...value, pattern: undefined };
    return value;
  });
  const short = JSON.parse(text) as typeof document;
  Object.assign(short.components ?? {}, { responses: { Refusal: refusal } });
  return short;
}

const ref = { $ref: '#/components/responses/Refusal' } as const;
const isUuid = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === 'uuid';
