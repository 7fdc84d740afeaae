-- Contracts for works: one enterprise, one kind of works, its clauses, and the cases under it with
-- their prices.

create table works_contracts (
  district_code int not null,
  contract_id uuid not null,
  number text not null,
  enterprise_id uuid not null,
  works text not null,
  place_key text not null,
  state text not null,
  version int not null,
  last_on date not null,
  paid_by text not null,
  clauses json not null,
  warranty_years int not null,
  done_by date,
  design_approval text,
  owner_signed_on date,
  enterprise_signed_on date,
  signed_on date,
  document_id uuid,
  requirements json,
  ended_reason text,
  constraint works_contracts_pk primary key (district_code, contract_id),
  constraint works_contracts_number_unique unique (district_code, number),
  constraint works_contracts_works_valid check (works in ('heating', 'insulation')),
  constraint works_contracts_state_valid check (state in ('draft', 'signed', 'ended')),
  constraint works_contracts_paid_by_valid check (paid_by in ('programme', 'enterprise')),
  constraint works_contracts_warranty_valid check (warranty_years >= 0),
  constraint works_contracts_signed_valid check
    (num_nulls(owner_signed_on, enterprise_signed_on, signed_on, document_id, requirements)
      in (0, 5) and (state <> 'signed' or signed_on is not null)
      and (state <> 'draft' or signed_on is null)),
  constraint works_contracts_ended_valid check ((ended_reason is null) = (state <> 'ended')),
  constraint works_contracts_version_valid check (version > 0)
);
comment on table works_contracts is 'Contracts between a place and an enterprise for works on households.';
comment on column works_contracts.place_key is 'The town or village that signs; its households may come under it.';
comment on column works_contracts.paid_by is 'enterprise: a pilot at the enterprise''s expense, never subsidised.';
comment on column works_contracts.clauses is 'Text of each clause by its id.';
comment on column works_contracts.design_approval is 'Number of the approval of the design 可研、初设批复文号.';
comment on column works_contracts.signed_on is 'The later of the two parties'' days.';
comment on column works_contracts.requirements is 'What the programme demanded of a contract when it was signed.';
create index works_contracts_by_enterprise on works_contracts (district_code, enterprise_id);
create index works_contracts_by_place on works_contracts (district_code, place_key);
create index works_contracts_by_document on works_contracts (district_code, document_id);

create table works_contract_cases (
  district_code int not null,
  contract_id uuid not null,
  case_id uuid not null,
  price_equipment_fen bigint not null,
  price_construction_fen bigint not null,
  added_on date not null,
  dropped_on date,
  constraint works_contract_cases_pk primary key (district_code, contract_id, case_id),
  constraint works_contract_cases_price_valid
    check (price_equipment_fen >= 0 and price_construction_fen >= 0)
);
comment on table works_contract_cases is 'The cases under a contract, each with its price.';
comment on column works_contract_cases.dropped_on is 'The day the case left the contract, having been withdrawn.';
create index works_contract_cases_by_case on works_contract_cases (district_code, case_id);
create unique index works_contract_cases_live_unique on works_contract_cases
  (district_code, case_id) where dropped_on is null;

-- rules

alter table works_contracts
  add constraint works_contracts_enterprise_fk foreign key (district_code, enterprise_id)
  references enterprises (district_code, enterprise_id),
  add constraint works_contracts_place_fk foreign key (district_code, place_key)
  references places (district_code, place_key),
  add constraint works_contracts_document_fk foreign key (district_code, document_id)
  references documents (district_code, document_id);
alter table works_contract_cases
  add constraint works_contract_cases_contract_fk foreign key (district_code, contract_id)
  references works_contracts (district_code, contract_id),
  add constraint works_contract_cases_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id);

call protect_tenant_table('works_contracts');
call protect_tenant_table('works_contract_cases');

grant select, insert, update on works_contracts, works_contract_cases to qingnuan_app;
