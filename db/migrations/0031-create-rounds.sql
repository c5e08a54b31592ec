-- Rounds: many orders of one service in one walk. A sheet is what one or two people carry; a door is one order on it; a tick is one
-- mark at a door. Who is at the doors is seen where the transaction may see people, and by who walks the sheet.
create table rounds (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  service_id uuid not null references services (id),
  -- of the newest of its orders: instructions and names as they stood
  service_version_id uuid not null references service_versions (id),
  name text not null,
  during daterange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  made_by uuid references accounts (id),
  -- the person who answers for the walk
  responsible_id uuid references people (id),
  made_at timestamptz not null,
  state text not null default 'planned',
  gates jsonb not null default '{}',
  moved_at timestamptz
);
create index rounds_org on rounds (org_id, state);
insert into event_kinds (kind, table_name) values ('round', 'rounds');

create sequence round_sheet_numbers start 1000;
create table round_sheets (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  round_id uuid not null references rounds (id),
  -- digits that rise, and a check digit
  number text not null unique,
  position integer not null,
  area text not null,
  printed_at timestamptz,
  reprint_needed boolean not null default false,
  -- the time alone: where somebody walked is kept nowhere
  checked_in_at timestamptz,
  checked_out_at timestamptz,
  returned_at timestamptz,
  -- 72 hours after the walk those who walked see nothing more
  sight_until timestamptz,
  -- taken apart again before anybody had it
  dropped boolean not null default false,
  check (checked_out_at is null or checked_in_at is not null and checked_out_at >= checked_in_at)
);
create index round_sheets_round on round_sheets (round_id, position);
insert into event_kinds (kind) values ('round-sheet');

-- Who was asked, while it is open or accepted. Who declines is taken off, and nothing remains.
create table round_walkers (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  sheet_id uuid not null references round_sheets (id),
  person_id uuid not null references people (id),
  offered_at timestamptz not null,
  accepted_at timestamptz,
  unique (sheet_id, person_id)
);
create index round_walkers_person on round_walkers (person_id);

create table round_doors (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  round_id uuid not null references rounds (id),
  sheet_id uuid references round_sheets (id),
  order_id uuid not null references orders (id),
  person_id uuid not null references people (id),
  household_id uuid,
  dwelling_id uuid,
  sort_key text not null default '',
  position integer not null default 0,
  -- a move or death is only «to verify» here: what it is stays sealed with the report
  outcome text check (outcome in ('given', 'not-at-home', 'declined', 'to-verify', 'not-given')),
  life_event_id uuid references life_events (id),
  ticked_at timestamptz,
  stopped_at timestamptz,
  removed_at timestamptz
);
create index round_doors_round on round_doors (round_id, sort_key);
create index round_doors_sheet on round_doors (sheet_id, position);
create index round_doors_order on round_doors (order_id);
create index round_doors_person on round_doors (person_id);
create index round_doors_given on round_doors (org_id, ticked_at) where outcome = 'given';

-- Each mark as it came, also those that were corrected later. The id is made where the mark was first saved.
create table round_ticks (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  door_id uuid not null references round_doors (id),
  outcome text not null check (outcome in ('given', 'not-at-home', 'declined', 'to-verify', 'not-given')),
  result text not null check (result in ('kept', 'same', 'older')),
  at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid references accounts (id)
);
create index round_ticks_door on round_ticks (door_id, recorded_at);

-- While a round has an order, the round answers for its time, and the order's own clock rests.
alter table orders add column in_round boolean not null default false;
grant update (in_round) on orders to yimi_app, yimi_jobs;
grant usage on sequence round_sheet_numbers to yimi_app;
grant select, insert (id, org_id, service_id, service_version_id, name, during, made_by, responsible_id, made_at), update (name) on rounds to yimi_app;
grant select on rounds to yimi_jobs;
grant select, insert, update (printed_at, reprint_needed, checked_in_at, checked_out_at, returned_at, sight_until, dropped) on round_sheets to yimi_app;
grant select, update (reprint_needed) on round_sheets to yimi_jobs;
grant select, insert, update (accepted_at), delete on round_walkers to yimi_app;
grant select on round_walkers to yimi_jobs;
grant select, insert, update (sheet_id, position, outcome, life_event_id, ticked_at, stopped_at, removed_at) on round_doors to yimi_app;
grant select, update (stopped_at) on round_doors to yimi_jobs;
grant select, insert, update (outcome) on round_ticks to yimi_app;
grant select, update (state, gates, moved_at) on rounds to yimi_flow;

do $$
declare t text;
begin
  foreach t in array array['rounds', 'round_sheets', 'round_walkers', 'round_doors', 'round_ticks'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['round_sheets', 'round_walkers', 'round_doors'] loop
    execute format('create policy by_people on %I to yimi_app, yimi_jobs using (org_id = any ((select app_people())::uuid[]))
      with check (org_id = any ((select app_people())::uuid[]))', t);
  end loop;
end $$;
create policy by_area on rounds to yimi_app, yimi_jobs using (org_id = any ((select app_orgs())::uuid[]))
  with check (org_id = any ((select app_orgs())::uuid[]));
create policy by_people on round_ticks to yimi_app using (org_id = any ((select app_people())::uuid[]))
  with check (org_id = any ((select app_people())::uuid[]));
create policy own on round_walkers for select to yimi_app using (person_id = (select app_person()));
create policy own on round_sheets for select to yimi_app
  using (exists (select from round_walkers w where w.sheet_id = round_sheets.id and w.person_id = (select app_person()))
         and (sight_until is null or sight_until > now()));
create policy own on round_doors for select to yimi_app
  using (exists (select from round_sheets s join round_walkers w on w.sheet_id = s.id where s.id = round_doors.sheet_id
           and w.person_id = (select app_person()) and w.accepted_at is not null));
create policy by_flow on rounds to yimi_flow using (true) with check (true);
