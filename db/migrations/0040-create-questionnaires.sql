-- A questionnaire belongs to a unit; units below may ask by it. The draft changes, a version never does.
create table questionnaires (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  -- of the newest version, of the draft while there is none
  title text not null,
  draft jsonb not null,
  revision integer not null default 1 check (revision > 0),
  identity text not null default 'anonymous' check (identity in ('anonymous', 'named')),
  once_per_person boolean not null default false,
  -- days after which words and names of an answer go
  keep_days integer not null default 365 check (keep_days between 30 and 1095),
  made_by uuid references accounts (id),
  made_at timestamptz not null,
  changed_at timestamptz not null,
  closed_at timestamptz
);
create index questionnaires_org on questionnaires (org_id, changed_at);

create table questionnaire_versions (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  questionnaire_id uuid not null references questionnaires (id),
  version integer not null check (version > 0),
  form jsonb not null,
  note text not null default '',
  published_by uuid references accounts (id),
  published_at timestamptz not null,
  -- answers to it are taken until then
  closed_at timestamptz,
  unique (questionnaire_id, version)
);

-- Where a unit collects answers: printed, posted, or on a screen in the station. The token is no secret, it names the place.
create table questionnaire_links (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  questionnaire_id uuid not null references questionnaires (id),
  token text not null unique,
  kind text not null default 'link' check (kind in ('link', 'kiosk')),
  label text not null default '',
  opens_on date not null,
  closes_on date check (closes_on >= opens_on),
  made_by uuid references accounts (id),
  made_at timestamptz not null,
  ended_at timestamptz
);
create index questionnaire_links_of on questionnaire_links (questionnaire_id);

insert into event_kinds (kind) values ('questionnaire'), ('questionnaire-answer');
grant select, insert, update (title, draft, revision, identity, once_per_person, keep_days, changed_at, closed_at) on questionnaires to yimi_app;
grant select, insert, update (closed_at) on questionnaire_versions to yimi_app;
grant select, insert, update (ended_at) on questionnaire_links to yimi_app;

do $$
declare t text;
begin
  foreach t in array array['questionnaires', 'questionnaire_versions', 'questionnaire_links'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy by_area on %I to yimi_app using (org_id = any ((select app_orgs())::uuid[]))'
                   ' with check (org_id = any ((select app_orgs())::uuid[]))', t);
    execute format('create policy by_flow on %I for select to yimi_flow using (true)', t);
    execute format('grant select on %I to yimi_flow', t);
  end loop;
  -- Units below ask by what was made above.
  foreach t in array array['questionnaires', 'questionnaire_versions'] loop
    execute format('create policy from_above on %I for select to yimi_app using (org_id = any ((select app_above())::uuid[]))', t);
  end loop;
end $$;

-- The place that a link names, for whoever has it: nothing is listed, and an ended one is not told from none.
create function find_questionnaire_link(p_token text, p_day date)
  returns table (id uuid, org_id uuid, kind text, questionnaire_id uuid, owner_org_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select l.id, l.org_id, l.kind, l.questionnaire_id, q.org_id
  from questionnaire_links l join questionnaires q on q.id = l.questionnaire_id
  where l.token = p_token and l.ended_at is null and q.closed_at is null
    and l.opens_on <= p_day and (l.closes_on is null or l.closes_on >= p_day) $$;
grant create on schema public to yimi_flow;
alter function find_questionnaire_link(text, date) owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function find_questionnaire_link(text, date) from public;
grant execute on function find_questionnaire_link(text, date) to yimi_public, yimi_app;
