-- What residents lack, as it was heard; and the coding of free words. Words are sealed under the key of the person concerned,
-- of a need without a name under a key of the need's own. Rows are seen where the transaction may see people.
create table needs (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  subject text not null check (subject in ('person', 'household', 'anonymous')),
  -- the person, or the member of the household who spoke
  person_id uuid references people (id),
  household_id uuid references households (id),
  need_class text not null check (need_class in ('affairs', 'hardship', 'grief', 'joy')),
  words_enc bytea,
  -- where it was referred to, or why it cannot be met
  end_words_enc bytea,
  key_id uuid not null references data_keys (id),
  source text not null check (source in ('answer', 'visit', 'telephone', 'steward', 'own-words')),
  answer_id uuid,
  visit_id uuid,
  heard_on date not null,
  heard_by uuid references accounts (id),
  -- of the door on the day it was heard
  grid_id uuid,
  service_id uuid references services (id),
  -- the resident's yes: who asked, how, who said it
  asked_by uuid references accounts (id),
  asked_how text check (asked_how in ('at-door', 'phone', 'desk')),
  said_by text check (said_by in ('resident', 'family')),
  asked_at timestamptz,
  order_id uuid references orders (id),
  unmet_reason text check (unmet_reason in ('no-service', 'not-eligible', 'nobody-able', 'not-ours', 'other')),
  state text not null default 'heard',
  gates jsonb not null default '{}',
  moved_at timestamptz,
  check ((subject = 'anonymous') = (person_id is null))
);
create index needs_org on needs (org_id, heard_on);
create index needs_person on needs (person_id) where person_id is not null;
create index needs_order on needs (order_id) where order_id is not null;
insert into event_kinds (kind, table_name) values ('need', 'needs');

grant select, insert (id, org_id, subject, person_id, household_id, need_class, words_enc, key_id, source, answer_id, visit_id,
  heard_on, heard_by, grid_id),
  update (need_class, words_enc, end_words_enc, service_id, asked_by, asked_how, said_by, asked_at, order_id, unmet_reason)
  on needs to yimi_app, yimi_jobs;
grant select, update (state, gates, moved_at) on needs to yimi_flow;

-- A frame is never changed: each version is a row.
create table code_frames (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  frame_id uuid not null,
  version integer not null,
  name text not null,
  codes jsonb not null,
  made_at timestamptz not null,
  made_by uuid references accounts (id),
  unique (frame_id, version)
);
create table coding_rounds (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  frame_version_id uuid not null references code_frames (id),
  source text not null,
  from_day date not null,
  until_day date not null,
  share integer not null check (share between 1 and 100),
  seed bigint not null,
  first_coder uuid not null references accounts (id),
  -- the first colleague who begins
  second_coder uuid references accounts (id),
  made_at timestamptz not null,
  check (second_coder is distinct from first_coder)
);
create index coding_rounds_org on coding_rounds (org_id, made_at);
-- Which words, by their id where they are kept; the words themselves are never copied.
create table coding_items (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  round_id uuid not null references coding_rounds (id),
  text_id uuid not null,
  position integer not null,
  -- drawn for the second coder
  second boolean not null,
  first_code text,
  first_at timestamptz,
  second_code text,
  second_at timestamptz,
  -- what both agreed on in the end; what each saw at first stays
  settled_code text,
  settled_by uuid references accounts (id),
  settled_at timestamptz,
  unique (round_id, text_id)
);
insert into event_kinds (kind) values ('code-frame'), ('coding-round');
grant select, insert on code_frames to yimi_app;
grant select, insert, update (second_coder) on coding_rounds to yimi_app;
grant select, insert, update (first_code, first_at, second_code, second_at, settled_code, settled_by, settled_at) on coding_items to yimi_app;

do $$
declare t text;
begin
  foreach t in array array['needs', 'code_frames', 'coding_rounds', 'coding_items'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['coding_rounds', 'coding_items'] loop
    execute format('create policy by_people on %I to yimi_app using (org_id = any ((select app_people())::uuid[]))
      with check (org_id = any ((select app_people())::uuid[]))', t);
  end loop;
end $$;
create policy by_people on needs to yimi_app, yimi_jobs using (org_id = any ((select app_people())::uuid[]))
  with check (org_id = any ((select app_people())::uuid[]));
create policy by_flow on needs to yimi_flow using (true) with check (true);
create policy readable on code_frames for select to yimi_app
  using (org_id = any ((select app_orgs())::uuid[]) or org_id = any ((select app_above())::uuid[]));
create policy adding on code_frames for insert to yimi_app with check (org_id = any ((select app_orgs())::uuid[]));
create policy by_flow on code_frames for select to yimi_flow using (true);
create policy by_flow on coding_rounds for select to yimi_flow using (true);
grant select on code_frames, coding_rounds to yimi_flow;

-- Figures count over an area without seeing a need or a person.
grant select (id, org_id, need_class, service_id, grid_id, heard_on, state) on needs to yimi_reader;
create policy by_figures on needs for select to yimi_reader using (org_id = any ((select app_orgs())::uuid[]));
create function needs_counted(p_orgs uuid[], p_from date, p_until date)
  returns table (org_id uuid, need_class text, service_id uuid, grid_id uuid, month text, state text, needs integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select n.org_id, n.need_class, n.service_id, n.grid_id, to_char(n.heard_on, 'YYYY-MM'), n.state, count(*)::int
  from needs n where n.org_id = any (p_orgs) and (p_from is null or n.heard_on >= p_from)
    and (p_until is null or n.heard_on <= p_until)
  group by 1, 2, 3, 4, 5, 6 $$;
grant create on schema public to yimi_reader;
alter function needs_counted(uuid[], date, date) owner to yimi_reader;
revoke create on schema public from yimi_reader;
revoke all on function needs_counted(uuid[], date, date) from public;
grant execute on function needs_counted(uuid[], date, date) to yimi_app, yimi_jobs;
