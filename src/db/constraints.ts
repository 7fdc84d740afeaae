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
  // journal_*
  journal_requests_pk: 'bug',
  journal_entries_pk: 'bug',
  journal_queue_pk: 'bug',
  journal_leaves_pk: 'bug',
  journal_leaves_entry: 'bug',
  journal_nodes_pk: 'bug',
  journal_heads_pk: 'bug',
  journal_checkpoints_pk: 'bug',
  // organisations, people, person_roles
  organisations_pk: 'bug',
  organisations_name_unique: 'organisation.name-taken',
  organisations_credit_code_unique: 'organisation.name-taken',
  organisations_kind_known: 'bug',
  organisations_version_positive: 'bug',
  people_pk: 'bug',
  people_username_unique: 'account.username-taken',
  people_version_positive: 'bug',
  people_organisation_fk: 'organisation.unknown',
  person_roles_pk: 'role.already-granted',
  person_roles_person_fk: 'bug',
  // places, place_names
  places_pk: 'database.busy',
  places_key_unique: 'database.busy',
  places_key_within_district: 'bug',
  places_code_valid: 'bug',
  places_level_known: 'bug',
  places_origin_known: 'bug',
  places_parent_unless_county: 'bug',
  places_version_positive: 'bug',
  places_parent_fk: 'bug',
  places_successor_fk: 'bug',
  place_names_pk: 'bug',
  place_names_kind_known: 'bug',
  place_names_place_fk: 'bug',
  // decision_choices
  decision_choices_pk: 'bug',
  decision_choices_person_fk: 'bug',
  // auth_*: kept by better-auth
  auth_users_pk: 'bug',
  auth_users_email_unique: 'account.username-taken',
  auth_users_username_unique: 'account.username-taken',
  auth_accounts_pk: 'bug',
  auth_accounts_provider_unique: 'bug',
  auth_accounts_user_fk: 'bug',
  auth_sessions_pk: 'bug',
  auth_sessions_token_unique: 'bug',
  auth_sessions_user_fk: 'bug',
  auth_verifications_pk: 'bug',
  auth_failures_pk: 'bug',
};
