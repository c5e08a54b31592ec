-- Team kinds and kinds of skill are data; these are the reference's.
create table team_kinds (
  code text primary key,
  label text not null,
  rank integer not null unique
);
insert into team_kinds (code, label, rank) values
  ('travel-guidance', '文明出行引导队', 10), ('security-patrol', '治安巡逻队', 20), ('environment', '环境服务队', 30),
  -- Anybody may join it: a place in it says nothing about belonging to a party, which is kept nowhere in clear.
  ('members', '先锋服务队', 40), ('funeral', '白事服务队', 50);
create table skill_kinds (
  code text primary key,
  label text not null,
  -- counts only with a certificate that has not run out
  certified boolean not null,
  rank integer not null unique
);
insert into skill_kinds (code, label, certified, rank) values
  ('first-aid', '急救', true, 10), ('nursing', '护理', true, 20), ('driving', '驾驶', true, 30),
  ('electrician', '电工', true, 40), ('psychology', '心理疏导', true, 50), ('hairdressing', '理发', false, 60),
  ('sign-language', '手语', false, 70), ('filming', '摄影摄像', false, 80), ('teaching', '教学辅导', false, 90),
  ('repair', '家电维修', false, 100);
grant select on team_kinds, skill_kinds to yimi_app, yimi_jobs, yimi_reader;

create table teams (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  kind text not null references team_kinds (code),
  name text not null,
  purpose text not null default '',
  valid daterange not null check (not isempty(valid))
);
create index teams_org on teams (org_id);
create unique index teams_name on teams (org_id, name) where upper_inf(valid);
insert into event_kinds (kind) values ('team');
grant select, insert, update (kind, name, purpose, valid) on teams to yimi_app;
grant select on teams to yimi_jobs;

-- The number means nothing and stays for good. Words about the person are sealed under the person's key.
create sequence volunteer_numbers;
grant usage on sequence volunteer_numbers to yimi_app, yimi_jobs;
create table volunteers (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  person_id uuid not null unique references people (id),
  number text not null unique,
  joined_on date not null,
  unified_number_enc bytea,
  identity_checked_on date,
  identity_checked_by uuid references accounts (id),
  -- of a minor: the eighteenth birthday, who of the guardians agreed (sealed), and when
  adult_on date,
  guardian_enc bytea,
  guardian_consent_on date,
  availability text[] not null default '{}',
  state text not null default 'active',
  gates jsonb not null default '{}',
  moved_at timestamptz,
  check (adult_on is null or guardian_consent_on is not null),
  check ((identity_checked_on is null) = (identity_checked_by is null))
);
create index volunteers_org on volunteers (org_id, number);
insert into event_kinds (kind, table_name) values ('volunteer', 'volunteers');
-- acts beside the flow: a skill added, an identity checked
insert into event_kinds (kind) values ('volunteer-record');
grant select, insert (id, org_id, person_id, number, joined_on, unified_number_enc, adult_on, guardian_enc, guardian_consent_on, availability),
  update (unified_number_enc, identity_checked_on, identity_checked_by, adult_on, guardian_enc, guardian_consent_on, availability)
  on volunteers to yimi_app, yimi_jobs;
grant select, update (state, gates, moved_at) on volunteers to yimi_flow;

create table volunteer_skills (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  volunteer_id uuid not null references volunteers (id),
  person_id uuid not null references people (id),
  skill text not null references skill_kinds (code),
  issuer_enc bytea,
  issued_on date,
  expires_on date,
  file_id uuid references files (id),
  added_at timestamptz not null,
  removed_at timestamptz
);
create index volunteer_skills_volunteer on volunteer_skills (volunteer_id) where removed_at is null;
create index volunteer_skills_expiry on volunteer_skills (org_id, expires_on) where removed_at is null and expires_on is not null;
grant select, insert, update (removed_at, issuer_enc) on volunteer_skills to yimi_app;
grant select on volunteer_skills to yimi_jobs;

