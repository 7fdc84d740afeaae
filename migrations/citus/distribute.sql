-- Spreads the tables a migration has just made, between its two parts. Run only where the
-- extension citus is installed. A tenant table goes by its district, beside the others of that
-- district; every other table, and the districts themselves, are copied to all nodes.

do $$
declare
  made record;
  first_tenant text;
begin
  for made in
    select c.oid::regclass::text as name, c.relname <> 'districts' and exists (
        select 1 from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'district_code' and not a.attisdropped
      ) as is_tenant
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and c.relname <> 'schema_migrations'
      and not exists (select 1 from pg_dist_partition d where d.logicalrelid = c.oid)
    order by c.relname
  loop
    if made.is_tenant then
      select logicalrelid::text into first_tenant
        from pg_dist_partition where partmethod = 'h' order by 1 limit 1;
      perform create_distributed_table(
        made.name, 'district_code', colocate_with => coalesce(first_tenant, 'default'));
    else
      perform create_reference_table(made.name);
    end if;
  end loop;
  -- SET LOCAL app.district has to reach the workers, or row-level security hides every row.
  execute format(
    'alter database %I set citus.propagate_set_commands to ''local''', current_database());
end
$$;
