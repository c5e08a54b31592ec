-- Residents: facts, search, households, tags, consents, ties, life events. Personal words are sealed under the person's own key
-- (*_enc); what must be looked up exactly has a keyed blind index (*_index). Rows of residents are seen where the transaction
-- may see people (app_people), not merely in its area, and by the person concerned.

alter table people
  -- kept in the register of residents of org_id; false: a guest, a colleague, a volunteer from elsewhere
  add column resident boolean not null default false,
  add column name_index bytea,
  add column sex text check (sex in ('female', 'male')),
  -- the registered date, solar: what eligibility by age counts from
  add column birth_date date,
  -- the birthday that is celebrated; the day null: only the month is known
  add column birthday_calendar text check (birthday_calendar in ('solar', 'lunar')),
  add column birthday_month integer check (birthday_month between 1 and 12),
  add column birthday_day integer check (birthday_day between 1 and 31),
  add column birthday_leap boolean not null default false,
  add column id_kind text not null default 'citizen' check (id_kind in ('citizen', 'passport', 'permit', 'other')),
  add column id_number_enc bytea,
  add column id_number_index bytea,
  add column id_number_masked text not null default '',
  -- the address of the household register, where it is not the dwelling
  add column address_enc bytea,
  add column note_enc bytea,
  add column status text not null default 'living' check (status in ('living', 'moved-away', 'died')),
  add column status_on date,
  -- where the record came from: desk, visit, import, self, check-in; a code, never words
  add column source text not null default '' check (source ~ '^[a-z-]{0,20}$'),
  add column confirmed_at timestamptz,
  add column confirmed_by uuid references accounts (id),
  -- the same person's other record; what belongs to this one counts for that one (undone by emptying it)
  add column merged_into uuid references people (id),
  -- building order of the door one lives behind now
  add column door_key text collate "C",
  add column revision integer not null default 0,
  add constraint birthday_whole check ((birthday_calendar is null) = (birthday_month is null)
    and (birthday_day is null or birthday_month is not null) and (not birthday_leap or birthday_calendar = 'lunar'));
create index people_residents on people (org_id, door_key, id) where resident and merged_into is null;
create index people_merged on people (merged_into) where merged_into is not null;
create index people_name_index on people (name_index) where name_index is not null;
create index people_id_number_index on people (id_number_index) where id_number_index is not null;
create index people_contact_index on people (contact_index) where contact_index is not null;
create index people_birthday on people (org_id, birthday_calendar, birthday_month, birthday_day)
  where resident and status = 'living' and merged_into is null;
grant update (resident, name_index, sex, birth_date, birthday_calendar, birthday_month, birthday_day, birthday_leap, id_kind,
  id_number_enc, id_number_index, id_number_masked, address_enc, note_enc, status, status_on, source, confirmed_at, confirmed_by,
  merged_into, door_key, revision) on people to yimi_app;
grant select on people to yimi_jobs;

drop policy by_area on people;
create policy by_kind on people to yimi_app, yimi_jobs
  using ((not resident and org_id = any ((select app_orgs())::uuid[])) or org_id = any ((select app_people())::uuid[])
         or id = (select app_person()))
  with check ((not resident and org_id = any ((select app_orgs())::uuid[])) or org_id = any ((select app_people())::uuid[]));

-- Keyed hashes (8 bytes) of fragments of the name, pinyin initials and the tail of the telephone number.
create table person_search_tokens (
  org_id uuid not null references orgs (id),
  token bytea not null,
  person_id uuid not null references people (id),
  primary key (org_id, token, person_id)
);
create index person_search_tokens_person on person_search_tokens (person_id);

create table households (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  dwelling_id uuid not null references dwellings (id),
  valid_from date not null,
  valid_until date check (valid_until >= valid_from)
);
create index households_dwelling on households (dwelling_id);

create table household_members (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  household_id uuid not null references households (id),
  person_id uuid not null references people (id),
  role text not null check (role ~ '^[a-z-]{1,20}$'),
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  -- one household at a time
  constraint household_members_once exclude using gist (person_id with =, daterange(valid_from, valid_until) with &&)
);
create index household_members_household on household_members (household_id);
create index household_members_person on household_members (person_id);

