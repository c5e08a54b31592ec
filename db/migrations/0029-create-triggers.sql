-- A campaign is set by a unit for itself and those below; each station brings its own residents their orders.
create table campaigns (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  service_id uuid not null references services (id),
  name text not null,
  during daterange not null check (not isempty(during)),
  made_by uuid references accounts (id),
  made_at timestamptz not null,
  ended_at timestamptz,
  unique (org_id, service_id, name)
);
insert into event_kinds (kind) values ('campaign');

-- That something came about for somebody, a household, an event or an arrangement: once for each occasion, whoever asks again.
-- Says nothing about the person besides; what was declined leaves no other trace.
create table trigger_marks (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  service_id uuid not null references services (id),
  kind text not null check (kind in ('birthday-month', 'campaign', 'life-event', 'recurring')),
  -- a person, a household, a life event or an arrangement
  subject_id uuid not null,
  -- of a birthday its year, of a campaign its id, of an arrangement the day
  occasion text not null,
  order_id uuid,
  made_at timestamptz not null,
  unique (service_id, subject_id, occasion)
);
create index trigger_marks_occasion on trigger_marks (org_id, service_id, occasion);

-- What a life event would bring if somebody were asked first. Gone when it was answered, either way.
create table order_proposals (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  service_id uuid not null references services (id),
  person_id uuid not null references people (id),
  life_event_id uuid not null references life_events (id),
  -- what is lacking, a code of the catalogue of eligibility
  lack text not null,
  made_at timestamptz not null,
  unique (life_event_id, service_id)
);
insert into event_kinds (kind) values ('order-proposal');

-- Somebody has the service again and again; each time an order of its own.
create table arrangements (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  service_id uuid not null references services (id),
  person_id uuid not null references people (id),
  every text not null check (every in ('week', 'month', 'quarter', 'year')),
  from_day date not null,
  until_day date,
  -- how many times it was due so far: the next day is counted from the first, so that the 31st stays the 31st
  turns integer not null default 0,
  next_on date not null,
  -- why the last time brought none, a code of the catalogue of eligibility
  lack text,
  made_by uuid references accounts (id),
  made_at timestamptz not null,
  ended_at timestamptz
);
create unique index arrangements_once on arrangements (person_id, service_id) where ended_at is null;
create index arrangements_due on arrangements (next_on) where ended_at is null;
insert into event_kinds (kind) values ('arrangement');

do $$
declare t text;
begin
  foreach t in array array['campaigns', 'trigger_marks', 'order_proposals', 'arrangements'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy by_area on %I to yimi_app using (org_id = any ((select app_orgs())::uuid[]))'
                   ' with check (org_id = any ((select app_orgs())::uuid[]))', t);
  end loop;
end $$;
create policy from_above on campaigns for select to yimi_app using (org_id = any ((select app_above())::uuid[]));
grant select, insert, update (ended_at) on campaigns to yimi_app;
-- A merge of two records that is undone takes back what it wrote.
grant select, insert, update (order_id), delete on trigger_marks to yimi_app;
grant select, insert, delete on order_proposals to yimi_app;
grant select, insert, update (turns, next_on, lack, ended_at) on arrangements to yimi_app;

-- The job asks which units have something due; the rows themselves it opens unit by unit.
grant select (org_id, next_on, ended_at) on arrangements to yimi_jobs;
create policy by_jobs on arrangements for select to yimi_jobs using (true);
