-- How many households each place is to convert: annex 1 in versions, none of them ever changed.

create table target_versions (
  district_code int not null,
  version_id uuid not null,
  document text not null,
  loaded_on date not null,
  entry_id uuid not null,
  differences json not null,
  constraint target_versions_pk primary key (district_code, version_id)
);
comment on table target_versions is 'Versions of annex 1; the one loaded last is in force.';
comment on column target_versions.differences is 'Where its sums differ from the notice, as confirmed.';

create table targets (
  district_code int not null,
  version_id uuid not null,
  place_key text not null,
  year int not null,
  project text not null,
  households int not null,
  constraint targets_pk primary key (district_code, version_id, place_key, year, project),
  constraint targets_households_valid check (households > 0)
);
comment on table targets is 'Households to be converted by place (a village, or a town as a whole), year and project.';
create index targets_by_place on targets (district_code, place_key);

-- rules

alter table targets
  add constraint targets_version_fk foreign key (district_code, version_id)
  references target_versions (district_code, version_id),
  add constraint targets_place_fk foreign key (district_code, place_key)
  references places (district_code, place_key);

call protect_tenant_table('target_versions');
call protect_tenant_table('targets');

grant select, insert on target_versions, targets to qingnuan_app;
