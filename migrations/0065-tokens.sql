-- API tokens: what other systems sign in with. Each is an account that no password opens; its roles
-- are those of the account (person_roles), its scopes say which part of the interface it reaches.

create table api_tokens (
  district_code int not null,
  token_id uuid not null,
  token_hash text not null,
  scopes text[] not null,
  state text not null,
  version int not null,
  expires_on date not null,
  created_by text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_reason text,
  constraint api_tokens_pk primary key (district_code, token_id),
  constraint api_tokens_hash_unique unique (district_code, token_hash),
  constraint api_tokens_state_valid check (state in ('live', 'revoked')),
  constraint api_tokens_scopes_valid check (cardinality(scopes) > 0),
  constraint api_tokens_revoked_valid check ((revoked_reason is null) = (state = 'live')),
  constraint api_tokens_version_valid check (version > 0)
);
comment on table api_tokens is 'Tokens of other systems; token_id is people.person_id.';
comment on column api_tokens.token_hash is 'SHA-256 of the token, which is 256 random bits and kept nowhere.';
comment on column api_tokens.last_used_at is 'To the minute.';

-- rules

alter table api_tokens
  add constraint api_tokens_person_fk foreign key (district_code, token_id)
  references people (district_code, person_id);

call protect_tenant_table('api_tokens');

grant select, insert, update on api_tokens to qingnuan_app;
