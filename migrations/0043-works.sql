-- Works in the house: devices by serial number, what an installation showed, the layers of
-- insulation in their order, windows before walls, and the enterprise's own checks.

create table devices (
  district_code int not null,
  device_id uuid not null,
  case_id uuid not null,
  kind text not null,
  brand text not null,
  model text not null,
  serial_number text collate "C",
  serial_written text,
  rated_heat_kw numeric(7, 2),
  state text not null,
  version int not null,
  installed_on date not null,
  replaces uuid,
  replaced_on date,
  replaced_why text,
  last_on date not null,
  constraint devices_pk primary key (district_code, device_id),
  constraint devices_state_valid check (state in ('live', 'replaced')),
  constraint devices_replaced_valid check
    (num_nulls(replaced_on, replaced_why) = case state when 'live' then 2 else 0 end),
  constraint devices_serial_valid check ((serial_number is null) = (serial_written is null)),
  constraint devices_heat_valid check (rated_heat_kw > 0),
  constraint devices_version_valid check (version > 0)
);
comment on table devices is 'Heating devices in houses; one replaced under warranty stays on record.';
comment on column devices.kind is 'Component of the method, or the method itself for its main device.';
comment on column devices.serial_number is 'Normalised: NFKC, upper case, without spaces.';
comment on column devices.serial_written is 'As on the nameplate.';
create unique index devices_serial_unique on devices (district_code, serial_number)
  where state = 'live';
create index devices_by_serial on devices (district_code, serial_number);
create index devices_by_case on devices (district_code, case_id);
create index devices_by_replaced on devices (district_code, replaces);

create table installations (
  district_code int not null,
  case_id uuid not null,
  entry_id uuid not null,
  installed_on date not null,
  recorded_by text not null,
  started_on date,
  room_deci_c int,
  outdoor_deci_c int,
  supply_deci_c int,
  hours_run int,
  shows_heat boolean,
  old_stove_fate text,
  old_stove_on date,
  old_stove_document uuid,
  constraint installations_pk primary key (district_code, case_id),
  constraint installations_heating_valid check (num_nulls(started_on, room_deci_c, outdoor_deci_c,
    hours_run, shows_heat, old_stove_fate, old_stove_on) in (0, 7)),
  constraint installations_hours_valid check (hours_run >= 0),
  constraint installations_fate_valid check
    (old_stove_fate in ('removed', 'sealed', 'recycled', 'kept-as-backup', 'none')),
  constraint installations_heat_first_valid check
    (shows_heat or old_stove_fate not in ('removed', 'sealed', 'recycled')),
  constraint installations_receipt_valid check
    (old_stove_fate <> 'recycled' or old_stove_document is not null)
);
comment on table installations is 'What the installation of a case showed; without heating for insulation.';
comment on column installations.room_deci_c is 'Tenths of a degree Celsius, in the main room.';
comment on column installations.shows_heat is 'Commissioning showed that the new heating works.';
create index installations_by_day on installations (district_code, installed_on desc, case_id desc);
create index installations_by_document on installations (district_code, old_stove_document);

create table works_photos (
  district_code int not null,
  case_id uuid not null,
  document_id uuid not null,
  entry_id uuid not null,
  constraint works_photos_pk primary key (district_code, entry_id, document_id)
);
comment on table works_photos is 'The photos an installation, a layer or a look at windows rests on.';
create index works_photos_by_case on works_photos (district_code, case_id);
create index works_photos_by_document on works_photos (district_code, document_id);

create table installation_layers (
  district_code int not null,
  case_id uuid not null,
  position int not null,
  layer text not null,
  proven_on date not null,
  recorded_by text not null,
  entry_id uuid not null,
  constraint installation_layers_pk primary key (district_code, case_id, position),
  constraint installation_layers_order_valid check
    (layer = (array['base', 'board', 'anchor', 'mesh', 'plaster'])[position])
);
comment on table installation_layers is 'Layers of insulation, each covered by the next only when proven.';

create table window_checks (
  district_code int not null,
  case_id uuid not null,
  finding text not null,
  checked_on date not null,
  recorded_by text not null,
  entry_id uuid not null,
  constraint window_checks_pk primary key (district_code, case_id),
  constraint window_checks_finding_valid check (finding in ('sound', 'bad', 'replaced'))
);
comment on table window_checks is 'Windows and doors of a house as last looked at before its walls.';

create table self_checks (
  district_code int not null,
  case_id uuid not null,
  version int not null,
  entry_id uuid not null,
  items json not null,
  checked_on date not null,
  person text not null,
  recorded_by text not null,
  constraint self_checks_pk primary key (district_code, case_id, version)
);
comment on table self_checks is 'Checks the enterprise made itself, all points in order; one for each round.';
comment on column self_checks.version is 'Version of the case that the check led to.';

-- rules

alter table devices
  add constraint devices_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id),
  add constraint devices_replaces_fk foreign key (district_code, replaces)
  references devices (district_code, device_id);
alter table installations
  add constraint installations_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id),
  add constraint installations_document_fk foreign key (district_code, old_stove_document)
  references documents (district_code, document_id);
alter table works_photos
  add constraint works_photos_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id),
  add constraint works_photos_document_fk foreign key (district_code, document_id)
  references documents (district_code, document_id);
alter table installation_layers
  add constraint installation_layers_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id);
alter table window_checks
  add constraint window_checks_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id);
alter table self_checks
  add constraint self_checks_case_fk foreign key (district_code, case_id)
  references cases (district_code, case_id);

call protect_tenant_table('devices');
call protect_tenant_table('installations');
call protect_tenant_table('works_photos');
call protect_tenant_table('installation_layers');
call protect_tenant_table('window_checks');
call protect_tenant_table('self_checks');

grant select, insert, update on devices, installations, window_checks to qingnuan_app;
grant select, insert on works_photos, installation_layers, self_checks to qingnuan_app;
