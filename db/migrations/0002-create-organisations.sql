create table org_levels (
  code text primary key,
  label text not null,
  rank integer not null unique
);
create table org_kinds (
  code text primary key,
  label text not null,
  -- an outside body or partner: no level, no accounts, not part of the tree
  outside boolean not null
);
insert into org_levels (code, label, rank) values
  ('city-office', '市级主管部门', 10), ('district-office', '区级主管部门', 20), ('centre', '实践中心', 30),
  ('institute', '实践所', 40), ('station', '实践站', 50);
insert into org_kinds (code, label, outside) values
  ('unit', '实践单位', false), ('community', '社区', true), ('park', '园区', true), ('enterprise', '企业', true),
  ('school', '学校', true), ('army-unit', '部队', true), ('hospital', '医院', true), ('branch', '党组织', true),
  ('media-centre', '融媒体中心', true), ('service-centre', '服务中心', true), ('addressee', '收文单位', true);

create table orgs (
  id uuid primary key,
  kind text not null references org_kinds (code),
  valid daterange not null check (not isempty(valid)),
  merged_into uuid references orgs (id),
  created_at timestamptz not null
);

-- Names and levels by day: never overwritten. A rename ends one row and begins the next.
create table org_versions (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  name text not null,
  short_name text not null,
  level text references org_levels (code),
  valid daterange not null check (not isempty(valid)),
  exclude using gist (org_id with =, valid with &&)
);

-- Who was directly below whom, by day. A row that began and ended on one day is replaced, not kept empty.
create table org_parents (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  parent_id uuid not null references orgs (id),
  valid daterange not null check (not isempty(valid)),
  exclude using gist (org_id with =, valid with &&),
  check (org_id <> parent_id)
);
create index org_parents_parent on org_parents (parent_id);

-- Everyone above and below, by day, oneself included at depth 0. Derived from org_parents by rebuild_org_closure().
create table org_closure (
  ancestor_id uuid not null references orgs (id),
  descendant_id uuid not null references orgs (id),
  depth integer not null,
  valid daterange not null check (not isempty(valid))
);
create index org_closure_down on org_closure (ancestor_id, descendant_id);
create index org_closure_up on org_closure (descendant_id);

-- Recomputes the closure. The tree has hundreds of rows and moves a few times a year: whole is simple and right.
create function rebuild_org_closure() returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform pg_advisory_xact_lock(7202);
  delete from org_closure;
  insert into org_closure (ancestor_id, descendant_id, depth, valid)
  with recursive edges as (
    select org_id, parent_id, valid from org_parents
    union all
    -- what was made under a merged organisation is, from that day on, below the one that took it over
    select id, merged_into, daterange(upper(valid), null) from orgs where merged_into is not null
  ), up as (
    select o.id as ancestor_id, o.id as descendant_id, 0 as depth,
      case when o.merged_into is null then o.valid else daterange(lower(o.valid), null) end as valid
    from orgs o
    union all
    select e.parent_id, up.descendant_id, up.depth + 1, up.valid * e.valid
    from up join edges e on e.org_id = up.ancestor_id and e.valid && up.valid
    where up.depth < 32
  )
  select up.ancestor_id, up.descendant_id, up.depth, case when up.depth = 0 then o.valid else up.valid end
  from up join orgs o on o.id = up.descendant_id where not isempty(up.valid);
  if exists (select from org_closure where depth > 0 and ancestor_id = descendant_id) then
    raise exception 'an organisation would be above itself' using errcode = 'YF010';
  end if;
end $$;
revoke all on function rebuild_org_closure() from public;
grant execute on function rebuild_org_closure() to yimi_app;

insert into event_kinds (kind) values ('organisation');

-- Names of units are public within the installation; who may change them is decided by capability and by rule below.
grant select on org_levels, org_kinds, orgs, org_versions, org_parents, org_closure to yimi_app, yimi_jobs, yimi_reader, yimi_auth, yimi_public;
grant insert on orgs, org_versions, org_parents to yimi_app;
grant update (valid, merged_into) on orgs to yimi_app;
grant update (valid) on org_versions, org_parents to yimi_app;
grant delete on org_versions, org_parents to yimi_app;

do $$
declare t text;
begin
  foreach t in array array['orgs', 'org_versions', 'org_parents'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy readable on %I for select using (true)', t);
  end loop;
end $$;
-- A new organisation is inserted before it is in anybody's area: its first parent row ties it to one.
create policy adding on orgs for insert to yimi_app with check (cardinality((select app_orgs())) > 0);
create policy changing on orgs for update to yimi_app using (id = any ((select app_orgs())::uuid[]));
create policy adding on org_versions for insert to yimi_app with check (cardinality((select app_orgs())) > 0);
create policy changing on org_versions for update to yimi_app using (org_id = any ((select app_orgs())::uuid[]));
create policy removing on org_versions for delete to yimi_app using (org_id = any ((select app_orgs())::uuid[]));
create policy adding on org_parents for insert to yimi_app with check (parent_id = any ((select app_orgs())::uuid[]));
create policy changing on org_parents for update to yimi_app using (org_id = any ((select app_orgs())::uuid[]));
create policy removing on org_parents for delete to yimi_app using (org_id = any ((select app_orgs())::uuid[]));
