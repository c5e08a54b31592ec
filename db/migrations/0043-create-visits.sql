-- Visits: a plan fixes doors in building order and gives them to grid workers; a record is one knock. Who was not at home and who
-- did not wish to be asked is known to whoever knocked, and to nobody once the plan has ended.
create table visit_plans (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  name text not null,
  purpose text not null,
  during daterange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  doors_from text not null check (doors_from in ('census', 'sample', 'stale')),
  -- what a sample was drawn by: the same seed draws the same doors
  seed text,
  months integer,
  -- grids with how many doors they have and how many are gone to
  strata jsonb not null,
  questionnaire_version_id uuid,
  made_by uuid references accounts (id),
  made_at timestamptz not null,
  state text not null default 'draft',
  gates jsonb not null default '{}',
  moved_at timestamptz,
  check ((doors_from = 'sample') = (seed is not null)),
  check ((doors_from = 'stale') = (months is not null))
);
create index visit_plans_org on visit_plans (org_id, state);
insert into event_kinds (kind, table_name) values ('visit-plan', 'visit_plans');

create table visit_doors (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  plan_id uuid not null references visit_plans (id),
  dwelling_id uuid not null references dwellings (id),
  grid_id uuid references grids (id),
  -- who goes there
  worker_id uuid references people (id),
  position integer not null,
  -- `not-met` stands in the place of most reasons once the plan has ended
  outcome text check (outcome in ('talked', 'nobody-home', 'come-back', 'refused', 'moved-away', 'wrong-door', 'not-met')),
  attempts integer not null default 0,
  visited_at timestamptz,
  call_back_at timestamptz,
  life_event_id uuid references life_events (id),
  unique (plan_id, dwelling_id)
);
create index visit_doors_plan on visit_doors (plan_id, position);
create index visit_doors_worker on visit_doors (worker_id);
create index visit_doors_dwelling on visit_doors (dwelling_id);
create index visit_doors_visited on visit_doors (org_id, visited_at) where visited_at is not null;

-- Each knock as it came. The id is made where it was first saved.
create table visit_records (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  door_id uuid not null references visit_doors (id),
  outcome text not null check (outcome in ('talked', 'nobody-home', 'come-back', 'refused', 'moved-away', 'wrong-door', 'not-met')),
  result text not null check (result in ('kept', 'older')),
  checked integer not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid references accounts (id)
);
create index visit_records_door on visit_records (door_id, recorded_at);

grant select, insert (id, org_id, name, purpose, during, doors_from, seed, months, strata, questionnaire_version_id, made_by, made_at),
  update (name) on visit_plans to yimi_app;
grant select, insert, update (worker_id, outcome, attempts, visited_at, call_back_at, life_event_id) on visit_doors to yimi_app;
grant select, insert, update (outcome) on visit_records to yimi_app;
grant select, update (state, gates, moved_at) on visit_plans to yimi_flow;

do $$
declare t text;
begin
  foreach t in array array['visit_plans', 'visit_doors', 'visit_records'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['visit_doors', 'visit_records'] loop
    execute format('create policy by_people on %I to yimi_app using (org_id = any ((select app_people())::uuid[]))
      with check (org_id = any ((select app_people())::uuid[]))', t);
  end loop;
end $$;
create policy by_area on visit_plans to yimi_app using (org_id = any ((select app_orgs())::uuid[]))
  with check (org_id = any ((select app_orgs())::uuid[]));
create policy by_flow on visit_plans to yimi_flow using (true) with check (true);

-- How far plans are, for whoever may read figures: sums, and no door.
grant select (id, org_id, name, made_at) on visit_plans to yimi_reader;
grant select (org_id, plan_id, outcome, visited_at) on visit_doors to yimi_reader;
create policy by_figures on visit_plans for select to yimi_reader using (org_id = any ((select app_orgs())::uuid[]));
create policy by_figures on visit_doors for select to yimi_reader using (org_id = any ((select app_orgs())::uuid[]));
create function visits_by_plan(p_orgs uuid[], p_from date, p_until date)
  returns table (plan_id uuid, name text, made_at timestamptz, doors integer, visited integer, met integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.id, p.name, p.made_at, count(d.plan_id)::int,
    (count(d.plan_id) filter (where d.visited_at is not null and f.falls))::int,
    (count(d.plan_id) filter (where d.outcome = 'talked' and f.falls))::int
  from visit_plans p join visit_doors d on d.plan_id = p.id
  cross join lateral (select (p_from is null or (d.visited_at at time zone 'Asia/Shanghai')::date >= p_from)
    and (p_until is null or (d.visited_at at time zone 'Asia/Shanghai')::date <= p_until) as falls) f
  where p.org_id = any (p_orgs) group by p.id, p.name, p.made_at $$;
grant create on schema public to yimi_reader;
alter function visits_by_plan(uuid[], date, date) owner to yimi_reader;
revoke create on schema public from yimi_reader;
revoke all on function visits_by_plan(uuid[], date, date) from public;
grant execute on function visits_by_plan(uuid[], date, date) to yimi_app;
