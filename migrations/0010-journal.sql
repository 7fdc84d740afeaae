-- The journal: requests, entries, and the Merkle tree that seals the entries. No foreign keys
-- among these tables: the tree says what is missing, and the hot path pays for no look-up.

create table journal_requests (
  district_code int not null,
  key text not null,
  input_hash bytea not null,
  outcome json not null,
  recorded_at timestamptz(3) not null,
  constraint journal_requests_pk primary key (district_code, key)
);
comment on table journal_requests is 'Each request once, by its idempotency key, with its outcome.';

create table journal_entries (
  district_code int not null,
  entry_id uuid not null,
  recorded_at timestamptz(3) not null,
  occurred_on date not null,
  actor_id text not null,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  key text not null,
  body bytea not null,
  leaf_hash bytea not null,
  constraint journal_entries_pk primary key (district_code, entry_id)
);
comment on table journal_entries is 'What was done, never changed. body holds the exact bytes that are hashed; the other columns repeat them for searching.';
create index journal_entries_subject on journal_entries
  (district_code, subject_type, subject_id, entry_id);

create table journal_queue (
  district_code int not null,
  entry_id uuid not null,
  constraint journal_queue_pk primary key (district_code, entry_id)
);
comment on table journal_queue is 'Entries that have no place in the tree yet.';

create table journal_leaves (
  district_code int not null,
  position bigint not null,
  entry_id uuid not null,
  leaf_hash bytea not null,
  constraint journal_leaves_pk primary key (district_code, position),
  constraint journal_leaves_entry unique (district_code, entry_id)
);
comment on table journal_leaves is 'The place of each sealed entry in the tree, from 0 without gaps.';

create table journal_nodes (
  district_code int not null,
  height smallint not null,
  position bigint not null,
  hash bytea not null,
  constraint journal_nodes_pk primary key (district_code, height, position)
);
comment on table journal_nodes is 'Hashes of full subtrees of 256, 65,536, … leaves, so that a proof reads few rows.';

create table journal_heads (
  district_code int not null,
  size bigint not null,
  edge bytea not null,
  constraint journal_heads_pk primary key (district_code)
);
comment on table journal_heads is 'The size of the tree and its right edge: the hashes of its full subtrees, the largest first.';

create table journal_checkpoints (
  district_code int not null,
  size bigint not null,
  root bytea not null,
  note text not null,
  signed_at timestamptz(3) not null,
  constraint journal_checkpoints_pk primary key (district_code, size)
);
comment on table journal_checkpoints is 'Signed checkpoints (C2SP tlog-checkpoint), exactly as signed.';

-- rules

call protect_tenant_table('journal_requests');
call protect_tenant_table('journal_entries');
call protect_tenant_table('journal_queue');
call protect_tenant_table('journal_leaves');
call protect_tenant_table('journal_nodes');
call protect_tenant_table('journal_heads');
call protect_tenant_table('journal_checkpoints');

-- What is written stays: only the queue is emptied and the head moved.
grant select, insert on journal_requests, journal_entries, journal_leaves, journal_nodes,
  journal_checkpoints to qingnuan_app;
grant select, insert, delete on journal_queue to qingnuan_app;
grant select, insert, update on journal_heads to qingnuan_app;
