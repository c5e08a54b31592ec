-- People, thin: guests and staff. Personal words are encrypted under the person's own key (data_keys), in the columns *_enc.
create table people (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  name_enc bytea,
  contact_enc bytea,
  -- keyed hash of the contact's digits, for exact look-up
  contact_index bytea,
  -- masked forms that lists may show: 138****5678
  contact_masked text not null default '',
  created_at timestamptz not null,
  erased_at timestamptz
);
insert into event_kinds (kind) values ('person');
grant select, insert, update (name_enc, contact_enc, contact_index, contact_masked, erased_at, org_id) on people to yimi_app;
alter table people enable row level security;
alter table people force row level security;
create policy by_area on people to yimi_app using (org_id = any ((select app_orgs())::uuid[]) or id = (select app_person()))
  with check (org_id = any ((select app_orgs())::uuid[]));

create table accounts (
  id uuid primary key,
  person_id uuid not null unique references people (id),
  org_id uuid not null references orgs (id),
  username text not null unique check (username = lower(username)),
  -- shown to colleagues in the same area beside what was done; not a resident's name
  display_name text not null,
  password_hash text not null,
  totp_secret_enc bytea,
  totp_pending_enc bytea,
  -- the time step of the last code that was taken: a code counts once (ASVS 6.5.1)
  totp_last_step bigint,
  status text not null default 'active' check (status in ('active', 'disabled')),
  failed_tries integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null
);
insert into event_kinds (kind) values ('account');

create table role_assignments (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  role text not null,
  org_id uuid not null references orgs (id),
  given_at timestamptz not null,
  ended_at timestamptz
);
create unique index role_assignments_once on role_assignments (account_id, role, org_id) where ended_at is null;
create index role_assignments_account on role_assignments (account_id) where ended_at is null;

create table sessions (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  token_hash bytea not null unique,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  second_factor_at timestamptz,
  device text not null default '',
  ended_at timestamptz
);
create index sessions_account on sessions (account_id) where ended_at is null;

create table invitations (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  role text not null,
  name text not null,
  secret_hash bytea not null unique,
  expires_at timestamptz not null,
  invited_by uuid not null references accounts (id),
  account_id uuid references accounts (id),
  state text not null default 'sent',
  gates jsonb not null default '{}',
  moved_at timestamptz
);
insert into event_kinds (kind, table_name) values ('invitation', 'invitations');

-- yimi_auth signs people in, reads sessions and takes invitations: it sees accounts before anyone's area is known.
grant select, update (failed_tries, locked_until, totp_last_step) on accounts to yimi_auth;
grant select on role_assignments, people to yimi_auth;
grant select, insert, update (last_seen_at, second_factor_at, ended_at) on sessions to yimi_auth;
grant select on invitations to yimi_auth;
grant select, insert, update (display_name, password_hash, totp_secret_enc, totp_pending_enc, totp_last_step, status, org_id) on accounts to yimi_app;
grant select, insert, update (ended_at) on role_assignments to yimi_app;
grant select, update (ended_at, second_factor_at) on sessions to yimi_app;
grant select, insert (id, org_id, role, name, secret_hash, expires_at, invited_by),
  update (secret_hash, expires_at, account_id) on invitations to yimi_app, yimi_jobs;
grant select, update (state, gates, moved_at) on invitations to yimi_flow;

do $$
declare t text;
begin
  foreach t in array array['accounts', 'role_assignments', 'sessions', 'invitations'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy by_auth on %I to yimi_auth using (true) with check (true)', t);
  end loop;
end $$;
create policy by_auth on people for select to yimi_auth using (true);
create policy by_area on accounts to yimi_app
  using (org_id = any ((select app_orgs())::uuid[]) or person_id = (select app_person()))
  with check (org_id = any ((select app_orgs())::uuid[]) or person_id = (select app_person()));
create policy by_area on role_assignments to yimi_app
  using (org_id = any ((select app_orgs())::uuid[]) or account_id in (select id from accounts))
  with check (org_id = any ((select app_orgs())::uuid[]));
-- own sessions; and those of an account of one's area, to end them when it is disabled
create policy by_account on sessions to yimi_app using (account_id in (select id from accounts));
create policy by_area on invitations to yimi_app, yimi_jobs using (org_id = any ((select app_orgs())::uuid[]))
  with check (org_id = any ((select app_orgs())::uuid[]));
create policy by_flow on invitations to yimi_flow using (true) with check (true);

-- Who did it: names of accounts by the ids that a record in the caller's hands holds, also of those above the caller's
-- area. Names alone; ids cannot be guessed.
create function account_names(p_ids uuid[]) returns table (id uuid, display_name text)
  language sql stable security definer set search_path = pg_catalog, public
  as $$ select a.id, a.display_name from accounts a where a.id = any (p_ids) $$;
grant create on schema public to yimi_auth;
alter function account_names(uuid[]) owner to yimi_auth;
revoke create on schema public from yimi_auth;
revoke all on function account_names(uuid[]) from public;
grant execute on function account_names(uuid[]) to yimi_app, yimi_jobs;
