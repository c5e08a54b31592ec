-- Within how many minutes of the clock, at any hour, an urgent order is looked at and then dealt with: per unit and from a day on.
create table urgent_rules (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  from_day date not null,
  look_minutes integer not null check (look_minutes between 5 and 240),
  handle_minutes integer not null check (handle_minutes between 15 and 1440),
  made_by uuid references accounts (id),
  made_at timestamptz not null,
  check (handle_minutes >= look_minutes)
);
create index urgent_rules_org on urgent_rules (org_id, from_day);
insert into event_kinds (kind) values ('urgent-rules');
grant select, insert on urgent_rules to yimi_app;
grant select on urgent_rules to yimi_flow;
alter table urgent_rules enable row level security;
alter table urgent_rules force row level security;
create policy adding on urgent_rules for insert to yimi_app with check (org_id = any ((select app_orgs())::uuid[]));
create policy readable on urgent_rules for select to yimi_app
  using (org_id = any ((select app_orgs())::uuid[]) or org_id = any ((select app_above())::uuid[]));
create policy by_flow on urgent_rules for select to yimi_flow using (true);

-- The rules that count for a unit on a day: its own, else those of the nearest unit above. They are no secret.
create function urgent_rules_for(p_org uuid, p_day date)
  returns table (id uuid, org_id uuid, from_day date, look_minutes integer, handle_minutes integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.id, r.org_id, r.from_day, r.look_minutes, r.handle_minutes from urgent_rules r
  join org_closure c on c.ancestor_id = r.org_id and c.descendant_id = p_org and c.valid @> p_day
  where r.from_day <= p_day order by c.depth, r.from_day desc, r.made_at desc limit 1 $$;
grant create on schema public to yimi_flow;
alter function urgent_rules_for(uuid, date) owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function urgent_rules_for(uuid, date) from public;
grant execute on function urgent_rules_for(uuid, date) to yimi_app, yimi_jobs;

-- An order keeps the terms of the day on which it came; null: it is not urgent.
alter table orders add column look_minutes integer, add column handle_minutes integer;
grant insert (look_minutes, handle_minutes) on orders to yimi_app, yimi_jobs;
