-- How many cases stood in each state when a month began, so that an overview as of any day adds one
-- month's movements to one stock, however long the programme runs.

create table case_stock_months (
  district_code int not null,
  month_on date not null,
  constraint case_stock_months_pk primary key (district_code, month_on)
);
comment on table case_stock_months is 'Months whose stock is kept. The row of 1970 is locked by whoever changes stocks.';

create table case_stocks (
  district_code int not null,
  month_on date not null,
  works text not null,
  village_key text not null,
  project text not null,
  year int not null,
  method text not null,
  state text not null,
  count int not null,
  constraint case_stocks_pk primary key
    (district_code, month_on, works, village_key, project, year, method, state)
);
comment on table case_stocks is 'Sums of case_movements before the first day of a month.';

-- rules

alter table case_stocks
  add constraint case_stocks_month_fk foreign key (district_code, month_on)
  references case_stock_months (district_code, month_on);

call protect_tenant_table('case_stock_months');
call protect_tenant_table('case_stocks');

grant select, insert, update on case_stock_months, case_stocks to qingnuan_app;
