-- Figures of orders by grid and by team. Whoever reads figures gets sums and the names of grids and teams, and no order or person.
grant select (id, org_id, name) on grids, teams to yimi_reader;
grant select (id, org_id, volunteer_org_id, team_id, person_id, from_day, until_day) on memberships to yimi_reader;
grant select (grid_id, holder_id, round, position) on order_places to yimi_reader;
create policy by_figures on grids for select to yimi_reader using (org_id = any ((select app_orgs())::uuid[]));
create policy by_figures on memberships for select to yimi_reader
  using (org_id = any ((select app_orgs())::uuid[]) or volunteer_org_id = any ((select app_orgs())::uuid[]));
-- A team may stand at the unit above: it is named where its members are of the area.
create policy by_figures on teams for select to yimi_reader using (org_id = any ((select app_orgs())::uuid[])
  or exists (select from memberships m where m.team_id = teams.id and m.volunteer_org_id = any ((select app_orgs())::uuid[])));

-- Where an order is done: the grid of its newest place. Null before it has places, and outside every grid.
create function grid_of_order(p_order uuid) returns uuid language sql stable
  as $$ select p.grid_id from order_places p where p.order_id = p_order order by p.round desc, p.position limit 1 $$;
-- Whether the person was of the team on the day of the instant.
create function was_in_team(p_team uuid, p_person uuid, p_at timestamptz) returns boolean language sql stable
  as $$ select exists (select from memberships m where m.team_id = p_team and m.person_id = p_person
    and m.from_day <= (p_at at time zone 'Asia/Shanghai')::date
    and (m.until_day is null or m.until_day >= (p_at at time zone 'Asia/Shanghai')::date)) $$;

create function orders_by_grid(p_orgs uuid[], p_from date, p_until date)
  returns table (part_id uuid, label text, submitted integer, delivered integer, visits integer, persons integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select o.grid, min(g.name),
    (count(*) filter (where in_days(o.submitted_at, p_from, p_until)))::int,
    (count(*) filter (where o.state <> 'in-dispute' and in_days(o.delivered_at, p_from, p_until)))::int,
    coalesce(sum((select count(*) from order_places p where p.order_id = o.id and p.state = 'delivered'
      and in_days(p.ended_at, p_from, p_until))), 0)::int,
    (count(distinct o.person_id) filter (where o.state <> 'in-dispute' and in_days(o.delivered_at, p_from, p_until)))::int
  from (select id, person_id, submitted_at, delivered_at, state, grid_of_order(id) as grid from orders where org_id = any (p_orgs)
      and (in_days(submitted_at, p_from, p_until) or in_days(delivered_at, p_from, p_until)
        or exists (select from order_places p where p.order_id = orders.id and in_days(p.ended_at, p_from, p_until)))) o
    left join grids g on g.id = o.grid
  group by o.grid $$;
-- Somebody of two teams counts for both: teams' figures are not added up.
create function orders_by_team(p_orgs uuid[], p_from date, p_until date)
  returns table (part_id uuid, label text, delivered integer, visits integer, persons integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select t.id, t.name,
    (count(distinct o.id) filter (where o.state <> 'in-dispute' and in_days(o.delivered_at, p_from, p_until)))::int,
    (count(distinct p.id) filter (where in_days(p.ended_at, p_from, p_until)))::int,
    (count(distinct o.person_id) filter (where o.state <> 'in-dispute' and in_days(o.delivered_at, p_from, p_until)))::int
  from order_places p join orders o on o.id = p.order_id
    join memberships m on m.person_id = p.holder_id and m.from_day <= (p.ended_at at time zone 'Asia/Shanghai')::date
      and (m.until_day is null or m.until_day >= (p.ended_at at time zone 'Asia/Shanghai')::date)
    join teams t on t.id = m.team_id
  where o.org_id = any (p_orgs) and p.state = 'delivered'
  group by t.id, t.name $$;
grant create on schema public to yimi_reader;
alter function orders_by_grid(uuid[], date, date) owner to yimi_reader;
alter function orders_by_team(uuid[], date, date) owner to yimi_reader;
revoke create on schema public from yimi_reader;
revoke all on function orders_by_grid(uuid[], date, date), orders_by_team(uuid[], date, date) from public;
grant execute on function orders_by_grid(uuid[], date, date), orders_by_team(uuid[], date, date) to yimi_app;
