-- Something happened, or nearly did. Handled by the unit above the one where it happened, which itself does not see it.
create table incidents (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  about_org_id uuid references orgs (id),
  number text not null unique,
  kind text not null,
  words_enc bytea,
  contact_enc bytea,
  key_id uuid not null references data_keys (id),
  -- the named person who has it now; null while nobody of the unit could be named
  answerable_id uuid references accounts (id),
  reported_at timestamptz not null,
  due_at timestamptz,
  escalations integer not null default 0,
  state text not null default 'reported',
  gates jsonb not null default '{}',
  moved_at timestamptz
);
create index incidents_org on incidents (org_id, state, reported_at);
insert into event_kinds (kind, table_name) values ('incident', 'incidents');
create sequence incident_numbers;
grant usage on sequence incident_numbers to yimi_app;
grant select, insert (id, org_id, about_org_id, number, kind, words_enc, contact_enc, key_id, answerable_id, reported_at, due_at),
  update (answerable_id, due_at, escalations) on incidents to yimi_app, yimi_jobs;
grant select, update (state, gates, moved_at) on incidents to yimi_flow;

-- Two people who must not meet. Kept once for both directions: the smaller id first.
create table no_matches (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  first_id uuid not null references people (id),
  second_id uuid not null references people (id),
  reason_enc bytea not null,
  key_id uuid not null references data_keys (id),
  made_by uuid references accounts (id),
  made_at timestamptz not null,
  ended_at timestamptz,
  check (first_id < second_id)
);
create unique index no_matches_once on no_matches (org_id, first_id, second_id) where ended_at is null;
create index no_matches_second on no_matches (second_id) where ended_at is null;
insert into event_kinds (kind) values ('no-match');
grant select, insert, update (ended_at) on no_matches to yimi_app;

do $$
declare t text;
begin
  foreach t in array array['incidents', 'no_matches'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy by_area on %I to yimi_app using (org_id = any ((select app_orgs())::uuid[]))'
                   ' with check (org_id = any ((select app_orgs())::uuid[]))', t);
  end loop;
end $$;
create policy by_jobs on incidents to yimi_jobs using (org_id = any ((select app_orgs())::uuid[]))
  with check (org_id = any ((select app_orgs())::uuid[]));
create policy by_flow on incidents to yimi_flow using (true) with check (true);
create policy by_flow on no_matches for select to yimi_flow using (true);
grant select on no_matches to yimi_flow;

-- Pairs among these people who must not meet, wherever that was decided: whoever plans sees that they must not, not why.
create function kept_apart(p_ids uuid[]) returns table (first_id uuid, second_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct n.first_id, n.second_id from no_matches n
  where n.ended_at is null and n.first_id = any (p_ids) and n.second_id = any (p_ids) $$;
grant create on schema public to yimi_flow;
alter function kept_apart(uuid[]) owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function kept_apart(uuid[]) from public;
grant execute on function kept_apart(uuid[]) to yimi_app, yimi_jobs;
