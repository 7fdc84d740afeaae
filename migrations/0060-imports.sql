-- Ledgers taken in from files: each import with its state, what was found, what it would change,
-- the headings people have explained, and what a ledger last said of each household.

create table imports (
  district_code int not null,
  import_id uuid not null,
  town_key text not null,
  state text not null,
  version int not null,
  file_name text not null,
  file_sha256 text not null,
  file_bytes bigint not null,
  kept_sha256 text not null,
  choices json not null,
  runner text,
  summary json,
  failure json,
  started_by text not null,
  started_at timestamptz(3) not null,
  stored_by text,
  stored_at timestamptz(3),
  last_on date not null,
  constraint imports_pk primary key (district_code, import_id),
  constraint imports_state_valid check
    (state in ('uploaded', 'checking', 'checked', 'storing', 'stored', 'cancelled', 'failed')),
  constraint imports_stored_valid check (num_nulls(stored_by, stored_at)
    = case state when 'stored' then 0 else 2 end),
  constraint imports_failed_valid check ((failure is null) = (state <> 'failed')),
  constraint imports_running_valid check
    ((runner is null) = (state not in ('checking', 'storing'))),
  constraint imports_version_valid check (version > 0)
);
comment on table imports is 'One file of a town''s ledger from upload to the end: the import history.';
comment on column imports.kept_sha256 is 'Under which hash the sealed file lies in the data folder.';
comment on column imports.choices is 'What a person has settled: year, projects, values to take from the file.';
comment on column imports.runner is 'The process at work, so that another can tell when it is gone.';
create index imports_by_town on imports (district_code, town_key, import_id desc);
create unique index imports_storing_unique on imports (district_code, town_key)
  where state = 'storing';

create table import_findings (
  district_code int not null,
  import_id uuid not null,
  part int not null,
  sheet text not null,
  row_number int not null,
  cell text not null,
  column_key text not null,
  value text not null,
  code text not null,
  severity text not null,
  message json not null,
  constraint import_findings_pk primary key (district_code, import_id, part),
  constraint import_findings_severity_valid check (severity in ('error', 'warning'))
);
comment on table import_findings is 'What was found in the cells of a file, personal numbers masked.';

create table import_rows (
  district_code int not null,
  import_id uuid not null,
  part int not null,
  sheet text not null,
  row_number int not null,
  change text not null,
  needs_look boolean not null,
  household_id uuid,
  shown json not null,
  constraint import_rows_pk primary key (district_code, import_id, part),
  constraint import_rows_change_valid check (change in ('new', 'updated', 'unchanged', 'refused'))
);
comment on table import_rows is 'What an import would do, or has done, with each row; numbers masked.';
comment on column import_rows.needs_look is 'A value of the row is not taken unless a person says so, or not at all.';

create table import_headings (
  district_code int not null,
  town_key text not null,
  heading text not null,
  column_key text not null,
  constraint import_headings_pk primary key (district_code, town_key, heading)
);
comment on table import_headings is 'Headings of a town''s ledgers whose meaning a person has told.';

create table household_ledger_facts (
  district_code int not null,
  household_id uuid not null,
  import_id uuid not null,
  told json not null,
  constraint household_ledger_facts_pk primary key (district_code, household_id)
);
comment on table household_ledger_facts is 'What ledgers last said of a household, personal numbers as keyed hashes: tells what was changed by hand since.';
create index household_ledger_facts_by_import on household_ledger_facts (district_code, import_id);

-- rules

alter table imports
  add constraint imports_town_fk foreign key (district_code, town_key)
  references places (district_code, place_key);
alter table import_findings
  add constraint import_findings_import_fk foreign key (district_code, import_id)
  references imports (district_code, import_id);
alter table import_rows
  add constraint import_rows_import_fk foreign key (district_code, import_id)
  references imports (district_code, import_id);
alter table import_headings
  add constraint import_headings_town_fk foreign key (district_code, town_key)
  references places (district_code, place_key);
alter table household_ledger_facts
  add constraint household_ledger_facts_household_fk foreign key (district_code, household_id)
  references households (district_code, household_id),
  add constraint household_ledger_facts_import_fk foreign key (district_code, import_id)
  references imports (district_code, import_id);

call protect_tenant_table('imports');
call protect_tenant_table('import_findings');
call protect_tenant_table('import_rows');
call protect_tenant_table('import_headings');
call protect_tenant_table('household_ledger_facts');

grant select, insert, update on imports, household_ledger_facts to qingnuan_app;
grant select, insert, delete on import_findings, import_rows to qingnuan_app;
grant select, insert, update, delete on import_headings to qingnuan_app;
