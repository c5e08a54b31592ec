-- Statistics for those who may open no record: tables of past months, quarters and years, worked out once.
create table statistic_releases (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  series text not null,
  title text not null,
  period_kind text not null check (period_kind in ('month', 'quarter', 'year')),
  from_day date not null,
  until_day date not null,
  threshold integer not null check (threshold > 1),
  -- tables asked for; printed: what is or will be published, without the numbers that are withheld
  tables text[] not null,
  printed jsonb,
  refusal text not null default '',
  made_at timestamptz not null,
  made_by uuid references accounts (id),
  published_at timestamptz,
  state text not null default 'working',
  gates jsonb not null default '{}',
  moved_at timestamptz
);
create index statistic_releases_series on statistic_releases (org_id, series, from_day);
create index statistic_releases_published on statistic_releases (published_at) where state = 'published';
insert into event_kinds (kind, table_name) values ('statistic-release', 'statistic_releases');

-- What a release was worked out from, exact: for its unit and those above alone.
create table statistic_workings (
  release_id uuid primary key references statistic_releases (id),
  org_id uuid not null references orgs (id),
  -- dimensions, atoms by month, cells with what is withheld and why
  worked jsonb not null,
  -- how many releases of the series were out then: with another one it is worked out anew
  after_releases integer not null
);
-- Counts of a month as they stood when it was first published; later releases count with them.
create table statistic_months (
  org_id uuid not null references orgs (id),
  series text not null,
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  counts jsonb not null,
  primary key (org_id, series, month)
);

grant select, insert (id, org_id, series, title, period_kind, from_day, until_day, threshold, tables, made_at, made_by),
  update (printed, refusal, published_at) on statistic_releases to yimi_app;
grant select, insert, update (worked, after_releases) on statistic_workings to yimi_app;
grant select, insert on statistic_months to yimi_app;
grant select on statistic_releases to yimi_public;
grant select, update (state, gates, moved_at) on statistic_releases to yimi_flow;

do $$
declare t text;
begin
  foreach t in array array['statistic_releases', 'statistic_workings', 'statistic_months'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy by_area on %I to yimi_app using (org_id = any ((select app_orgs())::uuid[]))
      with check (org_id = any ((select app_orgs())::uuid[]))', t);
  end loop;
end $$;
create policy published on statistic_releases for select to yimi_app, yimi_public using (state = 'published');
create policy by_flow on statistic_releases to yimi_flow using (true) with check (true);
