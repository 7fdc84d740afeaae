-- Money, twice over: what is committed (a line of the budget, what is still free of it, reserved,
-- spent) and what is there in cash (treasury, appropriated, at the bank, with the household). Every
-- amount goes from one account to another, and no transfer is ever changed.

create table rule_versions (
  district_code int not null,
  version_id text not null,
  programme_id text not null,
  rules json not null,
  entry_id uuid not null,
  adopted_at timestamptz not null,
  constraint rule_versions_pk primary key (district_code, version_id)
);
comment on table rule_versions is 'The benefit rules of the programme as they stood; never changed.';
comment on column rule_versions.version_id is 'SHA-256 of the rules, in hex.';
comment on column rule_versions.entry_id is 'The latest adoption; the version adopted last is in force.';

create table budget_lines (
  district_code int not null,
  line_id uuid not null,
  view_id text,
  project text,
  source text not null,
  year int,
  is_public boolean not null,
  name_zh text not null,
  name_en text not null,
  document text not null,
  last_on date not null,
  version int not null,
  constraint budget_lines_pk primary key (district_code, line_id),
  constraint budget_lines_once_unique unique nulls not distinct
    (district_code, project, source, year),
  constraint budget_lines_version_valid check (version > 0)
);
comment on table budget_lines is 'What one source gives for one project, in one year or over all years.';
comment on column budget_lines.view_id is 'The view of funds.yaml it was taken from; views are never added.';
comment on column budget_lines.project is 'Empty for all projects together.';
comment on column budget_lines.year is 'Empty for all years together.';

create table accounts (
  district_code int not null,
  account_id text collate "C" not null,
  kind text not null,
  line_id uuid,
  household_id uuid,
  balance_fen bigint not null,
  constraint accounts_pk primary key (district_code, account_id),
  constraint accounts_kind_valid check (kind in ('budget', 'available', 'reserved', 'spent',
    'treasury', 'appropriated', 'bank', 'household')),
  constraint accounts_owner_valid check
    (num_nonnulls(line_id, household_id) = 1 and (kind = 'household') = (household_id is not null)),
  constraint accounts_balance_valid check (balance_fen >= 0 or kind in ('budget', 'treasury'))
);
comment on table accounts is 'One balance each; locked in the order of their ids.';
comment on column accounts.account_id is 'The kind, a colon, and the line or household it belongs to.';
create index accounts_by_line on accounts (district_code, line_id);
create index accounts_by_household on accounts (district_code, household_id);

create table transfers (
  district_code int not null,
  transfer_id uuid not null,
  entry_id uuid not null,
  kind text not null,
  from_account text collate "C" not null,
  to_account text collate "C" not null,
  amount_fen bigint not null,
  entitlement_id uuid,
  occurred_on date not null,
  constraint transfers_pk primary key (district_code, transfer_id),
  constraint transfers_amount_valid check (amount_fen > 0),
  constraint transfers_accounts_valid check (from_account <> to_account)
);
comment on table transfers is 'Every amount moved; insert-only, corrected by a transfer back.';
create index transfers_by_from on transfers (district_code, from_account);
create index transfers_by_to on transfers (district_code, to_account);
create index transfers_by_entitlement on transfers (district_code, entitlement_id);

create table appropriations (
  district_code int not null,
  appropriation_id uuid not null,
  line_id uuid not null,
  is_back boolean not null,
  amount_fen bigint not null,
  document text not null,
  appropriated_on date not null,
  entry_id uuid not null,
  constraint appropriations_pk primary key (district_code, appropriation_id),
  constraint appropriations_document_unique unique (district_code, line_id, document),
  constraint appropriations_amount_valid check (amount_fen > 0)
);
comment on table appropriations is 'Money paid out by the treasury for a line 拨付, or taken back.';

create table case_costs (
  district_code int not null,
  case_id uuid not null,
  entry_id uuid not null,
  basis text not null,
  equipment_fen bigint not null,
  construction_fen bigint not null,
  document text not null,
  recorded_on date not null,
  constraint case_costs_pk primary key (district_code, case_id, entry_id),
  constraint case_costs_basis_valid check (basis in ('contract', 'invoice', 'audited')),
  constraint case_costs_fen_valid check (equipment_fen >= 0 and construction_fen >= 0)
);
comment on table case_costs is 'What the works cost by contract, invoice or audit; the latest of a basis counts.';

create table own_shares (
  district_code int not null,
  own_share_id uuid not null,
  case_id uuid not null,
  receipt text not null,
  amount_fen bigint not null,
  paid_on date not null,
  method text not null,
  entry_id uuid not null,
  cancelled_by_entry uuid,
  cancel_reason text,
  constraint own_shares_pk primary key (district_code, own_share_id),
  constraint own_shares_receipt_unique unique (district_code, receipt),
  constraint own_shares_amount_valid check (amount_fen > 0),
  constraint own_shares_method_valid check (method in ('cash', 'transfer', 'mobile')),
  constraint own_shares_cancelled_valid check (num_nulls(cancelled_by_entry, cancel_reason) <> 1)
);
comment on table own_shares is 'What households have paid themselves 自筹, receipt by receipt.';
create index own_shares_by_case on own_shares (district_code, case_id);

