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
grant select, insert, delete, update (tries, used_at) on phone_codes to yimi_auth;

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

-- Somebody asks that what is held about him be corrected or erased. The words are sealed under his own key.
create table privacy_requests (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  person_id uuid not null references people (id),
  number text not null unique,
  kind text not null check (kind in ('correct', 'erase')),
  words_enc bytea,
  answer_enc bytea,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  state text not null default 'asked',
  gates jsonb not null default '{}',
  moved_at timestamptz
);
create index privacy_requests_org on privacy_requests (org_id, state, due_at);
create index privacy_requests_person on privacy_requests (person_id);
insert into event_kinds (kind, table_name) values ('privacy-request', 'privacy_requests');
create sequence privacy_request_numbers;
grant usage on sequence privacy_request_numbers to yimi_app;
grant select, insert (id, org_id, person_id, number, kind, words_enc, asked_at, due_at), update (answer_enc) on privacy_requests to yimi_app;
grant select, update (state, gates, moved_at) on privacy_requests to yimi_flow;

-- Somebody wants to be a volunteer and has no account: the station calls back, and puts him on the list or does not.
create table volunteer_sign_ups (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  number text not null unique,
  -- name, telephone, wishes, guardian
  words_enc bytea,
  key_id uuid not null references data_keys (id),
  availability text[] not null default '{}',
  team_id uuid references teams (id),
  minor boolean not null,
  signed_up_at timestamptz not null,
  volunteer_id uuid references volunteers (id),
  state text not null default 'received',
  gates jsonb not null default '{}',
  moved_at timestamptz
);
create index volunteer_sign_ups_org on volunteer_sign_ups (org_id, state, signed_up_at);
insert into event_kinds (kind, table_name) values ('volunteer-sign-up', 'volunteer_sign_ups');
create sequence volunteer_sign_up_numbers;
grant usage on sequence volunteer_sign_up_numbers to yimi_app;
grant select, insert (id, org_id, number, words_enc, key_id, availability, team_id, minor, signed_up_at), update (volunteer_id, words_enc) on volunteer_sign_ups to yimi_app;
grant select, update (state, gates, moved_at) on volunteer_sign_ups to yimi_flow;

do $$
declare t text;
begin
  foreach t in array array['privacy_requests', 'volunteer_sign_ups'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy by_area on %I to yimi_app using (org_id = any ((select app_orgs())::uuid[]))'
                   ' with check (org_id = any ((select app_orgs())::uuid[]))', t);
    execute format('create policy by_flow on %I to yimi_flow using (true) with check (true)', t);
  end loop;
end $$;
create policy own on privacy_requests for select to yimi_app using (person_id = (select app_person()));

-- Teams that a newcomer may choose among: name and kind, no members. For everybody.
create function open_teams(p_org uuid, p_day date) returns table (id uuid, name text, kind_label text, purpose text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select t.id, t.name, k.label, t.purpose from teams t join team_kinds k on k.code = t.kind
  join org_closure c on c.ancestor_id = t.org_id and c.descendant_id = p_org and c.valid @> p_day
  where t.valid @> p_day order by c.depth, k.rank, t.name $$;
grant select on teams, team_kinds, org_closure to yimi_flow;
create policy by_flow on teams for select to yimi_flow using (true);
grant create on schema public to yimi_flow;
alter function open_teams(uuid, date) owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function open_teams(uuid, date) from public;
grant execute on function open_teams(uuid, date) to yimi_public, yimi_app;

-- What a person may know of the log of his own record: when and under which office somebody opened it, and the sealed
-- reason. For the person of the transaction alone; names of colleagues are not in it.
create function own_record_events(p_limit integer)
  returns table (id uuid, at timestamptz, actor_role text, org_id uuid, move text, record_id uuid, detail bytea, key_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.id, e.at, e.actor_role, e.org_id, e.move, e.record_id, e.detail, e.key_id from events e
  where e.kind = 'person' and e.record_id = app_person() order by e.at desc, e.seq desc limit least(p_limit, 500) $$;
grant create on schema public to yimi_flow;
alter function own_record_events(integer) owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function own_record_events(integer) from public;
grant execute on function own_record_events(integer) to yimi_app;
