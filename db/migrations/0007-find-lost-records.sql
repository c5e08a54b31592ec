-- Sealed records of which nothing is left, over all organisations: whoever takes away a record with its whole chain leaves
-- no row that a policy could show. Ids alone.
create function lost_records() returns table (kind text, record_id uuid, seq integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.kind, s.record_id, max(s.event_seq) from sealed_heads s where not exists (
    select from event_heads h where h.kind = s.kind and h.record_id = s.record_id)
  group by s.kind, s.record_id order by s.kind, s.record_id $$;
grant create on schema public to yimi_flow;
alter function lost_records() owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function lost_records() from public;
grant execute on function lost_records() to yimi_app, yimi_jobs;
