-- How hours are counted, per unit and from a day on: never changed, a new version follows. Where a unit has none, that of the
-- nearest above it counts, and else what the program ships with.
create table hour_rules (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  from_day date not null,
  content jsonb not null,
  made_by uuid references accounts (id),
  made_at timestamptz not null
);
create index hour_rules_org on hour_rules (org_id, from_day);
insert into event_kinds (kind) values ('hour-rules');
grant select, insert on hour_rules to yimi_app;
grant select on hour_rules to yimi_jobs;

-- The ledger: what counts, and nothing else. A row is never changed or taken away; a mistake is met by a row that takes it back.
create table hour_entries (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  volunteer_org_id uuid not null references orgs (id),
  volunteer_id uuid not null references volunteers (id),
  person_id uuid not null references people (id),
  source_kind text not null check (source_kind in ('order', 'round', 'duty', 'activity', 'lecture', 'broadcast', 'late')),
  source_id uuid not null,
  -- how often this source was posted for this volunteer and taken back before: what makes one posting of it the only one
  correction integer not null default 0 check (correction >= 0),
  day date not null,
  during tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  minutes_attended integer not null,
  minutes_counted integer not null,
  content text not null,
  place text not null,
  flags text[] not null default '{}',
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  responsible_id uuid references people (id),
  reverses_id uuid unique references hour_entries (id),
  reason_enc bytea,
  check ((reverses_id is null) = (minutes_attended >= 0 and reason_enc is null)),
  check (minutes_attended between -1440 and 1440 and minutes_counted between -1440 and 1440)
);
create unique index hour_entries_once on hour_entries (source_kind, source_id, volunteer_id, correction) where reverses_id is null;
create index hour_entries_volunteer on hour_entries (volunteer_id, day);
create index hour_entries_org on hour_entries (org_id, day);
create index hour_entries_recorder on hour_entries (recorded_by, recorded_at);
insert into event_kinds (kind) values ('hour-entry');
grant select, insert on hour_entries to yimi_app, yimi_jobs;

-- Attendance that somebody must look at before it counts: too much on a day, or two at the same time.
create table held_hours (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  volunteer_org_id uuid not null references orgs (id),
  volunteer_id uuid not null references volunteers (id),
  person_id uuid not null references people (id),
  source_kind text not null check (source_kind in ('order', 'round', 'duty', 'activity', 'lecture', 'broadcast', 'late')),
  source_id uuid not null,
  day date not null,
  during tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  minutes_attended integer not null check (minutes_attended between 0 and 1440),
  minutes_counted integer not null check (minutes_counted between 0 and 1440),
  content text not null,
  place text not null,
  flags text[] not null default '{}',
  reasons text[] not null,
  -- who looks at it: the unit itself, or the one above
  review text not null check (review in ('unit', 'above')),
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  responsible_id uuid references people (id),
  state text not null default 'held',
  gates jsonb not null default '{}',
  moved_at timestamptz
);
create unique index held_hours_once on held_hours (source_kind, source_id, volunteer_id) where state = 'held';
create index held_hours_volunteer on held_hours (volunteer_id, day);
create index held_hours_org on held_hours (org_id, state, recorded_at);
insert into event_kinds (kind, table_name) values ('held-hours', 'held_hours');
grant select, insert (id, org_id, volunteer_org_id, volunteer_id, person_id, source_kind, source_id, day, during, minutes_attended,
  minutes_counted, content, place, flags, reasons, review, recorded_by, recorded_at, responsible_id), update (review)
  on held_hours to yimi_app, yimi_jobs;
grant select, update (state, gates, moved_at) on held_hours to yimi_flow;

-- Hours that nobody recorded on the day: evidence, a second person, a public notice, and only then the ledger.
create table late_hours (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  volunteer_org_id uuid not null references orgs (id),
  volunteer_id uuid not null references volunteers (id),
  person_id uuid not null references people (id),
  number text not null unique,
  day date not null,
  during tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  content text not null,
  place text not null,
  evidence_file_id uuid not null references files (id),
  why_enc bytea not null,
  notice_days integer not null check (notice_days >= 7),
  notice_from timestamptz,
  notice_until timestamptz,
  entered_by uuid not null references accounts (id),
  entered_at timestamptz not null,
  approved_by uuid references accounts (id),
  state text not null default 'entered',
  gates jsonb not null default '{}',
  moved_at timestamptz,
  check (approved_by <> entered_by),
  check (notice_until >= notice_from + interval '7 days')
);
create index late_hours_org on late_hours (org_id, state, entered_at);
create index late_hours_volunteer on late_hours (volunteer_id);
insert into event_kinds (kind, table_name) values ('late-hours', 'late_hours');
create sequence late_hour_numbers;
grant usage on sequence late_hour_numbers to yimi_app;
grant select, insert (id, org_id, volunteer_org_id, volunteer_id, person_id, number, day, during, content, place, evidence_file_id, why_enc,
  notice_days, entered_by, entered_at), update (notice_from, notice_until, approved_by) on late_hours to yimi_app, yimi_jobs;
grant select, update (state, gates, moved_at) on late_hours to yimi_flow;

-- What was certified, as it stood on the day. The number leads to it and says nothing.
create table hour_certificates (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  volunteer_id uuid not null references volunteers (id),
  person_id uuid not null references people (id),
  number text not null unique,
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  minutes integer not null check (minutes > 0),
  lines jsonb not null,
  issued_by uuid references accounts (id),
  issued_at timestamptz not null,
  revoked_at timestamptz,
  revoked_why text check (revoked_why in ('corrected', 'erased')),
  check ((revoked_at is null) = (revoked_why is null))
);
create index hour_certificates_person on hour_certificates (person_id, issued_at);
create index hour_certificates_org on hour_certificates (org_id);
insert into event_kinds (kind) values ('hour-certificate');
grant select, insert, update (revoked_at, revoked_why) on hour_certificates to yimi_app, yimi_jobs;

