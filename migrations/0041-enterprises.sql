-- The register of enterprises: who may build, by whose decision, and the papers they showed.

create table enterprises (
  district_code int not null,
  enterprise_id uuid not null,
  name text not null,
  credit_code text not null,
  credit_code_note text,
  organisation_id uuid,
  kinds text[] not null,
  contact_name text,
  contact_phone text,
  state text not null,
  version int not null,
  last_on date not null,
  constraint enterprises_pk primary key (district_code, enterprise_id),
  constraint enterprises_credit_code_unique unique (district_code, credit_code),
  constraint enterprises_state_valid
    check (state in ('candidate', 'admitted', 'suspended', 'removed')),
  constraint enterprises_kinds_valid check (cardinality(kinds) > 0),
  constraint enterprises_version_valid check (version > 0)
);
comment on table enterprises is 'Enterprises that offer to build; only admitted ones sign contracts.';
comment on column enterprises.credit_code is 'Unified social credit code, 18 characters.';
comment on column enterprises.credit_code_note is 'Why a code whose check character is wrong was accepted.';
comment on column enterprises.organisation_id is 'The organisation whose accounts act for it.';
create unique index enterprises_organisation_unique on enterprises (district_code, organisation_id)
  where organisation_id is not null;
create index enterprises_by_organisation on enterprises (district_code, organisation_id);

create table enterprise_names (
  district_code int not null,
  name text not null,
  enterprise_id uuid not null,
  constraint enterprise_names_pk primary key (district_code, name)
);
comment on table enterprise_names is 'Every name an enterprise is written by; each belongs to one.';
create index enterprise_names_by_enterprise on enterprise_names (district_code, enterprise_id);

create table enterprise_steps (
  district_code int not null,
  enterprise_id uuid not null,
  version int not null,
  entry_id uuid not null,
  action text not null,
  occurred_on date not null,
  state text not null,
  reason text,
  document_id uuid,
  score numeric(5, 2),
  constraint enterprise_steps_pk primary key (district_code, enterprise_id, version),
  constraint enterprise_steps_score_valid check (score between 0 and 100)
);
comment on table enterprise_steps is 'Each decision on an enterprise with its reason and document; never changed.';
create index enterprise_steps_by_document on enterprise_steps (district_code, document_id);

create table enterprise_papers (
  district_code int not null,
  paper_id uuid not null,
  enterprise_id uuid not null,
  kind text not null,
  number text not null,
  valid_until date,
  document_id uuid,
  constraint enterprise_papers_pk primary key (district_code, paper_id),
  constraint enterprise_papers_number_unique unique (district_code, enterprise_id, kind, number)
);
comment on table enterprise_papers is 'Licences, qualifications and test reports, with the day they run out.';
create index enterprise_papers_by_document on enterprise_papers (district_code, document_id);

create index cases_by_enterprise on cases (district_code, enterprise_id);

-- rules

alter table enterprises
  add constraint enterprises_organisation_fk foreign key (district_code, organisation_id)
  references organisations (district_code, organisation_id);
alter table enterprise_names
  add constraint enterprise_names_enterprise_fk foreign key (district_code, enterprise_id)
  references enterprises (district_code, enterprise_id);
alter table enterprise_steps
  add constraint enterprise_steps_enterprise_fk foreign key (district_code, enterprise_id)
  references enterprises (district_code, enterprise_id),
  add constraint enterprise_steps_document_fk foreign key (district_code, document_id)
  references documents (district_code, document_id);
alter table enterprise_papers
  add constraint enterprise_papers_enterprise_fk foreign key (district_code, enterprise_id)
  references enterprises (district_code, enterprise_id),
  add constraint enterprise_papers_document_fk foreign key (district_code, document_id)
  references documents (district_code, document_id);
alter table cases
  add constraint cases_enterprise_fk foreign key (district_code, enterprise_id)
  references enterprises (district_code, enterprise_id);

call protect_tenant_table('enterprises');
call protect_tenant_table('enterprise_names');
call protect_tenant_table('enterprise_steps');
call protect_tenant_table('enterprise_papers');

grant select, insert, update on enterprises, enterprise_papers to qingnuan_app;
grant select, insert on enterprise_names, enterprise_steps to qingnuan_app;
