-- Ground: a station's area cut into grids, entrances with stewards, dwellings as paths of one to four labels. Rows are dated:
-- `valid_until` is the first day on which it is no longer so; null: still so. Nothing is overwritten.

-- Organisations whose residents the transaction may see: persons are a kind of record of their own beside the area.
create function app_people() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(string_to_array(nullif(current_setting('app.people', true), ''), ',')::uuid[], '{}') $$;

create table grids (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  name text not null,
  -- 20 digits (CJ/T 349-2010), where the installation has been given one
  code text check (code ~ '^\d{20}$'),
  valid_from date not null,
  valid_until date check (valid_until > valid_from)
);
create unique index grids_name on grids (org_id, name) where valid_until is null;

create table grid_workers (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  grid_id uuid not null references grids (id),
  person_id uuid not null references people (id),
  valid_from date not null,
  valid_until date check (valid_until >= valid_from)
);
create unique index grid_workers_once on grid_workers (grid_id, person_id) where valid_until is null;
create index grid_workers_person on grid_workers (person_id);

create table entrances (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  -- the first labels of every dwelling behind it: {梧桐里, 3号楼, 2单元}
  labels text[] not null check (cardinality(labels) between 0 and 3),
  -- building order: numbers in the labels compare as numbers
  sort_key text collate "C" not null,
  valid_from date not null,
  valid_until date check (valid_until > valid_from)
);
create unique index entrances_labels on entrances (org_id, labels) where valid_until is null;

create table entrance_stewards (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  entrance_id uuid not null references entrances (id),
  person_id uuid not null references people (id),
  valid_from date not null,
  valid_until date check (valid_until >= valid_from)
);
create unique index entrance_stewards_once on entrance_stewards (entrance_id, person_id) where valid_until is null;
create index entrance_stewards_person on entrance_stewards (person_id);

create table dwellings (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  -- from large to small, one to four: estate, building, unit, room; or village, lane, yard
  labels text[] not null check (cardinality(labels) between 0 and 4),
  sort_key text collate "C" not null,
  -- what is searched by: the last label's number or word in its comparable form (501), and the numbers of all (3-2-501)
  door_tail text collate "C" not null,
  door_numbers text collate "C" not null,
  valid_from date not null,
  valid_until date check (valid_until > valid_from)
);
create unique index dwellings_labels on dwellings (org_id, labels) where valid_until is null;
create index dwellings_order on dwellings (org_id, sort_key);
create index dwellings_tail on dwellings (org_id, door_tail);

-- Which grid and entrance a dwelling belonged to, by day: grids are cut anew, the dwelling stays.
create table dwelling_grids (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  dwelling_id uuid not null references dwellings (id),
  grid_id uuid references grids (id),
  entrance_id uuid references entrances (id),
  valid_from date not null,
  valid_until date check (valid_until > valid_from)
);
create unique index dwelling_grids_now on dwelling_grids (dwelling_id) where valid_until is null;
create index dwelling_grids_grid on dwelling_grids (grid_id) where valid_until is null;
create index dwelling_grids_entrance on dwelling_grids (entrance_id) where valid_until is null;

insert into event_kinds (kind) values ('grid'), ('entrance'), ('dwelling');

grant select, insert on grids, grid_workers, entrances, entrance_stewards, dwellings, dwelling_grids to yimi_app;
grant select on grids, grid_workers, entrances, entrance_stewards, dwellings, dwelling_grids to yimi_jobs;
grant update (valid_until) on grids, grid_workers, entrances, entrance_stewards, dwellings, dwelling_grids to yimi_app;
-- a row that began today is taken back rather than kept for no day; an import is undone whole
grant delete on dwelling_grids, dwellings, grid_workers, entrance_stewards to yimi_app;

do $$
declare t text;
begin
  foreach t in array array['grids', 'grid_workers', 'entrances', 'entrance_stewards', 'dwellings', 'dwelling_grids'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy by_area on %I to yimi_app, yimi_jobs using (org_id = any ((select app_orgs())::uuid[]))'
                   ' with check (org_id = any ((select app_orgs())::uuid[]))', t);
  end loop;
end $$;
