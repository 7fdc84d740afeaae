-- What better-auth keeps: credentials and sessions. Reference tables, not tenant tables: at
-- sign-in the district is not known yet. No names or numbers of people beyond the user name.

create table auth_users (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean not null,
  image text,
  username text not null,
  home_district int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint auth_users_pk primary key (id),
  constraint auth_users_email_unique unique (email),
  constraint auth_users_username_unique unique (username)
);
comment on table auth_users is 'Who may sign in; id is people.person_id.';
comment on column auth_users.email is 'Made up of the user name: the product sends no mail.';

create table auth_accounts (
  id text not null,
  user_id text not null,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint auth_accounts_pk primary key (id),
  constraint auth_accounts_provider_unique unique (provider_id, account_id)
);
comment on table auth_accounts is 'Credentials; password is a salted scrypt hash.';
create index auth_accounts_by_user on auth_accounts (user_id);

create table auth_sessions (
  id text not null,
  user_id text not null,
  token text not null,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint auth_sessions_pk primary key (id),
  constraint auth_sessions_token_unique unique (token)
);
comment on table auth_sessions is 'Open sessions; removed on sign-out, reset and disabling.';
create index auth_sessions_by_user on auth_sessions (user_id);

create table auth_verifications (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint auth_verifications_pk primary key (id)
);
comment on table auth_verifications is 'Codes better-auth would send; it wants the table, we send none.';

create table auth_failures (
  username text not null,
  address text not null,
  failures int not null,
  failed_at timestamptz not null,
  constraint auth_failures_pk primary key (username, address)
);
comment on table auth_failures is 'Wrong passwords in a row by user name and network address.';
create index auth_failures_by_time on auth_failures (failed_at);

-- rules

alter table auth_accounts
  add constraint auth_accounts_user_fk foreign key (user_id) references auth_users (id);
alter table auth_sessions
  add constraint auth_sessions_user_fk foreign key (user_id) references auth_users (id);

-- The application's role may open accounts, set hashes and end sessions. It cannot read a hash
-- or a session token: only better-auth, on the owner's connections, can.
grant insert on auth_users, auth_accounts to qingnuan_app;
grant select (id, username, home_district) on auth_users to qingnuan_app;
grant select (user_id, provider_id) on auth_accounts to qingnuan_app;
grant update (password, updated_at) on auth_accounts to qingnuan_app;
grant select (id, user_id, expires_at) on auth_sessions to qingnuan_app;
grant delete on auth_sessions to qingnuan_app;
grant select (username), delete on auth_failures to qingnuan_app;
