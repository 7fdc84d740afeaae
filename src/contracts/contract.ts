// What a contract is: one address of the HTTP interface with its input, its reply, who may ask
// and which refusals to expect. Browser-safe: the server registers it, the web app calls it.

import { z } from 'zod';
import type { ErrorCode } from '../core/errors.ts';
import { Text } from '../core/text.ts';
import type { Role } from '../people/model.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** `public`: anybody; `signed-in`: every account; a list: accounts holding one of these roles. */
export type Access = 'public' | 'signed-in' | readonly Role[];

export type Contract = {
  readonly method: Method;
  /** As Fastify writes it: `/api/accounts/:personId`. */
  readonly path: string;
  readonly summary: Text;
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body is a file, sent as `application/octet-stream`; then there is no `body`. */
  readonly upload?: { readonly maxBytes: number };
  /** The reply is a file; then `reply` is `FileBytes`. */
  readonly download?: true;
  readonly reply: z.ZodType;
  /** Refusals particular to this address; those of every address are not repeated. */
  readonly errors: readonly ErrorCode[];
  /** A write journaled under an idempotency key, which the caller must send. */
  readonly keyed?: true;
};

type Part<C extends Contract, Name extends 'params' | 'query' | 'body'> = C[Name] extends z.ZodType
  ? { readonly [K in Name]: z.input<C[Name]> }
  : unknown;

type FilePart<C extends Contract> = C extends { upload: object }
  ? { readonly body: Uint8Array<ArrayBuffer> | Blob }
  : unknown;

/** What a caller gives: the parts the contract names, as they are before parsing. */
export type Input<C extends Contract> = Part<C, 'params'> &
  Part<C, 'query'> &
  Part<C, 'body'> &
  FilePart<C>;

/** What a caller gets; a file comes as a Blob. */
export type Reply<C extends Contract> = C extends { download: true } ? Blob : z.output<C['reply']>;

/** The bytes of a file, as an address takes or gives them. */
export const FileBytes = z
  .custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array)
  .meta({ type: 'string', format: 'binary' });

/** How a file travels, whatever it is; what it is, is read from its bytes. */
export const fileContentType = 'application/octet-stream';

/** Keeps the literal types of a contract. */
export function contract<const C extends Contract>(definition: C): C {
  return definition;
}

/** The one shape of every refusal, in every address. */
export const Problem = z
  .object({
    code: z.string(),
    message: Text,
    next: Text,
    details: z.record(z.string(), z.unknown()),
    clause: z.string().optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** One wrong field of `http.invalid-input`, found in `details.fields`. */
export const FieldFault = z.object({ path: z.string(), message: Text });
export type FieldFault = z.infer<typeof FieldFault>;

export const idempotencyHeader = 'idempotency-key';
export const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{8,200}$/);

/** A page of a list: `offset` rows are left out, at most `limit` given. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
};

/** The key of a place: the district's six digits, then three characters a level. */
export const PlaceKey = z.string().regex(/^\d{6}(?:[0-9L][0-9]{2}){0,4}$/);
