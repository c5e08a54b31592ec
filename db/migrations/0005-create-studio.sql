-- A version is inserted and never changed.
create table work_rules (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  version integer not null check (version > 0),
  content jsonb not null,
  made_by uuid references accounts (id),
  made_at timestamptz not null,
  unique (org_id, version)
);
insert into event_kinds (kind) values ('work-rules');
grant select, insert on work_rules to yimi_app;
grant select on work_rules to yimi_jobs;

-- Push accounts. The key is write-only: encrypted, and only the live role opens it.
create table channels (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  name text not null,
  server text not null,
  stream_key_enc bytea,
  key_end text,
  disabled boolean not null default false,
  last_used_at timestamptz
);
insert into event_kinds (kind) values ('channel');
grant select (id, org_id, name, server, key_end, disabled, last_used_at), insert,
  update (name, server, stream_key_enc, key_end, disabled, last_used_at) on channels to yimi_app;
grant select, update (last_used_at) on channels to yimi_jobs;

-- The guest pool: a person with a trade and topics. The person's words are in people.
create table guests (
  id uuid primary key references people (id),
  org_id uuid not null references orgs (id),
  account_id uuid references accounts (id),
  trade text not null,
  topics text[] not null default '{}'
);
grant select, insert, update (trade, topics, account_id) on guests to yimi_app;

create table broadcasts (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  rules_id uuid not null references work_rules (id),
  applicant_id uuid not null references accounts (id),
  created_at timestamptz not null,
  -- rises with each saved change of the application
  revision integer not null default 1,
  title text not null default '',
  purposes text[] not null default '{}',
  summary text not null default '',
  occasion text not null default '',
  series text not null default '',
  episode integer,
  forms text[] not null default '{}',
  starts_at timestamptz,
  ends_at timestamptz,
  venue_id uuid references venues (id),
  seats integer,
  host_id uuid references guests (id),
  guests uuid[] not null default '{}',
  partners text[] not null default '{}',
  rundown jsonb not null default '[]',
  risk_plan text not null default '',
  channel_ids uuid[] not null default '{}',
  aired_from timestamptz,
  aired_until timestamptz,
  -- what the engine reported at the end: platforms with seconds, reconnects, last error
  report jsonb,
  state text not null default 'draft',
  gates jsonb not null default '{}',
  moved_at timestamptz
);
create index broadcasts_org on broadcasts (org_id, starts_at desc);
create index broadcasts_state on broadcasts (state, starts_at);
insert into event_kinds (kind, table_name) values ('broadcast', 'broadcasts');
grant select, insert (id, org_id, rules_id, applicant_id, created_at, title),
  update (revision, title, purposes, summary, occasion, series, episode, forms, starts_at, ends_at, venue_id, seats, host_id,
    guests, partners, rundown, risk_plan, channel_ids, aired_from, aired_until, report) on broadcasts to yimi_app, yimi_jobs;
grant select, update (state, gates, moved_at) on broadcasts to yimi_flow;

-- What was said of a gate in its present round: overwritten by the next round, kept for good in the events.
create table gate_judgements (
  broadcast_id uuid not null references broadcasts (id),
  org_id uuid not null references orgs (id),
  gate text not null,
  checked text[] not null default '{}',
  note text not null default '',
  judged_by uuid references accounts (id),
  judged_at timestamptz,
  reopened_by text[] not null default '{}',
  primary key (broadcast_id, gate)
);
grant select, insert, update on gate_judgements to yimi_app;

create table gate_evidence (
  broadcast_id uuid not null references broadcasts (id),
  org_id uuid not null references orgs (id),
  gate text not null,
  file_id uuid not null references files (id),
  added_by uuid not null references accounts (id),
  added_at timestamptz not null,
  primary key (broadcast_id, gate, file_id)
);
grant select, insert on gate_evidence to yimi_app;