do $$
declare t text;
begin
  foreach t in array array['hour_rules', 'hour_entries', 'held_hours', 'late_hours', 'hour_certificates'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy adding on %I for insert to yimi_app, yimi_jobs'
                   ' with check (org_id = any ((select app_orgs())::uuid[]))', t);
  end loop;
  -- the unit where it was done, that of the volunteer, and the volunteer
  foreach t in array array['hour_entries', 'held_hours', 'late_hours'] loop
    execute format('create policy readable on %I for select to yimi_app, yimi_jobs
      using (org_id = any ((select app_orgs())::uuid[]) or volunteer_org_id = any ((select app_orgs())::uuid[])
             or person_id = (select app_person()))', t);
  end loop;
  foreach t in array array['held_hours', 'late_hours', 'hour_certificates'] loop
    execute format('create policy changing on %I for update to yimi_app, yimi_jobs
      using (org_id = any ((select app_orgs())::uuid[]))', t);
  end loop;
  foreach t in array array['held_hours', 'late_hours'] loop
    execute format('create policy by_flow on %I to yimi_flow using (true) with check (true)', t);
  end loop;
  foreach t in array array['hour_rules', 'hour_entries', 'hour_certificates'] loop
    execute format('create policy by_flow on %I for select to yimi_flow using (true)', t);
    execute format('grant select on %I to yimi_flow', t);
  end loop;
end $$;
create policy readable on hour_certificates for select to yimi_app, yimi_jobs
  using (org_id = any ((select app_orgs())::uuid[]) or person_id = (select app_person()));
create policy readable on hour_rules for select to yimi_app, yimi_jobs
  using (org_id = any ((select app_orgs())::uuid[]) or org_id = any ((select app_above())::uuid[]));

-- The rules that count for a unit on a day: its own, else those of the nearest unit above. They are no secret.
create function hour_rules_for(p_org uuid, p_day date) returns table (id uuid, org_id uuid, from_day date, content jsonb)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.id, r.org_id, r.from_day, r.content from hour_rules r
  join org_closure c on c.ancestor_id = r.org_id and c.descendant_id = p_org and c.valid @> p_day
  where r.from_day <= p_day order by c.depth, r.from_day desc, r.made_at desc limit 1 $$;

-- What these volunteers have around these times, wherever it was recorded: to see overlaps and too long days, without words.
create function hours_beside(p_volunteers uuid[], p_from timestamptz, p_until timestamptz)
  returns table (volunteer_id uuid, source_kind text, source_id uuid, day date, during tstzrange, minutes_counted integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.volunteer_id, e.source_kind, e.source_id, e.day, e.during, e.minutes_counted from hour_entries e
  where e.volunteer_id = any (p_volunteers) and e.reverses_id is null and e.during && tstzrange(p_from, p_until)
    and not exists (select from hour_entries r where r.reverses_id = e.id)
  union all
  select h.volunteer_id, h.source_kind, h.source_id, h.day, h.during, h.minutes_counted from held_hours h
  where h.volunteer_id = any (p_volunteers) and h.state = 'held' and h.during && tstzrange(p_from, p_until) $$;

-- From how many different sources this account has recorded hours since the moment.
create function sources_recorded(p_account uuid, p_since timestamptz) returns integer
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select count(distinct (e.source_kind, e.source_id))::integer from hour_entries e
  where e.recorded_by = p_account and e.recorded_at >= p_since and e.reverses_id is null $$;

-- Late hours on public notice: number and content, the volunteer by number alone.
create function hour_notices(p_now timestamptz)
  returns table (number text, org_id uuid, volunteer_number text, day date, minutes integer, content text, notice_from timestamptz, notice_until timestamptz)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select l.number, l.org_id, v.number, l.day, (extract(epoch from upper(l.during) - lower(l.during)) / 60)::integer, l.content,
    l.notice_from, l.notice_until
  from late_hours l join volunteers v on v.id = l.volunteer_id
  where l.state = 'on-notice' and l.notice_until >= p_now order by l.notice_until, l.number limit 500 $$;

-- Where the certificate of this number is: nothing is listed.
create function find_certificate(p_number text) returns table (id uuid, org_id uuid, person_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id, c.org_id, c.person_id from hour_certificates c where c.number = p_number $$;

grant create on schema public to yimi_flow;
alter function hour_rules_for(uuid, date) owner to yimi_flow;
alter function hours_beside(uuid[], timestamptz, timestamptz) owner to yimi_flow;
alter function sources_recorded(uuid, timestamptz) owner to yimi_flow;
alter function hour_notices(timestamptz) owner to yimi_flow;
alter function find_certificate(text) owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function hour_rules_for(uuid, date), hours_beside(uuid[], timestamptz, timestamptz), sources_recorded(uuid, timestamptz),
  hour_notices(timestamptz), find_certificate(text) from public;
grant execute on function hour_rules_for(uuid, date), hours_beside(uuid[], timestamptz, timestamptz), sources_recorded(uuid, timestamptz)
  to yimi_app, yimi_jobs;
grant execute on function hour_notices(timestamptz), find_certificate(text) to yimi_public, yimi_app;
