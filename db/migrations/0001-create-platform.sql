-- Roles, keys, flow, outbox and seals: what every module stands on.
-- Roles are cluster-wide, so they may exist already. Nobody of them can log in; the run-time login is made by migrate.ts.
do $$
declare r text;
begin
  foreach r in array array['yimi_app', 'yimi_jobs', 'yimi_reader', 'yimi_auth', 'yimi_public', 'yimi_flow'] loop
    if not exists (select from pg_roles where rolname = r) then
      execute format('create role %I nologin', r);
    end if;
    execute format('grant %I to current_user', r);
  end loop;
end $$;

create extension if not exists btree_gist;

revoke all on schema public from public;
grant usage on schema public to yimi_app, yimi_jobs, yimi_reader, yimi_auth, yimi_public, yimi_flow;

-- The scope of a transaction, set in one statement by the server (platform/database/scope.ts).
create function app_orgs() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(string_to_array(nullif(current_setting('app.orgs', true), ''), ',')::uuid[], '{}') $$;
create function app_above() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(string_to_array(nullif(current_setting('app.above', true), ''), ',')::uuid[], '{}') $$;
create function app_person() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.person', true), '')::uuid $$;

-- One row, made with the data folder: what the installation is called, and whether it is a demonstration.
create table installation (
  only_one boolean primary key default true check (only_one),
  id uuid not null,
  name text not null,
  telephone text,
  demo boolean not null,
  created_at timestamptz not null
);
-- written once, by the first start
grant insert on installation to yimi_app;
grant select on installation to yimi_app, yimi_jobs, yimi_reader, yimi_auth, yimi_public;

-- Data keys, wrapped under the installation's master key. Erasing a person empties `wrapped` for good.
create table data_keys (
  id uuid primary key,
  subject_kind text not null check (subject_kind in ('person', 'record')),
  subject_id uuid not null,
  wrapped bytea,
  created_at timestamptz not null,
  destroyed_at timestamptz,
  unique (subject_kind, subject_id),
  check ((wrapped is null) = (destroyed_at is not null))
);
grant select, insert, update (wrapped, destroyed_at) on data_keys to yimi_app, yimi_jobs;

-- The kinds of record that events are kept of. With a table: a flow, whose state column only append_event() changes.
-- Without: acts on a record that has no state (a rename, a reading of a personal field).
create table event_kinds (
  kind text primary key,
  table_name text unique
);
grant select on event_kinds to yimi_app, yimi_jobs, yimi_flow;

-- The newest event of every record. Its row is the lock under which the chain grows.
create table event_heads (
  kind text not null references event_kinds (kind),
  record_id uuid not null,
  org_id uuid not null,
  seq integer not null,
  hash bytea not null,
  primary key (kind, record_id)
);

create table events (
  id uuid primary key,
  kind text not null references event_kinds (kind),
  record_id uuid not null,
  seq integer not null check (seq > 0),
  at timestamptz(3) not null,
  actor_id uuid,
  actor_role text not null,
  org_id uuid not null,
  move text not null,
  from_state text not null,
  to_state text not null,
  -- gates that the event sets, {"topic": "passed"}, and ids of what it speaks of; no words
  gates jsonb not null default '{}',
  refs jsonb not null default '{}',
  -- AES-256-GCM under key_id; the hash covers the ciphertext
  detail bytea,
  key_id uuid references data_keys (id),
  prev_hash bytea not null,
  hash bytea not null,
  unique (kind, record_id, seq)
);
create index events_at on events (at desc, id);
create index events_org on events (org_id, at desc);

