create table files (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  name text not null,
  media_type text not null,
  bytes bigint not null check (bytes >= 0),
  sha256 bytea not null,
  uploaded_by uuid not null references accounts (id),
  uploaded_at timestamptz not null
);
insert into event_kinds (kind) values ('file');
grant select, insert on files to yimi_app;
grant select on files to yimi_jobs;

create table venues (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  name text not null,
  place text not null,
  seats integer not null check (seats >= 0),
  closed boolean not null default false
);
insert into event_kinds (kind) values ('venue'), ('venue-booking');
grant select, insert, update (name, place, seats, closed) on venues to yimi_app;

-- One venue at one time: whoever commits first has it, everyone else gets 23P01.
create table venue_bookings (
  id uuid primary key,
  venue_id uuid not null references venues (id),
  -- the organisation that books, and that of the venue: both see the booking
  org_id uuid not null references orgs (id),
  venue_org_id uuid not null references orgs (id),
  purpose text not null,
  during tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  broadcast_id uuid,
  booked_by uuid not null references accounts (id),
  booked_at timestamptz not null,
  cancelled_at timestamptz,
  constraint venue_taken exclude using gist (venue_id with =, during with &&) where (cancelled_at is null)
);
create index venue_bookings_during on venue_bookings using gist (during);
create index venue_bookings_broadcast on venue_bookings (broadcast_id);
grant select, insert, update (during, cancelled_at, purpose) on venue_bookings to yimi_app;

create table complaints (
  id uuid primary key,
  -- the unit that handles it: one above the unit concerned
  org_id uuid not null references orgs (id),
  about_org_id uuid references orgs (id),
  number text not null unique,
  word_hash bytea not null,
  words_enc bytea,
  contact_enc bytea,
  answer_enc bytea,
  key_id uuid not null references data_keys (id),
  page text not null default '',
  received_at timestamptz not null,
  due_at timestamptz not null,
  state text not null default 'received',
  gates jsonb not null default '{}',
  moved_at timestamptz
);
insert into event_kinds (kind, table_name) values ('complaint', 'complaints');
create sequence complaint_numbers;
grant usage on sequence complaint_numbers to yimi_app;
grant select, insert (id, org_id, about_org_id, number, word_hash, words_enc, contact_enc, key_id, page, received_at, due_at),
  update (answer_enc, due_at) on complaints to yimi_app, yimi_jobs;
grant select, update (state, gates, moved_at) on complaints to yimi_flow;

do $$
declare t text;
begin
  foreach t in array array['files', 'venues', 'venue_bookings', 'complaints'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
create policy by_area on files to yimi_app, yimi_jobs using (org_id = any ((select app_orgs())::uuid[]))
  with check (org_id = any ((select app_orgs())::uuid[]));
-- a venue of a higher unit may be used by those below it
create policy readable on venues for select to yimi_app
  using (org_id = any ((select app_orgs())::uuid[]) or org_id = any ((select app_above())::uuid[]));
create policy adding on venues for insert to yimi_app with check (org_id = any ((select app_orgs())::uuid[]));
create policy changing on venues for update to yimi_app using (org_id = any ((select app_orgs())::uuid[]));
create policy readable on venue_bookings for select to yimi_app
  using (org_id = any ((select app_orgs())::uuid[]) or venue_org_id = any ((select app_orgs())::uuid[])
         or venue_org_id = any ((select app_above())::uuid[]));
create policy adding on venue_bookings for insert to yimi_app with check (org_id = any ((select app_orgs())::uuid[]));
create policy changing on venue_bookings for update to yimi_app using (org_id = any ((select app_orgs())::uuid[]));
create policy by_area on complaints to yimi_app, yimi_jobs using (org_id = any ((select app_orgs())::uuid[]))
  with check (org_id = any ((select app_orgs())::uuid[]));
create policy by_flow on complaints to yimi_flow using (true) with check (true);

-- The complaint that number and word name together, for whoever holds both: nothing tells a wrong word from a wrong number.
create function find_complaint(p_number text, p_word_hash bytea) returns table (id uuid, org_id uuid)
  language sql stable security definer set search_path = pg_catalog, public
  as $$ select c.id, c.org_id from complaints c where c.number = p_number and c.word_hash = p_word_hash $$;
grant create on schema public to yimi_flow;
alter function find_complaint(text, bytea) owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function find_complaint(text, bytea) from public;
grant execute on function find_complaint(text, bytea) to yimi_public, yimi_app;
