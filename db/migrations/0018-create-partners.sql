-- Double check-in: organisations of elsewhere at a station, and their members. What is said about persons is sealed.
-- Whether somebody belongs to a party is not kept.
create table check_ins (
  id uuid primary key,
  -- the station
  org_id uuid not null references orgs (id),
  -- the outside body, once the station confirmed it
  partner_org_id uuid references orgs (id),
  name text not null,
  kind text not null references org_kinds (code),
  contact_name_enc bytea,
  contact_enc bytea,
  contact_masked text not null default '',
  key_id uuid not null references data_keys (id),
  -- who acts for the organisation; null when the station wrote it down from paper
  contact_account_id uuid references accounts (id),
  applied_at timestamptz not null,
  state text not null default 'applied',
  gates jsonb not null default '{}',
  moved_at timestamptz
);
create index check_ins_org on check_ins (org_id, applied_at desc);
create index check_ins_contact on check_ins (contact_account_id);
-- an organisation stands at a station once
create unique index check_ins_once on check_ins (org_id, partner_org_id) where state in ('applied', 'confirmed');
insert into event_kinds (kind, table_name) values ('check-in', 'check_ins');
grant select, insert (id, org_id, name, kind, contact_name_enc, contact_enc, contact_masked, key_id, contact_account_id, applied_at),
  update (partner_org_id, contact_account_id) on check_ins to yimi_app, yimi_jobs;
grant select, update (state, gates, moved_at) on check_ins to yimi_flow;

create table checked_members (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  check_in_id uuid not null references check_ins (id),
  position integer not null,
  name_enc bytea,
  contact_enc bytea,
  contact_masked text not null default '',
  key_id uuid not null references data_keys (id),
  listed_on date not null,
  secret_hash bytea unique,
  secret_expires_at timestamptz,
  -- the person whom the corps knows, once the member joined
  volunteer_id uuid references volunteers (id),
  state text not null default 'listed',
  gates jsonb not null default '{}',
  moved_at timestamptz
);
create index checked_members_check_in on checked_members (check_in_id, position);
insert into event_kinds (kind, table_name) values ('checked-member', 'checked_members');
grant select, insert (id, org_id, check_in_id, position, name_enc, contact_enc, contact_masked, key_id, listed_on),
  update (name_enc, contact_enc, contact_masked, secret_hash, secret_expires_at, volunteer_id) on checked_members to yimi_app, yimi_jobs;
grant select, update (state, gates, moved_at) on checked_members to yimi_flow;

-- What partners lend.
create table offers (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  check_in_id uuid not null references check_ins (id),
  kind text not null check (kind in ('room', 'guest', 'kit', 'vehicle', 'skill')),
  name text not null,
  terms text not null default '',
  offered tstzrange not null check (not isempty(offered) and not lower_inf(offered) and not upper_inf(offered)),
  made_at timestamptz not null,
  withdrawn_at timestamptz
);
create index offers_org on offers (org_id);
insert into event_kinds (kind) values ('offer');
grant select, insert, update (withdrawn_at) on offers to yimi_app;

-- One thing at one time: whoever commits first has it, everyone else gets 23P01.
create table reservations (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  offer_id uuid not null references offers (id),
  purpose text not null,
  during tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  reserved_by uuid not null references accounts (id),
  reserved_at timestamptz not null,
  thanks text not null default '',
  state text not null default 'reserved',
  gates jsonb not null default '{}',
  moved_at timestamptz,
  constraint offer_taken exclude using gist (offer_id with =, during with &&) where (state <> 'cancelled')
);
insert into event_kinds (kind, table_name) values ('reservation', 'reservations');
grant select, insert (id, org_id, offer_id, purpose, during, reserved_by, reserved_at), update (thanks) on reservations to yimi_app, yimi_jobs;
grant select, update (state, gates, moved_at) on reservations to yimi_flow;

-- The lists of needs, resources and projects.
create table claimables (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  list text not null check (list in ('need', 'resource', 'project')),
  title text not null,
  words text not null default '',
  until_day date,
  made_at timestamptz not null,
  claimed_by uuid references check_ins (id),
  result text not null default '',
  state text not null default 'open',
  gates jsonb not null default '{}',
  moved_at timestamptz
);
create index claimables_org on claimables (org_id, state);
insert into event_kinds (kind, table_name) values ('claimable', 'claimables');
grant select, insert (id, org_id, list, title, words, until_day, made_at), update (claimed_by, result) on claimables to yimi_app, yimi_jobs;
grant select, update (state, gates, moved_at) on claimables to yimi_flow;

do $$
declare t text;
begin
  foreach t in array array['check_ins', 'checked_members', 'offers', 'reservations', 'claimables'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy by_area on %I to yimi_app, yimi_jobs using (org_id = any ((select app_orgs())::uuid[]))
      with check (org_id = any ((select app_orgs())::uuid[]))', t);
  end loop;
  foreach t in array array['check_ins', 'checked_members', 'reservations', 'claimables'] loop
    execute format('create policy by_flow on %I to yimi_flow using (true) with check (true)', t);
  end loop;
end $$;

-- The member whom a link names, for whoever holds it.
create function find_checked_member(p_secret_hash bytea, p_now timestamptz) returns table (id uuid, org_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select m.id, m.org_id from checked_members m where m.secret_hash = p_secret_hash and m.secret_expires_at > p_now $$;
grant create on schema public to yimi_flow;
alter function find_checked_member(bytea, timestamptz) owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function find_checked_member(bytea, timestamptz) from public;
grant execute on function find_checked_member(bytea, timestamptz) to yimi_public, yimi_app;
