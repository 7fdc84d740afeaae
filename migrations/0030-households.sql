-- The ledger: village groups, households with their house, cases, what each case has gone through,
-- and the movements every overview is summed from.

create table village_groups (
  district_code int not null,
  group_id uuid not null,
  village_key text not null,
  name text not null,
  method text,
  minutes text,
  minutes_sha256 text,
  last_on date,
  version int not null,
  constraint village_groups_pk primary key (district_code, group_id),
  constraint village_groups_name_unique unique (district_code, village_key, name),
  constraint village_groups_decision_valid check ((method is null) = (minutes is null)),
  constraint village_groups_version_valid check (version > 0)
);
comment on table village_groups is 'Groups 村组 and hamlets 庄点 of a village; each decides on one method.';
comment on column village_groups.minutes is 'Name and number of the minutes that decide the method.';

create table households (
  district_code int not null,
  household_id uuid not null,
  state text not null,
  version int not null,
  village_key text not null,
  town_key text not null generated always as (left(village_key, 9)) stored,
  group_id uuid,
  head_name text collate "C" not null,
  given_name text collate "C" not null,
  head_pinyin text collate "C" not null,
  head_initials text collate "C" not null,
  id_sealed bytea,
  id_print bytea,
  id_end_print bytea,
  id_tail text,
  id_masked text,
  phone_sealed bytea,
  phone_print bytea,
  phone_masked text,
  account_sealed bytea,
  account_print bytea,
  account_masked text,
  account_holder text,
  account_kind text,
  people_count int,
  category text not null,
  is_resident boolean,
  address text,
  house_kind text,
  structure text,
  built_year int,
  floor_area_m2 numeric(8, 2),
  heated_area_m2 numeric(8, 2) not null,
  prior_heating text,
  coal_kg_per_year int,
  note text,
  findings text[] not null,
  merged_into uuid,
  last_on date not null,
  created_at timestamptz not null,
  constraint households_pk primary key (district_code, household_id),
  constraint households_state_valid check (state in ('live', 'closed', 'merged')),
  constraint households_version_valid check (version > 0),
  constraint households_id_valid
    check (num_nulls(id_sealed, id_print, id_end_print, id_tail, id_masked) in (0, 5)),
  constraint households_phone_valid
    check (num_nulls(phone_sealed, phone_print, phone_masked) in (0, 3)),
  constraint households_account_valid check
    (num_nulls(account_sealed, account_print, account_masked, account_holder, account_kind)
      in (0, 5)),
  constraint households_area_valid check (heated_area_m2 > 0),
  constraint households_merged_valid check ((merged_into is null) = (state <> 'merged'))
);
comment on table households is 'A house with the household living in it 户: the unit of the programme.';
comment on column households.given_name is 'The name without its first character, for searching.';
comment on column households.id_sealed is 'The ID number, encrypted with a key outside the database.';
comment on column households.id_print is 'Keyed hash of the ID number, for exact look-up.';
comment on column households.id_end_print is 'Keyed hash of its last six characters.';
comment on column households.id_tail is 'Its last four characters, shown to everyone who sees the list.';
comment on column households.findings is 'Codes of open warnings of the import.';
create unique index households_id_number_unique on households (district_code, id_print)
  where state = 'live';
create index households_by_id on households (district_code, id_print);
create index households_by_id_end on households (district_code, id_end_print);
create index households_by_id_tail on households (district_code, id_tail);
create index households_by_account on households (district_code, account_print);
create index households_by_phone on households (district_code, phone_print);
create index households_by_name on households (district_code, head_name);
create index households_by_given_name on households (district_code, given_name);
create index households_by_pinyin on households (district_code, head_pinyin);
create index households_by_initials on households (district_code, head_initials);
create index households_by_village on households (district_code, village_key);
create index households_by_group on households (district_code, group_id);
create index households_by_merged on households (district_code, merged_into);

create table cases (
  district_code int not null,
  case_id uuid not null,
  household_id uuid not null,
  works text not null,
  state text not null,
  version int not null,
  village_key text not null,
  town_key text not null generated always as (left(village_key, 9)) stored,
  group_id uuid,
  project text not null,
  year int not null,
  method text,
  wished_method text,
  exception_state text,
  exception_method text,
  exception_reason text,
  exception_by text,
  enterprise_id uuid,
  equipment_fen bigint,
  construction_fen bigint,
  self_raised_fen bigint,
  last_on date not null,
  constraint cases_pk primary key (district_code, case_id),
  constraint cases_works_valid check (works in ('heating', 'insulation')),
  constraint cases_state_valid check (state in ('registered', 'chosen', 'approved', 'contracted',
    'installed', 'self-checked', 'accepted', 'published', 'cleared', 'paid', 'withdrawn',
    'rejected', 'rectifying')),
  constraint cases_method_valid check (works = 'heating' or method is null),
  constraint cases_chosen_valid check (state <> 'chosen' or method is not null),
  constraint cases_exception_valid check
    (num_nulls(exception_state, exception_method, exception_reason, exception_by) in (0, 4)),
  constraint cases_fen_valid
    check (equipment_fen >= 0 and construction_fen >= 0 and self_raised_fen >= 0),
  constraint cases_version_valid check (version > 0)
);
comment on table cases is 'One household and one kind of works: what is carried from survey to payment.';
comment on column cases.wished_method is 'What the household would like; its group decides.';
create unique index cases_works_unique on cases (district_code, household_id, works)
  where state not in ('withdrawn', 'rejected');