create table guest_consents (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  broadcast_id uuid not null references broadcasts (id),
  guest_id uuid not null references guests (id),
  part text not null check (part in ('host', 'guest')),
  secret_hash bytea unique,
  secret_expires_at timestamptz,
  asked_at timestamptz not null,
  -- taken out of the broadcast again
  removed_at timestamptz,
  state text not null default 'asked',
  gates jsonb not null default '{}',
  moved_at timestamptz
);
create unique index guest_consents_once on guest_consents (broadcast_id, guest_id) where removed_at is null;
insert into event_kinds (kind, table_name) values ('guest-consent', 'guest_consents');
grant select, insert (id, org_id, broadcast_id, guest_id, part, asked_at),
  update (part, secret_hash, secret_expires_at, removed_at) on guest_consents to yimi_app;
grant select on guest_consents to yimi_auth;
grant select, update (state, gates, moved_at) on guest_consents to yimi_flow;

-- People whom a broadcast needs at its time (host, guests, crew): nobody is in two places at once.
create table person_bookings (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  person_id uuid not null references people (id),
  broadcast_id uuid not null references broadcasts (id),
  during tstzrange not null check (not isempty(during)),
  cancelled_at timestamptz,
  constraint person_taken exclude using gist (person_id with =, during with &&) where (cancelled_at is null)
);
create index person_bookings_broadcast on person_bookings (broadcast_id);
grant select, insert, update (during, cancelled_at) on person_bookings to yimi_app;

alter table venue_bookings add foreign key (broadcast_id) references broadcasts (id);

-- The engine's side of a broadcast: the key of the encoder, the permit, and the lease of the engine that carries it.
create table air_sessions (
  broadcast_id uuid primary key references broadcasts (id),
  org_id uuid not null references orgs (id),
  ingest_key_enc bytea,
  ingest_key_sha256 bytea,
  permit text,
  permit_at timestamptz,
  -- rises with each lease: a permit of an older one is refused by the engine
  lease integer not null default 0,
  lease_holder text,
  lease_until timestamptz
);
grant select, insert, update on air_sessions to yimi_app, yimi_jobs;

do $$
declare t text;
begin
  foreach t in array array['work_rules', 'channels', 'guests', 'broadcasts', 'gate_judgements', 'gate_evidence',
                           'guest_consents', 'person_bookings', 'air_sessions'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['channels', 'guests', 'broadcasts', 'gate_judgements', 'gate_evidence', 'guest_consents',
                           'person_bookings', 'air_sessions'] loop
    execute format('create policy by_area on %I to yimi_app using (org_id = any ((select app_orgs())::uuid[]))'
                   ' with check (org_id = any ((select app_orgs())::uuid[]))', t);
  end loop;
  -- the live role sees what it must carry, over all organisations: it has no user behind it
  foreach t in array array['channels', 'broadcasts', 'air_sessions', 'work_rules'] loop
    execute format('create policy by_jobs on %I to yimi_jobs using (true) with check (true)', t);
  end loop;
  foreach t in array array['broadcasts', 'guest_consents'] loop
    execute format('create policy by_flow on %I to yimi_flow using (true) with check (true)', t);
  end loop;
end $$;
create policy readable on work_rules for select to yimi_app
  using (org_id = any ((select app_orgs())::uuid[]) or org_id = any ((select app_above())::uuid[]));
create policy adding on work_rules for insert to yimi_app with check (org_id = any ((select app_orgs())::uuid[]));
create policy by_auth on guest_consents for select to yimi_auth using (true);
-- a channel of a higher unit may be used by those below it
create policy from_above on channels for select to yimi_app using (org_id = any ((select app_above())::uuid[]));

-- What anybody may see: never a draft, a rejected or a cancelled one, and only the columns of the live page.
create policy by_public on broadcasts for select to yimi_public using (state in ('cleared', 'on-air', 'ended', 'archived'));
grant select (id, org_id, title, series, episode, state, starts_at, ends_at, summary, rundown, aired_from, aired_until) on broadcasts to yimi_public;

-- Acts beside the flow of a broadcast: a key made for the encoder, a platform connected anew.
insert into event_kinds (kind) values ('ingest-key'), ('platform');
