-- Payments: batches made by one person and approved by another, their orders to the bank, what the
-- bank answered, and what was clawed back. An entitlement has at most one order under way or paid.

create table payment_serials (
  district_code int not null,
  last_serial int not null,
  constraint payment_serials_pk primary key (district_code),
  constraint payment_serials_valid check (last_serial between 1 and 999999)
);
comment on table payment_serials is 'The number of the latest batch of a district.';

create table payment_batches (
  district_code int not null,
  batch_id uuid not null,
  number text not null,
  bank_id text not null,
  bank json not null,
  filter json not null,
  state text not null,
  version int not null,
  made_by text not null,
  submitted_by text,
  checked_by text,
  note text,
  order_count int not null,
  total_fen bigint not null,
  orders_sha256 text not null,
  approved_at timestamptz,
  approved_on date,
  file_id text,
  file_name text,
  file_sha256 text,
  sent_on date,
  made_on date not null,
  last_on date not null,
  constraint payment_batches_pk primary key (district_code, batch_id),
  constraint payment_batches_number_unique unique (district_code, number),
  constraint payment_batches_state_valid check
    (state in ('draft', 'submitted', 'approved', 'sent', 'closed', 'cancelled')),
  constraint payment_batches_persons_valid check (checked_by not in (made_by, submitted_by)),
  constraint payment_batches_approved_valid check
    (num_nulls(checked_by, approved_at, approved_on) in (0, 3)
      and (state not in ('approved', 'sent', 'closed') or checked_by is not null)),
  constraint payment_batches_sent_valid check
    (num_nulls(file_id, file_name, file_sha256, sent_on)
      = case when state in ('sent', 'closed') then 0 else 4 end),
  constraint payment_batches_total_valid check (order_count >= 0 and total_fen >= 0),
  constraint payment_batches_version_valid check (version > 0)
);
comment on table payment_batches is 'Payments that go to a bank together 兑付批次.';
comment on column payment_batches.bank is 'The layout of the bank as it was then: the same batch makes the same bytes.';
comment on column payment_batches.orders_sha256 is 'Hash over the orders as they were composed.';
comment on column payment_batches.checked_by is 'Who approved it; never who made or submitted it.';
create index payment_batches_by_state on payment_batches (district_code, state, batch_id);

create table payment_orders (
  district_code int not null,
  order_id uuid not null,
  batch_id uuid not null,
  line int not null,
  entitlement_id uuid not null,
  case_id uuid not null,
  household_id uuid not null,
  village_key text not null,
  attempt int not null,
  reference text collate "C" not null,
  account_sealed bytea not null,
  account_print bytea not null,
  account_masked text not null,
  account_kind text not null,
  holder text not null,
  amount_fen bigint not null,
  parts json not null,
  state text not null,
  failure_code text,
  failure_zh text,
  failure_en text,
  mend text,
  settled_on date,
  settled_entry uuid,
  constraint payment_orders_pk primary key (district_code, order_id),
  constraint payment_orders_line_unique unique (district_code, batch_id, line),
  constraint payment_orders_reference_unique unique (district_code, reference),
  constraint payment_orders_attempt_unique unique (district_code, entitlement_id, attempt),
  constraint payment_orders_state_valid check
    (state in ('waiting', 'sent', 'paid', 'returned', 'dropped', 'cancelled')),
  constraint payment_orders_amount_valid check (amount_fen > 0),
  constraint payment_orders_attempt_valid check (attempt > 0),
  constraint payment_orders_mend_valid check (mend in ('account', 'again', 'none')),
  constraint payment_orders_failure_valid check
    (num_nulls(failure_code, failure_zh, failure_en, mend)
      = case when state = 'returned' then 0 else 4 end),
  constraint payment_orders_settled_valid check
    (num_nulls(settled_on, settled_entry)
      = case when state in ('paid', 'returned') then 0 else 2 end)
);
comment on table payment_orders is 'One payment to one household; the account is a sealed copy of that day.';
comment on column payment_orders.attempt is 'From 1; an entitlement whose payment came back is ordered again.';
comment on column payment_orders.state is 'Dropped: taken out of a draft. Cancelled: with its whole batch.';
comment on column payment_orders.parts is 'The amount by source and line of the budget.';
create unique index payment_orders_live_unique on payment_orders (district_code, entitlement_id)
  where state in ('waiting', 'sent', 'paid');
