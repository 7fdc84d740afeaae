-- Acceptance: the town's check of every house, lots with their drawn sample, joint checks, the
-- departments' signatures, orders to put right, and which house was accepted when.

create table town_checks (
  district_code int not null,
  entry_id uuid not null,
  case_id uuid not null,
  checked_on date not null,
  result text not null,
  is_current boolean not null,
  room_deci_c int,
  outdoor_deci_c int,
  warm_deci_c int,
  items json not null,
  remark text,
  document_id uuid,
  checked_by text not null,
  constraint town_checks_pk primary key (district_code, entry_id),
  constraint town_checks_result_valid check (result in ('pass', 'fail'))
);
comment on table town_checks is 'The town looks at every house 逐户初验; the latest since the self-check is current.';
comment on column town_checks.warm_deci_c is 'The least room temperature asked for that day, tenths of a degree.';
create unique index town_checks_current_unique on town_checks (district_code, case_id)
  where is_current;
create index town_checks_by_case on town_checks (district_code, case_id);
create index town_checks_by_document on town_checks (district_code, document_id);

create table acceptance_lots (
  district_code int not null,
  lot_id uuid not null,
  town_key text not null,
  works text not null,
  year int not null,
  state text not null,
  version int not null,
  last_on date not null,
  drawn_on date not null,
  drawn_by text not null,
  seed text not null,
  seed_ground text,
  rounds json not null,
  departments json not null,
  window_from date,
  window_to date,
  report json,
  report_sha256 text,
  concluded_on date,
  constraint acceptance_lots_pk primary key (district_code, lot_id),
  constraint acceptance_lots_works_valid check (works in ('heating', 'insulation')),
  constraint acceptance_lots_state_valid check (state in ('open', 'signing', 'concluded')),
  constraint acceptance_lots_version_valid check (version > 0),
  constraint acceptance_lots_window_valid check ((window_from is null) = (window_to is null)),
  constraint acceptance_lots_report_valid check ((report is null) = (state = 'open')),
  constraint acceptance_lots_concluded_valid
    check ((concluded_on is null) = (state <> 'concluded'))
);
comment on table acceptance_lots is 'Cases of a town and year that are accepted together, with their drawn sample.';
comment on column acceptance_lots.seed is 'What the sample is drawn by; docs/acceptance-sample.md says how.';
comment on column acceptance_lots.seed_ground is 'How the seed was drawn in public; null: made of the journal entry.';
comment on column acceptance_lots.rounds is 'Shares and least numbers of the first and each enlarged sample.';
comment on column acceptance_lots.departments is 'Who signs, the organising department first, as the programme said that day.';
create index acceptance_lots_by_town on acceptance_lots (district_code, town_key, lot_id);

create table acceptance_lot_cases (
  district_code int not null,
  lot_id uuid not null,
  case_id uuid not null,
  stratum int not null,
  position int not null,
  village_key text not null,
  enterprise_id uuid,
  method text,
  is_recheck boolean not null,
  round int,
  outcome text not null,
  constraint acceptance_lot_cases_pk primary key (district_code, lot_id, case_id),
  constraint acceptance_lot_cases_position_unique
    unique (district_code, lot_id, stratum, position),
  constraint acceptance_lot_cases_position_valid check (stratum > 0 and position > 0 and round > 0),
  constraint acceptance_lot_cases_outcome_valid
    check (outcome in ('open', 'proposed', 'accepted', 'left-out'))
);
comment on table acceptance_lot_cases is 'The cases of a lot in their strata, village × enterprise × method, in drawn order.';
comment on column acceptance_lot_cases.is_recheck is 'Failed in an earlier lot: checked again in any case.';
comment on column acceptance_lot_cases.round is 'The round of the sample that drew the house; null: not drawn.';
create unique index acceptance_lot_cases_case_unique on acceptance_lot_cases
  (district_code, case_id) where outcome in ('open', 'proposed');
create index acceptance_lot_cases_by_case on acceptance_lot_cases (district_code, case_id);

create table joint_checks (
  district_code int not null,
  entry_id uuid not null,
  lot_id uuid not null,
  case_id uuid not null,
  checked_on date not null,
  result text not null,
  is_current boolean not null,
  room_deci_c int,
  outdoor_deci_c int,
  warm_deci_c int,
  items json not null,
  remark text,
  document_id uuid,
  checked_by text not null,
  constraint joint_checks_pk primary key (district_code, entry_id),
  constraint joint_checks_result_valid check (result in ('pass', 'fail'))
);
comment on table joint_checks is 'Inspectors check the drawn houses 联合抽验; every result is kept.';
create unique index joint_checks_current_unique on joint_checks (district_code, case_id)
  where is_current;
