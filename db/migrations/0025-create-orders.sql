-- Orders, the places that an order needs, whom they were offered to, ratings, and the cards by which residents ask for help.
-- Words are sealed under the person's own key. Rows are seen where the transaction may see people, by the person concerned,
-- by who asked for him, and, a place alone, by the volunteer who has it or is asked.
create table orders (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  -- year and eight random letters and digits: says nothing about the person, and no number leads to the next one
  number text not null unique,
  person_id uuid not null references people (id),
  -- null: in own words; the version holds the words of the service on the day of the request
  service_id uuid references services (id),
  service_version_id uuid references service_versions (id),
  -- what is wanted, risks, contact of this time, who asked and in what relation
  words_enc bytea,
  channel text not null check (channel in ('portal', 'kiosk', 'card', 'phone', 'paper', 'grid-worker', 'desk', 'trigger')),
  wished daterange,
  urgent boolean not null default false,
  -- the account that wrote it down or sent it; null: a card or a trigger
  requested_by uuid references accounts (id),
  -- another person on file who asks for this one
  requester_id uuid references people (id),
  -- the life event or campaign that asked; an order that a death triggers is not stopped by it
  trigger_kind text check (trigger_kind ~ '^[a-z-]{1,30}$'),
  trigger_id uuid,
  submitted_at timestamptz not null,
  -- what the item says of codes, ratings, surveys, messages, pictures, on the day of the request
  conduct jsonb not null,
  -- money goes through somebody's hands
  money boolean not null default false,
  -- hardship, grief or money: one alone may not refuse
  refused_by_two boolean not null default false,
  -- the named person who has it now
  answerable_id uuid references accounts (id),
  due_at timestamptz,
  -- working minutes that were left when the clock stopped
  minutes_left integer,
  escalations integer not null default 0,
  priority integer not null default 0,
  skills text[] not null default '{}',
  persons integer not null default 1,
  -- within which it is to be done
  during daterange,
  -- places of an earlier round are history
  round integer not null default 1,
  asked_at timestamptz,
  tries text[] not null default '{}',
  refusal_proposed_by uuid references accounts (id),
  refused_by uuid references accounts (id),
  refused_at timestamptz,
  referred_to text not null default '',
  bounces integer not null default 0,
  merged_into uuid references orders (id),
  failures integer not null default 0,
  delivered_at timestamptz,
  -- who answered for it when it was disputed: somebody else decides
  disputed_of uuid references accounts (id),
  confirmed_by text check (confirmed_by in ('resident', 'family', 'grid-worker', 'call-back', 'automatic')),
  confirmed_at timestamptz,
  closed_at timestamptz,
  suspended_from text,
  review_on date,
  state text not null default 'submitted',
  gates jsonb not null default '{}',
  moved_at timestamptz
);
create index orders_org on orders (org_id, state, due_at);
create index orders_person on orders (person_id);
create index orders_requester on orders (requester_id) where requester_id is not null;
create index orders_answerable on orders (answerable_id, state);
create index orders_submitted on orders (org_id, submitted_at);
insert into event_kinds (kind, table_name) values ('order', 'orders');

create table order_places (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  order_id uuid not null references orders (id),
  position integer not null,
  round integer not null,
  -- what a volunteer may know before he accepts: what, when, about where. No name, door or telephone.
  service_id uuid references services (id),
  service_version_id uuid references service_versions (id),
  skills text[] not null default '{}',
  during daterange not null,
  entrance_id uuid,
  grid_id uuid,
  -- asked, and has not answered; taken off with the answer
  offered_to uuid references people (id),
  offer_id uuid,
  rounds integer not null default 0,
  holder_id uuid references people (id),
  accepted_at timestamptz,
  slot tstzrange check (slot is null or not isempty(slot)),
  slot_confirmed_at timestamptz,
  started_at timestamptz,
  started_by text check (started_by in ('resident-card', 'entrance', 'leader-list', 'paper')),
  ended_at timestamptz,
  outcome text,
  proof text,
  proof_file_id uuid references files (id),
  attempts integer not null default 0,
  -- 72 hours after the close the volunteer sees nothing more
  sight_until timestamptz,
  state text not null default 'open',
  gates jsonb not null default '{}',
  moved_at timestamptz,
  -- nobody is in two places at one time
  constraint order_place_clash exclude using gist (holder_id with =, slot with &&) where (state in ('scheduled', 'in-service'))
);
create index order_places_order on order_places (order_id, round, position);
create index order_places_holder on order_places (holder_id) where holder_id is not null;
create index order_places_offered on order_places (offered_to) where offered_to is not null;
create index order_places_claim on order_places (org_id) where state = 'open-for-claim';
-- one person stands in one place of an order
create unique index order_places_once on order_places (order_id, round, holder_id)
  where state in ('accepted', 'scheduled', 'in-service', 'delivered');