create table consents (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  person_id uuid not null references people (id),
  -- the purpose may say what somebody is (a party member, ill): sealed as the rest
  purpose_enc bytea,
  purpose_index bytea not null,
  -- of the words that were shown
  version integer not null,
  given_by text not null check (given_by in ('self', 'proxy', 'guardian')),
  -- who spoke for the person and in what relation
  giver_enc bytea,
  evidence_kind text not null check (evidence_kind in ('signed', 'spoken', 'online')),
  evidence_file_id uuid references files (id),
  evidence_enc bytea,
  given_at timestamptz not null,
  recorded_by uuid references accounts (id),
  -- the first day on which it no longer holds, by the retention of its purpose
  expires_on date,
  ended_at timestamptz,
  end_kind text check (end_kind in ('withdrawn', 'replaced', 'expired', 'erased')),
  ended_by text check (ended_by in ('self', 'proxy', 'guardian', 'staff', 'system')),
  check ((ended_at is null) = (end_kind is null))
);
create unique index consents_in_force on consents (person_id, purpose_index) where ended_at is null;
create index consents_purpose on consents (org_id, purpose_index) where ended_at is null;

create table person_tags (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  person_id uuid not null references people (id),
  kind_enc bytea,
  kind_index bytea,
  value_enc bytea,
  source text not null check (source ~ '^[a-z-]{1,20}$'),
  given_on date not null,
  expires_on date,
  given_by uuid references accounts (id),
  -- the consent that a sensitive kind stands on; when it ends the words go with it
  consent_id uuid references consents (id),
  ended_at timestamptz,
  end_kind text check (end_kind in ('removed', 'consent-withdrawn', 'expired', 'erased'))
);
create index person_tags_person on person_tags (person_id) where ended_at is null;
create index person_tags_kind on person_tags (org_id, kind_index) where ended_at is null;

-- Guardians, emergency contacts, family proxies: another person of the register, or sealed words.
create table person_ties (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  person_id uuid not null references people (id),
  kind text not null check (kind in ('guardian', 'emergency', 'proxy')),
  other_person_id uuid references people (id),
  words_enc bytea,
  relation text not null check (relation ~ '^[a-z-]{1,20}$'),
  valid_from date not null,
  valid_until date check (valid_until >= valid_from)
);
create index person_ties_person on person_ties (person_id);
create index person_ties_other on person_ties (other_person_id) where other_person_id is not null;

create table life_events (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  -- whom it concerns; of a birth: a parent
  person_id uuid not null references people (id),
  what_enc bytea,
  what_index bytea not null,
  happened_on date not null,
  words_enc bytea,
  reported_by uuid references accounts (id),
  reported_as text not null check (reported_as ~ '^[a-z-]{1,20}$'),
  reported_at timestamptz not null,
  -- what confirming changed, so that a wrong report can be taken back; ids and days alone
  done jsonb not null default '{}',
  state text not null default 'reported',
  gates jsonb not null default '{}',
  moved_at timestamptz
);
create index life_events_person on life_events (person_id);
create index life_events_waiting on life_events (org_id, reported_at) where state = 'reported';

insert into event_kinds (kind, table_name) values ('life-event', 'life_events');
insert into event_kinds (kind) values ('household'), ('consent');

grant select, insert, delete on person_search_tokens to yimi_app;
grant select, insert, update (valid_until), delete on households, household_members to yimi_app;
grant select, insert, update (purpose_enc, giver_enc, evidence_enc, evidence_file_id, ended_at, end_kind, ended_by, person_id) on consents to yimi_app;
grant select, insert, update (kind_enc, kind_index, value_enc, expires_on, ended_at, end_kind, person_id), delete on person_tags to yimi_app;
grant select, insert, update (words_enc, other_person_id, valid_until, person_id), delete on person_ties to yimi_app;
grant select, insert (id, org_id, person_id, what_enc, what_index, happened_on, words_enc, reported_by, reported_as, reported_at),
  update (what_enc, words_enc, done, person_id) on life_events to yimi_app;
grant select, update (state, gates, moved_at) on life_events to yimi_flow;
-- members move with a merge of two records of one person
grant update (person_id) on household_members to yimi_app;
grant select on households, household_members, consents, person_tags, person_ties, life_events to yimi_jobs;

do $$
declare t text;
begin
  foreach t in array array['person_search_tokens', 'households', 'household_members', 'consents', 'person_tags', 'person_ties', 'life_events'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy by_people on %I to yimi_app, yimi_jobs using (org_id = any ((select app_people())::uuid[]))'
                   ' with check (org_id = any ((select app_people())::uuid[]))', t);
  end loop;
  -- one's own rows are there to be read
  foreach t in array array['household_members', 'consents', 'person_tags', 'person_ties', 'life_events'] loop
    execute format('create policy own on %I for select to yimi_app using (person_id = (select app_person()))', t);
  end loop;
end $$;
create policy own on households for select to yimi_app using (id in (
  select household_id from household_members where person_id = (select app_person())));
create policy by_flow on life_events to yimi_flow using (true) with check (true);
