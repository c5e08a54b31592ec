-- Four kinds of channel: what the engine pushes to, and what people do in a platform's own app, as a post or with a file.
alter table channels
  add column kind text not null default 'push' check (kind in ('push', 'own-encoder', 'post', 'file')),
  add column preset text,
  -- the platform gives a new key for each broadcast; the lasting one is not used
  add column session_key boolean not null default false,
  -- what is to be looked at each time
  add column checklist text[] not null default '{}',
  add column has_key boolean generated always as (stream_key_enc is not null) stored,
  add column last_test_at timestamptz,
  add column last_test_ok boolean,
  add column last_test_words text;
grant select (kind, preset, session_key, checklist, has_key, last_test_at, last_test_ok, last_test_words),
  update (preset, session_key, checklist, last_test_at, last_test_ok, last_test_words) on channels to yimi_app;

-- The key of one broadcast on one platform, pasted minutes before. Write-only as the lasting one is.
create table channel_session_keys (
  broadcast_id uuid not null references broadcasts (id),
  channel_id uuid not null references channels (id),
  -- the organisation of the broadcast
  org_id uuid not null references orgs (id),
  server text not null,
  key_enc bytea not null,
  key_end text,
  expires_at timestamptz not null,
  set_by uuid not null references accounts (id),
  set_at timestamptz not null,
  primary key (broadcast_id, channel_id)
);
grant select (broadcast_id, channel_id, org_id, server, key_end, expires_at, set_by, set_at), insert,
  update (server, key_enc, key_end, expires_at, set_by, set_at) on channel_session_keys to yimi_app;
grant select on channel_session_keys to yimi_jobs;

-- What people do for one broadcast on one channel; who did what when stays in the events.
create table channel_tasks (
  broadcast_id uuid not null references broadcasts (id),
  channel_id uuid not null references channels (id),
  org_id uuid not null references orgs (id),
  what text not null default '',
  who text not null default '',
  due_at timestamptz,
  checked text[] not null default '{}',
  done_at timestamptz,
  done_by uuid references accounts (id),
  proof_file_id uuid references files (id),
  proof_address text,
  primary key (broadcast_id, channel_id)
);
grant select, insert, update (what, who, due_at, checked, done_at, done_by, proof_file_id, proof_address)
  on channel_tasks to yimi_app;

do $$
declare t text;
begin
  foreach t in array array['channel_session_keys', 'channel_tasks'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy by_area on %I to yimi_app using (org_id = any ((select app_orgs())::uuid[]))'
                   ' with check (org_id = any ((select app_orgs())::uuid[]))', t);
  end loop;
end $$;
create policy by_jobs on channel_session_keys for select to yimi_jobs using (true);

-- What is on air now, when it is no longer what the application named.
alter table air_sessions add column platforms uuid[];

insert into event_kinds (kind) values ('session-key'), ('channel-task');