create index joint_checks_by_case on joint_checks (district_code, case_id);
create index joint_checks_by_document on joint_checks (district_code, document_id);
create index joint_checks_by_lot on joint_checks (district_code, lot_id, case_id);

create table department_organisations (
  district_code int not null,
  department text not null,
  organisation_id uuid not null,
  entry_id uuid not null,
  named_on date not null,
  constraint department_organisations_pk primary key (district_code, department)
);
comment on table department_organisations is 'Which organisation is a department of the programme.';
create index department_organisations_by_organisation on department_organisations
  (district_code, organisation_id);

create table countersignatures (
  district_code int not null,
  lot_id uuid not null,
  department text not null,
  organisation_id text not null,
  person_id text not null,
  entry_id uuid not null,
  signed_on date not null,
  opinion text,
  constraint countersignatures_pk primary key (district_code, lot_id, department),
  constraint countersignatures_person_unique unique (district_code, lot_id, person_id),
  constraint countersignatures_organisation_unique unique (district_code, lot_id, organisation_id)
);
comment on table countersignatures is 'Signatures of the departments under the report of a lot 会签.';

create table rectifications (
  district_code int not null,
  rectification_id uuid not null,
  case_id uuid not null,
  source text not null,
  what text not null,
  due_on date not null,
  ordered_on date not null,
  ordered_by text not null,
  closed_on date,
  closed_entry_id uuid,
  constraint rectifications_pk primary key (district_code, rectification_id),
  constraint rectifications_source_valid
    check (source in ('town-check', 'joint-check', 'order', 'objection')),
  constraint rectifications_due_valid check (due_on >= ordered_on),
  constraint rectifications_closed_valid check ((closed_on is null) = (closed_entry_id is null))
);
comment on table rectifications is 'Orders to put something right by a day 限期整改.';
comment on column rectifications.rectification_id is 'The journal entry that ordered it.';
create index rectifications_by_case on rectifications (district_code, case_id);
create index rectifications_open on rectifications (district_code, due_on, rectification_id)
  where closed_on is null;

create table acceptances (
  district_code int not null,
  case_id uuid not null,
  entry_id uuid not null,
  accepted_on date not null,
  source text not null,
  lot_id uuid,
  document text,
  voided_on date,
  constraint acceptances_pk primary key (district_code, case_id, entry_id),
  constraint acceptances_source_valid check (source in ('lot', 'import')),
  constraint acceptances_lot_valid check ((source = 'lot') = (lot_id is not null)),
  constraint acceptances_document_valid check ((source = 'import') = (document is not null))
);
comment on table acceptances is 'Which case was accepted when, by a lot or in records from before this system.';
create unique index acceptances_standing_unique on acceptances (district_code, case_id)
  where voided_on is null;
create index acceptances_by_lot on acceptances (district_code, lot_id);

-- rules

alter table town_checks
  add constraint town_checks_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id),
  add constraint town_checks_document_fk foreign key (district_code, document_id)
  references documents (district_code, document_id);
alter table acceptance_lots
  add constraint acceptance_lots_town_fk foreign key (district_code, town_key)
  references places (district_code, place_key);
alter table acceptance_lot_cases
  add constraint acceptance_lot_cases_lot_fk foreign key (district_code, lot_id)
  references acceptance_lots (district_code, lot_id),
  add constraint acceptance_lot_cases_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id);
alter table joint_checks
  add constraint joint_checks_lot_case_fk foreign key (district_code, lot_id, case_id)
  references acceptance_lot_cases (district_code, lot_id, case_id),
  add constraint joint_checks_document_fk foreign key (district_code, document_id)
  references documents (district_code, document_id);
alter table department_organisations
  add constraint department_organisations_organisation_fk
  foreign key (district_code, organisation_id)
  references organisations (district_code, organisation_id);
alter table countersignatures
  add constraint countersignatures_lot_fk foreign key (district_code, lot_id)
  references acceptance_lots (district_code, lot_id);
alter table rectifications
  add constraint rectifications_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id);
alter table acceptances
  add constraint acceptances_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id),
  add constraint acceptances_lot_fk foreign key (district_code, lot_id)
  references acceptance_lots (district_code, lot_id);

call protect_tenant_table('town_checks');
call protect_tenant_table('acceptance_lots');
call protect_tenant_table('acceptance_lot_cases');
call protect_tenant_table('joint_checks');
call protect_tenant_table('department_organisations');
call protect_tenant_table('countersignatures');
call protect_tenant_table('rectifications');
call protect_tenant_table('acceptances');

grant select, insert, update on town_checks, acceptance_lots, acceptance_lot_cases, joint_checks,
  department_organisations, rectifications, acceptances to qingnuan_app;
grant select, insert on countersignatures to qingnuan_app;