insert into event_kinds (kind, table_name) values ('order-place', 'order_places');

-- Who was asked. While the place is open the dispatcher sees who declined; once it is filled the person is taken off.
create table place_offers (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  place_id uuid not null references order_places (id),
  person_id uuid references people (id),
  reasons text[] not null default '{}',
  offered_at timestamptz not null,
  lapses_at timestamptz not null,
  outcome text not null default 'open' check (outcome in ('open', 'accepted', 'declined', 'lapsed', 'taken-back')),
  ended_at timestamptz
);
create index place_offers_place on place_offers (place_id, offered_at);
create unique index place_offers_open on place_offers (place_id) where outcome = 'open';

create table order_ratings (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  order_id uuid not null references orders (id),
  round integer not null,
  person_id uuid not null references people (id),
  score integer not null check (score between 1 and 5),
  words_enc bytea,
  said_by text not null check (said_by in ('resident', 'family', 'call-back')),
  rated_at timestamptz not null,
  unique (order_id, round)
);

create table order_filters (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  account_id uuid not null references accounts (id),
  name text not null,
  query jsonb not null,
  unique (account_id, name)
);

-- Words that make a request urgent, where a unit has its own.
create table urgent_words (
  org_id uuid primary key references orgs (id),
  words text[] not null,
  changed_at timestamptz not null
);

-- A printed card recognises its holder for asking for help, and for nothing else. The code that is scanned is kept as a hash.
create table resident_cards (
  id uuid primary key,
  org_id uuid not null references orgs (id),
  person_id uuid not null references people (id),
  number text not null unique,
  token_hash bytea not null unique,
  issued_at timestamptz not null,
  issued_by uuid references accounts (id),
  ended_at timestamptz
);
create unique index resident_cards_once on resident_cards (person_id) where ended_at is null;
insert into event_kinds (kind) values ('resident-card'), ('urgent-words');

grant select, insert (id, org_id, number, person_id, service_id, service_version_id, words_enc, channel, wished, urgent, requested_by, requester_id, trigger_kind,
  trigger_id, submitted_at, conduct, money, refused_by_two, answerable_id, due_at),
  update (words_enc, answerable_id, due_at, minutes_left, escalations, priority, skills, persons, during, round, asked_at, tries,
  refusal_proposed_by, refused_by, refused_at, referred_to, bounces, merged_into, failures, delivered_at, disputed_of, confirmed_by,
  confirmed_at, closed_at, suspended_from, review_on) on orders to yimi_app, yimi_jobs;
grant select, insert (id, org_id, order_id, position, round, service_id, service_version_id, skills, during, entrance_id, grid_id),
  update (offered_to, offer_id, rounds, holder_id, accepted_at, slot, slot_confirmed_at, started_at, started_by, ended_at, outcome, proof,
  proof_file_id, attempts, sight_until) on order_places to yimi_app, yimi_jobs;
grant select, insert, update (person_id, outcome, ended_at) on place_offers to yimi_app, yimi_jobs;
grant select, insert, update (words_enc) on order_ratings to yimi_app;
grant select on order_ratings to yimi_jobs;
grant select, insert, update (query), delete on order_filters to yimi_app;
grant select, insert, update (words, changed_at), delete on urgent_words to yimi_app;
grant select, insert, update (ended_at) on resident_cards to yimi_app;
grant select, update (state, gates, moved_at) on orders, order_places to yimi_flow;
-- a notice that would tell who was asked for a place goes when the place is filled
grant delete on notices to yimi_app, yimi_jobs;

