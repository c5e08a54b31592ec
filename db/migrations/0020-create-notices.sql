-- Who was told what, by which way, and whether it arrived. One row for each event, receiver and way, written in one
-- transaction with nothing sent in it; a row is claimed before it is sent, so that none is sent twice.
create table notices (
  id uuid primary key,
  -- the organisation of the event
  org_id uuid not null references orgs (id),
  kind text not null,
  record_id uuid not null,
  event_seq integer not null,
  move text not null,
  -- null: somebody who left a contact and is not on file
  receiver_id uuid references people (id),
  -- where the receiver's contact is read
  receiver_org_id uuid references orgs (id),
  way text not null check (way in ('in-app', 'email', 'sms', 'phone-call')),
  -- title, body, receiver's name, page; under the receiver's key, or the notice's own
  words_enc bytea not null,
  -- a contact that was left with the event; else it is read from the receiver when it is sent
  to_enc bytea,
  to_masked text not null default '',
  key_id uuid not null references data_keys (id),
  urgent boolean not null default false,
  -- sent also to whoever wants no messages: it was asked for
  asked_for boolean not null default false,
  made_at timestamptz not null,
  due_at timestamptz not null,
  status text not null default 'waiting' check (status in ('waiting', 'sending', 'sent', 'failed', 'stopped')),
  fault text,
  tries integer not null default 0,
  claimed_at timestamptz,
  sent_at timestamptz,
  read_at timestamptz
);
create unique index notices_once on notices (record_id, kind, event_seq, move, way, receiver_id) nulls not distinct;
create index notices_due on notices (due_at) where status in ('waiting', 'sending');
create index notices_org on notices (org_id, made_at desc);
create index notices_receiver on notices (receiver_id, made_at desc) where way = 'in-app';

-- Who wants no messages; the dead and those who moved away are known to the people themselves.
create table notice_stops (
  person_id uuid primary key references people (id),
  org_id uuid not null references orgs (id),
  since timestamptz not null
);

insert into event_kinds (kind) values ('notice');
grant select, insert, update (status, fault, tries, claimed_at, sent_at, read_at, due_at, to_masked) on notices to yimi_app, yimi_jobs;
grant select, insert, delete on notice_stops to yimi_app;
grant select on notice_stops to yimi_jobs;
alter table notices enable row level security;
alter table notices force row level security;
alter table notice_stops enable row level security;
alter table notice_stops force row level security;
create policy by_area on notices to yimi_app
  using (org_id = any ((select app_orgs())::uuid[]) or receiver_id = (select app_person()))
  with check (org_id = any ((select app_orgs())::uuid[]) or receiver_id = (select app_person()));
create policy by_jobs on notices to yimi_jobs using (true) with check (true);
create policy by_area on notice_stops to yimi_app
  using (org_id = any ((select app_orgs())::uuid[]) or person_id = (select app_person()))
  with check (org_id = any ((select app_orgs())::uuid[]) or person_id = (select app_person()));
create policy by_jobs on notice_stops for select to yimi_jobs using (true);

-- Who holds one of the roles over the organisation on the day, however far above it; `depth` 0 is the organisation itself.
-- For the jobs alone: whom an event concerns is often above the area in which it happened.
create function role_holders(p_roles text[], p_org uuid, p_day date)
  returns table (account_id uuid, person_id uuid, person_org_id uuid, display_name text, depth integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select a.id, a.person_id, p.org_id, a.display_name, min(c.depth)::integer
  from role_assignments r join accounts a on a.id = r.account_id and a.status = 'active' join people p on p.id = a.person_id
  join org_closure c on c.ancestor_id = r.org_id and c.descendant_id = p_org and c.valid @> p_day
  where r.role = any (p_roles) and r.ended_at is null group by a.id, a.person_id, p.org_id, a.display_name $$;
-- Accounts and the people behind them, by ids of either that an event holds.
create function account_people(p_ids uuid[])
  returns table (account_id uuid, person_id uuid, person_org_id uuid, display_name text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select a.id, a.person_id, p.org_id, a.display_name from accounts a join people p on p.id = a.person_id
  where (a.id = any (p_ids) or a.person_id = any (p_ids)) and a.status = 'active' $$;
grant create on schema public to yimi_auth;
alter function role_holders(text[], uuid, date) owner to yimi_auth;
alter function account_people(uuid[]) owner to yimi_auth;
revoke create on schema public from yimi_auth;
revoke all on function role_holders(text[], uuid, date) from public;
revoke all on function account_people(uuid[]) from public;
grant execute on function role_holders(text[], uuid, date), account_people(uuid[]) to yimi_jobs;
