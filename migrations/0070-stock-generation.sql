-- Counts up whenever movements are added up, so that sums kept in memory are known to be current.

alter table case_stock_months add column generation bigint not null default 0;
comment on column case_stock_months.generation is 'In the row of 1970: how often queued movements were added up.';

-- rules

-- The table's own rules hold for the new column.
