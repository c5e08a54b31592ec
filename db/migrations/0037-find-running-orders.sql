-- After years nearly every order is over. What runs is found without them, the newest of what is over without sorting all,
-- and both are counted from the index alone: it holds what the policies of the table look at, too.

drop index orders_answerable;
create index orders_running on orders (answerable_id, due_at)
  where state <> all (array['refused', 'merged', 'closed', 'cancelled']);
create index orders_over on orders ((not urgent), due_at, submitted_at desc, id)
  where state = any (array['refused', 'merged', 'closed', 'cancelled']);
drop index orders_org;
create index orders_org on orders (org_id, state, due_at) include (urgent, person_id, requester_id);
create index order_places_unfilled on order_places (order_id, round)
  where state in ('open', 'open-for-claim', 'offered');
