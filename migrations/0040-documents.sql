-- Documents and photos: what each is and what it belongs to. The bytes lie in the data folder under
-- their hash (src/documents/files.ts), the same bytes once.

create table documents (
  district_code int not null,
  document_id uuid not null,
  entry_id uuid not null,
  state text not null,
  version int not null,
  kind text not null,
  name text not null,
  sha256 text not null,
  size_bytes int not null,
  mime text not null,
  place_key text not null,
  household_id uuid,
  case_id uuid,
  taken_on date,
  latitude numeric(9, 6),
  longitude numeric(9, 6),
  added_by text not null,
  added_on date not null,
  last_on date not null,
  withdrawn_reason text,
  constraint documents_pk primary key (district_code, document_id),
  constraint documents_state_valid check (state in ('kept', 'withdrawn')),
  constraint documents_version_valid check (version > 0),
  constraint documents_sha256_valid check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint documents_size_valid check (size_bytes > 0),
  constraint documents_case_valid check (case_id is null or household_id is not null),
  constraint documents_where_valid check
    (num_nulls(latitude, longitude) in (0, 2)
      and latitude between -90 and 90 and longitude between -180 and 180),
  constraint documents_withdrawn_valid
    check ((withdrawn_reason is null) = (state = 'kept'))
);
comment on table documents is 'Documents and photos of households, cases and places.';
comment on column documents.entry_id is 'The journal entry that brought it in.';
comment on column documents.place_key is 'The place it was added for; a household''s own village counts where it has one.';
comment on column documents.sha256 is 'Names the bytes in the data folder.';
create index documents_by_household on documents (district_code, household_id);
create index documents_by_case on documents (district_code, case_id);
create index documents_by_place on documents (district_code, place_key, document_id desc);
create index documents_by_bytes on documents (district_code, sha256);

-- rules

alter table documents
  add constraint documents_household_fk foreign key (district_code, household_id)
  references households (district_code, household_id),
  add constraint documents_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id),
  add constraint documents_place_fk foreign key (district_code, place_key)
  references places (district_code, place_key);

call protect_tenant_table('documents');

grant select, insert, update on documents to qingnuan_app;
