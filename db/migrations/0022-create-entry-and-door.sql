-- Codes by short message. The number is kept as a keyed hash, the code as another one; whether anybody has the number is
-- not looked at before the right code comes back.
create table phone_codes (
  id uuid primary key,
  phone_index bytea not null,
  code_hash bytea not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  tries integer not null default 0,
  used_at timestamptz
);
create index phone_codes_phone on phone_codes (phone_index, asked_at desc);
create index phone_codes_age on phone_codes (asked_at);
grant select, insert, update (tries, used_at) on phone_codes to yimi_auth;
grant select, delete on phone_codes to yimi_jobs;

-- Cards of volunteers. Number and word are found by keyed hash; the words themselves are sealed.
create table door_cards (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  person_id uuid not null references people (id),
  number text not null unique,
  word_enc bytea not null,
  word_index bytea not null unique,
  key_id uuid not null references data_keys (id),
  picture_file_id uuid references files (id),
  picture_agreed_at timestamptz,
  issued_at timestamptz not null,
  issued_by uuid references accounts (id),
  ended_at timestamptz
);
create unique index door_cards_once on door_cards (person_id) where ended_at is null;
create index door_cards_org on door_cards (org_id) where ended_at is null;
create sequence door_card_numbers;
insert into event_kinds (kind) values ('door-card');
grant usage on sequence door_card_numbers to yimi_app;
grant select, insert, update (picture_file_id, picture_agreed_at, ended_at) on door_cards to yimi_app;
alter table door_cards enable row level security;
alter table door_cards force row level security;
create policy by_area on door_cards to yimi_app
  using (org_id = any ((select app_orgs())::uuid[]) or person_id = (select app_person()))
  with check (org_id = any ((select app_orgs())::uuid[]));
create policy by_flow on door_cards for select to yimi_flow using (true);
grant select on door_cards to yimi_flow;

-- The card in force that somebody names by number or word: nothing is listed, and nothing tells a wrong one from none.
create function find_door_card(p_number text, p_word_index bytea) returns table (id uuid, org_id uuid, person_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id, c.org_id, c.person_id from door_cards c
  where c.ended_at is null and (c.number = p_number or c.word_index = p_word_index) limit 1 $$;
grant create on schema public to yimi_flow;
alter function find_door_card(text, bytea) owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function find_door_card(text, bytea) from public;
grant execute on function find_door_card(text, bytea) to yimi_public, yimi_app;

-- What a person may know of the log of his own record: when and under which office somebody opened it, and the sealed
-- reason. For the person alone; names of colleagues are not in it.
create function own_record_events(p_limit integer)
  returns table (id uuid, kind text, at timestamptz, actor_role text, org_id uuid, move text, record_id uuid, detail bytea, key_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.id, e.kind, e.at, e.actor_role, e.org_id, e.move, e.record_id, e.detail, e.key_id from events e
  where e.kind = 'person' and e.record_id = app_person() order by e.at desc, e.seq desc limit least(p_limit, 500) $$;
grant create on schema public to yimi_flow;
alter function own_record_events(integer) owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function own_record_events(integer) from public;
grant execute on function own_record_events(integer) to yimi_app;
