-- Figures count residents and households over an area without seeing one: sums by organisation, for whoever may read figures.
grant select (id, org_id, resident, status, merged_into, erased_at) on people to yimi_reader;
grant select (id, org_id, valid_until) on households to yimi_reader;
create policy by_figures on people for select to yimi_reader using (org_id = any ((select app_orgs())::uuid[]));
create policy by_figures on households for select to yimi_reader using (org_id = any ((select app_orgs())::uuid[]));

create function residents_by_org(p_orgs uuid[]) returns table (org_id uuid, residents integer, households integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select o.id,
    (select count(*)::int from people p where p.org_id = o.id and p.resident and p.status = 'living' and p.merged_into is null
       and p.erased_at is null),
    (select count(*)::int from households h where h.org_id = o.id and h.valid_until is null)
  from unnest(p_orgs) as o (id) $$;
grant create on schema public to yimi_reader;
alter function residents_by_org(uuid[]) owner to yimi_reader;
revoke create on schema public from yimi_reader;
revoke all on function residents_by_org(uuid[]) from public;
grant execute on function residents_by_org(uuid[]) to yimi_app;