create index payment_orders_by_case on payment_orders (district_code, case_id);
create index payment_orders_by_household on payment_orders (district_code, household_id);
create index payment_orders_by_state on payment_orders (district_code, state, order_id);

create table bank_returns (
  district_code int not null,
  return_id uuid not null,
  bank_id text not null,
  file_id text not null,
  file_name text not null,
  sha256 text not null,
  row_count int not null,
  paid_count int not null,
  paid_fen bigint not null,
  returned_count int not null,
  returned_fen bigint not null,
  set_aside_count int not null,
  read_by text not null,
  read_on date not null,
  entry_id uuid not null,
  constraint bank_returns_pk primary key (district_code, return_id),
  constraint bank_returns_file_unique unique (district_code, sha256),
  constraint bank_returns_count_valid
    check (row_count = paid_count + returned_count + set_aside_count)
);
comment on table bank_returns is 'Files in which a bank tells what became of payments; each is read once.';

create table bank_return_rows (
  district_code int not null,
  return_id uuid not null,
  line int not null,
  reference text,
  amount_fen bigint,
  result text,
  reason text,
  outcome text not null,
  why text,
  order_id uuid,
  constraint bank_return_rows_pk primary key (district_code, return_id, line),
  constraint bank_return_rows_outcome_valid check (outcome in ('paid', 'returned', 'set-aside')),
  constraint bank_return_rows_why_valid check ((why is null) = (outcome <> 'set-aside')),
  constraint bank_return_rows_order_valid check (order_id is not null or outcome = 'set-aside')
);
comment on table bank_return_rows is 'Every row of a return and what came of it; never changed.';
create index bank_return_rows_by_order on bank_return_rows (district_code, order_id);

create table clawbacks (
  district_code int not null,
  clawback_id uuid not null,
  entitlement_id uuid not null,
  household_id uuid not null,
  village_key text not null,
  amount_fen bigint not null,
  state text not null,
  version int not null,
  reason text not null,
  document text not null,
  decided_by text not null,
  decided_on date not null,
  receipt text,
  received_on date,
  last_on date not null,
  constraint clawbacks_pk primary key (district_code, clawback_id),
  constraint clawbacks_state_valid check (state in ('decided', 'received', 'cancelled')),
  constraint clawbacks_amount_valid check (amount_fen > 0),
  constraint clawbacks_received_valid check
    (num_nulls(receipt, received_on) = case when state = 'received' then 0 else 2 end),
  constraint clawbacks_version_valid check (version > 0)
);
comment on table clawbacks is 'Decisions to take a paid subsidy back 追回, and the money received.';
create unique index clawbacks_once_unique on clawbacks (district_code, entitlement_id)
  where state <> 'cancelled';
create index clawbacks_by_entitlement on clawbacks (district_code, entitlement_id);
create index clawbacks_by_household on clawbacks (district_code, household_id);

-- rules

alter table payment_orders
  add constraint payment_orders_batch_fk foreign key (district_code, batch_id)
  references payment_batches (district_code, batch_id),
  add constraint payment_orders_entitlement_fk foreign key (district_code, entitlement_id)
  references entitlements (district_code, entitlement_id),
  add constraint payment_orders_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id),
  add constraint payment_orders_household_fk foreign key (district_code, household_id)
  references households (district_code, household_id);
alter table bank_return_rows
  add constraint bank_return_rows_return_fk foreign key (district_code, return_id)
  references bank_returns (district_code, return_id),
  add constraint bank_return_rows_order_fk foreign key (district_code, order_id)
  references payment_orders (district_code, order_id);
alter table clawbacks
  add constraint clawbacks_entitlement_fk foreign key (district_code, entitlement_id)
  references entitlements (district_code, entitlement_id),
  add constraint clawbacks_household_fk foreign key (district_code, household_id)
  references households (district_code, household_id);

call protect_tenant_table('payment_serials');
call protect_tenant_table('payment_batches');
call protect_tenant_table('payment_orders');
call protect_tenant_table('bank_returns');
call protect_tenant_table('bank_return_rows');
call protect_tenant_table('clawbacks');

grant select, insert, update on payment_serials, payment_batches, payment_orders, clawbacks
  to qingnuan_app;
grant select, insert on bank_returns, bank_return_rows to qingnuan_app;