create index cases_by_household on cases (district_code, household_id);
create index cases_by_group on cases (district_code, group_id);
create index cases_by_village on cases
  (district_code, village_key, works, last_on desc, case_id desc);
create index cases_by_town on cases
  (district_code, town_key, works, state, last_on desc, case_id desc);
create index cases_by_town_day on cases
  (district_code, town_key, works, last_on desc, case_id desc);
create index cases_by_state on cases (district_code, works, state, last_on desc, case_id desc);
create index cases_by_day on cases (district_code, works, last_on desc, case_id desc);

create table case_steps (
  district_code int not null,
  case_id uuid not null,
  version int not null,
  entry_id uuid not null,
  action text not null,
  occurred_on date not null,
  state text not null,
  village_key text not null,
  project text not null,
  year int not null,
  method text,
  constraint case_steps_pk primary key (district_code, case_id, version)
);
comment on table case_steps is 'Each case after each change of its state, place or method; never changed.';

create table case_movement_queue (
  district_code int not null,
  entry_id uuid not null,
  part int not null,
  works text not null,
  village_key text not null,
  project text not null,
  year int not null,
  method text not null,
  state text not null,
  occurred_on date not null,
  change int not null,
  constraint case_movement_queue_pk primary key (district_code, entry_id, part)
);
comment on table case_movement_queue is 'Movements not yet added to case_movements.';
comment on column case_movement_queue.entry_id is 'The first journal entry of the request.';

create table case_movements (
  district_code int not null,
  works text not null,
  village_key text not null,
  project text not null,
  year int not null,
  method text not null,
  state text not null,
  occurred_on date not null,
  change int not null,
  constraint case_movements_pk primary key
    (district_code, works, occurred_on, village_key, project, year, method, state)
);
comment on table case_movements is 'How many cases entered (+) or left (−) a state that day, by place, project, year and method.';
comment on column case_movements.method is 'Empty while no method is chosen.';

create table household_changes (
  district_code int not null,
  change_id uuid not null,
  household_id uuid not null,
  household_version int not null,
  state text not null,
  version int not null,
  patch json not null,
  shown json not null,
  reason text not null,
  requested_by text not null,
  requested_on date not null,
  decided_by text,
  decided_on date,
  decision_note text,
  constraint household_changes_pk primary key (district_code, change_id),
  constraint household_changes_state_valid check (state in ('requested', 'approved', 'rejected')),
  constraint household_changes_decided_valid check
    (num_nulls(decided_by, decided_on, decision_note) = case state when 'requested' then 3 else 0 end),
  constraint household_changes_persons_valid check (decided_by <> requested_by),
  constraint household_changes_version_valid check (version > 0)
);
comment on table household_changes is 'Corrections asked for after approval; another person decides.';
comment on column household_changes.patch is 'The new values, personal numbers sealed.';
comment on column household_changes.shown is 'Old and new value of each field, personal data masked.';
create index household_changes_by_household on household_changes (district_code, household_id);
create unique index household_changes_open_unique on household_changes
  (district_code, household_id) where state = 'requested';

-- rules

alter table village_groups
  add constraint village_groups_village_fk foreign key (district_code, village_key)
  references places (district_code, place_key);
alter table households
  add constraint households_village_fk foreign key (district_code, village_key)
  references places (district_code, place_key),
  add constraint households_group_fk foreign key (district_code, group_id)
  references village_groups (district_code, group_id),
  add constraint households_merged_fk foreign key (district_code, merged_into)
  references households (district_code, household_id);
alter table cases
  add constraint cases_household_fk foreign key (district_code, household_id)
  references households (district_code, household_id),
  add constraint cases_village_fk foreign key (district_code, village_key)
  references places (district_code, place_key),
  add constraint cases_group_fk foreign key (district_code, group_id)
  references village_groups (district_code, group_id);
alter table case_steps
  add constraint case_steps_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id);
alter table household_changes
  add constraint household_changes_household_fk foreign key (district_code, household_id)
  references households (district_code, household_id);

call protect_tenant_table('village_groups');
call protect_tenant_table('households');
call protect_tenant_table('cases');
call protect_tenant_table('case_steps');
call protect_tenant_table('case_movement_queue');
call protect_tenant_table('case_movements');
call protect_tenant_table('household_changes');

grant select, insert, update on village_groups, households, cases to qingnuan_app;
grant select, insert, update on household_changes, case_movements to qingnuan_app;
grant select, insert on case_steps to qingnuan_app;
grant select, insert, update, delete on case_movement_queue to qingnuan_app;
