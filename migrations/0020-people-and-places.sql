-- Organisations, people, their roles, and places.

create table organisations (
  district_code int not null,
  organisation_id uuid not null,
  name text not null,
  kind text not null,
  credit_code text,
  version int not null,
  created_at timestamptz not null,
  constraint organisations_pk primary key (district_code, organisation_id),
  constraint organisations_name_unique unique (district_code, name),
  constraint organisations_credit_code_unique unique (district_code, credit_code),
  constraint organisations_kind_known check
    (kind in ('government', 'town', 'village', 'enterprise', 'utility', 'other')),
  constraint organisations_version_positive check (version > 0)
);
comment on table organisations is 'Offices, towns, enterprises and utilities that people act for.';
comment on column organisations.credit_code is 'Unified social credit code, 18 characters.';

create table people (
  district_code int not null,
  person_id uuid not null,
  organisation_id uuid not null,
  username text not null,
  name text not null,
  is_disabled boolean not null,
  must_change_password boolean not null,
  version int not null,
  created_at timestamptz not null,
  constraint people_pk primary key (district_code, person_id),
  constraint people_username_unique unique (district_code, username),
  constraint people_version_positive check (version > 0)
);
comment on table people is 'Accounts of people; never deleted, because the journal names them.';
comment on column people.must_change_password is 'True while the password is a one-time one.';
create index people_by_organisation on people (district_code, organisation_id);

create table person_roles (
  district_code int not null,
  person_id uuid not null,
  role text not null,
  place_key text not null,
  constraint person_roles_pk primary key (district_code, person_id, role, place_key)
);
comment on table person_roles is 'Roles held, each in a place.';
comment on column person_roles.place_key is 'Key of the place; empty for the whole district.';

create table places (
  district_code int not null,
  place_id int not null,
  place_key text not null,
  parent_id int,
  successor_id int,
  code text,
  edition text,
  level text not null,
  origin text not null,
  name text not null,
  stem text not null,
  valid_from date,
  valid_to date,
  version int not null,
  constraint places_pk primary key (district_code, place_id),
  constraint places_key_unique unique (district_code, place_key),
  constraint places_key_within_district check
    (place_key like district_code::text || '%' and length(place_key) % 3 = 0),
  constraint places_code_valid check (code ~ '^[0-9]{12}$'),
  constraint places_level_known check
    (level in ('county', 'town', 'village', 'estate', 'farm', 'group', 'team')),
  constraint places_origin_known check (origin in ('official', 'programme', 'local')),
  constraint places_parent_unless_county check ((parent_id is null) = (level = 'county')),
  constraint places_version_positive check (version > 0)
);
comment on table places is 'The district, its towns and villages in every edition, and local places.';
comment on column places.place_key is 'The code without trailing zeros; local places get L01, L02 …';
comment on column places.edition is 'Latest edition of the official codes that lists it.';
comment on column places.successor_id is 'The place that took over when this one ended.';
comment on column places.valid_from is 'First day known; null when older than the oldest edition.';
comment on column places.valid_to is 'Last day known; null while it stands.';
create index places_by_parent on places (district_code, parent_id);
create index places_by_successor on places (district_code, successor_id);

create table place_names (
  district_code int not null,
  place_id int not null,
  name text not null,
  stem text not null,
  kind text not null,
  valid_from date,
  valid_to date,
  constraint place_names_pk primary key (district_code, place_id, name),
  constraint place_names_kind_known check (kind in ('former', 'alias'))
);
comment on table place_names is 'Other names of places: former official ones and aliases.';

create table decision_choices (
  district_code int not null,
  programme_id text not null,
  decision_id text not null,
  entry_id uuid not null,
  person_id uuid not null,
  option_id text not null,
  document text not null,
  reason text not null,
  chosen_at timestamptz not null,
  constraint decision_choices_pk primary key (district_code, programme_id, decision_id, entry_id)
);
comment on table decision_choices is 'Options chosen by the office in place of the folder''s own.';
comment on column decision_choices.entry_id is 'The journal entry; its order is the order of choices.';
create index decision_choices_by_person on decision_choices (district_code, person_id);

-- rules

alter table people
  add constraint people_organisation_fk foreign key (district_code, organisation_id)
  references organisations (district_code, organisation_id);
alter table person_roles
  add constraint person_roles_person_fk foreign key (district_code, person_id)
  references people (district_code, person_id);
alter table places
  add constraint places_parent_fk foreign key (district_code, parent_id)
  references places (district_code, place_id),
  add constraint places_successor_fk foreign key (district_code, successor_id)
  references places (district_code, place_id);
alter table place_names
  add constraint place_names_place_fk foreign key (district_code, place_id)
  references places (district_code, place_id);
alter table decision_choices
  add constraint decision_choices_person_fk foreign key (district_code, person_id)
  references people (district_code, person_id);

call protect_tenant_table('organisations');
call protect_tenant_table('people');
call protect_tenant_table('person_roles');
call protect_tenant_table('places');
call protect_tenant_table('place_names');
call protect_tenant_table('decision_choices');

grant select, insert, update on organisations, people, places to qingnuan_app;
grant select, insert, delete on person_roles to qingnuan_app;
grant select, insert, update on place_names to qingnuan_app;
grant select, insert on decision_choices to qingnuan_app;
grant insert on districts to qingnuan_app;