create table prior_aids (
  district_code int not null,
  prior_aid_id uuid not null,
  household_id uuid not null,
  works text not null,
  what text not null,
  method text,
  year int not null,
  document text not null,
  state text not null,
  recorded_by text not null,
  decided_by text,
  decision_note text,
  version int not null,
  last_on date not null,
  constraint prior_aids_pk primary key (district_code, prior_aid_id),
  constraint prior_aids_once_unique unique
    (district_code, household_id, works, what, year),
  constraint prior_aids_works_valid check (works in ('heating', 'insulation')),
  constraint prior_aids_state_valid check (state in ('recorded', 'approved')),
  constraint prior_aids_decided_valid check
    (num_nulls(decided_by, decision_note) = case state when 'recorded' then 2 else 0 end),
  constraint prior_aids_persons_valid check (decided_by <> recorded_by),
  constraint prior_aids_version_valid check (version > 0)
);
comment on table prior_aids is 'Works a household was given before this programme; approved: may be aided for other works.';
comment on column prior_aids.what is 'What it was given, in words 热炕板、热风机.';
comment on column prior_aids.method is 'The method of the programme that this is; empty for none of them.';

create table entitlements (
  district_code int not null,
  entitlement_id uuid not null,
  case_id uuid not null,
  household_id uuid not null,
  works text not null,
  item text not null,
  instalment text not null,
  amount_fen bigint not null,
  parts json not null,
  cost_basis text,
  inputs json not null,
  rules_version text not null,
  decisions json not null,
  explanation json not null,
  frozen_on date not null,
  due_on date,
  due_ground text,
  state text not null,
  version int not null,
  last_on date not null,
  entry_id uuid not null,
  constraint entitlements_pk primary key (district_code, entitlement_id),
  constraint entitlements_amount_valid check
    (amount_fen > 0 or (amount_fen = 0 and state in ('nothing', 'released'))),
  constraint entitlements_state_valid check (state in ('reserved', 'in-batch', 'paid', 'returned',
    'released', 'clawed-back', 'nothing')),
  constraint entitlements_version_valid check (version > 0)
);
comment on table entitlements is 'What a household gets for a case, frozen with everything it was worked out from.';
comment on column entitlements.item is 'The item of benefit.yaml; empty for works that no household is paid for.';
comment on column entitlements.instalment is 'The instalment of the item; empty when it is paid at once.';
comment on column entitlements.parts is 'Amount by source, with the line of the budget it is reserved on.';
comment on column entitlements.due_on is 'From when it may be paid; empty while its condition waits.';
create unique index entitlements_once_unique on entitlements
  (district_code, household_id, works, item, instalment) where state <> 'released';
create index entitlements_by_case on entitlements (district_code, case_id);
create index entitlements_by_state on entitlements (district_code, state, entitlement_id);

-- rules

alter table accounts
  add constraint accounts_line_fk foreign key (district_code, line_id)
  references budget_lines (district_code, line_id),
  add constraint accounts_household_fk foreign key (district_code, household_id)
  references households (district_code, household_id);
-- No foreign keys from transfers to their accounts: the accounts are locked by whoever posts, are
-- never deleted, and the recomputation finds a transfer that belongs to none.
alter table transfers
  add constraint transfers_entitlement_fk foreign key (district_code, entitlement_id)
  references entitlements (district_code, entitlement_id);
alter table appropriations
  add constraint appropriations_line_fk foreign key (district_code, line_id)
  references budget_lines (district_code, line_id);
alter table case_costs
  add constraint case_costs_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id);
alter table own_shares
  add constraint own_shares_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id);
alter table prior_aids
  add constraint prior_aids_household_fk foreign key (district_code, household_id)
  references households (district_code, household_id);
alter table entitlements
  add constraint entitlements_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id);

call protect_tenant_table('rule_versions');
call protect_tenant_table('budget_lines');
call protect_tenant_table('accounts');
call protect_tenant_table('transfers');
call protect_tenant_table('appropriations');
call protect_tenant_table('case_costs');
call protect_tenant_table('own_shares');
call protect_tenant_table('prior_aids');
call protect_tenant_table('entitlements');

grant select, insert on transfers, appropriations, case_costs to qingnuan_app;
grant select, insert, update on rule_versions, budget_lines, accounts to qingnuan_app;
grant select, insert, update on own_shares, prior_aids, entitlements to qingnuan_app;
