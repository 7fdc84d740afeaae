-- Changes of what an approved case is counted by, asked for by one person, decided by another.

create table case_changes (
  district_code int not null,
  change_id uuid not null,
  case_id uuid not null,
  state text not null,
  version int not null,
  project text,
  year int,
  group_id uuid,
  shown json not null,
  reason text not null,
  requested_by text not null,
  requested_on date not null,
  decided_by text,
  decided_on date,
  decision_note text,
  constraint case_changes_pk primary key (district_code, change_id),
  constraint case_changes_state_valid check (state in ('requested', 'approved', 'rejected')),
  constraint case_changes_given_valid check (num_nonnulls(project, year, group_id) > 0),
  constraint case_changes_decided_valid check
    (num_nulls(decided_by, decided_on, decision_note) = case state when 'requested' then 3 else 0 end),
  constraint case_changes_persons_valid check (decided_by <> requested_by),
  constraint case_changes_version_valid check (version > 0)
);
comment on table case_changes is 'Changes of project, year or group after approval; another person decides.';
comment on column case_changes.shown is 'Old and new value of each field.';
create index case_changes_by_case on case_changes (district_code, case_id);
create index case_changes_by_group on case_changes (district_code, group_id);
create unique index case_changes_open_unique on case_changes (district_code, case_id)
  where state = 'requested';

-- rules

alter table case_changes
  add constraint case_changes_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id),
  add constraint case_changes_group_fk foreign key (district_code, group_id)
  references village_groups (district_code, group_id);

call protect_tenant_table('case_changes');

grant select, insert, update on case_changes to qingnuan_app;
