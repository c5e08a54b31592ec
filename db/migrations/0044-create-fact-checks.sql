-- Facts of a resident with the day on which somebody last said that they are so. A mark is named by its id: of what kind it is
-- stays sealed with it.
create table fact_checks (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  person_id uuid not null references people (id),
  fact text not null check (fact in ('name', 'phone', 'home', 'mark')),
  -- the mark; of other facts the person
  subject_id uuid not null,
  checked_on date not null,
  checked_at timestamptz not null,
  checked_by uuid references accounts (id),
  unique (person_id, fact, subject_id)
);

grant select, insert, update (checked_on, checked_at, checked_by), delete on fact_checks to yimi_app;
-- whoever reported an event adds to it while it waits
grant update (happened_on) on life_events to yimi_app;
grant select on fact_checks to yimi_jobs;
alter table fact_checks enable row level security;
alter table fact_checks force row level security;
create policy by_people on fact_checks to yimi_app, yimi_jobs using (org_id = any ((select app_people())::uuid[]))
  with check (org_id = any ((select app_people())::uuid[]));
create policy own on fact_checks for select to yimi_app using (person_id = (select app_person()));
