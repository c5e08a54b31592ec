-- Orders that were made together: whoever answers for them is told once, with the count.
alter table orders add column batch_id uuid;
create index orders_batch on orders (batch_id) where batch_id is not null;
grant insert (batch_id) on orders to yimi_app, yimi_jobs;
insert into event_kinds (kind) values ('order-batch');

-- What is said once to a receiver, however many records of a batch it concerns.
alter table notices add column digest text;
create unique index notices_digest on notices (receiver_id, way, digest) where digest is not null;

-- A complaint that was written from the page of an order says which; whoever may open the order finds it there.
alter table complaints add column order_number text not null default '' check (length(order_number) <= 20);
grant insert (order_number) on complaints to yimi_app, yimi_jobs;

-- Volunteers that turned out to be one person: the hours of both are the hours of one. By the id of either, or of the person.
grant select (id, merged_into) on people to yimi_flow;
create policy by_flow on people for select to yimi_flow using (true);
create function volunteers_of_one(p_id uuid) returns table (id uuid, org_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with root as (select coalesce(q.merged_into, q.id) as id from people q
    where q.id = coalesce((select w.person_id from volunteers w where w.id = p_id), p_id))
  select v.id, v.org_id from volunteers v join people p on p.id = v.person_id join root on root.id = coalesce(p.merged_into, p.id) $$;
-- Where a volunteer is asked or expected, in whatever unit: for the system, when he pauses or leaves.
create function order_places_ahead(p_person uuid) returns table (id uuid, org_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.id, p.org_id from order_places p
  where p.offered_to = p_person or (p.holder_id = p_person and p.state in ('accepted', 'scheduled')) order by p.order_id, p.id $$;
create function activity_places_ahead(p_person uuid) returns table (id uuid, org_id uuid, activity_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.id, p.org_id, p.activity_id from activity_places p
  where p.person_id = p_person and p.state in ('waiting', 'taken') order by p.activity_id, p.id $$;
grant create on schema public to yimi_flow;
alter function activity_places_ahead(uuid) owner to yimi_flow;
alter function volunteers_of_one(uuid) owner to yimi_flow;
alter function order_places_ahead(uuid) owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function volunteers_of_one(uuid), order_places_ahead(uuid), activity_places_ahead(uuid) from public;
grant execute on function volunteers_of_one(uuid), order_places_ahead(uuid), activity_places_ahead(uuid) to yimi_app, yimi_jobs;

-- Until when somebody pauses, if he said so: somebody asks him then whether he would like to come back.
alter table volunteers add column paused_until date;
grant update (paused_until) on volunteers to yimi_app, yimi_jobs;

-- What was published may change; places follow its time.
grant update (title, words, place, day, during, volunteer_places, resident_places) on activities to yimi_app;
grant update (during) on activity_places to yimi_app;
