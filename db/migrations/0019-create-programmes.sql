-- Brand projects: the heading under which units report.
create table programmes (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  name text not null,
  since date not null,
  until_day date,
  slogan text not null default '',
  about text not null default '',
  purposes text[] not null default '{}',
  published boolean not null default false,
  check (until_day is null or until_day >= since)
);
create unique index programmes_name on programmes (org_id, name);
insert into event_kinds (kind) values ('programme'), ('programme-link');
grant select, insert, update (name, since, until_day, slogan, about, purposes, published) on programmes to yimi_app;
grant select (id, org_id, name, since, until_day, slogan, about, purposes, published) on programmes to yimi_public;

-- A broadcast reports under one brand project, in the row of the unit that made the broadcast.
create table programme_broadcasts (
  broadcast_id uuid primary key,
  org_id uuid not null references orgs (id),
  programme_id uuid not null references programmes (id),
  linked_at timestamptz not null
);
create index programme_broadcasts_programme on programme_broadcasts (programme_id);
grant select, insert, delete on programme_broadcasts to yimi_app;
grant select (broadcast_id, programme_id) on programme_broadcasts to yimi_public;

alter table programmes enable row level security;
alter table programmes force row level security;
alter table programme_broadcasts enable row level security;
alter table programme_broadcasts force row level security;
create policy readable on programmes for select to yimi_app
  using (org_id = any ((select app_orgs())::uuid[]) or org_id = any ((select app_above())::uuid[]));
create policy adding on programmes for insert to yimi_app with check (org_id = any ((select app_orgs())::uuid[]));
create policy changing on programmes for update to yimi_app using (org_id = any ((select app_orgs())::uuid[]));
create policy by_public on programmes for select to yimi_public using (published);
create policy by_area on programme_broadcasts to yimi_app using (org_id = any ((select app_orgs())::uuid[]))
  with check (org_id = any ((select app_orgs())::uuid[]));
create policy by_public on programme_broadcasts for select to yimi_public
  using (programme_id in (select id from programmes));
