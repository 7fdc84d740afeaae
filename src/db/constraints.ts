// What each constraint of the schema means to the user: its name → the code of the refusal, or
// 'bug' when only a mistake of ours can break it. One line each, sorted by table; a test fails
// when a constraint of the live schema is missing here or a line here names none.

import type { ErrorCode } from '../core/errors.ts';

/** Meaning of a broken constraint. */
export type ConstraintMeaning = ErrorCode | 'bug';

export const constraintMeanings: Readonly<Record<string, ConstraintMeaning>> = {
  // schema_migrations, districts
  schema_migrations_pk: 'bug',
  districts_pk: 'bug',
  districts_code_valid: 'bug',
};