do $$
declare t text;
begin
  foreach t in array array['orders', 'order_places', 'place_offers', 'order_ratings', 'order_filters', 'urgent_words', 'resident_cards'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['orders', 'order_places', 'place_offers', 'order_ratings'] loop
    execute format('create policy by_people on %I to yimi_app, yimi_jobs using (org_id = any ((select app_people())::uuid[]))
      with check (org_id = any ((select app_people())::uuid[]))', t);
  end loop;
end $$;
create policy own on orders for select to yimi_app
  using (person_id = (select app_person()) or requester_id = (select app_person()));
create policy own on order_places for select to yimi_app
  using (holder_id = (select app_person()) or offered_to = (select app_person())
         or (state = 'open-for-claim' and org_id = any ((select app_orgs())::uuid[])));
create policy own on place_offers for select to yimi_app using (person_id = (select app_person()));
create policy own on order_ratings for select to yimi_app using (person_id = (select app_person()));
create policy by_area on order_filters to yimi_app using (org_id = any ((select app_orgs())::uuid[]))
  with check (org_id = any ((select app_orgs())::uuid[]));
create policy readable on urgent_words for select to yimi_app
  using (org_id = any ((select app_orgs())::uuid[]) or org_id = any ((select app_above())::uuid[]));
create policy adding on urgent_words for insert to yimi_app with check (org_id = any ((select app_orgs())::uuid[]));
create policy changing on urgent_words for update to yimi_app using (org_id = any ((select app_orgs())::uuid[]));
create policy removing on urgent_words for delete to yimi_app using (org_id = any ((select app_orgs())::uuid[]));
create policy by_people on resident_cards to yimi_app
  using (org_id = any ((select app_people())::uuid[]) or person_id = (select app_person()))
  with check (org_id = any ((select app_people())::uuid[]));
create policy by_flow on orders to yimi_flow using (true) with check (true);
create policy by_flow on order_places to yimi_flow using (true) with check (true);
create policy by_flow on resident_cards for select to yimi_flow using (true);
grant select on resident_cards to yimi_flow;

-- The card in force whose code somebody scanned: nothing is listed, and nothing tells a wrong one from none.
create function find_resident_card(p_token_hash bytea) returns table (id uuid, org_id uuid, person_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id, c.org_id, c.person_id from resident_cards c where c.ended_at is null and c.token_hash = p_token_hash $$;
-- The order of a place that a transaction may see, for who has the place but not the order's own row.
create function orders_of_places(p_ids uuid[]) returns table (place_id uuid, number text, conduct jsonb, state text, answerable_id uuid, priority integer, urgent boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.id, o.number, o.conduct, o.state, o.answerable_id, o.priority, o.urgent from order_places p join orders o on o.id = p.order_id
  where p.id = any (p_ids) $$;
grant create on schema public to yimi_flow;
alter function find_resident_card(bytea) owner to yimi_flow;
alter function orders_of_places(uuid[]) owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function find_resident_card(bytea) from public;
revoke all on function orders_of_places(uuid[]) from public;
grant execute on function find_resident_card(bytea) to yimi_public, yimi_app;
grant execute on function orders_of_places(uuid[]) to yimi_app, yimi_jobs;

-- Figures count over an area without seeing an order or a person.
grant select (id, org_id, service_id, service_version_id, person_id, submitted_at, delivered_at, state) on orders to yimi_reader;
grant select (id, org_id, order_id, ended_at, state) on order_places to yimi_reader;
create policy by_figures on orders for select to yimi_reader using (org_id = any ((select app_orgs())::uuid[]));
create policy by_figures on order_places for select to yimi_reader using (org_id = any ((select app_orgs())::uuid[]));
create function in_days(p_at timestamptz, p_from date, p_until date) returns boolean language sql stable parallel safe
  as $$ select p_at is not null and (p_from is null or (p_at at time zone 'Asia/Shanghai')::date >= p_from)
    and (p_until is null or (p_at at time zone 'Asia/Shanghai')::date <= p_until) $$;
create function orders_by_item(p_orgs uuid[], p_from date, p_until date)
  returns table (service_id uuid, version_id uuid, submitted integer, delivered integer, visits integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select o.service_id, (array_agg(o.service_version_id order by o.submitted_at desc))[1],
    (count(*) filter (where in_days(o.submitted_at, p_from, p_until)))::int,
    (count(*) filter (where o.state <> 'in-dispute' and in_days(o.delivered_at, p_from, p_until)))::int,
    coalesce(sum((select count(*) from order_places p where p.order_id = o.id and p.state = 'delivered'
      and in_days(p.ended_at, p_from, p_until))), 0)::int
  from orders o where o.org_id = any (p_orgs) group by o.service_id $$;
create function persons_served_by_org(p_orgs uuid[], p_from date, p_until date) returns table (org_id uuid, persons integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select served.org_id, count(*)::int from (
    select distinct on (o.person_id) o.person_id, o.org_id from orders o
    where o.org_id = any (p_orgs) and o.state <> 'in-dispute' and in_days(o.delivered_at, p_from, p_until)
    order by o.person_id, o.delivered_at) served group by 1 $$;
grant create on schema public to yimi_reader;
alter function orders_by_item(uuid[], date, date) owner to yimi_reader;
alter function persons_served_by_org(uuid[], date, date) owner to yimi_reader;
revoke create on schema public from yimi_reader;
revoke all on function orders_by_item(uuid[], date, date), persons_served_by_org(uuid[], date, date) from public;
grant execute on function orders_by_item(uuid[], date, date), persons_served_by_org(uuid[], date, date) to yimi_app;
