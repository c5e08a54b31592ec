-- Lists that offices keep in spreadsheets, on their way in: staged under the import's own key, checked, imported in one transaction,
-- taken back.
create table imports (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  kind text not null check (kind ~ '^[a-z-]{1,30}$'),
  made_by uuid not null references accounts (id),
  made_at timestamptz not null,
  format text not null check (format in ('xlsx', 'csv')),
  encoding text not null,
  -- the file's name, its sheets, the headings found: sealed under the import's key, gone with it
  layout_enc bytea,
  -- keyed hash of the headings in order: the organisation's mapping is remembered under it
  signature bytea not null,
  -- field -> column, from 0
  mapping jsonb not null,
  remembered boolean not null default false,
  with_hidden boolean not null default false,
  -- counted when it was checked; null: something changed since
  counts jsonb,
  checked_at timestamptz,
  imported_at timestamptz,
  undone_at timestamptz,
  created integer not null default 0,
  withdrawn integer not null default 0,
  -- what is being done now, how far, and when it was last heard of; a run not heard of for a minute has died with its process
  run text check (run in ('check', 'import', 'undo')),
  run_done integer not null default 0,
  run_total integer not null default 0,
  run_seen_at timestamptz,
  cancel_asked boolean not null default false,
  -- how the last run ended when it did not finish: a code
  stopped text check (stopped ~ '^[a-z-]{1,30}$'),
  -- when rows and key were thrown away
  forgotten_at timestamptz
);
create index imports_org on imports (org_id, made_at);
create index imports_staged on imports (made_at) where forgotten_at is null;

-- Rows as they stand in the sheet, some hundreds to a page.
create table import_pages (
  import_id uuid not null references imports (id),
  page integer not null,
  org_id uuid not null references orgs (id),
  first_row integer not null,
  rows_enc bytea not null,
  -- row number -> codes of faults and notes by field, and why it is left out; no words of the sheet
  marks jsonb not null default '{}',
  faulty integer not null default 0,
  primary key (import_id, page)
);

create table import_records (
  import_id uuid not null references imports (id),
  row_number integer not null,
  org_id uuid not null references orgs (id),
  record_id uuid not null,
  withdrawn_at timestamptz,
  primary key (import_id, record_id)
);

create table import_mappings (
  org_id uuid not null references orgs (id),
  kind text not null,
  signature bytea not null,
  mapping jsonb not null,
  used_at timestamptz not null,
  primary key (org_id, kind, signature)
);

insert into event_kinds (kind) values ('import');
grant select, insert, update (mapping, remembered, with_hidden, counts, checked_at, imported_at, undone_at, created, withdrawn, run,
  run_done, run_total, run_seen_at, cancel_asked, stopped, layout_enc, forgotten_at) on imports to yimi_app;
grant select, update (layout_enc, forgotten_at) on imports to yimi_jobs;
grant select, insert, update (rows_enc, marks, faulty), delete on import_pages to yimi_app;
grant select, delete on import_pages to yimi_jobs;
grant select, insert, update (withdrawn_at) on import_records to yimi_app;
grant select, insert, update (mapping, used_at) on import_mappings to yimi_app;

do $$
declare t text;
begin
  foreach t in array array['imports', 'import_pages', 'import_records', 'import_mappings'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy by_area on %I to yimi_app using (org_id = any ((select app_orgs())::uuid[]))'
                   ' with check (org_id = any ((select app_orgs())::uuid[]))', t);
  end loop;
end $$;
-- what was staged is thrown away by the clock, whoever's it is
create policy by_jobs on imports to yimi_jobs using (true) with check (true);
create policy by_jobs on import_pages to yimi_jobs using (true);

-- Two records that may be one person, and what somebody judged. Nothing is merged without that.
create table person_pairs (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  one_id uuid not null references people (id),
  other_id uuid not null references people (id),
  found_at timestamptz not null,
  -- how alike each field is: codes
  likeness jsonb not null,
  score integer not null,
  judged text check (judged in ('same', 'different')),
  judged_by uuid references accounts (id),
  judged_at timestamptz,
  -- the record that stays in view, and what the merge moved besides (ids alone), so that undoing puts it back
  into_id uuid references people (id),
  moved jsonb,
  check (one_id < other_id),
  check ((judged is null) = (judged_at is null)),
  unique (one_id, other_id)
);
create index person_pairs_open on person_pairs (org_id, score) where judged is null;
create index person_pairs_other on person_pairs (other_id);
insert into event_kinds (kind) values ('person-pair');
grant select, insert, update (likeness, score, judged, judged_by, judged_at, into_id, moved), delete on person_pairs to yimi_app;
alter table person_pairs enable row level security;
alter table person_pairs force row level security;
create policy by_people on person_pairs to yimi_app using (org_id = any ((select app_people())::uuid[]))
  with check (org_id = any ((select app_people())::uuid[]));

insert into event_kinds (kind) values ('list');
