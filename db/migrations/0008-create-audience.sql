-- Who watched, without persons. A viewer is a keyed hash of a random number that the page made for this broadcast alone;
-- the row lives as long as the broadcast and 90 seconds more, then counts are all that is left of it.
create table broadcast_viewers (
  broadcast_id uuid not null references broadcasts (id),
  org_id uuid not null references orgs (id),
  viewer_hash bytea not null,
  first_seen timestamptz(3) not null,
  last_seen timestamptz(3) not null,
  -- how far the watched time reaches: the next beacon adds at most what passed since
  credited_at timestamptz(3) not null,
  watched_ms bigint not null default 0 check (watched_ms >= 0),
  primary key (broadcast_id, viewer_hash)
);
-- The pages' role counts watched times and never sees a hash.
grant select (broadcast_id, org_id, watched_ms) on broadcast_viewers to yimi_app;
grant select, insert, update (last_seen, credited_at, watched_ms), delete on broadcast_viewers to yimi_jobs;

-- What is counted of the own page; `reduced_at` set: final, the rows of the viewers are gone.
create table broadcast_audiences (
  broadcast_id uuid primary key references broadcasts (id),
  org_id uuid not null references orgs (id),
  viewers bigint not null default 0 check (viewers >= 0),
  peak integer not null default 0 check (peak >= 0),
  peak_at timestamptz(3),
  -- viewers by watched time, one count a bucket; empty until it is reduced
  histogram jsonb not null default '[]',
  reduced_at timestamptz(3)
);
create index broadcast_audiences_open on broadcast_audiences (broadcast_id) where reduced_at is null;
grant select on broadcast_audiences to yimi_app;
grant select, insert, update (viewers, peak, peak_at, histogram, reduced_at) on broadcast_audiences to yimi_jobs;

-- The most who were connected at once in each minute.
create table audience_minutes (
  broadcast_id uuid not null references broadcasts (id),
  org_id uuid not null references orgs (id),
  minute timestamptz not null,
  connected integer not null check (connected >= 0),
  primary key (broadcast_id, minute)
);
grant select on audience_minutes to yimi_app;
grant select, insert, update (connected) on audience_minutes to yimi_jobs;

-- What a platform says of itself. A correction is a new row; the newest counts, the others stay.
create table platform_figures (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  broadcast_id uuid not null references broadcasts (id),
  channel_id uuid not null references channels (id),
  views bigint check (views >= 0),
  viewers bigint check (viewers >= 0),
  peak bigint check (peak >= 0),
  source text not null default 'hand' check (source in ('hand', 'file')),
  evidence_id uuid not null references files (id),
  note text not null default '',
  entered_by uuid not null references accounts (id),
  entered_at timestamptz(3) not null
);
create index platform_figures_broadcast on platform_figures (broadcast_id, channel_id, entered_at desc, id desc);
grant select, insert on platform_figures to yimi_app;

-- People in the room, counted by whoever was there; corrected like the figures of platforms.
create table on_site_counts (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  broadcast_id uuid not null references broadcasts (id),
  people integer not null check (people >= 0),
  evidence_id uuid references files (id),
  note text not null default '',
  entered_by uuid not null references accounts (id),
  entered_at timestamptz(3) not null
);
create index on_site_counts_broadcast on on_site_counts (broadcast_id, entered_at desc, id desc);
grant select, insert on on_site_counts to yimi_app;

-- Acts beside the flow of a broadcast: figures that somebody entered. The record is the broadcast.
insert into event_kinds (kind) values ('audience');

do $$
declare t text;
begin
  foreach t in array array['broadcast_viewers', 'broadcast_audiences', 'audience_minutes', 'platform_figures', 'on_site_counts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['broadcast_viewers', 'broadcast_audiences', 'audience_minutes'] loop
    execute format('create policy by_area on %I for select to yimi_app using (org_id = any ((select app_orgs())::uuid[]))', t);
    -- beacons come from everywhere, for broadcasts of every organisation
    execute format('create policy by_jobs on %I to yimi_jobs using (true) with check (true)', t);
  end loop;
  foreach t in array array['platform_figures', 'on_site_counts'] loop
    execute format('create policy by_area on %I to yimi_app using (org_id = any ((select app_orgs())::uuid[]))'
                   ' with check (org_id = any ((select app_orgs())::uuid[]))', t);
  end loop;
end $$;
