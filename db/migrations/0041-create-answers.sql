-- An answer names its version. Choices and numbers stand in the clear, to be counted; what was written is sealed, under the key of
-- the person it belongs to, else under one of its own. The id is made where the answer is first saved.
create table questionnaire_answers (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  questionnaire_id uuid not null references questionnaires (id),
  version_id uuid not null references questionnaire_versions (id),
  number text not null unique,
  channel text not null default 'link' check (channel in ('link', 'kiosk', 'telephone', 'behalf', 'paper', 'visit')),
  -- the link or the visit it came by
  source_id uuid,
  person_id uuid references people (id),
  once boolean not null default false,
  choices jsonb not null,
  -- by question: how often it was shown, and how often answered
  asked jsonb not null,
  -- values, name as given, who spoke for the person
  words_enc bytea,
  key_id uuid references data_keys (id),
  relation text check (relation ~ '^[a-z-]{1,20}$'),
  answered_at timestamptz not null,
  received_at timestamptz not null,
  entered_by uuid references accounts (id),
  withdrawn_at timestamptz
);
create index questionnaire_answers_version on questionnaire_answers (version_id, org_id);
create index questionnaire_answers_list on questionnaire_answers (questionnaire_id, received_at desc);
create index questionnaire_answers_person on questionnaire_answers (person_id) where person_id is not null;
create index questionnaire_answers_source on questionnaire_answers (source_id) where source_id is not null;
create unique index questionnaire_answers_once on questionnaire_answers (questionnaire_id, person_id)
  where once and person_id is not null and withdrawn_at is null;
create sequence questionnaire_answer_numbers;
grant usage on sequence questionnaire_answer_numbers to yimi_app;
grant select, insert, update (choices, asked, words_enc, person_id, withdrawn_at) on questionnaire_answers to yimi_app;
grant select, update (choices, asked, words_enc, person_id, withdrawn_at) on questionnaire_answers to yimi_flow;

alter table questionnaire_answers enable row level security;
alter table questionnaire_answers force row level security;
-- One by one only for whoever may see the residents there; all others see figures.
create policy by_people on questionnaire_answers to yimi_app using (org_id = any ((select app_people())::uuid[]))
  with check (org_id = any ((select app_people())::uuid[]));
create policy own on questionnaire_answers for select to yimi_app using (person_id = (select app_person()));
create policy by_flow on questionnaire_answers to yimi_flow using (true) with check (true);

-- Counts of one version over the units in sight: bases, choices, numbers, channels. No row and no person comes out.
create function count_answers(p_version uuid)
  returns table (what text, question text, option text, n bigint, answered bigint, mean numeric)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with a as (
    select choices, asked, channel from questionnaire_answers
    where version_id = p_version and withdrawn_at is null and org_id = any ((select app_orgs())::uuid[])
  ),
  top as (select e.key, e.value from a, jsonb_each(a.choices) e),
  entry as (
    select t.key, g.value from top t,
      jsonb_array_elements(case when jsonb_typeof(t.value) = 'array' then t.value else '[]' end) g
    where jsonb_typeof(g.value) = 'object'
  ),
  flat as (
    select key, value from top where not (jsonb_typeof(value) = 'array' and jsonb_typeof(value -> 0) = 'object')
    union all
    select e.key || '.' || i.key, i.value from entry e, jsonb_each(e.value) i
  ),
  chosen as (
    select f.key, v.value from flat f,
      jsonb_array_elements(case when jsonb_typeof(f.value) = 'array' then f.value else jsonb_build_array(f.value) end) v
  )
  select 'channel', '', channel, count(*), 0::bigint, null::numeric from a group by channel
  union all
  select 'asked', e.key, '', sum((e.value ->> 0)::bigint)::bigint, sum((e.value ->> 1)::bigint)::bigint, null::numeric
    from a, jsonb_each(a.asked) e group by e.key
  union all
  select 'option', key, value #>> '{}', count(*), 0::bigint, null::numeric from chosen group by key, value #>> '{}'
  union all
  select 'mean', key, '', count(*), 0::bigint, avg((value #>> '{}')::numeric) from chosen where jsonb_typeof(value) = 'number' group by key
$$;

-- Whether a person answered already, wherever that was: for «one answer a person», of the person of the transaction or of one in sight.
create function has_answered(p_questionnaire uuid, p_person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from questionnaire_answers where questionnaire_id = p_questionnaire and person_id = p_person
    and withdrawn_at is null) $$;

-- Where an answer without a name stands, for whoever knows its id.
create function find_nameless_answer(p_id uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select org_id from questionnaire_answers where id = p_id and person_id is null and entered_by is null $$;

-- All that a person answered goes, in whatever unit: taken back, uncounted, without the person.
create function forget_answers_of(p_person uuid, p_now timestamptz) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update questionnaire_answers set choices = '{}', asked = '{}', words_enc = null, person_id = null, withdrawn_at = coalesce(withdrawn_at, p_now)
  where person_id = p_person $$;

grant create on schema public to yimi_flow;
alter function count_answers(uuid) owner to yimi_flow;
alter function has_answered(uuid, uuid) owner to yimi_flow;
alter function find_nameless_answer(uuid) owner to yimi_flow;
alter function forget_answers_of(uuid, timestamptz) owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function count_answers(uuid), has_answered(uuid, uuid), find_nameless_answer(uuid), forget_answers_of(uuid, timestamptz) from public;
grant execute on function count_answers(uuid), has_answered(uuid, uuid), find_nameless_answer(uuid), forget_answers_of(uuid, timestamptz) to yimi_app;

-- Titles by id: a person sees what he answered, whatever unit asked.
create function questionnaire_titles(p_ids uuid[]) returns table (id uuid, title text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select q.id, q.title from questionnaires q where q.id = any (p_ids) $$;
grant create on schema public to yimi_flow;
alter function questionnaire_titles(uuid[]) owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function questionnaire_titles(uuid[]) from public;
grant execute on function questionnaire_titles(uuid[]) to yimi_app;