alter table event_heads enable row level security;
alter table event_heads force row level security;
alter table events enable row level security;
alter table events force row level security;
create policy by_area on event_heads for select to yimi_app, yimi_jobs using (org_id = any ((select app_orgs())::uuid[]));
create policy by_area on events for select to yimi_app, yimi_jobs using (org_id = any ((select app_orgs())::uuid[]));
create policy by_flow on event_heads to yimi_flow using (true) with check (true);
create policy by_flow on events to yimi_flow using (true) with check (true);
grant select on events, event_heads to yimi_app, yimi_jobs;
grant select, insert on events to yimi_flow;
grant select, insert, update (seq, hash) on event_heads to yimi_flow;

-- The head of a record's chain, locked until the end of the transaction; seq 0 and 32 zero bytes where there is none yet.
-- Errors: YF002 the record is outside the scope of the transaction.
create function lock_event_head(p_kind text, p_record_id uuid, p_org_id uuid)
  returns table (head_seq integer, head_hash bytea)
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not (p_org_id = any (app_orgs())) then
    raise exception 'record outside the scope of the transaction' using errcode = 'YF002';
  end if;
  insert into event_heads (kind, record_id, org_id, seq, hash)
    values (p_kind, p_record_id, p_org_id, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing;
  return query select h.seq, h.hash from event_heads h where h.kind = p_kind and h.record_id = p_record_id for update;
end $$;

-- The only way a state changes: appends the event and folds it into the record, or does neither.
-- Errors: YF001 the record was moved meanwhile; YF002 it is outside the scope; YF003 the chain does not join.
create function append_event(
  p_id uuid, p_kind text, p_record_id uuid, p_seq integer, p_at timestamptz, p_actor_id uuid, p_actor_role text,
  p_org_id uuid, p_move text, p_from_state text, p_to_state text, p_gates jsonb, p_refs jsonb, p_detail bytea,
  p_key_id uuid, p_prev_hash bytea, p_hash bytea
) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_table text;
  v_org uuid;
  v_state text;
  v_seq integer;
  v_head bytea;
begin
  select table_name into strict v_table from event_kinds where kind = p_kind;
  select head_seq, head_hash into v_seq, v_head from lock_event_head(p_kind, p_record_id, p_org_id);
  if v_seq <> p_seq - 1 then
    raise exception 'the record was moved meanwhile' using errcode = 'YF001';
  end if;
  if v_head is distinct from p_prev_hash then
    raise exception 'the chain does not join' using errcode = 'YF003';
  end if;
  if v_table is not null then
    execute format('select org_id, state from %I where id = $1 for update', v_table) into v_org, v_state using p_record_id;
    if v_org is distinct from p_org_id then
      raise exception 'record outside the scope of the transaction' using errcode = 'YF002';
    end if;
    if v_seq > 0 and v_state is distinct from p_from_state then
      raise exception 'the record was moved meanwhile' using errcode = 'YF001';
    end if;
    execute format('update %I set state = $2, gates = gates || $3, moved_at = $4 where id = $1', v_table)
      using p_record_id, p_to_state, p_gates, p_at;
  end if;
  insert into events (id, kind, record_id, seq, at, actor_id, actor_role, org_id, move, from_state, to_state, gates,
                      refs, detail, key_id, prev_hash, hash)
  values (p_id, p_kind, p_record_id, p_seq, p_at, p_actor_id, p_actor_role, p_org_id, p_move, p_from_state, p_to_state,
          p_gates, p_refs, p_detail, p_key_id, p_prev_hash, p_hash);
  update event_heads set seq = p_seq, hash = p_hash where kind = p_kind and record_id = p_record_id;
end $$;

grant create on schema public to yimi_flow;
alter function lock_event_head(text, uuid, uuid) owner to yimi_flow;
alter function append_event(uuid, text, uuid, integer, timestamptz, uuid, text, uuid, text, text, text, jsonb, jsonb, bytea, uuid, bytea, bytea) owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function lock_event_head(text, uuid, uuid) from public;
revoke all on function append_event(uuid, text, uuid, integer, timestamptz, uuid, text, uuid, text, text, text, jsonb, jsonb, bytea, uuid, bytea, bytea) from public;
grant execute on function lock_event_head(text, uuid, uuid) to yimi_app, yimi_jobs;
grant execute on function append_event(uuid, text, uuid, integer, timestamptz, uuid, text, uuid, text, text, text, jsonb, jsonb, bytea, uuid, bytea, bytea) to yimi_app, yimi_jobs;

-- Clocks of flows: at `due_at` the jobs role makes the move, if the record is still where it was.
create table flow_timers (
  id uuid primary key,
  kind text not null references event_kinds (kind),
  record_id uuid not null,
  org_id uuid not null,
  move text not null,
  set_at_seq integer not null,
  due_at timestamptz not null,
  fired_at timestamptz,
  unique (kind, record_id, move, set_at_seq)
);
create index flow_timers_due on flow_timers (due_at) where fired_at is null;
grant select, insert, delete on flow_timers to yimi_app;
grant select, insert, update (fired_at), delete on flow_timers to yimi_jobs;
alter table flow_timers enable row level security;
alter table flow_timers force row level security;
create policy by_area on flow_timers to yimi_app using (org_id = any ((select app_orgs())::uuid[]))
  with check (org_id = any ((select app_orgs())::uuid[]));
create policy by_jobs on flow_timers to yimi_jobs using (true) with check (true);

-- Effects of a move, written with it and handed to the jobs after the commit. Ids only.
create table outbox (
  id uuid primary key,
  topic text not null,
  -- the organisation in whose scope the effect acts
  org_id uuid not null,
  payload jsonb not null,
  created_at timestamptz not null,
  handed_at timestamptz
);
create index outbox_waiting on outbox (created_at, id) where handed_at is null;
grant insert on outbox to yimi_app;
grant select, insert, update (handed_at), delete on outbox to yimi_jobs;
alter table outbox enable row level security;
alter table outbox force row level security;
create policy by_area on outbox for insert to yimi_app with check (org_id = any ((select app_orgs())::uuid[]));
create policy by_jobs on outbox to yimi_jobs using (true) with check (true);

-- Each minute the heads of all records that moved are sealed into one chain.
create table seals (
  seq bigint primary key,
  at timestamptz(3) not null,
  heads integer not null,
  heads_hash bytea not null,
  prev_hash bytea not null,
  hash bytea not null
);
create table sealed_heads (
  seal_seq bigint not null references seals (seq),
  kind text not null,
  record_id uuid not null,
  event_seq integer not null,
  hash bytea not null,
  primary key (seal_seq, kind, record_id)
);
create index sealed_heads_record on sealed_heads (kind, record_id, event_seq desc);
grant select on seals, sealed_heads to yimi_app;
grant select, insert on seals, sealed_heads to yimi_jobs;

-- Heads that moved since they were last sealed, over all organisations: hashes only, for the sealing job.
create function unsealed_heads() returns table (kind text, record_id uuid, seq integer, hash bytea)
  language sql stable security definer set search_path = pg_catalog, public as $$
  select h.kind, h.record_id, h.seq, h.hash from event_heads h
  where h.seq > 0 and not exists (
    select from sealed_heads s where s.kind = h.kind and s.record_id = h.record_id and s.event_seq >= h.seq)
  order by h.kind, h.record_id $$;
grant select on sealed_heads to yimi_flow;
grant create on schema public to yimi_flow;
alter function unsealed_heads() owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function unsealed_heads() from public;
grant execute on function unsealed_heads() to yimi_jobs;

-- Answers to idempotent writes, kept a day. The answer is encrypted: it may hold personal words.
create table idempotency_keys (
  caller text not null,
  key text not null,
  request_hash bytea not null,
  status integer,
  answer bytea,
  created_at timestamptz not null,
  primary key (caller, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
grant select, insert, update (status, answer) on idempotency_keys to yimi_app, yimi_auth, yimi_public;
grant select, delete on idempotency_keys to yimi_jobs;
