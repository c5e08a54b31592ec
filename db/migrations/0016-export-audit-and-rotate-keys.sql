-- What was asked for as an export of the audit log, by whom and over which days. The file itself is not kept: it is read anew
-- from the events when it is fetched, within minutes, by the same account.
create table audit_exports (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  asked_by uuid not null references accounts (id),
  asked_at timestamptz not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  check (from_at < to_at)
);
insert into event_kinds (kind) values ('audit-export');
grant select, insert on audit_exports to yimi_app;
alter table audit_exports enable row level security;
alter table audit_exports force row level security;
create policy by_area on audit_exports to yimi_app using (org_id = any ((select app_orgs())::uuid[]))
  with check (org_id = any ((select app_orgs())::uuid[]));

-- The master key is changed while the program runs: yimi_keys seals anew what was sealed under an older one. It reads and
-- writes sealed columns, and the ids that bind them to their place; nothing else.
do $$
begin
  if not exists (select from pg_roles where rolname = 'yimi_keys') then
    create role yimi_keys nologin;
  end if;
  grant yimi_keys to current_user;
end $$;
grant usage on schema public to yimi_keys;
insert into event_kinds (kind) values ('master-key');

-- The number of the master key that a value was sealed under: format 1 knows one key alone, format 2 says which.
create function sealed_under(p_sealed bytea) returns integer language sql immutable parallel safe
  as $$ select case get_byte(p_sealed, 0) when 1 then 1 else get_byte(p_sealed, 1) * 256 + get_byte(p_sealed, 2) end $$;
-- The same of a blind index: 32 bytes under the first key (8 of a search token), the number and as many bytes under a later one.
create function indexed_under(p_index bytea) returns integer language sql immutable parallel safe
  as $$ select case when octet_length(p_index) in (8, 32) then 1 else get_byte(p_index, 0) * 256 + get_byte(p_index, 1) end $$;

grant select (id, subject_kind, subject_id, wrapped, destroyed_at), update (wrapped, destroyed_at) on data_keys to yimi_keys;
grant select (id, totp_secret_enc, totp_pending_enc), update (totp_secret_enc, totp_pending_enc) on accounts to yimi_keys;
grant select (id, contact_enc, contact_index), update (contact_index) on people to yimi_keys;
grant select (id, stream_key_enc), update (stream_key_enc) on channels to yimi_keys;
grant select (broadcast_id, channel_id, key_enc), update (key_enc) on channel_session_keys to yimi_keys;
grant select (broadcast_id, ingest_key_enc), update (ingest_key_enc) on air_sessions to yimi_keys;
grant select (answer) on idempotency_keys to yimi_keys;
do $$
declare t text;
begin
  foreach t in array array['accounts', 'people', 'channels', 'channel_session_keys', 'air_sessions'] loop
    execute format('create policy by_keys on %I to yimi_keys using (true) with check (true)', t);
  end loop;
end $$;

-- A key is destroyed one at a time and for good: no statement of the application empties the table, or fills a row again.
revoke update on data_keys from yimi_app, yimi_jobs;
create function destroy_data_key(p_subject_kind text, p_subject_id uuid, p_at timestamptz) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update data_keys set wrapped = null, destroyed_at = p_at
  where subject_kind = p_subject_kind and subject_id = p_subject_id and destroyed_at is null $$;
grant create on schema public to yimi_keys;
alter function destroy_data_key(text, uuid, timestamptz) owner to yimi_keys;
revoke create on schema public from yimi_keys;
revoke all on function destroy_data_key(text, uuid, timestamptz) from public;
grant execute on function destroy_data_key(text, uuid, timestamptz) to yimi_app, yimi_jobs;

create function keep_destroyed() returns trigger language plpgsql as $$
begin
  if old.destroyed_at is not null then
    raise exception 'a destroyed key does not come back' using errcode = 'YF004';
  end if;
  return new;
end $$;
create trigger keep_destroyed before update on data_keys for each row execute function keep_destroyed();
