-- Districts, and what every later migration builds its row-level security with.

create table districts (
  district_code int not null,
  name_zh text not null,
  name_en text not null,
  is_demo boolean not null,
  constraint districts_pk primary key (district_code),
  constraint districts_code_valid check (district_code between 100000 and 999999)
);
comment on table districts is 'Districts and counties served; the only table all districts share a view of.';

-- Closes a tenant table: each district sees and writes its own rows only, the owner included.
create procedure protect_tenant_table(tenant_table regclass)
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format('alter table %s force row level security', tenant_table);
  execute format(
    'create policy own_district on %s
       using (district_code = nullif(current_setting(''app.district'', true), '''')::int)
       with check (district_code = nullif(current_setting(''app.district'', true), '''')::int)',
    tenant_table);
end
$$;

-- rules

grant usage on schema public to qingnuan_app;
grant select on districts to qingnuan_app;