create table volunteer_agreements (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  volunteer_id uuid not null references volunteers (id),
  person_id uuid not null references people (id),
  kind text not null check (kind in ('month-or-longer', 'high-risk', 'asked-for')),
  signed_on date not null,
  valid daterange not null check (not isempty(valid)),
  file_id uuid references files (id),
  added_at timestamptz not null
);
create index volunteer_agreements_volunteer on volunteer_agreements (volunteer_id);
grant select, insert on volunteer_agreements to yimi_app;
grant select on volunteer_agreements to yimi_jobs;

-- One row for each stay in a team, under the team's organisation; that of the volunteer may stand below it, and sees it too.
create table memberships (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  volunteer_org_id uuid not null references orgs (id),
  team_id uuid not null references teams (id),
  volunteer_id uuid not null references volunteers (id),
  person_id uuid not null references people (id),
  applied_at timestamptz not null,
  from_day date,
  until_day date,
  state text not null default 'applied',
  gates jsonb not null default '{}',
  moved_at timestamptz
);
create unique index memberships_once on memberships (team_id, volunteer_id) where state in ('applied', 'member');
create index memberships_volunteer on memberships (volunteer_id);
insert into event_kinds (kind, table_name) values ('membership', 'memberships');
insert into event_kinds (kind) values ('member-role');
grant select, insert (id, org_id, volunteer_org_id, team_id, volunteer_id, person_id, applied_at), update (from_day, until_day) on memberships to yimi_app, yimi_jobs;
grant select, update (state, gates, moved_at) on memberships to yimi_flow;

create table member_roles (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  volunteer_org_id uuid not null references orgs (id),
  membership_id uuid not null references memberships (id),
  person_id uuid not null references people (id),
  role text not null check (role in ('leader', 'member')),
  valid daterange not null check (not isempty(valid)),
  exclude using gist (membership_id with =, valid with &&)
);
grant select, insert, update (role, valid) on member_roles to yimi_app, yimi_jobs;

do $$
declare t text;
begin
  foreach t in array array['teams', 'volunteers', 'volunteer_skills', 'volunteer_agreements', 'memberships', 'member_roles'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  -- the area, and what is the person's own
  foreach t in array array['volunteers', 'volunteer_skills', 'volunteer_agreements'] loop
    execute format('create policy readable on %I for select to yimi_app, yimi_jobs
      using (org_id = any ((select app_orgs())::uuid[]) or person_id = (select app_person()))', t);
  end loop;
  foreach t in array array['memberships', 'member_roles'] loop
    execute format('create policy readable on %I for select to yimi_app, yimi_jobs
      using (org_id = any ((select app_orgs())::uuid[]) or volunteer_org_id = any ((select app_orgs())::uuid[])
             or person_id = (select app_person()))', t);
  end loop;
  foreach t in array array['volunteers', 'volunteer_skills', 'volunteer_agreements', 'memberships', 'member_roles'] loop
    execute format('create policy adding on %I for insert to yimi_app, yimi_jobs
      with check (org_id = any ((select app_orgs())::uuid[]))', t);
    execute format('create policy changing on %I for update to yimi_app, yimi_jobs
      using (org_id = any ((select app_orgs())::uuid[]))', t);
  end loop;
end $$;
-- a team of a higher unit may be joined from below
create policy readable on teams for select to yimi_app, yimi_jobs
  using (org_id = any ((select app_orgs())::uuid[]) or org_id = any ((select app_above())::uuid[]));
create policy adding on teams for insert to yimi_app with check (org_id = any ((select app_orgs())::uuid[]));
create policy changing on teams for update to yimi_app using (org_id = any ((select app_orgs())::uuid[]));
create policy by_flow on volunteers to yimi_flow using (true) with check (true);
create policy by_flow on memberships to yimi_flow using (true) with check (true);

-- Expects: ids of teams whose rows the caller holds. How many are in each: a number, no names, also above the caller's area.
create function team_sizes(p_ids uuid[]) returns table (team_id uuid, members integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select m.team_id, count(*)::integer from memberships m where m.team_id = any (p_ids) and m.state = 'member' group by 1 $$;
grant create on schema public to yimi_flow;
alter function team_sizes(uuid[]) owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function team_sizes(uuid[]) from public;
grant execute on function team_sizes(uuid[]) to yimi_app, yimi_jobs;
