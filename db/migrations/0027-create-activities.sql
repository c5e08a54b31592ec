-- Kinds are data; these are the reference's.
create table activity_kinds (
  code text primary key,
  label text not null,
  rank integer not null unique
);
insert into activity_kinds (code, label, rank) values
  ('patrol', '治安巡逻', 10), ('guidance', '文明引导', 20), ('clean-up', '清洁日', 30), ('members-day', '队员活动日', 40),
  ('clinic-day', '健康体检日', 50), ('haircut-day', '便民理发日', 60), ('studio-crew', '直播协助', 70),
  ('studio-audience', '直播观众', 80), ('other', '其他活动', 900);
grant select on activity_kinds to yimi_app, yimi_jobs, yimi_reader;

-- A turn that comes back every week. Shifts are made from it, week by week; what was made stays when the duty ends.
create table duties (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  kind text not null references activity_kinds (code),
  title text not null,
  place text not null,
  weekday integer not null check (weekday between 1 and 7),
  starts time not null,
  ends time not null check (ends > starts),
  leader_id uuid references people (id),
  leader_org_id uuid references orgs (id),
  volunteer_places integer not null check (volunteer_places between 1 and 500),
  valid daterange not null check (not isempty(valid))
);
create index duties_org on duties (org_id, weekday);
insert into event_kinds (kind) values ('duty');
grant select, insert, update (valid) on duties to yimi_app;

-- A shift of a duty, or something that happens once. Places are counted apart for those who help and those who come.
create table activities (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  kind text not null references activity_kinds (code),
  duty_id uuid references duties (id),
  title text not null,
  words text not null default '',
  place text not null,
  day date not null,
  during tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  leader_id uuid references people (id),
  leader_org_id uuid references orgs (id),
  volunteer_places integer not null check (volunteer_places between 0 and 500),
  resident_places integer not null default 0 check (resident_places between 0 and 5000),
  made_by uuid references accounts (id),
  made_at timestamptz not null,
  state text not null default 'planned',
  gates jsonb not null default '{}',
  moved_at timestamptz,
  check (volunteer_places + resident_places > 0)
);
create unique index activities_shift on activities (duty_id, day) where duty_id is not null;
create index activities_org on activities (org_id, day);
create index activities_leader on activities (leader_id, day);
insert into event_kinds (kind, table_name) values ('activity', 'activities');
grant select, insert (id, org_id, kind, duty_id, title, words, place, day, during, leader_id, leader_org_id,
  volunteer_places, resident_places, made_by, made_at), update (leader_id, leader_org_id) on activities to yimi_app, yimi_jobs;
grant select, update (state, gates, moved_at) on activities to yimi_flow;

-- Who would like to come, has a place, or came. Nobody is ever written down as one who did not come: who takes the wish back, and
-- who has a place and is not on the list at the end, is no longer named by the row.
create sequence activity_line;
grant usage on sequence activity_line to yimi_app, yimi_jobs;
create table activity_places (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  activity_id uuid not null references activities (id),
  person_id uuid references people (id),
  person_org_id uuid references orgs (id),
  -- null: comes as a resident, and earns no hours
  volunteer_id uuid references volunteers (id),
  part text not null check (part in ('volunteer', 'resident')),
  during tstzrange not null check (not isempty(during)),
  -- first come, first served: the order of the waiting list
  line bigint not null default nextval('activity_line'),
  came_at timestamptz,
  left_at timestamptz check (left_at > came_at),
  recorded_how text check (recorded_how in ('list', 'card', 'paper')),
  state text not null default 'waiting',
  gates jsonb not null default '{}',
  moved_at timestamptz,
  -- one person at one place at one time, over all shifts and activities of all units
  constraint activity_clash exclude using gist (person_id with =, during with &&) where (state in ('waiting', 'taken', 'attended'))
);
create index activity_places_activity on activity_places (activity_id, part, state, line);
create index activity_places_person on activity_places (person_id) where person_id is not null;
create index activity_places_org on activity_places (org_id, state);
insert into event_kinds (kind, table_name) values ('activity-place', 'activity_places');
grant select, insert (id, org_id, activity_id, person_id, person_org_id, volunteer_id, part, during),
  update (person_id, person_org_id, volunteer_id, came_at, left_at, recorded_how) on activity_places to yimi_app, yimi_jobs;
grant select, update (state, gates, moved_at) on activity_places to yimi_flow;

do $$
declare t text;
begin
  foreach t in array array['duties', 'activities', 'activity_places'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy adding on %I for insert to yimi_app, yimi_jobs'
                   ' with check (org_id = any ((select app_orgs())::uuid[]))', t);
    execute format('create policy changing on %I for update to yimi_app, yimi_jobs'
                   ' using (org_id = any ((select app_orgs())::uuid[]))', t);
  end loop;
  foreach t in array array['activities', 'activity_places'] loop
    execute format('create policy by_flow on %I to yimi_flow using (true) with check (true)', t);
  end loop;
end $$;
create policy readable on duties for select to yimi_app, yimi_jobs using (org_id = any ((select app_orgs())::uuid[]));
-- what a unit above offers may be joined from below
create policy readable on activities for select to yimi_app, yimi_jobs
  using (org_id = any ((select app_orgs())::uuid[]) or org_id = any ((select app_above())::uuid[]));
create policy readable on activity_places for select to yimi_app, yimi_jobs
  using (org_id = any ((select app_orgs())::uuid[]) or person_id = (select app_person()));
