-- The catalogue is no secret: everybody in the installation may read it, only who changes it is bound to an area. A service stands
-- where it was made; units below may put words of their own in the place of those from above.
create table services (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  code text not null,
  rank integer not null,
  made_at timestamptz not null,
  unique (org_id, code)
);
insert into event_kinds (kind) values ('service');

-- A version is inserted and never changed. In force: of the nearest unit that has one, the newest that has begun.
create table service_versions (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  service_id uuid not null references services (id),
  version integer not null check (version > 0),
  from_day date not null,
  content jsonb not null,
  made_by uuid references accounts (id),
  made_at timestamptz not null,
  unique (service_id, org_id, version)
);

-- How the orders of a service are dealt with, from a day on; resolved as versions are.
create table service_conducts (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  service_id uuid not null references services (id),
  version integer not null check (version > 0),
  from_day date not null,
  code boolean not null,
  rating boolean not null,
  survey boolean not null,
  auto_confirm boolean not null,
  messages boolean not null,
  pictures boolean not null,
  made_by uuid references accounts (id),
  made_at timestamptz not null,
  unique (service_id, org_id, version)
);

-- Whether it can be had, from a day on. What is closed above is closed below; a closure with a last day ends by itself.
create table service_statuses (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  service_id uuid not null references services (id),
  status text not null check (status in ('active', 'inactive', 'closed')),
  from_day date not null,
  until_day date,
  reason text not null default '',
  made_by uuid references accounts (id),
  made_at timestamptz not null,
  check (until_day is null or status = 'closed' and until_day >= from_day)
);
create index service_statuses_service on service_statuses (service_id, org_id, from_day);

do $$
declare t text;
begin
  foreach t in array array['services', 'service_versions', 'service_conducts', 'service_statuses'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy readable on %I for select to yimi_app, yimi_jobs, yimi_public using (true)', t);
    execute format('create policy adding on %I for insert to yimi_app with check (org_id = any ((select app_orgs())::uuid[]))', t);
    execute format('grant select, insert on %I to yimi_app', t);
    execute format('grant select on %I to yimi_jobs', t);
  end loop;
end $$;
grant select (id, org_id, code, rank) on services to yimi_public;
grant select (id, org_id, service_id, version, from_day, content) on service_versions to yimi_public;
grant select (id, org_id, service_id, version, from_day, code, rating, survey, auto_confirm, messages, pictures) on service_conducts to yimi_public;
grant select (id, org_id, service_id, status, from_day, until_day, reason, made_at) on service_statuses to yimi_public;
grant select (made_at) on service_versions, service_conducts to yimi_public;

-- A person does not want this service. No reason is kept, and nothing lists people by it.
create table service_opt_outs (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  person_id uuid not null references people (id),
  service_id uuid not null references services (id),
  made_by uuid references accounts (id),
  made_at timestamptz not null,
  ended_at timestamptz
);
create unique index service_opt_outs_once on service_opt_outs (person_id, service_id) where ended_at is null;
alter table service_opt_outs enable row level security;
alter table service_opt_outs force row level security;
create policy readable on service_opt_outs for select to yimi_app, yimi_jobs
  using (org_id = any ((select app_orgs())::uuid[]) or person_id = (select app_person()));
create policy adding on service_opt_outs for insert to yimi_app, yimi_jobs
  with check (org_id = any ((select app_orgs())::uuid[]) or person_id = (select app_person()));
create policy changing on service_opt_outs for update to yimi_app, yimi_jobs
  using (org_id = any ((select app_orgs())::uuid[]) or person_id = (select app_person()));
grant select, insert, update (ended_at) on service_opt_outs to yimi_app, yimi_jobs;
