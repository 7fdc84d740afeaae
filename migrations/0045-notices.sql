-- Public notices 公示: which accepted houses hang out in which village, until when, and what was
-- said against it.

create table public_notices (
  district_code int not null,
  notice_id uuid not null,
  village_key text not null,
  town_key text not null generated always as (left(village_key, 9)) stored,
  works text not null,
  state text not null,
  version int not null,
  last_on date not null,
  published_on date not null,
  published_by text not null,
  ends_on date not null,
  days int not null,
  counting text not null,
  is_calendar_known boolean not null,
  board_document_id uuid,
  closed_on date,
  close_document_id uuid,
  constraint public_notices_pk primary key (district_code, notice_id),
  constraint public_notices_works_valid check (works in ('heating', 'insulation')),
  constraint public_notices_state_valid check (state in ('open', 'closed')),
  constraint public_notices_counting_valid check (counting in ('working', 'calendar')),
  constraint public_notices_days_valid check (days > 0 and ends_on > published_on),
  constraint public_notices_closed_valid check ((closed_on is null) = (state = 'open')),
  constraint public_notices_version_valid check (version > 0)
);
comment on table public_notices is 'A list of accepted houses of a village, hung out for some days.';
comment on column public_notices.ends_on is 'The last of its days; the day it was hung out does not count.';
comment on column public_notices.is_calendar_known is 'False: its holidays were not known, only weekends left out.';
create index public_notices_by_village on public_notices (district_code, village_key, notice_id);
create index public_notices_by_board_document on public_notices
  (district_code, board_document_id);
create index public_notices_by_close_document on public_notices
  (district_code, close_document_id);
create index public_notices_by_town on public_notices (district_code, town_key, notice_id);

create table public_notice_cases (
  district_code int not null,
  notice_id uuid not null,
  case_id uuid not null,
  group_name text,
  head_masked text not null,
  id_masked text,
  account_masked text,
  method text,
  heated_area_m2 numeric(8, 2) not null,
  amount_fen bigint,
  withdrawn_on date,
  constraint public_notice_cases_pk primary key (district_code, notice_id, case_id),
  constraint public_notice_cases_fen_valid check (amount_fen >= 0)
);
comment on table public_notice_cases is 'The lines of a notice as they were hung out, masked.';
comment on column public_notice_cases.withdrawn_on is 'The day the house went back to be put right.';
create unique index public_notice_cases_standing_unique on public_notice_cases
  (district_code, case_id) where withdrawn_on is null;
create index public_notice_cases_by_case on public_notice_cases (district_code, case_id);

create table notice_objections (
  district_code int not null,
  objection_id uuid not null,
  notice_id uuid not null,
  case_id uuid,
  state text not null,
  version int not null,
  last_on date not null,
  text text not null,
  contact_sealed bytea,
  contact_masked text,
  recorded_by text not null,
  recorded_on date not null,
  answered_by text,
  answered_on date,
  reason text,
  remedy text,
  settled_on date,
  settlement text,
  constraint notice_objections_pk primary key (district_code, objection_id),
  constraint notice_objections_state_valid check (state in ('open', 'upheld', 'dismissed')),
  constraint notice_objections_contact_valid
    check ((contact_sealed is null) = (contact_masked is null)),
  constraint notice_objections_answered_valid
    check (num_nulls(answered_by, answered_on, reason) = case state when 'open' then 3 else 0 end),
  constraint notice_objections_remedy_valid
    check ((remedy is null) = (state <> 'upheld') and remedy in ('rectify', 'correct')),
  constraint notice_objections_settled_valid
    check ((settled_on is null) = (settlement is null) and (settled_on is null or remedy is not null)),
  constraint notice_objections_persons_valid check (answered_by <> recorded_by),
  constraint notice_objections_version_valid check (version > 0)
);
comment on table notice_objections is 'What was said against a notice 异议, and how it was answered.';
comment on column notice_objections.case_id is 'The house it is about; null: the list as a whole.';
comment on column notice_objections.contact_sealed is 'How to reach who objected, encrypted.';
create index notice_objections_by_notice on notice_objections (district_code, notice_id);
create index notice_objections_by_line on notice_objections (district_code, notice_id, case_id);

-- rules

alter table public_notices
  add constraint public_notices_village_fk foreign key (district_code, village_key)
  references places (district_code, place_key),
  add constraint public_notices_board_document_fk
  foreign key (district_code, board_document_id)
  references documents (district_code, document_id),
  add constraint public_notices_close_document_fk
  foreign key (district_code, close_document_id)
  references documents (district_code, document_id);
alter table public_notice_cases
  add constraint public_notice_cases_notice_fk foreign key (district_code, notice_id)
  references public_notices (district_code, notice_id),
  add constraint public_notice_cases_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id);
alter table notice_objections
  add constraint notice_objections_notice_fk foreign key (district_code, notice_id)
  references public_notices (district_code, notice_id),
  add constraint notice_objections_line_fk foreign key (district_code, notice_id, case_id)
  references public_notice_cases (district_code, notice_id, case_id);

call protect_tenant_table('public_notices');
call protect_tenant_table('public_notice_cases');
call protect_tenant_table('notice_objections');

grant select, insert, update on public_notices, public_notice_cases, notice_objections
  to qingnuan_app;
