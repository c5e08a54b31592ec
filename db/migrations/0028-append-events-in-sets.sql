-- Hundreds of events in one statement, for imports: what lock_event_head() and append_event() do, with the same checks and errors.

-- The heads of many chains of one kind, locked one after the other in the order given.
-- Errors: YF002 one of the records is outside the scope of the transaction.
create function lock_event_heads(p_kind text, p_record_ids uuid[], p_org_ids uuid[])
  returns table (record_id uuid, head_seq integer, head_hash bytea)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
  if exists (select from unnest(p_record_ids, p_org_ids) as e (record_id, org_id)
             where (e.org_id = any ((select app_orgs())::uuid[])) is not true) then
    raise exception 'record outside the scope of the transaction' using errcode = 'YF002';
  end if;
  -- a head that is there is locked by the conflict and stays as it is
  insert into event_heads as h (kind, record_id, org_id, seq, hash)
    select p_kind, e.record_id, e.org_id, 0, decode(repeat('00', 32), 'hex')
    from unnest(p_record_ids, p_org_ids) with ordinality as e (record_id, org_id, place) order by e.place
    on conflict (kind, record_id) do update set seq = h.seq where false;
  return query select h.record_id, h.seq, h.hash from event_heads h where h.kind = p_kind and h.record_id = any (p_record_ids);
end $$;

-- Appends one event to each of many records of one kind and folds all of them, or does nothing.
-- Errors: those of append_event(); a record named twice has been moved meanwhile (YF001).
create function append_events(
  p_kind text, p_ids uuid[], p_record_ids uuid[], p_seqs integer[], p_ats timestamptz[], p_actor_ids uuid[], p_actor_roles text[],
  p_org_ids uuid[], p_moves text[], p_from_states text[], p_to_states text[], p_gates jsonb[], p_refs jsonb[], p_details bytea[],
  p_key_ids uuid[], p_prev_hashes bytea[], p_hashes bytea[]
) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_table text;
  v_fault text;
begin
  select table_name into strict v_table from event_kinds where kind = p_kind;
  perform from lock_event_heads(p_kind, p_record_ids, p_org_ids);
  select case when h.seq is distinct from e.seq - 1 then 'YF001' else 'YF003' end into v_fault
    from unnest(p_record_ids, p_seqs, p_prev_hashes) with ordinality as e (record_id, seq, prev_hash, place)
    left join lateral (select seq, hash from event_heads where kind = p_kind and record_id = e.record_id limit 1) h on true
    where h.seq is distinct from e.seq - 1 or h.hash is distinct from e.prev_hash
    order by e.place limit 1;
  if v_fault is null and exists (select from unnest(p_record_ids) as e (record_id) group by e.record_id having count(*) > 1) then
    v_fault := 'YF001';
  end if;
  if v_fault is null and v_table is not null then
    execute format('select from %I where id = any ($1) order by id for update', v_table) using p_record_ids;
    execute format(
      'select case when r.org_id is distinct from e.org_id then ''YF002'' else ''YF001'' end'
      ' from unnest($1, $2, $3, $4) with ordinality as e (record_id, org_id, seq, from_state, place) '
      ' left join lateral (select org_id, state from %I where id = e.record_id limit 1) r on true'
      ' where r.org_id is distinct from e.org_id or (e.seq > 1 and r.state is distinct from e.from_state)'
      ' order by e.place limit 1', v_table)
      into v_fault using p_record_ids, p_org_ids, p_seqs, p_from_states;
  end if;
  if v_fault is not null then
    raise exception '%', case v_fault when 'YF001' then 'the record was moved meanwhile' when 'YF003' then 'the chain does not join'
      else 'record outside the scope of the transaction' end using errcode = v_fault;
  end if;
  if v_table is not null then
    execute format(
      'update %I r set state = e.to_state, gates = r.gates || e.gates, moved_at = e.at'
      ' from unnest($1, $2, $3, $4) as e (record_id, to_state, gates, at) where r.id = any ($1) and r.id = e.record_id', v_table)
      using p_record_ids, p_to_states, p_gates, p_ats;
  end if;
  insert into events (id, kind, record_id, seq, at, actor_id, actor_role, org_id, move, from_state, to_state, gates,
                      refs, detail, key_id, prev_hash, hash)
    select e.id, p_kind, e.record_id, e.seq, e.at, e.actor_id, e.actor_role, e.org_id, e.move, e.from_state, e.to_state, e.gates,
      e.refs, e.detail, e.key_id, e.prev_hash, e.hash
    from unnest(p_ids, p_record_ids, p_seqs, p_ats, p_actor_ids, p_actor_roles, p_org_ids, p_moves, p_from_states, p_to_states,
      p_gates, p_refs, p_details, p_key_ids, p_prev_hashes, p_hashes)
    as e (id, record_id, seq, at, actor_id, actor_role, org_id, move, from_state, to_state, gates, refs, detail, key_id, prev_hash, hash);
  -- all are there and locked: written as an insert, each is found by the key, however many there are
  insert into event_heads (kind, record_id, org_id, seq, hash)
    select p_kind, e.record_id, e.org_id, e.seq, e.hash
    from unnest(p_record_ids, p_org_ids, p_seqs, p_hashes) as e (record_id, org_id, seq, hash)
    on conflict (kind, record_id) do update set seq = excluded.seq, hash = excluded.hash;
end $$;

grant create on schema public to yimi_flow;
alter function lock_event_heads(text, uuid[], uuid[]) owner to yimi_flow;
alter function append_events(text, uuid[], uuid[], integer[], timestamptz[], uuid[], text[], uuid[], text[], text[], text[], jsonb[], jsonb[], bytea[], uuid[], bytea[], bytea[]) owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function lock_event_heads(text, uuid[], uuid[]) from public;
revoke all on function append_events(text, uuid[], uuid[], integer[], timestamptz[], uuid[], text[], uuid[], text[], text[], text[], jsonb[], jsonb[], bytea[], uuid[], bytea[], bytea[]) from public;
grant execute on function lock_event_heads(text, uuid[], uuid[]) to yimi_app, yimi_jobs;
grant execute on function append_events(text, uuid[], uuid[], integer[], timestamptz[], uuid[], text[], uuid[], text[], text[], text[], jsonb[], jsonb[], bytea[], uuid[], bytea[], bytea[]) to yimi_app, yimi_jobs;

-- Somebody on a list is compared by name and birth date together: of a common name there are hundreds.
drop index people_name_index;
create index people_name_index on people (name_index, birth_date) where name_index is not null;
