-- Generated from the migrations; `npm run check -- --write` makes it anew.

-- tables

table accounts row security forced
  id uuid not null
  person_id uuid not null
  org_id uuid not null
  username text not null
  display_name text not null
  password_hash text not null
  totp_secret_enc bytea
  totp_pending_enc bytea
  totp_last_step bigint
  status text not null default 'active'::text
  failed_tries integer not null default 0
  locked_until timestamp with time zone
  created_at timestamp with time zone not null
table activities row security forced
  id uuid not null
  org_id uuid not null
  kind text not null
  duty_id uuid
  title text not null
  words text not null default ''::text
  place text not null
  day date not null
  during tstzrange not null
  leader_id uuid
  leader_org_id uuid
  volunteer_places integer not null
  resident_places integer not null default 0
  made_by uuid
  made_at timestamp with time zone not null
  state text not null default 'planned'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table activity_kinds
  code text not null
  label text not null
  rank integer not null
table activity_places row security forced
  id uuid not null
  org_id uuid not null
  activity_id uuid not null
  person_id uuid
  person_org_id uuid
  volunteer_id uuid
  part text not null
  during tstzrange not null
  line bigint not null default nextval('activity_line'::regclass)
  came_at timestamp with time zone
  left_at timestamp with time zone
  recorded_how text
  state text not null default 'waiting'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table air_sessions row security forced
  broadcast_id uuid not null
  org_id uuid not null
  ingest_key_enc bytea
  ingest_key_sha256 bytea
  permit text
  permit_at timestamp with time zone
  lease integer not null default 0
  lease_holder text
  lease_until timestamp with time zone
  platforms uuid[]
  rundown_marks jsonb not null default '[]'::jsonb
table arrangements row security forced
  id uuid not null
  org_id uuid not null
  service_id uuid not null
  person_id uuid not null
  every text not null
  from_day date not null
  until_day date
  turns integer not null default 0
  next_on date not null
  lack text
  made_by uuid
  made_at timestamp with time zone not null
  ended_at timestamp with time zone
table audience_minutes row security forced
  broadcast_id uuid not null
  org_id uuid not null
  minute timestamp with time zone not null
  connected integer not null
table audit_exports row security forced
  id uuid not null
  org_id uuid not null
  asked_by uuid not null
  asked_at timestamp with time zone not null
  from_at timestamp with time zone not null
  to_at timestamp with time zone not null
table broadcast_audiences row security forced
  broadcast_id uuid not null
  org_id uuid not null
  viewers bigint not null default 0
  peak integer not null default 0
  peak_at timestamp(3) with time zone
  histogram jsonb not null default '[]'::jsonb
  reduced_at timestamp(3) with time zone
table broadcast_viewers row security forced
  broadcast_id uuid not null
  org_id uuid not null
  viewer_hash bytea not null
  first_seen timestamp(3) with time zone not null
  last_seen timestamp(3) with time zone not null
  credited_at timestamp(3) with time zone not null
  watched_ms bigint not null default 0
table broadcasts row security forced
  id uuid not null
  org_id uuid not null
  rules_id uuid not null
  applicant_id uuid not null
  created_at timestamp with time zone not null
  revision integer not null default 1
  title text not null default ''::text
  purposes text[] not null default '{}'::text[]
  summary text not null default ''::text
  occasion text not null default ''::text
  series text not null default ''::text
  episode integer
  forms text[] not null default '{}'::text[]
  starts_at timestamp with time zone
  ends_at timestamp with time zone
  venue_id uuid
  seats integer
  host_id uuid
  guests uuid[] not null default '{}'::uuid[]
  partners text[] not null default '{}'::text[]
  rundown jsonb not null default '[]'::jsonb
  risk_plan text not null default ''::text
  channel_ids uuid[] not null default '{}'::uuid[]
  aired_from timestamp with time zone
  aired_until timestamp with time zone
  report jsonb
  state text not null default 'draft'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table campaigns row security forced
  id uuid not null
  org_id uuid not null
  service_id uuid not null
  name text not null
  during daterange not null
  made_by uuid
  made_at timestamp with time zone not null
  ended_at timestamp with time zone
table channel_session_keys row security forced
  broadcast_id uuid not null
  channel_id uuid not null
  org_id uuid not null
  server text not null
  key_enc bytea not null
  key_end text
  expires_at timestamp with time zone not null
  set_by uuid not null
  set_at timestamp with time zone not null
table channel_tasks row security forced
  broadcast_id uuid not null
  channel_id uuid not null
  org_id uuid not null
  what text not null default ''::text
  who text not null default ''::text
  due_at timestamp with time zone
  checked text[] not null default '{}'::text[]
  done_at timestamp with time zone
  done_by uuid
  proof_file_id uuid
  proof_address text
  account_id uuid
table channels row security forced
  id uuid not null
  org_id uuid not null
  name text not null
  server text not null
  stream_key_enc bytea
  key_end text
  disabled boolean not null default false
  last_used_at timestamp with time zone
  kind text not null default 'push'::text
  preset text
  session_key boolean not null default false
  checklist text[] not null default '{}'::text[]
  has_key boolean default (stream_key_enc IS NOT NULL)
  last_test_at timestamp with time zone
  last_test_ok boolean
  last_test_words text
  max_kbps integer
  max_height integer
  key_frame_seconds integer
  limits_on date
table check_ins row security forced
  id uuid not null
  org_id uuid not null
  partner_org_id uuid
  name text not null
  kind text not null
  contact_name_enc bytea
  contact_enc bytea
  contact_masked text not null default ''::text
  key_id uuid not null
  contact_account_id uuid
  applied_at timestamp with time zone not null
  state text not null default 'applied'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table checked_members row security forced
  id uuid not null
  org_id uuid not null
  check_in_id uuid not null
  position integer not null
  name_enc bytea
  contact_enc bytea
  contact_masked text not null default ''::text
  key_id uuid not null
  listed_on date not null
  secret_hash bytea
  secret_expires_at timestamp with time zone
  volunteer_id uuid
  state text not null default 'listed'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table claimables row security forced
  id uuid not null
  org_id uuid not null
  list text not null
  title text not null
  words text not null default ''::text
  until_day date
  made_at timestamp with time zone not null
  claimed_by uuid
  result text not null default ''::text
  state text not null default 'open'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table code_frames row security forced
  id uuid not null
  org_id uuid not null
  frame_id uuid not null
  version integer not null
  name text not null
  codes jsonb not null
  made_at timestamp with time zone not null
  made_by uuid
table coding_items row security forced
  id uuid not null
  org_id uuid not null
  round_id uuid not null
  text_id uuid not null
  position integer not null
  second boolean not null
  first_code text
  first_at timestamp with time zone
  second_code text
  second_at timestamp with time zone
  settled_code text
  settled_by uuid
  settled_at timestamp with time zone
table coding_rounds row security forced
  id uuid not null
  org_id uuid not null
  frame_version_id uuid not null
  source text not null
  from_day date not null
  until_day date not null
  share integer not null
  seed bigint not null
  first_coder uuid not null
  second_coder uuid
  made_at timestamp with time zone not null
table complaints row security forced
  id uuid not null
  org_id uuid not null
  about_org_id uuid
  number text not null
  word_hash bytea not null
  words_enc bytea
  contact_enc bytea
  answer_enc bytea
  key_id uuid not null
  page text not null default ''::text
  received_at timestamp with time zone not null
  due_at timestamp with time zone not null
  state text not null default 'received'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
  order_number text not null default ''::text
table consents row security forced
  id uuid not null
  org_id uuid not null
  person_id uuid not null
  purpose_enc bytea
  purpose_index bytea
  version integer not null
  given_by text not null
  giver_enc bytea
  evidence_kind text not null
  evidence_file_id uuid
  evidence_enc bytea
  given_at timestamp with time zone not null
  recorded_by uuid
  expires_on date
  ended_at timestamp with time zone
  end_kind text
  ended_by text
table data_keys
  id uuid not null
  subject_kind text not null
  subject_id uuid not null
  wrapped bytea
  created_at timestamp with time zone not null
  destroyed_at timestamp with time zone
table door_cards row security forced
  id uuid not null
  org_id uuid not null
  person_id uuid not null
  number text not null
  word_enc bytea not null
  word_index bytea
  key_id uuid not null
  picture_file_id uuid
  picture_agreed_at timestamp with time zone
  issued_at timestamp with time zone not null
  issued_by uuid
  ended_at timestamp with time zone
table duties row security forced
  id uuid not null
  org_id uuid not null
  kind text not null
  title text not null
  place text not null
  weekday integer not null
  starts time without time zone not null
  ends time without time zone not null
  leader_id uuid
  leader_org_id uuid
  volunteer_places integer not null
  valid daterange not null
table dwelling_grids row security forced
  id uuid not null
  org_id uuid not null
  dwelling_id uuid not null
  grid_id uuid
  entrance_id uuid
  valid_from date not null
  valid_until date
table dwellings row security forced
  id uuid not null
  org_id uuid not null
  labels text[] not null
  sort_key text not null
  door_tail text not null
  door_numbers text not null
  valid_from date not null
  valid_until date
table entrance_stewards row security forced
  id uuid not null
  org_id uuid not null
  entrance_id uuid not null
  person_id uuid not null
  valid_from date not null
  valid_until date
table entrances row security forced
  id uuid not null
  org_id uuid not null
  labels text[] not null
  sort_key text not null
  valid_from date not null
  valid_until date
table event_heads row security forced
  kind text not null
  record_id uuid not null
  org_id uuid not null
  seq integer not null
  hash bytea not null
table event_kinds
  kind text not null
  table_name text
table events row security forced
  id uuid not null
  kind text not null
  record_id uuid not null
  seq integer not null
  at timestamp(3) with time zone not null
  actor_id uuid
  actor_role text not null
  org_id uuid not null
  move text not null
  from_state text not null
  to_state text not null
  gates jsonb not null default '{}'::jsonb
  refs jsonb not null default '{}'::jsonb
  detail bytea
  key_id uuid
  prev_hash bytea not null
  hash bytea not null
table fact_checks row security forced
  id uuid not null
  org_id uuid not null
  person_id uuid not null
  fact text not null
  subject_id uuid not null
  checked_on date not null
  checked_at timestamp with time zone not null
  checked_by uuid
table files row security forced
  id uuid not null
  org_id uuid not null
  name text not null
  media_type text not null
  bytes bigint not null
  sha256 bytea not null
  uploaded_by uuid not null
  uploaded_at timestamp with time zone not null
table flow_timers row security forced
  id uuid not null
  kind text not null
  record_id uuid not null
  org_id uuid not null
  move text not null
  set_at_seq integer not null
  due_at timestamp with time zone not null
  fired_at timestamp with time zone
table gate_evidence row security forced
  broadcast_id uuid not null
  org_id uuid not null
  gate text not null
  file_id uuid not null
  added_by uuid not null
  added_at timestamp with time zone not null
table gate_judgements row security forced
  broadcast_id uuid not null
  org_id uuid not null
  gate text not null
  checked text[] not null default '{}'::text[]
  note text not null default ''::text
  judged_by uuid
  judged_at timestamp with time zone
  reopened_by text[] not null default '{}'::text[]
table grid_workers row security forced
  id uuid not null
  org_id uuid not null
  grid_id uuid not null
  person_id uuid not null
  valid_from date not null
  valid_until date
table grids row security forced
  id uuid not null
  org_id uuid not null
  name text not null
  code text
  valid_from date not null
  valid_until date
table guest_consents row security forced
  id uuid not null
  org_id uuid not null
  broadcast_id uuid not null
  guest_id uuid not null
  part text not null
  secret_hash bytea
  secret_expires_at timestamp with time zone
  asked_at timestamp with time zone not null
  removed_at timestamp with time zone
  state text not null default 'asked'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table guests row security forced
  id uuid not null
  org_id uuid not null
  account_id uuid
  trade text not null
  topics text[] not null default '{}'::text[]
table held_hours row security forced
  id uuid not null
  org_id uuid not null
  volunteer_org_id uuid not null
  volunteer_id uuid not null
  person_id uuid not null
  source_kind text not null
  source_id uuid not null
  day date not null
  during tstzrange not null
  minutes_attended integer not null
  minutes_counted integer not null
  content text not null
  place text not null
  flags text[] not null default '{}'::text[]
  reasons text[] not null
  review text not null
  recorded_by uuid
  recorded_at timestamp with time zone not null
  responsible_id uuid
  state text not null default 'held'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table hour_certificates row security forced
  id uuid not null
  org_id uuid not null
  volunteer_id uuid not null
  person_id uuid not null
  number text not null
  from_day date not null
  until_day date not null
  minutes integer not null
  lines jsonb not null
  issued_by uuid
  issued_at timestamp with time zone not null
  revoked_at timestamp with time zone
  revoked_why text
table hour_entries row security forced
  id uuid not null
  org_id uuid not null
  volunteer_org_id uuid not null
  volunteer_id uuid not null
  person_id uuid not null
  source_kind text not null
  source_id uuid not null
  correction integer not null default 0
  day date not null
  during tstzrange not null
  minutes_attended integer not null
  minutes_counted integer not null
  content text not null
  place text not null
  flags text[] not null default '{}'::text[]
  recorded_by uuid
  recorded_at timestamp with time zone not null
  responsible_id uuid
  reverses_id uuid
  reason_enc bytea
table hour_rules row security forced
  id uuid not null
  org_id uuid not null
  from_day date not null
  content jsonb not null
  made_by uuid
  made_at timestamp with time zone not null
table household_members row security forced
  id uuid not null
  org_id uuid not null
  household_id uuid not null
  person_id uuid not null
  role text not null
  valid_from date not null
  valid_until date
table households row security forced
  id uuid not null
  org_id uuid not null
  dwelling_id uuid not null
  valid_from date not null
  valid_until date
table idempotency_keys
  caller text not null
  key text not null
  request_hash bytea not null
  status integer
  answer bytea
  created_at timestamp with time zone not null
table import_mappings row security forced
  org_id uuid not null
  kind text not null
  signature bytea not null
  mapping jsonb not null
  used_at timestamp with time zone not null
  headings_enc bytea not null
table import_pages row security forced
  import_id uuid not null
  page integer not null
  org_id uuid not null
  first_row integer not null
  rows_enc bytea not null
  marks jsonb not null default '{}'::jsonb
  faulty integer not null default 0
table import_records row security forced
  import_id uuid not null
  row_number integer not null
  org_id uuid not null
  record_id uuid not null
  withdrawn_at timestamp with time zone
table imports row security forced
  id uuid not null
  org_id uuid not null
  kind text not null
  made_by uuid not null
  made_at timestamp with time zone not null
  format text not null
  encoding text not null
  layout_enc bytea
  signature bytea
  mapping jsonb not null
  remembered boolean not null default false
  with_hidden boolean not null default false
  counts jsonb
  checked_at timestamp with time zone
  imported_at timestamp with time zone
  undone_at timestamp with time zone
  created integer not null default 0
  withdrawn integer not null default 0
  run text
  run_done integer not null default 0
  run_total integer not null default 0
  run_seen_at timestamp with time zone
  cancel_asked boolean not null default false
  stopped text
  forgotten_at timestamp with time zone
table incidents row security forced
  id uuid not null
  org_id uuid not null
  about_org_id uuid
  number text not null
  kind text not null
  words_enc bytea
  contact_enc bytea
  key_id uuid not null
  answerable_id uuid
  reported_at timestamp with time zone not null
  due_at timestamp with time zone
  escalations integer not null default 0
  state text not null default 'reported'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table installation
  only_one boolean not null default true
  id uuid not null
  name text not null
  telephone text
  demo boolean not null
  created_at timestamp with time zone not null
table invitations row security forced
  id uuid not null
  org_id uuid not null
  role text not null
  name text not null
  secret_hash bytea not null
  expires_at timestamp with time zone not null
  invited_by uuid not null
  account_id uuid
  state text not null default 'sent'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table late_hours row security forced
  id uuid not null
  org_id uuid not null
  volunteer_org_id uuid not null
  volunteer_id uuid not null
  person_id uuid not null
  number text not null
  day date not null
  during tstzrange not null
  content text not null
  place text not null
  evidence_file_id uuid not null
  why_enc bytea not null
  notice_days integer not null
  notice_from timestamp with time zone
  notice_until timestamp with time zone
  entered_by uuid not null
  entered_at timestamp with time zone not null
  approved_by uuid
  state text not null default 'entered'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table life_events row security forced
  id uuid not null
  org_id uuid not null
  person_id uuid not null
  what_enc bytea
  what_index bytea
  happened_on date not null
  words_enc bytea
  reported_by uuid
  reported_as text not null
  reported_at timestamp with time zone not null
  done jsonb not null default '{}'::jsonb
  state text not null default 'reported'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table member_roles row security forced
  id uuid not null
  org_id uuid not null
  volunteer_org_id uuid not null
  membership_id uuid not null
  person_id uuid not null
  role text not null
  valid daterange not null
table memberships row security forced
  id uuid not null
  org_id uuid not null
  volunteer_org_id uuid not null
  team_id uuid not null
  volunteer_id uuid not null
  person_id uuid not null
  applied_at timestamp with time zone not null
  from_day date
  until_day date
  state text not null default 'applied'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table needs row security forced
  id uuid not null
  org_id uuid not null
  subject text not null
  person_id uuid
  household_id uuid
  need_class text not null
  words_enc bytea
  end_words_enc bytea
  key_id uuid not null
  source text not null
  answer_id uuid
  visit_id uuid
  heard_on date not null
  heard_by uuid
  grid_id uuid
  service_id uuid
  asked_by uuid
  asked_how text
  said_by text
  asked_at timestamp with time zone
  order_id uuid
  unmet_reason text
  state text not null default 'heard'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table no_matches row security forced
  id uuid not null
  org_id uuid not null
  first_id uuid not null
  second_id uuid not null
  reason_enc bytea not null
  key_id uuid not null
  made_by uuid
  made_at timestamp with time zone not null
  ended_at timestamp with time zone
table notice_stops row security forced
  person_id uuid not null
  org_id uuid not null
  since timestamp with time zone not null
table notices row security forced
  id uuid not null
  org_id uuid not null
  kind text not null
  record_id uuid not null
  event_seq integer not null
  move text not null
  receiver_id uuid
  receiver_org_id uuid
  way text not null
  words_enc bytea not null
  to_enc bytea
  to_masked text not null default ''::text
  key_id uuid not null
  urgent boolean not null default false
  asked_for boolean not null default false
  made_at timestamp with time zone not null
  due_at timestamp with time zone not null
  status text not null default 'waiting'::text
  fault text
  tries integer not null default 0
  claimed_at timestamp with time zone
  sent_at timestamp with time zone
  read_at timestamp with time zone
  digest text
table offers row security forced
  id uuid not null
  org_id uuid not null
  check_in_id uuid not null
  kind text not null
  name text not null
  terms text not null default ''::text
  offered tstzrange not null
  made_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
table on_site_counts row security forced
  id uuid not null
  org_id uuid not null
  broadcast_id uuid not null
  people integer not null
  evidence_id uuid
  note text not null default ''::text
  entered_by uuid not null
  entered_at timestamp(3) with time zone not null
table order_filters row security forced
  id uuid not null
  org_id uuid not null
  account_id uuid not null
  name text not null
  query jsonb not null
table order_places row security forced
  id uuid not null
  org_id uuid not null
  order_id uuid not null
  position integer not null
  round integer not null
  service_id uuid
  service_version_id uuid
  skills text[] not null default '{}'::text[]
  during daterange not null
  entrance_id uuid
  grid_id uuid
  offered_to uuid
  offer_id uuid
  rounds integer not null default 0
  holder_id uuid
  accepted_at timestamp with time zone
  slot tstzrange
  slot_confirmed_at timestamp with time zone
  started_at timestamp with time zone
  started_by text
  ended_at timestamp with time zone
  outcome text
  proof text
  proof_file_id uuid
  attempts integer not null default 0
  sight_until timestamp with time zone
  state text not null default 'open'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
  left_at timestamp with time zone
table order_proposals row security forced
  id uuid not null
  org_id uuid not null
  service_id uuid not null
  person_id uuid not null
  life_event_id uuid not null
  lack text not null
  made_at timestamp with time zone not null
table order_ratings row security forced
  id uuid not null
  org_id uuid not null
  order_id uuid not null
  round integer not null
  person_id uuid not null
  score integer not null
  words_enc bytea
  said_by text not null
  rated_at timestamp with time zone not null
table orders row security forced
  id uuid not null
  org_id uuid not null
  number text not null
  person_id uuid not null
  service_id uuid
  service_version_id uuid
  words_enc bytea
  channel text not null
  wished daterange
  urgent boolean not null default false
  requested_by uuid
  requester_id uuid
  trigger_kind text
  trigger_id uuid
  submitted_at timestamp with time zone not null
  conduct jsonb not null
  money boolean not null default false
  refused_by_two boolean not null default false
  answerable_id uuid
  due_at timestamp with time zone
  minutes_left integer
  escalations integer not null default 0
  priority integer not null default 0
  skills text[] not null default '{}'::text[]
  persons integer not null default 1
  during daterange
  round integer not null default 1
  asked_at timestamp with time zone
  tries text[] not null default '{}'::text[]
  refusal_proposed_by uuid
  refused_by uuid
  refused_at timestamp with time zone
  referred_to text not null default ''::text
  bounces integer not null default 0
  merged_into uuid
  failures integer not null default 0
  delivered_at timestamp with time zone
  disputed_of uuid
  confirmed_by text
  confirmed_at timestamp with time zone
  closed_at timestamp with time zone
  suspended_from text
  review_on date
  state text not null default 'submitted'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
  in_round boolean not null default false
  look_minutes integer
  handle_minutes integer
  batch_id uuid
table org_closure
  ancestor_id uuid not null
  descendant_id uuid not null
  depth integer not null
  valid daterange not null
table org_kinds
  code text not null
  label text not null
  outside boolean not null
table org_levels
  code text not null
  label text not null
  rank integer not null
table org_parents row security forced
  id uuid not null
  org_id uuid not null
  parent_id uuid not null
  valid daterange not null
table org_versions row security forced
  id uuid not null
  org_id uuid not null
  name text not null
  short_name text not null
  level text
  valid daterange not null
table orgs row security forced
  id uuid not null
  kind text not null
  valid daterange not null
  merged_into uuid
  created_at timestamp with time zone not null
table outbox row security forced
  id uuid not null
  topic text not null
  org_id uuid not null
  payload jsonb not null
  created_at timestamp with time zone not null
  handed_at timestamp with time zone
table people row security forced
  id uuid not null
  org_id uuid not null
  name_enc bytea
  contact_enc bytea
  contact_index bytea
  contact_masked text not null default ''::text
  created_at timestamp with time zone not null
  erased_at timestamp with time zone
  resident boolean not null default false
  name_index bytea
  sex text
  birth_date date
  birthday_calendar text
  birthday_month integer
  birthday_day integer
  birthday_leap boolean not null default false
  id_kind text not null default 'citizen'::text
  id_number_enc bytea
  id_number_index bytea
  id_number_masked text not null default ''::text
  address_enc bytea
  note_enc bytea
  status text not null default 'living'::text
  status_on date
  source text not null default ''::text
  confirmed_at timestamp with time zone
  confirmed_by uuid
  merged_into uuid
  door_key text
  revision integer not null default 0
table person_bookings row security forced
  id uuid not null
  org_id uuid not null
  person_id uuid not null
  broadcast_id uuid not null
  during tstzrange not null
  cancelled_at timestamp with time zone
table person_pairs row security forced
  id uuid not null
  org_id uuid not null
  one_id uuid not null
  other_id uuid not null
  found_at timestamp with time zone not null
  likeness jsonb not null
  score integer not null
  judged text
  judged_by uuid
  judged_at timestamp with time zone
  into_id uuid
  moved jsonb
table person_search_tokens row security forced
  org_id uuid not null
  token bytea not null
  person_id uuid not null
table person_tags row security forced
  id uuid not null
  org_id uuid not null
  person_id uuid not null
  kind_enc bytea
  kind_index bytea
  value_enc bytea
  source text not null
  given_on date not null
  expires_on date
  given_by uuid
  consent_id uuid
  ended_at timestamp with time zone
  end_kind text
table person_ties row security forced
  id uuid not null
  org_id uuid not null
  person_id uuid not null
  kind text not null
  other_person_id uuid
  words_enc bytea
  relation text not null
  valid_from date not null
  valid_until date
table phone_codes
  id uuid not null
  phone_index bytea not null
  code_hash bytea not null
  asked_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  tries integer not null default 0
  used_at timestamp with time zone
table place_offers row security forced
  id uuid not null
  org_id uuid not null
  place_id uuid not null
  person_id uuid
  reasons text[] not null default '{}'::text[]
  offered_at timestamp with time zone not null
  lapses_at timestamp with time zone not null
  outcome text not null default 'open'::text
  ended_at timestamp with time zone
table platform_figures row security forced
  id uuid not null
  org_id uuid not null
  broadcast_id uuid not null
  channel_id uuid not null
  views bigint
  viewers bigint
  peak bigint
  source text not null default 'hand'::text
  evidence_id uuid not null
  note text not null default ''::text
  entered_by uuid not null
  entered_at timestamp(3) with time zone not null
table privacy_requests row security forced
  id uuid not null
  org_id uuid not null
  person_id uuid not null
  number text not null
  kind text not null
  words_enc bytea
  answer_enc bytea
  asked_at timestamp with time zone not null
  due_at timestamp with time zone not null
  state text not null default 'asked'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table programme_broadcasts row security forced
  broadcast_id uuid not null
  org_id uuid not null
  programme_id uuid not null
  linked_at timestamp with time zone not null
table programmes row security forced
  id uuid not null
  org_id uuid not null
  name text not null
  since date not null
  until_day date
  slogan text not null default ''::text
  about text not null default ''::text
  purposes text[] not null default '{}'::text[]
  published boolean not null default false
table questionnaire_answers row security forced
  id uuid not null
  org_id uuid not null
  questionnaire_id uuid not null
  version_id uuid not null
  number text not null
  channel text not null default 'link'::text
  source_id uuid
  person_id uuid
  once boolean not null default false
  choices jsonb not null
  asked jsonb not null
  words_enc bytea
  key_id uuid
  relation text
  answered_at timestamp with time zone not null
  received_at timestamp with time zone not null
  entered_by uuid
  withdrawn_at timestamp with time zone
table questionnaire_links row security forced
  id uuid not null
  org_id uuid not null
  questionnaire_id uuid not null
  token text not null
  kind text not null default 'link'::text
  label text not null default ''::text
  opens_on date not null
  closes_on date
  made_by uuid
  made_at timestamp with time zone not null
  ended_at timestamp with time zone
table questionnaire_versions row security forced
  id uuid not null
  org_id uuid not null
  questionnaire_id uuid not null
  version integer not null
  form jsonb not null
  note text not null default ''::text
  published_by uuid
  published_at timestamp with time zone not null
  closed_at timestamp with time zone
table questionnaires row security forced
  id uuid not null
  org_id uuid not null
  title text not null
  draft jsonb not null
  revision integer not null default 1
  identity text not null default 'anonymous'::text
  once_per_person boolean not null default false
  keep_days integer not null default 365
  made_by uuid
  made_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  closed_at timestamp with time zone
table reservations row security forced
  id uuid not null
  org_id uuid not null
  offer_id uuid not null
  purpose text not null
  during tstzrange not null
  reserved_by uuid not null
  reserved_at timestamp with time zone not null
  thanks text not null default ''::text
  state text not null default 'reserved'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table resident_cards row security forced
  id uuid not null
  org_id uuid not null
  person_id uuid not null
  number text not null
  token_hash bytea not null
  issued_at timestamp with time zone not null
  issued_by uuid
  ended_at timestamp with time zone
table role_assignments row security forced
  id uuid not null
  account_id uuid not null
  role text not null
  org_id uuid not null
  given_at timestamp with time zone not null
  ended_at timestamp with time zone
table round_doors row security forced
  id uuid not null
  org_id uuid not null
  round_id uuid not null
  sheet_id uuid
  order_id uuid not null
  person_id uuid not null
  household_id uuid
  dwelling_id uuid
  sort_key text not null default ''::text
  position integer not null default 0
  outcome text
  life_event_id uuid
  ticked_at timestamp with time zone
  stopped_at timestamp with time zone
  removed_at timestamp with time zone
table round_sheets row security forced
  id uuid not null
  org_id uuid not null
  round_id uuid not null
  number text not null
  position integer not null
  area text not null
  printed_at timestamp with time zone
  reprint_needed boolean not null default false
  checked_in_at timestamp with time zone
  checked_out_at timestamp with time zone
  returned_at timestamp with time zone
  sight_until timestamp with time zone
  dropped boolean not null default false
table round_ticks row security forced
  id uuid not null
  org_id uuid not null
  door_id uuid not null
  outcome text not null
  result text not null
  at timestamp with time zone not null
  recorded_at timestamp with time zone not null
  recorded_by uuid
table round_walkers row security forced
  id uuid not null
  org_id uuid not null
  sheet_id uuid not null
  person_id uuid not null
  offered_at timestamp with time zone not null
  accepted_at timestamp with time zone
table rounds row security forced
  id uuid not null
  org_id uuid not null
  service_id uuid not null
  service_version_id uuid not null
  name text not null
  during daterange not null
  made_by uuid
  responsible_id uuid
  made_at timestamp with time zone not null
  state text not null default 'planned'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table schema_migrations
  number integer not null
  name text not null
  sha256 text not null
  applied_at timestamp with time zone not null default now()
table sealed_heads
  seal_seq bigint not null
  kind text not null
  record_id uuid not null
  event_seq integer not null
  hash bytea not null
table seals
  seq bigint not null
  at timestamp(3) with time zone not null
  heads integer not null
  heads_hash bytea not null
  prev_hash bytea not null
  hash bytea not null
table service_conducts row security forced
  id uuid not null
  org_id uuid not null
  service_id uuid not null
  version integer not null
  from_day date not null
  code boolean not null
  rating boolean not null
  survey boolean not null
  auto_confirm boolean not null
  messages boolean not null
  pictures boolean not null
  made_by uuid
  made_at timestamp with time zone not null
  hours boolean not null default true
table service_opt_outs row security forced
  id uuid not null
  org_id uuid not null
  person_id uuid not null
  service_id uuid not null
  made_by uuid
  made_at timestamp with time zone not null
  ended_at timestamp with time zone
table service_statuses row security forced
  id uuid not null
  org_id uuid not null
  service_id uuid not null
  status text not null
  from_day date not null
  until_day date
  reason text not null default ''::text
  made_by uuid
  made_at timestamp with time zone not null
table service_versions row security forced
  id uuid not null
  org_id uuid not null
  service_id uuid not null
  version integer not null
  from_day date not null
  content jsonb not null
  made_by uuid
  made_at timestamp with time zone not null
table services row security forced
  id uuid not null
  org_id uuid not null
  code text not null
  rank integer not null
  made_at timestamp with time zone not null
table sessions row security forced
  id uuid not null
  account_id uuid not null
  token_hash bytea not null
  started_at timestamp with time zone not null
  last_seen_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  second_factor_at timestamp with time zone
  device text not null default ''::text
  ended_at timestamp with time zone
table skill_kinds
  code text not null
  label text not null
  certified boolean not null
  rank integer not null
table statistic_months row security forced
  org_id uuid not null
  series text not null
  month text not null
  counts jsonb not null
table statistic_releases row security forced
  id uuid not null
  org_id uuid not null
  series text not null
  title text not null
  period_kind text not null
  from_day date not null
  until_day date not null
  threshold integer not null
  tables text[] not null
  printed jsonb
  refusal text not null default ''::text
  made_at timestamp with time zone not null
  made_by uuid
  published_at timestamp with time zone
  state text not null default 'working'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table statistic_workings row security forced
  release_id uuid not null
  org_id uuid not null
  worked jsonb not null
  after_releases integer not null
table team_kinds
  code text not null
  label text not null
  rank integer not null
table teams row security forced
  id uuid not null
  org_id uuid not null
  kind text not null
  name text not null
  purpose text not null default ''::text
  valid daterange not null
table trigger_marks row security forced
  id uuid not null
  org_id uuid not null
  service_id uuid not null
  kind text not null
  subject_id uuid not null
  occasion text not null
  order_id uuid
  made_at timestamp with time zone not null
table urgent_rules row security forced
  id uuid not null
  org_id uuid not null
  from_day date not null
  look_minutes integer not null
  handle_minutes integer not null
  made_by uuid
  made_at timestamp with time zone not null
table urgent_words row security forced
  org_id uuid not null
  words text[] not null
  changed_at timestamp with time zone not null
table venue_bookings row security forced
  id uuid not null
  venue_id uuid not null
  org_id uuid not null
  venue_org_id uuid not null
  purpose text not null
  during tstzrange not null
  broadcast_id uuid
  booked_by uuid not null
  booked_at timestamp with time zone not null
  cancelled_at timestamp with time zone
table venues row security forced
  id uuid not null
  org_id uuid not null
  name text not null
  place text not null
  seats integer not null
  closed boolean not null default false
table visit_doors row security forced
  id uuid not null
  org_id uuid not null
  plan_id uuid not null
  dwelling_id uuid not null
  grid_id uuid
  worker_id uuid
  position integer not null
  outcome text
  attempts integer not null default 0
  visited_at timestamp with time zone
  call_back_at timestamp with time zone
  life_event_id uuid
  answered boolean not null default false
table visit_plans row security forced
  id uuid not null
  org_id uuid not null
  name text not null
  purpose text not null
  during daterange not null
  doors_from text not null
  seed text
  months integer
  strata jsonb not null
  questionnaire_version_id uuid
  made_by uuid
  made_at timestamp with time zone not null
  state text not null default 'draft'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
  refusals integer not null default 0
  answers integer not null default 0
table visit_records row security forced
  id uuid not null
  org_id uuid not null
  door_id uuid not null
  outcome text not null
  result text not null
  checked integer not null
  at timestamp with time zone not null
  recorded_at timestamp with time zone not null
  recorded_by uuid
table volunteer_agreements row security forced
  id uuid not null
  org_id uuid not null
  volunteer_id uuid not null
  person_id uuid not null
  kind text not null
  signed_on date not null
  valid daterange not null
  file_id uuid
  added_at timestamp with time zone not null
table volunteer_sign_ups row security forced
  id uuid not null
  org_id uuid not null
  number text not null
  words_enc bytea
  key_id uuid not null
  availability text[] not null default '{}'::text[]
  team_id uuid
  minor boolean not null
  signed_up_at timestamp with time zone not null
  volunteer_id uuid
  state text not null default 'received'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
table volunteer_skills row security forced
  id uuid not null
  org_id uuid not null
  volunteer_id uuid not null
  person_id uuid not null
  skill text not null
  issuer_enc bytea
  issued_on date
  expires_on date
  file_id uuid
  added_at timestamp with time zone not null
  removed_at timestamp with time zone
table volunteers row security forced
  id uuid not null
  org_id uuid not null
  person_id uuid not null
  number text not null
  joined_on date not null
  unified_number_enc bytea
  identity_checked_on date
  identity_checked_by uuid
  adult_on date
  guardian_enc bytea
  guardian_consent_on date
  availability text[] not null default '{}'::text[]
  state text not null default 'active'::text
  gates jsonb not null default '{}'::jsonb
  moved_at timestamp with time zone
  paused_until date
table work_rules row security forced
  id uuid not null
  org_id uuid not null
  version integer not null
  content jsonb not null
  made_by uuid
  made_at timestamp with time zone not null

-- constraints

accounts accounts_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
accounts accounts_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
accounts accounts_person_id_key UNIQUE (person_id)
accounts accounts_pkey PRIMARY KEY (id)
accounts accounts_status_check CHECK ((status = ANY (ARRAY['active'::text, 'disabled'::text])))
accounts accounts_username_check CHECK ((username = lower(username)))
accounts accounts_username_key UNIQUE (username)
activities activities_check CHECK (((volunteer_places + resident_places) > 0))
activities activities_during_check CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)) AND (NOT upper_inf(during))))
activities activities_duty_id_fkey FOREIGN KEY (duty_id) REFERENCES duties(id)
activities activities_kind_fkey FOREIGN KEY (kind) REFERENCES activity_kinds(code)
activities activities_leader_id_fkey FOREIGN KEY (leader_id) REFERENCES people(id)
activities activities_leader_org_id_fkey FOREIGN KEY (leader_org_id) REFERENCES orgs(id)
activities activities_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id)
activities activities_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
activities activities_pkey PRIMARY KEY (id)
activities activities_resident_places_check CHECK (((resident_places >= 0) AND (resident_places <= 5000)))
activities activities_volunteer_places_check CHECK (((volunteer_places >= 0) AND (volunteer_places <= 500)))
activity_kinds activity_kinds_pkey PRIMARY KEY (code)
activity_kinds activity_kinds_rank_key UNIQUE (rank)
activity_places activity_clash EXCLUDE USING gist (person_id WITH =, during WITH &&) WHERE ((state = ANY (ARRAY['waiting'::text, 'taken'::text, 'attended'::text])))
activity_places activity_places_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id)
activity_places activity_places_check CHECK ((left_at > came_at))
activity_places activity_places_during_check CHECK ((NOT isempty(during)))
activity_places activity_places_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
activity_places activity_places_part_check CHECK ((part = ANY (ARRAY['volunteer'::text, 'resident'::text])))
activity_places activity_places_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
activity_places activity_places_person_org_id_fkey FOREIGN KEY (person_org_id) REFERENCES orgs(id)
activity_places activity_places_pkey PRIMARY KEY (id)
activity_places activity_places_recorded_how_check CHECK ((recorded_how = ANY (ARRAY['list'::text, 'card'::text, 'paper'::text])))
activity_places activity_places_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id)
air_sessions air_sessions_broadcast_id_fkey FOREIGN KEY (broadcast_id) REFERENCES broadcasts(id)
air_sessions air_sessions_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
air_sessions air_sessions_pkey PRIMARY KEY (broadcast_id)
arrangements arrangements_every_check CHECK ((every = ANY (ARRAY['week'::text, 'month'::text, 'quarter'::text, 'year'::text])))
arrangements arrangements_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id)
arrangements arrangements_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
arrangements arrangements_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
arrangements arrangements_pkey PRIMARY KEY (id)
arrangements arrangements_service_id_fkey FOREIGN KEY (service_id) REFERENCES services(id)
audience_minutes audience_minutes_broadcast_id_fkey FOREIGN KEY (broadcast_id) REFERENCES broadcasts(id)
audience_minutes audience_minutes_connected_check CHECK ((connected >= 0))
audience_minutes audience_minutes_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
audience_minutes audience_minutes_pkey PRIMARY KEY (broadcast_id, minute)
audit_exports audit_exports_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES accounts(id)
audit_exports audit_exports_check CHECK ((from_at < to_at))
audit_exports audit_exports_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
audit_exports audit_exports_pkey PRIMARY KEY (id)
broadcast_audiences broadcast_audiences_broadcast_id_fkey FOREIGN KEY (broadcast_id) REFERENCES broadcasts(id)
broadcast_audiences broadcast_audiences_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
broadcast_audiences broadcast_audiences_peak_check CHECK ((peak >= 0))
broadcast_audiences broadcast_audiences_pkey PRIMARY KEY (broadcast_id)
broadcast_audiences broadcast_audiences_viewers_check CHECK ((viewers >= 0))
broadcast_viewers broadcast_viewers_broadcast_id_fkey FOREIGN KEY (broadcast_id) REFERENCES broadcasts(id)
broadcast_viewers broadcast_viewers_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
broadcast_viewers broadcast_viewers_pkey PRIMARY KEY (broadcast_id, viewer_hash)
broadcast_viewers broadcast_viewers_watched_ms_check CHECK ((watched_ms >= 0))
broadcasts broadcasts_applicant_id_fkey FOREIGN KEY (applicant_id) REFERENCES accounts(id)
broadcasts broadcasts_host_id_fkey FOREIGN KEY (host_id) REFERENCES guests(id)
broadcasts broadcasts_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
broadcasts broadcasts_pkey PRIMARY KEY (id)
broadcasts broadcasts_rules_id_fkey FOREIGN KEY (rules_id) REFERENCES work_rules(id)
broadcasts broadcasts_venue_id_fkey FOREIGN KEY (venue_id) REFERENCES venues(id)
campaigns campaigns_during_check CHECK ((NOT isempty(during)))
campaigns campaigns_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id)
campaigns campaigns_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
campaigns campaigns_org_id_service_id_name_key UNIQUE (org_id, service_id, name)
campaigns campaigns_pkey PRIMARY KEY (id)
campaigns campaigns_service_id_fkey FOREIGN KEY (service_id) REFERENCES services(id)
channel_session_keys channel_session_keys_broadcast_id_fkey FOREIGN KEY (broadcast_id) REFERENCES broadcasts(id)
channel_session_keys channel_session_keys_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id)
channel_session_keys channel_session_keys_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
channel_session_keys channel_session_keys_pkey PRIMARY KEY (broadcast_id, channel_id)
channel_session_keys channel_session_keys_set_by_fkey FOREIGN KEY (set_by) REFERENCES accounts(id)
channel_tasks channel_tasks_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
channel_tasks channel_tasks_broadcast_id_fkey FOREIGN KEY (broadcast_id) REFERENCES broadcasts(id)
channel_tasks channel_tasks_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id)
channel_tasks channel_tasks_done_by_fkey FOREIGN KEY (done_by) REFERENCES accounts(id)
channel_tasks channel_tasks_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
channel_tasks channel_tasks_pkey PRIMARY KEY (broadcast_id, channel_id)
channel_tasks channel_tasks_proof_file_id_fkey FOREIGN KEY (proof_file_id) REFERENCES files(id)
channels channels_key_frame_seconds_check CHECK ((key_frame_seconds > 0))
channels channels_kind_check CHECK ((kind = ANY (ARRAY['push'::text, 'own-encoder'::text, 'post'::text, 'file'::text])))
channels channels_max_height_check CHECK ((max_height > 0))
channels channels_max_kbps_check CHECK ((max_kbps > 0))
channels channels_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
channels channels_pkey PRIMARY KEY (id)
check_ins check_ins_contact_account_id_fkey FOREIGN KEY (contact_account_id) REFERENCES accounts(id)
check_ins check_ins_key_id_fkey FOREIGN KEY (key_id) REFERENCES data_keys(id)
check_ins check_ins_kind_fkey FOREIGN KEY (kind) REFERENCES org_kinds(code)
check_ins check_ins_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
check_ins check_ins_partner_org_id_fkey FOREIGN KEY (partner_org_id) REFERENCES orgs(id)
check_ins check_ins_pkey PRIMARY KEY (id)
checked_members checked_members_check_in_id_fkey FOREIGN KEY (check_in_id) REFERENCES check_ins(id)
checked_members checked_members_key_id_fkey FOREIGN KEY (key_id) REFERENCES data_keys(id)
checked_members checked_members_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
checked_members checked_members_pkey PRIMARY KEY (id)
checked_members checked_members_secret_hash_key UNIQUE (secret_hash)
checked_members checked_members_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id)
claimables claimables_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES check_ins(id)
claimables claimables_list_check CHECK ((list = ANY (ARRAY['need'::text, 'resource'::text, 'project'::text])))
claimables claimables_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
claimables claimables_pkey PRIMARY KEY (id)
code_frames code_frames_frame_id_version_key UNIQUE (frame_id, version)
code_frames code_frames_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id)
code_frames code_frames_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
code_frames code_frames_pkey PRIMARY KEY (id)
coding_items coding_items_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
coding_items coding_items_pkey PRIMARY KEY (id)
coding_items coding_items_round_id_fkey FOREIGN KEY (round_id) REFERENCES coding_rounds(id)
coding_items coding_items_round_id_text_id_key UNIQUE (round_id, text_id)
coding_items coding_items_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES accounts(id)
coding_rounds coding_rounds_check CHECK ((second_coder IS DISTINCT FROM first_coder))
coding_rounds coding_rounds_first_coder_fkey FOREIGN KEY (first_coder) REFERENCES accounts(id)
coding_rounds coding_rounds_frame_version_id_fkey FOREIGN KEY (frame_version_id) REFERENCES code_frames(id)
coding_rounds coding_rounds_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
coding_rounds coding_rounds_pkey PRIMARY KEY (id)
coding_rounds coding_rounds_second_coder_fkey FOREIGN KEY (second_coder) REFERENCES accounts(id)
coding_rounds coding_rounds_share_check CHECK (((share >= 1) AND (share <= 100)))
complaints complaints_about_org_id_fkey FOREIGN KEY (about_org_id) REFERENCES orgs(id)
complaints complaints_key_id_fkey FOREIGN KEY (key_id) REFERENCES data_keys(id)
complaints complaints_number_key UNIQUE (number)
complaints complaints_order_number_check CHECK ((length(order_number) <= 20))
complaints complaints_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
complaints complaints_pkey PRIMARY KEY (id)
consents consents_check CHECK (((ended_at IS NULL) = (end_kind IS NULL)))
consents consents_end_kind_check CHECK ((end_kind = ANY (ARRAY['withdrawn'::text, 'replaced'::text, 'expired'::text, 'erased'::text])))
consents consents_ended_by_check CHECK ((ended_by = ANY (ARRAY['self'::text, 'proxy'::text, 'guardian'::text, 'staff'::text, 'system'::text])))
consents consents_evidence_file_id_fkey FOREIGN KEY (evidence_file_id) REFERENCES files(id)
consents consents_evidence_kind_check CHECK ((evidence_kind = ANY (ARRAY['signed'::text, 'spoken'::text, 'online'::text])))
consents consents_given_by_check CHECK ((given_by = ANY (ARRAY['self'::text, 'proxy'::text, 'guardian'::text])))
consents consents_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
consents consents_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
consents consents_pkey PRIMARY KEY (id)
consents consents_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id)
data_keys data_keys_check CHECK (((wrapped IS NULL) = (destroyed_at IS NOT NULL)))
data_keys data_keys_pkey PRIMARY KEY (id)
data_keys data_keys_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['person'::text, 'record'::text])))
data_keys data_keys_subject_kind_subject_id_key UNIQUE (subject_kind, subject_id)
door_cards door_cards_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES accounts(id)
door_cards door_cards_key_id_fkey FOREIGN KEY (key_id) REFERENCES data_keys(id)
door_cards door_cards_number_key UNIQUE (number)
door_cards door_cards_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
door_cards door_cards_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
door_cards door_cards_picture_file_id_fkey FOREIGN KEY (picture_file_id) REFERENCES files(id)
door_cards door_cards_pkey PRIMARY KEY (id)
door_cards door_cards_word_index_key UNIQUE (word_index)
duties duties_check CHECK ((ends > starts))
duties duties_kind_fkey FOREIGN KEY (kind) REFERENCES activity_kinds(code)
duties duties_leader_id_fkey FOREIGN KEY (leader_id) REFERENCES people(id)
duties duties_leader_org_id_fkey FOREIGN KEY (leader_org_id) REFERENCES orgs(id)
duties duties_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
duties duties_pkey PRIMARY KEY (id)
duties duties_valid_check CHECK ((NOT isempty(valid)))
duties duties_volunteer_places_check CHECK (((volunteer_places >= 1) AND (volunteer_places <= 500)))
duties duties_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
dwelling_grids dwelling_grids_check CHECK ((valid_until > valid_from))
dwelling_grids dwelling_grids_dwelling_id_fkey FOREIGN KEY (dwelling_id) REFERENCES dwellings(id)
dwelling_grids dwelling_grids_entrance_id_fkey FOREIGN KEY (entrance_id) REFERENCES entrances(id)
dwelling_grids dwelling_grids_grid_id_fkey FOREIGN KEY (grid_id) REFERENCES grids(id)
dwelling_grids dwelling_grids_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
dwelling_grids dwelling_grids_pkey PRIMARY KEY (id)
dwellings dwellings_check CHECK ((valid_until > valid_from))
dwellings dwellings_labels_check CHECK (((cardinality(labels) >= 0) AND (cardinality(labels) <= 4)))
dwellings dwellings_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
dwellings dwellings_pkey PRIMARY KEY (id)
entrance_stewards entrance_stewards_check CHECK ((valid_until >= valid_from))
entrance_stewards entrance_stewards_entrance_id_fkey FOREIGN KEY (entrance_id) REFERENCES entrances(id)
entrance_stewards entrance_stewards_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
entrance_stewards entrance_stewards_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
entrance_stewards entrance_stewards_pkey PRIMARY KEY (id)
entrances entrances_check CHECK ((valid_until > valid_from))
entrances entrances_labels_check CHECK (((cardinality(labels) >= 0) AND (cardinality(labels) <= 3)))
entrances entrances_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
entrances entrances_pkey PRIMARY KEY (id)
event_heads event_heads_kind_fkey FOREIGN KEY (kind) REFERENCES event_kinds(kind)
event_heads event_heads_pkey PRIMARY KEY (kind, record_id)
event_kinds event_kinds_pkey PRIMARY KEY (kind)
event_kinds event_kinds_table_name_key UNIQUE (table_name)
events events_key_id_fkey FOREIGN KEY (key_id) REFERENCES data_keys(id)
events events_kind_fkey FOREIGN KEY (kind) REFERENCES event_kinds(kind)
events events_kind_record_id_seq_key UNIQUE (kind, record_id, seq)
events events_pkey PRIMARY KEY (id)
events events_seq_check CHECK ((seq > 0))
fact_checks fact_checks_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES accounts(id)
fact_checks fact_checks_fact_check CHECK ((fact = ANY (ARRAY['name'::text, 'phone'::text, 'home'::text, 'mark'::text])))
fact_checks fact_checks_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
fact_checks fact_checks_person_id_fact_subject_id_key UNIQUE (person_id, fact, subject_id)
fact_checks fact_checks_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
fact_checks fact_checks_pkey PRIMARY KEY (id)
files files_bytes_check CHECK ((bytes >= 0))
files files_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
files files_pkey PRIMARY KEY (id)
files files_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES accounts(id)
flow_timers flow_timers_kind_fkey FOREIGN KEY (kind) REFERENCES event_kinds(kind)
flow_timers flow_timers_kind_record_id_move_set_at_seq_key UNIQUE (kind, record_id, move, set_at_seq)
flow_timers flow_timers_pkey PRIMARY KEY (id)
gate_evidence gate_evidence_added_by_fkey FOREIGN KEY (added_by) REFERENCES accounts(id)
gate_evidence gate_evidence_broadcast_id_fkey FOREIGN KEY (broadcast_id) REFERENCES broadcasts(id)
gate_evidence gate_evidence_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id)
gate_evidence gate_evidence_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
gate_evidence gate_evidence_pkey PRIMARY KEY (broadcast_id, gate, file_id)
gate_judgements gate_judgements_broadcast_id_fkey FOREIGN KEY (broadcast_id) REFERENCES broadcasts(id)
gate_judgements gate_judgements_judged_by_fkey FOREIGN KEY (judged_by) REFERENCES accounts(id)
gate_judgements gate_judgements_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
gate_judgements gate_judgements_pkey PRIMARY KEY (broadcast_id, gate)
grid_workers grid_workers_check CHECK ((valid_until >= valid_from))
grid_workers grid_workers_grid_id_fkey FOREIGN KEY (grid_id) REFERENCES grids(id)
grid_workers grid_workers_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
grid_workers grid_workers_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
grid_workers grid_workers_pkey PRIMARY KEY (id)
grids grids_check CHECK ((valid_until > valid_from))
grids grids_code_check CHECK ((code ~ '^\d{20}$'::text))
grids grids_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
grids grids_pkey PRIMARY KEY (id)
guest_consents guest_consents_broadcast_id_fkey FOREIGN KEY (broadcast_id) REFERENCES broadcasts(id)
guest_consents guest_consents_guest_id_fkey FOREIGN KEY (guest_id) REFERENCES guests(id)
guest_consents guest_consents_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
guest_consents guest_consents_part_check CHECK ((part = ANY (ARRAY['host'::text, 'guest'::text])))
guest_consents guest_consents_pkey PRIMARY KEY (id)
guest_consents guest_consents_secret_hash_key UNIQUE (secret_hash)
guests guests_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
guests guests_id_fkey FOREIGN KEY (id) REFERENCES people(id)
guests guests_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
guests guests_pkey PRIMARY KEY (id)
held_hours held_hours_during_check CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)) AND (NOT upper_inf(during))))
held_hours held_hours_minutes_attended_check CHECK (((minutes_attended >= 0) AND (minutes_attended <= 1440)))
held_hours held_hours_minutes_counted_check CHECK (((minutes_counted >= 0) AND (minutes_counted <= 1440)))
held_hours held_hours_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
held_hours held_hours_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
held_hours held_hours_pkey PRIMARY KEY (id)
held_hours held_hours_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id)
held_hours held_hours_responsible_id_fkey FOREIGN KEY (responsible_id) REFERENCES people(id)
held_hours held_hours_review_check CHECK ((review = ANY (ARRAY['unit'::text, 'above'::text])))
held_hours held_hours_source_kind_check CHECK ((source_kind = ANY (ARRAY['order'::text, 'round'::text, 'duty'::text, 'activity'::text, 'lecture'::text, 'broadcast'::text, 'late'::text])))
held_hours held_hours_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id)
held_hours held_hours_volunteer_org_id_fkey FOREIGN KEY (volunteer_org_id) REFERENCES orgs(id)
hour_certificates hour_certificates_check CHECK ((until_day >= from_day))
hour_certificates hour_certificates_check1 CHECK (((revoked_at IS NULL) = (revoked_why IS NULL)))
hour_certificates hour_certificates_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES accounts(id)
hour_certificates hour_certificates_minutes_check CHECK ((minutes > 0))
hour_certificates hour_certificates_number_key UNIQUE (number)
hour_certificates hour_certificates_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
hour_certificates hour_certificates_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
hour_certificates hour_certificates_pkey PRIMARY KEY (id)
hour_certificates hour_certificates_revoked_why_check CHECK ((revoked_why = ANY (ARRAY['corrected'::text, 'erased'::text])))
hour_certificates hour_certificates_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id)
hour_entries hour_entries_check CHECK (((reverses_id IS NULL) = ((minutes_attended >= 0) AND (reason_enc IS NULL))))
hour_entries hour_entries_check1 CHECK ((((minutes_attended >= '-1440'::integer) AND (minutes_attended <= 1440)) AND ((minutes_counted >= '-1440'::integer) AND (minutes_counted <= 1440))))
hour_entries hour_entries_correction_check CHECK ((correction >= 0))
hour_entries hour_entries_during_check CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)) AND (NOT upper_inf(during))))
hour_entries hour_entries_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
hour_entries hour_entries_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
hour_entries hour_entries_pkey PRIMARY KEY (id)
hour_entries hour_entries_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id)
hour_entries hour_entries_responsible_id_fkey FOREIGN KEY (responsible_id) REFERENCES people(id)
hour_entries hour_entries_reverses_id_fkey FOREIGN KEY (reverses_id) REFERENCES hour_entries(id)
hour_entries hour_entries_reverses_id_key UNIQUE (reverses_id)
hour_entries hour_entries_source_kind_check CHECK ((source_kind = ANY (ARRAY['order'::text, 'round'::text, 'duty'::text, 'activity'::text, 'lecture'::text, 'broadcast'::text, 'late'::text])))
hour_entries hour_entries_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id)
hour_entries hour_entries_volunteer_org_id_fkey FOREIGN KEY (volunteer_org_id) REFERENCES orgs(id)
hour_rules hour_rules_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id)
hour_rules hour_rules_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
hour_rules hour_rules_pkey PRIMARY KEY (id)
household_members household_members_check CHECK ((valid_until >= valid_from))
household_members household_members_household_id_fkey FOREIGN KEY (household_id) REFERENCES households(id)
household_members household_members_once EXCLUDE USING gist (person_id WITH =, daterange(valid_from, valid_until) WITH &&)
household_members household_members_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
household_members household_members_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
household_members household_members_pkey PRIMARY KEY (id)
household_members household_members_role_check CHECK ((role ~ '^[a-z-]{1,20}$'::text))
households households_check CHECK ((valid_until >= valid_from))
households households_dwelling_id_fkey FOREIGN KEY (dwelling_id) REFERENCES dwellings(id)
households households_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
households households_pkey PRIMARY KEY (id)
idempotency_keys idempotency_keys_pkey PRIMARY KEY (caller, key)
import_mappings import_mappings_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
import_mappings import_mappings_pkey PRIMARY KEY (org_id, kind, signature)
import_pages import_pages_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id)
import_pages import_pages_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
import_pages import_pages_pkey PRIMARY KEY (import_id, page)
import_records import_records_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id)
import_records import_records_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
import_records import_records_pkey PRIMARY KEY (import_id, record_id)
imports imports_format_check CHECK ((format = ANY (ARRAY['xlsx'::text, 'csv'::text])))
imports imports_kind_check CHECK ((kind ~ '^[a-z-]{1,30}$'::text))
imports imports_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id)
imports imports_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
imports imports_pkey PRIMARY KEY (id)
imports imports_run_check CHECK ((run = ANY (ARRAY['check'::text, 'import'::text, 'undo'::text])))
imports imports_stopped_check CHECK ((stopped ~ '^[a-z-]{1,30}$'::text))
incidents incidents_about_org_id_fkey FOREIGN KEY (about_org_id) REFERENCES orgs(id)
incidents incidents_answerable_id_fkey FOREIGN KEY (answerable_id) REFERENCES accounts(id)
incidents incidents_key_id_fkey FOREIGN KEY (key_id) REFERENCES data_keys(id)
incidents incidents_number_key UNIQUE (number)
incidents incidents_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
incidents incidents_pkey PRIMARY KEY (id)
installation installation_only_one_check CHECK (only_one)
installation installation_pkey PRIMARY KEY (only_one)
invitations invitations_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
invitations invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES accounts(id)
invitations invitations_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
invitations invitations_pkey PRIMARY KEY (id)
invitations invitations_secret_hash_key UNIQUE (secret_hash)
late_hours late_hours_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES accounts(id)
late_hours late_hours_check CHECK ((approved_by <> entered_by))
late_hours late_hours_check1 CHECK ((notice_until >= (notice_from + '7 days'::interval)))
late_hours late_hours_during_check CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)) AND (NOT upper_inf(during))))
late_hours late_hours_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES accounts(id)
late_hours late_hours_evidence_file_id_fkey FOREIGN KEY (evidence_file_id) REFERENCES files(id)
late_hours late_hours_notice_days_check CHECK ((notice_days >= 7))
late_hours late_hours_number_key UNIQUE (number)
late_hours late_hours_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
late_hours late_hours_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
late_hours late_hours_pkey PRIMARY KEY (id)
late_hours late_hours_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id)
late_hours late_hours_volunteer_org_id_fkey FOREIGN KEY (volunteer_org_id) REFERENCES orgs(id)
life_events life_events_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
life_events life_events_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
life_events life_events_pkey PRIMARY KEY (id)
life_events life_events_reported_as_check CHECK ((reported_as ~ '^[a-z-]{1,20}$'::text))
life_events life_events_reported_by_fkey FOREIGN KEY (reported_by) REFERENCES accounts(id)
member_roles member_roles_membership_id_fkey FOREIGN KEY (membership_id) REFERENCES memberships(id)
member_roles member_roles_membership_id_valid_excl EXCLUDE USING gist (membership_id WITH =, valid WITH &&)
member_roles member_roles_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
member_roles member_roles_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
member_roles member_roles_pkey PRIMARY KEY (id)
member_roles member_roles_role_check CHECK ((role = ANY (ARRAY['leader'::text, 'member'::text])))
member_roles member_roles_valid_check CHECK ((NOT isempty(valid)))
member_roles member_roles_volunteer_org_id_fkey FOREIGN KEY (volunteer_org_id) REFERENCES orgs(id)
memberships memberships_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
memberships memberships_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
memberships memberships_pkey PRIMARY KEY (id)
memberships memberships_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id)
memberships memberships_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id)
memberships memberships_volunteer_org_id_fkey FOREIGN KEY (volunteer_org_id) REFERENCES orgs(id)
needs needs_answer FOREIGN KEY (answer_id) REFERENCES questionnaire_answers(id)
needs needs_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES accounts(id)
needs needs_asked_how_check CHECK ((asked_how = ANY (ARRAY['at-door'::text, 'phone'::text, 'desk'::text])))
needs needs_check CHECK (((subject = 'anonymous'::text) = (person_id IS NULL)))
needs needs_heard_by_fkey FOREIGN KEY (heard_by) REFERENCES accounts(id)
needs needs_household_id_fkey FOREIGN KEY (household_id) REFERENCES households(id)
needs needs_key_id_fkey FOREIGN KEY (key_id) REFERENCES data_keys(id)
needs needs_need_class_check CHECK ((need_class = ANY (ARRAY['affairs'::text, 'hardship'::text, 'grief'::text, 'joy'::text])))
needs needs_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id)
needs needs_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
needs needs_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
needs needs_pkey PRIMARY KEY (id)
needs needs_said_by_check CHECK ((said_by = ANY (ARRAY['resident'::text, 'family'::text])))
needs needs_service_id_fkey FOREIGN KEY (service_id) REFERENCES services(id)
needs needs_source_check CHECK ((source = ANY (ARRAY['answer'::text, 'visit'::text, 'telephone'::text, 'steward'::text, 'own-words'::text])))
needs needs_subject_check CHECK ((subject = ANY (ARRAY['person'::text, 'household'::text, 'anonymous'::text])))
needs needs_unmet_reason_check CHECK ((unmet_reason = ANY (ARRAY['no-service'::text, 'not-eligible'::text, 'nobody-able'::text, 'not-ours'::text, 'other'::text])))
needs needs_visit FOREIGN KEY (visit_id) REFERENCES visit_records(id)
no_matches no_matches_check CHECK ((first_id < second_id))
no_matches no_matches_first_id_fkey FOREIGN KEY (first_id) REFERENCES people(id)
no_matches no_matches_key_id_fkey FOREIGN KEY (key_id) REFERENCES data_keys(id)
no_matches no_matches_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id)
no_matches no_matches_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
no_matches no_matches_pkey PRIMARY KEY (id)
no_matches no_matches_second_id_fkey FOREIGN KEY (second_id) REFERENCES people(id)
notice_stops notice_stops_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
notice_stops notice_stops_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
notice_stops notice_stops_pkey PRIMARY KEY (person_id)
notices notices_key_id_fkey FOREIGN KEY (key_id) REFERENCES data_keys(id)
notices notices_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
notices notices_pkey PRIMARY KEY (id)
notices notices_receiver_id_fkey FOREIGN KEY (receiver_id) REFERENCES people(id)
notices notices_receiver_org_id_fkey FOREIGN KEY (receiver_org_id) REFERENCES orgs(id)
notices notices_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'stopped'::text])))
notices notices_way_check CHECK ((way = ANY (ARRAY['in-app'::text, 'email'::text, 'sms'::text, 'phone-call'::text])))
offers offers_check_in_id_fkey FOREIGN KEY (check_in_id) REFERENCES check_ins(id)
offers offers_kind_check CHECK ((kind = ANY (ARRAY['room'::text, 'guest'::text, 'kit'::text, 'vehicle'::text, 'skill'::text])))
offers offers_offered_check CHECK (((NOT isempty(offered)) AND (NOT lower_inf(offered)) AND (NOT upper_inf(offered))))
offers offers_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
offers offers_pkey PRIMARY KEY (id)
on_site_counts on_site_counts_broadcast_id_fkey FOREIGN KEY (broadcast_id) REFERENCES broadcasts(id)
on_site_counts on_site_counts_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES accounts(id)
on_site_counts on_site_counts_evidence_id_fkey FOREIGN KEY (evidence_id) REFERENCES files(id)
on_site_counts on_site_counts_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
on_site_counts on_site_counts_people_check CHECK ((people >= 0))
on_site_counts on_site_counts_pkey PRIMARY KEY (id)
order_filters order_filters_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
order_filters order_filters_account_id_name_key UNIQUE (account_id, name)
order_filters order_filters_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
order_filters order_filters_pkey PRIMARY KEY (id)
order_places order_place_clash EXCLUDE USING gist (holder_id WITH =, slot WITH &&) WHERE ((state = ANY (ARRAY['scheduled'::text, 'in-service'::text])))
order_places order_places_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES people(id)
order_places order_places_offered_to_fkey FOREIGN KEY (offered_to) REFERENCES people(id)
order_places order_places_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id)
order_places order_places_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
order_places order_places_pkey PRIMARY KEY (id)
order_places order_places_proof_file_id_fkey FOREIGN KEY (proof_file_id) REFERENCES files(id)
order_places order_places_service_id_fkey FOREIGN KEY (service_id) REFERENCES services(id)
order_places order_places_service_version_id_fkey FOREIGN KEY (service_version_id) REFERENCES service_versions(id)
order_places order_places_slot_check CHECK (((slot IS NULL) OR (NOT isempty(slot))))
order_places order_places_started_by_check CHECK ((started_by = ANY (ARRAY['resident-card'::text, 'entrance'::text, 'leader-list'::text, 'paper'::text])))
order_proposals order_proposals_life_event_id_fkey FOREIGN KEY (life_event_id) REFERENCES life_events(id)
order_proposals order_proposals_life_event_id_service_id_key UNIQUE (life_event_id, service_id)
order_proposals order_proposals_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
order_proposals order_proposals_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
order_proposals order_proposals_pkey PRIMARY KEY (id)
order_proposals order_proposals_service_id_fkey FOREIGN KEY (service_id) REFERENCES services(id)
order_ratings order_ratings_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id)
order_ratings order_ratings_order_id_round_key UNIQUE (order_id, round)
order_ratings order_ratings_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
order_ratings order_ratings_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
order_ratings order_ratings_pkey PRIMARY KEY (id)
order_ratings order_ratings_said_by_check CHECK ((said_by = ANY (ARRAY['resident'::text, 'family'::text, 'call-back'::text])))
order_ratings order_ratings_score_check CHECK (((score >= 1) AND (score <= 5)))
orders orders_answerable_id_fkey FOREIGN KEY (answerable_id) REFERENCES accounts(id)
orders orders_channel_check CHECK ((channel = ANY (ARRAY['portal'::text, 'kiosk'::text, 'card'::text, 'phone'::text, 'paper'::text, 'grid-worker'::text, 'desk'::text, 'trigger'::text])))
orders orders_confirmed_by_check CHECK ((confirmed_by = ANY (ARRAY['resident'::text, 'family'::text, 'grid-worker'::text, 'call-back'::text, 'automatic'::text])))
orders orders_disputed_of_fkey FOREIGN KEY (disputed_of) REFERENCES accounts(id)
orders orders_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES orders(id)
orders orders_number_key UNIQUE (number)
orders orders_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
orders orders_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
orders orders_pkey PRIMARY KEY (id)
orders orders_refusal_proposed_by_fkey FOREIGN KEY (refusal_proposed_by) REFERENCES accounts(id)
orders orders_refused_by_fkey FOREIGN KEY (refused_by) REFERENCES accounts(id)
orders orders_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES accounts(id)
orders orders_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES people(id)
orders orders_service_id_fkey FOREIGN KEY (service_id) REFERENCES services(id)
orders orders_service_version_id_fkey FOREIGN KEY (service_version_id) REFERENCES service_versions(id)
orders orders_trigger_kind_check CHECK ((trigger_kind ~ '^[a-z-]{1,30}$'::text))
org_closure org_closure_ancestor_id_fkey FOREIGN KEY (ancestor_id) REFERENCES orgs(id)
org_closure org_closure_descendant_id_fkey FOREIGN KEY (descendant_id) REFERENCES orgs(id)
org_closure org_closure_valid_check CHECK ((NOT isempty(valid)))
org_kinds org_kinds_pkey PRIMARY KEY (code)
org_levels org_levels_pkey PRIMARY KEY (code)
org_levels org_levels_rank_key UNIQUE (rank)
org_parents org_parents_check CHECK ((org_id <> parent_id))
org_parents org_parents_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
org_parents org_parents_org_id_valid_excl EXCLUDE USING gist (org_id WITH =, valid WITH &&)
org_parents org_parents_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES orgs(id)
org_parents org_parents_pkey PRIMARY KEY (id)
org_parents org_parents_valid_check CHECK ((NOT isempty(valid)))
org_versions org_versions_level_fkey FOREIGN KEY (level) REFERENCES org_levels(code)
org_versions org_versions_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
org_versions org_versions_org_id_valid_excl EXCLUDE USING gist (org_id WITH =, valid WITH &&)
org_versions org_versions_pkey PRIMARY KEY (id)
org_versions org_versions_valid_check CHECK ((NOT isempty(valid)))
orgs orgs_kind_fkey FOREIGN KEY (kind) REFERENCES org_kinds(code)
orgs orgs_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES orgs(id)
orgs orgs_pkey PRIMARY KEY (id)
orgs orgs_valid_check CHECK ((NOT isempty(valid)))
outbox outbox_pkey PRIMARY KEY (id)
people birthday_whole CHECK ((((birthday_calendar IS NULL) = (birthday_month IS NULL)) AND ((birthday_day IS NULL) OR (birthday_month IS NOT NULL)) AND ((NOT birthday_leap) OR (birthday_calendar = 'lunar'::text))))
people people_birthday_calendar_check CHECK ((birthday_calendar = ANY (ARRAY['solar'::text, 'lunar'::text])))
people people_birthday_day_check CHECK (((birthday_day >= 1) AND (birthday_day <= 31)))
people people_birthday_month_check CHECK (((birthday_month >= 1) AND (birthday_month <= 12)))
people people_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES accounts(id)
people people_id_kind_check CHECK ((id_kind = ANY (ARRAY['citizen'::text, 'passport'::text, 'permit'::text, 'other'::text])))
people people_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES people(id)
people people_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
people people_pkey PRIMARY KEY (id)
people people_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text])))
people people_source_check CHECK ((source ~ '^[a-z-]{0,20}$'::text))
people people_status_check CHECK ((status = ANY (ARRAY['living'::text, 'moved-away'::text, 'died'::text])))
person_bookings person_bookings_broadcast_id_fkey FOREIGN KEY (broadcast_id) REFERENCES broadcasts(id)
person_bookings person_bookings_during_check CHECK ((NOT isempty(during)))
person_bookings person_bookings_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
person_bookings person_bookings_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
person_bookings person_bookings_pkey PRIMARY KEY (id)
person_bookings person_taken EXCLUDE USING gist (person_id WITH =, during WITH &&) WHERE ((cancelled_at IS NULL))
person_pairs person_pairs_check CHECK ((one_id < other_id))
person_pairs person_pairs_check1 CHECK (((judged IS NULL) = (judged_at IS NULL)))
person_pairs person_pairs_into_id_fkey FOREIGN KEY (into_id) REFERENCES people(id)
person_pairs person_pairs_judged_by_fkey FOREIGN KEY (judged_by) REFERENCES accounts(id)
person_pairs person_pairs_judged_check CHECK ((judged = ANY (ARRAY['same'::text, 'different'::text])))
person_pairs person_pairs_one_id_fkey FOREIGN KEY (one_id) REFERENCES people(id)
person_pairs person_pairs_one_id_other_id_key UNIQUE (one_id, other_id)
person_pairs person_pairs_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
person_pairs person_pairs_other_id_fkey FOREIGN KEY (other_id) REFERENCES people(id)
person_pairs person_pairs_pkey PRIMARY KEY (id)
person_search_tokens person_search_tokens_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
person_search_tokens person_search_tokens_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
person_search_tokens person_search_tokens_pkey PRIMARY KEY (org_id, token, person_id)
person_tags person_tags_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES consents(id)
person_tags person_tags_end_kind_check CHECK ((end_kind = ANY (ARRAY['removed'::text, 'consent-withdrawn'::text, 'expired'::text, 'erased'::text])))
person_tags person_tags_given_by_fkey FOREIGN KEY (given_by) REFERENCES accounts(id)
person_tags person_tags_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
person_tags person_tags_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
person_tags person_tags_pkey PRIMARY KEY (id)
person_tags person_tags_source_check CHECK ((source ~ '^[a-z-]{1,20}$'::text))
person_ties person_ties_check CHECK ((valid_until >= valid_from))
person_ties person_ties_kind_check CHECK ((kind = ANY (ARRAY['guardian'::text, 'emergency'::text, 'proxy'::text])))
person_ties person_ties_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
person_ties person_ties_other_person_id_fkey FOREIGN KEY (other_person_id) REFERENCES people(id)
person_ties person_ties_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
person_ties person_ties_pkey PRIMARY KEY (id)
person_ties person_ties_relation_check CHECK ((relation ~ '^[a-z-]{1,20}$'::text))
phone_codes phone_codes_pkey PRIMARY KEY (id)
place_offers place_offers_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
place_offers place_offers_outcome_check CHECK ((outcome = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text, 'lapsed'::text, 'taken-back'::text])))
place_offers place_offers_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
place_offers place_offers_pkey PRIMARY KEY (id)
place_offers place_offers_place_id_fkey FOREIGN KEY (place_id) REFERENCES order_places(id)
platform_figures platform_figures_broadcast_id_fkey FOREIGN KEY (broadcast_id) REFERENCES broadcasts(id)
platform_figures platform_figures_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id)
platform_figures platform_figures_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES accounts(id)
platform_figures platform_figures_evidence_id_fkey FOREIGN KEY (evidence_id) REFERENCES files(id)
platform_figures platform_figures_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
platform_figures platform_figures_peak_check CHECK ((peak >= 0))
platform_figures platform_figures_pkey PRIMARY KEY (id)
platform_figures platform_figures_source_check CHECK ((source = ANY (ARRAY['hand'::text, 'file'::text])))
platform_figures platform_figures_viewers_check CHECK ((viewers >= 0))
platform_figures platform_figures_views_check CHECK ((views >= 0))
privacy_requests privacy_requests_kind_check CHECK ((kind = ANY (ARRAY['correct'::text, 'erase'::text])))
privacy_requests privacy_requests_number_key UNIQUE (number)
privacy_requests privacy_requests_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
privacy_requests privacy_requests_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
privacy_requests privacy_requests_pkey PRIMARY KEY (id)
programme_broadcasts programme_broadcasts_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
programme_broadcasts programme_broadcasts_pkey PRIMARY KEY (broadcast_id)
programme_broadcasts programme_broadcasts_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programmes(id)
programmes programmes_check CHECK (((until_day IS NULL) OR (until_day >= since)))
programmes programmes_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
programmes programmes_pkey PRIMARY KEY (id)
questionnaire_answers questionnaire_answers_channel_check CHECK ((channel = ANY (ARRAY['link'::text, 'kiosk'::text, 'telephone'::text, 'behalf'::text, 'paper'::text, 'visit'::text])))
questionnaire_answers questionnaire_answers_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES accounts(id)
questionnaire_answers questionnaire_answers_key_id_fkey FOREIGN KEY (key_id) REFERENCES data_keys(id)
questionnaire_answers questionnaire_answers_number_key UNIQUE (number)
questionnaire_answers questionnaire_answers_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
questionnaire_answers questionnaire_answers_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
questionnaire_answers questionnaire_answers_pkey PRIMARY KEY (id)
questionnaire_answers questionnaire_answers_questionnaire_id_fkey FOREIGN KEY (questionnaire_id) REFERENCES questionnaires(id)
questionnaire_answers questionnaire_answers_relation_check CHECK ((relation ~ '^[a-z-]{1,20}$'::text))
questionnaire_answers questionnaire_answers_version_id_fkey FOREIGN KEY (version_id) REFERENCES questionnaire_versions(id)
questionnaire_links questionnaire_links_check CHECK ((closes_on >= opens_on))
questionnaire_links questionnaire_links_kind_check CHECK ((kind = ANY (ARRAY['link'::text, 'kiosk'::text])))
questionnaire_links questionnaire_links_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id)
questionnaire_links questionnaire_links_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
questionnaire_links questionnaire_links_pkey PRIMARY KEY (id)
questionnaire_links questionnaire_links_questionnaire_id_fkey FOREIGN KEY (questionnaire_id) REFERENCES questionnaires(id)
questionnaire_links questionnaire_links_token_key UNIQUE (token)
questionnaire_versions questionnaire_versions_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
questionnaire_versions questionnaire_versions_pkey PRIMARY KEY (id)
questionnaire_versions questionnaire_versions_published_by_fkey FOREIGN KEY (published_by) REFERENCES accounts(id)
questionnaire_versions questionnaire_versions_questionnaire_id_fkey FOREIGN KEY (questionnaire_id) REFERENCES questionnaires(id)
questionnaire_versions questionnaire_versions_questionnaire_id_version_key UNIQUE (questionnaire_id, version)
questionnaire_versions questionnaire_versions_version_check CHECK ((version > 0))
questionnaires questionnaires_identity_check CHECK ((identity = ANY (ARRAY['anonymous'::text, 'named'::text])))
questionnaires questionnaires_keep_days_check CHECK (((keep_days >= 30) AND (keep_days <= 1095)))
questionnaires questionnaires_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id)
questionnaires questionnaires_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
questionnaires questionnaires_pkey PRIMARY KEY (id)
questionnaires questionnaires_revision_check CHECK ((revision > 0))
reservations offer_taken EXCLUDE USING gist (offer_id WITH =, during WITH &&) WHERE ((state <> 'cancelled'::text))
reservations reservations_during_check CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)) AND (NOT upper_inf(during))))
reservations reservations_offer_id_fkey FOREIGN KEY (offer_id) REFERENCES offers(id)
reservations reservations_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
reservations reservations_pkey PRIMARY KEY (id)
reservations reservations_reserved_by_fkey FOREIGN KEY (reserved_by) REFERENCES accounts(id)
resident_cards resident_cards_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES accounts(id)
resident_cards resident_cards_number_key UNIQUE (number)
resident_cards resident_cards_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
resident_cards resident_cards_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
resident_cards resident_cards_pkey PRIMARY KEY (id)
resident_cards resident_cards_token_hash_key UNIQUE (token_hash)
role_assignments role_assignments_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
role_assignments role_assignments_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
role_assignments role_assignments_pkey PRIMARY KEY (id)
round_doors round_doors_life_event_id_fkey FOREIGN KEY (life_event_id) REFERENCES life_events(id)
round_doors round_doors_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id)
round_doors round_doors_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
round_doors round_doors_outcome_check CHECK ((outcome = ANY (ARRAY['given'::text, 'not-at-home'::text, 'declined'::text, 'to-verify'::text, 'not-given'::text])))
round_doors round_doors_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
round_doors round_doors_pkey PRIMARY KEY (id)
round_doors round_doors_round_id_fkey FOREIGN KEY (round_id) REFERENCES rounds(id)
round_doors round_doors_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES round_sheets(id)
round_sheets round_sheets_check CHECK (((checked_out_at IS NULL) OR ((checked_in_at IS NOT NULL) AND (checked_out_at >= checked_in_at))))
round_sheets round_sheets_number_key UNIQUE (number)
round_sheets round_sheets_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
round_sheets round_sheets_pkey PRIMARY KEY (id)
round_sheets round_sheets_round_id_fkey FOREIGN KEY (round_id) REFERENCES rounds(id)
round_ticks round_ticks_door_id_fkey FOREIGN KEY (door_id) REFERENCES round_doors(id)
round_ticks round_ticks_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
round_ticks round_ticks_outcome_check CHECK ((outcome = ANY (ARRAY['given'::text, 'not-at-home'::text, 'declined'::text, 'to-verify'::text, 'not-given'::text])))
round_ticks round_ticks_pkey PRIMARY KEY (id)
round_ticks round_ticks_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id)
round_ticks round_ticks_result_check CHECK ((result = ANY (ARRAY['kept'::text, 'same'::text, 'older'::text])))
round_walkers round_walkers_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
round_walkers round_walkers_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
round_walkers round_walkers_pkey PRIMARY KEY (id)
round_walkers round_walkers_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES round_sheets(id)
round_walkers round_walkers_sheet_id_person_id_key UNIQUE (sheet_id, person_id)
rounds rounds_during_check CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)) AND (NOT upper_inf(during))))
rounds rounds_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id)
rounds rounds_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
rounds rounds_pkey PRIMARY KEY (id)
rounds rounds_responsible_id_fkey FOREIGN KEY (responsible_id) REFERENCES people(id)
rounds rounds_service_id_fkey FOREIGN KEY (service_id) REFERENCES services(id)
rounds rounds_service_version_id_fkey FOREIGN KEY (service_version_id) REFERENCES service_versions(id)
schema_migrations schema_migrations_pkey PRIMARY KEY (number)
sealed_heads sealed_heads_pkey PRIMARY KEY (seal_seq, kind, record_id)
sealed_heads sealed_heads_seal_seq_fkey FOREIGN KEY (seal_seq) REFERENCES seals(seq)
seals seals_pkey PRIMARY KEY (seq)
service_conducts service_conducts_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id)
service_conducts service_conducts_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
service_conducts service_conducts_pkey PRIMARY KEY (id)
service_conducts service_conducts_service_id_fkey FOREIGN KEY (service_id) REFERENCES services(id)
service_conducts service_conducts_service_id_org_id_version_key UNIQUE (service_id, org_id, version)
service_conducts service_conducts_version_check CHECK ((version > 0))
service_opt_outs service_opt_outs_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id)
service_opt_outs service_opt_outs_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
service_opt_outs service_opt_outs_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
service_opt_outs service_opt_outs_pkey PRIMARY KEY (id)
service_opt_outs service_opt_outs_service_id_fkey FOREIGN KEY (service_id) REFERENCES services(id)
service_statuses service_statuses_check CHECK (((until_day IS NULL) OR ((status = 'closed'::text) AND (until_day >= from_day))))
service_statuses service_statuses_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id)
service_statuses service_statuses_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
service_statuses service_statuses_pkey PRIMARY KEY (id)
service_statuses service_statuses_service_id_fkey FOREIGN KEY (service_id) REFERENCES services(id)
service_statuses service_statuses_status_check CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text, 'closed'::text])))
service_versions service_versions_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id)
service_versions service_versions_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
service_versions service_versions_pkey PRIMARY KEY (id)
service_versions service_versions_service_id_fkey FOREIGN KEY (service_id) REFERENCES services(id)
service_versions service_versions_service_id_org_id_version_key UNIQUE (service_id, org_id, version)
service_versions service_versions_version_check CHECK ((version > 0))
services services_org_id_code_key UNIQUE (org_id, code)
services services_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
services services_pkey PRIMARY KEY (id)
sessions sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
sessions sessions_pkey PRIMARY KEY (id)
sessions sessions_token_hash_key UNIQUE (token_hash)
skill_kinds skill_kinds_pkey PRIMARY KEY (code)
skill_kinds skill_kinds_rank_key UNIQUE (rank)
statistic_months statistic_months_month_check CHECK ((month ~ '^[0-9]{4}-[0-9]{2}$'::text))
statistic_months statistic_months_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
statistic_months statistic_months_pkey PRIMARY KEY (org_id, series, month)
statistic_releases statistic_releases_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id)
statistic_releases statistic_releases_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
statistic_releases statistic_releases_period_kind_check CHECK ((period_kind = ANY (ARRAY['month'::text, 'quarter'::text, 'year'::text])))
statistic_releases statistic_releases_pkey PRIMARY KEY (id)
statistic_releases statistic_releases_threshold_check CHECK ((threshold > 1))
statistic_workings statistic_workings_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
statistic_workings statistic_workings_pkey PRIMARY KEY (release_id)
statistic_workings statistic_workings_release_id_fkey FOREIGN KEY (release_id) REFERENCES statistic_releases(id)
team_kinds team_kinds_pkey PRIMARY KEY (code)
team_kinds team_kinds_rank_key UNIQUE (rank)
teams teams_kind_fkey FOREIGN KEY (kind) REFERENCES team_kinds(code)
teams teams_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
teams teams_pkey PRIMARY KEY (id)
teams teams_valid_check CHECK ((NOT isempty(valid)))
trigger_marks trigger_marks_kind_check CHECK ((kind = ANY (ARRAY['birthday-month'::text, 'campaign'::text, 'life-event'::text, 'recurring'::text])))
trigger_marks trigger_marks_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
trigger_marks trigger_marks_pkey PRIMARY KEY (id)
trigger_marks trigger_marks_service_id_fkey FOREIGN KEY (service_id) REFERENCES services(id)
trigger_marks trigger_marks_service_id_subject_id_occasion_key UNIQUE (service_id, subject_id, occasion)
urgent_rules urgent_rules_check CHECK ((handle_minutes >= look_minutes))
urgent_rules urgent_rules_handle_minutes_check CHECK (((handle_minutes >= 15) AND (handle_minutes <= 1440)))
urgent_rules urgent_rules_look_minutes_check CHECK (((look_minutes >= 5) AND (look_minutes <= 240)))
urgent_rules urgent_rules_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id)
urgent_rules urgent_rules_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
urgent_rules urgent_rules_pkey PRIMARY KEY (id)
urgent_words urgent_words_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
urgent_words urgent_words_pkey PRIMARY KEY (org_id)
venue_bookings venue_bookings_booked_by_fkey FOREIGN KEY (booked_by) REFERENCES accounts(id)
venue_bookings venue_bookings_broadcast_id_fkey FOREIGN KEY (broadcast_id) REFERENCES broadcasts(id)
venue_bookings venue_bookings_during_check CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)) AND (NOT upper_inf(during))))
venue_bookings venue_bookings_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
venue_bookings venue_bookings_pkey PRIMARY KEY (id)
venue_bookings venue_bookings_venue_id_fkey FOREIGN KEY (venue_id) REFERENCES venues(id)
venue_bookings venue_bookings_venue_org_id_fkey FOREIGN KEY (venue_org_id) REFERENCES orgs(id)
venue_bookings venue_taken EXCLUDE USING gist (venue_id WITH =, during WITH &&) WHERE ((cancelled_at IS NULL))
venues venues_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
venues venues_pkey PRIMARY KEY (id)
venues venues_seats_check CHECK ((seats >= 0))
visit_doors visit_doors_dwelling_id_fkey FOREIGN KEY (dwelling_id) REFERENCES dwellings(id)
visit_doors visit_doors_grid_id_fkey FOREIGN KEY (grid_id) REFERENCES grids(id)
visit_doors visit_doors_life_event_id_fkey FOREIGN KEY (life_event_id) REFERENCES life_events(id)
visit_doors visit_doors_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
visit_doors visit_doors_outcome_check CHECK ((outcome = ANY (ARRAY['talked'::text, 'nobody-home'::text, 'come-back'::text, 'refused'::text, 'moved-away'::text, 'wrong-door'::text, 'not-met'::text])))
visit_doors visit_doors_pkey PRIMARY KEY (id)
visit_doors visit_doors_plan_id_dwelling_id_key UNIQUE (plan_id, dwelling_id)
visit_doors visit_doors_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES visit_plans(id)
visit_doors visit_doors_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES people(id)
visit_plans visit_plans_answers_check CHECK ((answers >= 0))
visit_plans visit_plans_check CHECK (((doors_from = 'sample'::text) = (seed IS NOT NULL)))
visit_plans visit_plans_check1 CHECK (((doors_from = 'stale'::text) = (months IS NOT NULL)))
visit_plans visit_plans_doors_from_check CHECK ((doors_from = ANY (ARRAY['census'::text, 'sample'::text, 'stale'::text])))
visit_plans visit_plans_during_check CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)) AND (NOT upper_inf(during))))
visit_plans visit_plans_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id)
visit_plans visit_plans_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
visit_plans visit_plans_pkey PRIMARY KEY (id)
visit_plans visit_plans_questionnaire_version_id_fkey FOREIGN KEY (questionnaire_version_id) REFERENCES questionnaire_versions(id)
visit_plans visit_plans_refusals_check CHECK ((refusals >= 0))
visit_records visit_records_door_id_fkey FOREIGN KEY (door_id) REFERENCES visit_doors(id)
visit_records visit_records_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
visit_records visit_records_outcome_check CHECK ((outcome = ANY (ARRAY['talked'::text, 'nobody-home'::text, 'come-back'::text, 'refused'::text, 'moved-away'::text, 'wrong-door'::text, 'not-met'::text])))
visit_records visit_records_pkey PRIMARY KEY (id)
visit_records visit_records_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id)
visit_records visit_records_result_check CHECK ((result = ANY (ARRAY['kept'::text, 'older'::text])))
volunteer_agreements volunteer_agreements_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id)
volunteer_agreements volunteer_agreements_kind_check CHECK ((kind = ANY (ARRAY['month-or-longer'::text, 'high-risk'::text, 'asked-for'::text])))
volunteer_agreements volunteer_agreements_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
volunteer_agreements volunteer_agreements_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
volunteer_agreements volunteer_agreements_pkey PRIMARY KEY (id)
volunteer_agreements volunteer_agreements_valid_check CHECK ((NOT isempty(valid)))
volunteer_agreements volunteer_agreements_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id)
volunteer_sign_ups volunteer_sign_ups_key_id_fkey FOREIGN KEY (key_id) REFERENCES data_keys(id)
volunteer_sign_ups volunteer_sign_ups_number_key UNIQUE (number)
volunteer_sign_ups volunteer_sign_ups_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
volunteer_sign_ups volunteer_sign_ups_pkey PRIMARY KEY (id)
volunteer_sign_ups volunteer_sign_ups_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id)
volunteer_sign_ups volunteer_sign_ups_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id)
volunteer_skills volunteer_skills_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id)
volunteer_skills volunteer_skills_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
volunteer_skills volunteer_skills_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
volunteer_skills volunteer_skills_pkey PRIMARY KEY (id)
volunteer_skills volunteer_skills_skill_fkey FOREIGN KEY (skill) REFERENCES skill_kinds(code)
volunteer_skills volunteer_skills_volunteer_id_fkey FOREIGN KEY (volunteer_id) REFERENCES volunteers(id)
volunteers volunteers_check CHECK (((adult_on IS NULL) OR (guardian_consent_on IS NOT NULL)))
volunteers volunteers_check1 CHECK (((identity_checked_on IS NULL) = (identity_checked_by IS NULL)))
volunteers volunteers_identity_checked_by_fkey FOREIGN KEY (identity_checked_by) REFERENCES accounts(id)
volunteers volunteers_number_key UNIQUE (number)
volunteers volunteers_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
volunteers volunteers_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
volunteers volunteers_person_id_key UNIQUE (person_id)
volunteers volunteers_pkey PRIMARY KEY (id)
work_rules work_rules_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id)
work_rules work_rules_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs(id)
work_rules work_rules_org_id_version_key UNIQUE (org_id, version)
work_rules work_rules_pkey PRIMARY KEY (id)
work_rules work_rules_version_check CHECK ((version > 0))

-- indexes

CREATE UNIQUE INDEX accounts_person_id_key ON public.accounts USING btree (person_id)
CREATE UNIQUE INDEX accounts_pkey ON public.accounts USING btree (id)
CREATE UNIQUE INDEX accounts_username_key ON public.accounts USING btree (username)
CREATE INDEX activities_leader ON public.activities USING btree (leader_id, day)
CREATE INDEX activities_org ON public.activities USING btree (org_id, day)
CREATE UNIQUE INDEX activities_pkey ON public.activities USING btree (id)
CREATE UNIQUE INDEX activities_shift ON public.activities USING btree (duty_id, day) WHERE (duty_id IS NOT NULL)
CREATE INDEX activity_clash ON public.activity_places USING gist (person_id, during) WHERE (state = ANY (ARRAY['waiting'::text, 'taken'::text, 'attended'::text]))
CREATE UNIQUE INDEX activity_kinds_pkey ON public.activity_kinds USING btree (code)
CREATE UNIQUE INDEX activity_kinds_rank_key ON public.activity_kinds USING btree (rank)
CREATE INDEX activity_places_activity ON public.activity_places USING btree (activity_id, part, state, line)
CREATE INDEX activity_places_org ON public.activity_places USING btree (org_id, state)
CREATE INDEX activity_places_person ON public.activity_places USING btree (person_id) WHERE (person_id IS NOT NULL)
CREATE UNIQUE INDEX activity_places_pkey ON public.activity_places USING btree (id)
CREATE UNIQUE INDEX air_sessions_pkey ON public.air_sessions USING btree (broadcast_id)
CREATE INDEX arrangements_due ON public.arrangements USING btree (next_on) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX arrangements_once ON public.arrangements USING btree (person_id, service_id) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX arrangements_pkey ON public.arrangements USING btree (id)
CREATE UNIQUE INDEX audience_minutes_pkey ON public.audience_minutes USING btree (broadcast_id, minute)
CREATE UNIQUE INDEX audit_exports_pkey ON public.audit_exports USING btree (id)
CREATE INDEX broadcast_audiences_open ON public.broadcast_audiences USING btree (broadcast_id) WHERE (reduced_at IS NULL)
CREATE UNIQUE INDEX broadcast_audiences_pkey ON public.broadcast_audiences USING btree (broadcast_id)
CREATE UNIQUE INDEX broadcast_viewers_pkey ON public.broadcast_viewers USING btree (broadcast_id, viewer_hash)
CREATE INDEX broadcasts_org ON public.broadcasts USING btree (org_id, starts_at DESC)
CREATE UNIQUE INDEX broadcasts_pkey ON public.broadcasts USING btree (id)
CREATE INDEX broadcasts_state ON public.broadcasts USING btree (state, starts_at)
CREATE UNIQUE INDEX campaigns_org_id_service_id_name_key ON public.campaigns USING btree (org_id, service_id, name)
CREATE UNIQUE INDEX campaigns_pkey ON public.campaigns USING btree (id)
CREATE UNIQUE INDEX channel_session_keys_pkey ON public.channel_session_keys USING btree (broadcast_id, channel_id)
CREATE UNIQUE INDEX channel_tasks_pkey ON public.channel_tasks USING btree (broadcast_id, channel_id)
CREATE UNIQUE INDEX channels_pkey ON public.channels USING btree (id)
CREATE INDEX check_ins_contact ON public.check_ins USING btree (contact_account_id)
CREATE UNIQUE INDEX check_ins_once ON public.check_ins USING btree (org_id, partner_org_id) WHERE (state = ANY (ARRAY['applied'::text, 'confirmed'::text]))
CREATE INDEX check_ins_org ON public.check_ins USING btree (org_id, applied_at DESC)
CREATE UNIQUE INDEX check_ins_pkey ON public.check_ins USING btree (id)
CREATE INDEX checked_members_check_in ON public.checked_members USING btree (check_in_id, "position")
CREATE UNIQUE INDEX checked_members_pkey ON public.checked_members USING btree (id)
CREATE UNIQUE INDEX checked_members_secret_hash_key ON public.checked_members USING btree (secret_hash)
CREATE INDEX claimables_org ON public.claimables USING btree (org_id, state)
CREATE UNIQUE INDEX claimables_pkey ON public.claimables USING btree (id)
CREATE UNIQUE INDEX code_frames_frame_id_version_key ON public.code_frames USING btree (frame_id, version)
CREATE UNIQUE INDEX code_frames_pkey ON public.code_frames USING btree (id)
CREATE UNIQUE INDEX coding_items_pkey ON public.coding_items USING btree (id)
CREATE UNIQUE INDEX coding_items_round_id_text_id_key ON public.coding_items USING btree (round_id, text_id)
CREATE INDEX coding_rounds_org ON public.coding_rounds USING btree (org_id, made_at)
CREATE UNIQUE INDEX coding_rounds_pkey ON public.coding_rounds USING btree (id)
CREATE UNIQUE INDEX complaints_number_key ON public.complaints USING btree (number)
CREATE UNIQUE INDEX complaints_pkey ON public.complaints USING btree (id)
CREATE UNIQUE INDEX consents_in_force ON public.consents USING btree (person_id, purpose_index) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX consents_pkey ON public.consents USING btree (id)
CREATE INDEX consents_purpose ON public.consents USING btree (org_id, purpose_index) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX data_keys_pkey ON public.data_keys USING btree (id)
CREATE UNIQUE INDEX data_keys_subject_kind_subject_id_key ON public.data_keys USING btree (subject_kind, subject_id)
CREATE UNIQUE INDEX door_cards_number_key ON public.door_cards USING btree (number)
CREATE UNIQUE INDEX door_cards_once ON public.door_cards USING btree (person_id) WHERE (ended_at IS NULL)
CREATE INDEX door_cards_org ON public.door_cards USING btree (org_id) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX door_cards_pkey ON public.door_cards USING btree (id)
CREATE UNIQUE INDEX door_cards_word_index_key ON public.door_cards USING btree (word_index)
CREATE INDEX duties_org ON public.duties USING btree (org_id, weekday)
CREATE UNIQUE INDEX duties_pkey ON public.duties USING btree (id)
CREATE INDEX dwelling_grids_entrance ON public.dwelling_grids USING btree (entrance_id) WHERE (valid_until IS NULL)
CREATE INDEX dwelling_grids_grid ON public.dwelling_grids USING btree (grid_id) WHERE (valid_until IS NULL)
CREATE UNIQUE INDEX dwelling_grids_now ON public.dwelling_grids USING btree (dwelling_id) WHERE (valid_until IS NULL)
CREATE UNIQUE INDEX dwelling_grids_pkey ON public.dwelling_grids USING btree (id)
CREATE UNIQUE INDEX dwellings_labels ON public.dwellings USING btree (org_id, labels) WHERE (valid_until IS NULL)
CREATE INDEX dwellings_order ON public.dwellings USING btree (org_id, sort_key)
CREATE UNIQUE INDEX dwellings_pkey ON public.dwellings USING btree (id)
CREATE INDEX dwellings_tail ON public.dwellings USING btree (org_id, door_tail)
CREATE UNIQUE INDEX entrance_stewards_once ON public.entrance_stewards USING btree (entrance_id, person_id) WHERE (valid_until IS NULL)
CREATE INDEX entrance_stewards_person ON public.entrance_stewards USING btree (person_id)
CREATE UNIQUE INDEX entrance_stewards_pkey ON public.entrance_stewards USING btree (id)
CREATE UNIQUE INDEX entrances_labels ON public.entrances USING btree (org_id, labels) WHERE (valid_until IS NULL)
CREATE UNIQUE INDEX entrances_pkey ON public.entrances USING btree (id)
CREATE UNIQUE INDEX event_heads_pkey ON public.event_heads USING btree (kind, record_id)
CREATE UNIQUE INDEX event_kinds_pkey ON public.event_kinds USING btree (kind)
CREATE UNIQUE INDEX event_kinds_table_name_key ON public.event_kinds USING btree (table_name)
CREATE INDEX events_at ON public.events USING btree (at DESC, id)
CREATE UNIQUE INDEX events_kind_record_id_seq_key ON public.events USING btree (kind, record_id, seq)
CREATE INDEX events_org ON public.events USING btree (org_id, at DESC)
CREATE UNIQUE INDEX events_pkey ON public.events USING btree (id)
CREATE UNIQUE INDEX fact_checks_person_id_fact_subject_id_key ON public.fact_checks USING btree (person_id, fact, subject_id)
CREATE UNIQUE INDEX fact_checks_pkey ON public.fact_checks USING btree (id)
CREATE UNIQUE INDEX files_pkey ON public.files USING btree (id)
CREATE INDEX flow_timers_due ON public.flow_timers USING btree (due_at) WHERE (fired_at IS NULL)
CREATE UNIQUE INDEX flow_timers_kind_record_id_move_set_at_seq_key ON public.flow_timers USING btree (kind, record_id, move, set_at_seq)
CREATE UNIQUE INDEX flow_timers_pkey ON public.flow_timers USING btree (id)
CREATE UNIQUE INDEX gate_evidence_pkey ON public.gate_evidence USING btree (broadcast_id, gate, file_id)
CREATE UNIQUE INDEX gate_judgements_pkey ON public.gate_judgements USING btree (broadcast_id, gate)
CREATE UNIQUE INDEX grid_workers_once ON public.grid_workers USING btree (grid_id, person_id) WHERE (valid_until IS NULL)
CREATE INDEX grid_workers_person ON public.grid_workers USING btree (person_id)
CREATE UNIQUE INDEX grid_workers_pkey ON public.grid_workers USING btree (id)
CREATE UNIQUE INDEX grids_name ON public.grids USING btree (org_id, name) WHERE (valid_until IS NULL)
CREATE UNIQUE INDEX grids_pkey ON public.grids USING btree (id)
CREATE UNIQUE INDEX guest_consents_once ON public.guest_consents USING btree (broadcast_id, guest_id) WHERE (removed_at IS NULL)
CREATE UNIQUE INDEX guest_consents_pkey ON public.guest_consents USING btree (id)
CREATE UNIQUE INDEX guest_consents_secret_hash_key ON public.guest_consents USING btree (secret_hash)
CREATE UNIQUE INDEX guests_pkey ON public.guests USING btree (id)
CREATE UNIQUE INDEX held_hours_once ON public.held_hours USING btree (source_kind, source_id, volunteer_id) WHERE (state = 'held'::text)
CREATE INDEX held_hours_org ON public.held_hours USING btree (org_id, state, recorded_at)
CREATE UNIQUE INDEX held_hours_pkey ON public.held_hours USING btree (id)
CREATE INDEX held_hours_volunteer ON public.held_hours USING btree (volunteer_id, day)
CREATE UNIQUE INDEX hour_certificates_number_key ON public.hour_certificates USING btree (number)
CREATE INDEX hour_certificates_org ON public.hour_certificates USING btree (org_id)
CREATE INDEX hour_certificates_person ON public.hour_certificates USING btree (person_id, issued_at)
CREATE UNIQUE INDEX hour_certificates_pkey ON public.hour_certificates USING btree (id)
CREATE UNIQUE INDEX hour_entries_once ON public.hour_entries USING btree (source_kind, source_id, volunteer_id, correction) WHERE (reverses_id IS NULL)
CREATE INDEX hour_entries_org ON public.hour_entries USING btree (org_id, day)
CREATE UNIQUE INDEX hour_entries_pkey ON public.hour_entries USING btree (id)
CREATE INDEX hour_entries_recorder ON public.hour_entries USING btree (recorded_by, recorded_at)
CREATE UNIQUE INDEX hour_entries_reverses_id_key ON public.hour_entries USING btree (reverses_id)
CREATE INDEX hour_entries_volunteer ON public.hour_entries USING btree (volunteer_id, day)
CREATE INDEX hour_rules_org ON public.hour_rules USING btree (org_id, from_day)
CREATE UNIQUE INDEX hour_rules_pkey ON public.hour_rules USING btree (id)
CREATE INDEX household_members_household ON public.household_members USING btree (household_id)
CREATE INDEX household_members_once ON public.household_members USING gist (person_id, daterange(valid_from, valid_until))
CREATE INDEX household_members_person ON public.household_members USING btree (person_id)
CREATE UNIQUE INDEX household_members_pkey ON public.household_members USING btree (id)
CREATE INDEX households_dwelling ON public.households USING btree (dwelling_id)
CREATE UNIQUE INDEX households_pkey ON public.households USING btree (id)
CREATE INDEX idempotency_keys_age ON public.idempotency_keys USING btree (created_at)
CREATE UNIQUE INDEX idempotency_keys_pkey ON public.idempotency_keys USING btree (caller, key)
CREATE UNIQUE INDEX import_mappings_pkey ON public.import_mappings USING btree (org_id, kind, signature)
CREATE UNIQUE INDEX import_pages_pkey ON public.import_pages USING btree (import_id, page)
CREATE UNIQUE INDEX import_records_pkey ON public.import_records USING btree (import_id, record_id)
CREATE INDEX imports_org ON public.imports USING btree (org_id, made_at)
CREATE UNIQUE INDEX imports_pkey ON public.imports USING btree (id)
CREATE INDEX imports_staged ON public.imports USING btree (made_at) WHERE (forgotten_at IS NULL)
CREATE UNIQUE INDEX incidents_number_key ON public.incidents USING btree (number)
CREATE INDEX incidents_org ON public.incidents USING btree (org_id, state, reported_at)
CREATE UNIQUE INDEX incidents_pkey ON public.incidents USING btree (id)
CREATE UNIQUE INDEX installation_pkey ON public.installation USING btree (only_one)
CREATE UNIQUE INDEX invitations_pkey ON public.invitations USING btree (id)
CREATE UNIQUE INDEX invitations_secret_hash_key ON public.invitations USING btree (secret_hash)
CREATE UNIQUE INDEX late_hours_number_key ON public.late_hours USING btree (number)
CREATE INDEX late_hours_org ON public.late_hours USING btree (org_id, state, entered_at)
CREATE UNIQUE INDEX late_hours_pkey ON public.late_hours USING btree (id)
CREATE INDEX late_hours_volunteer ON public.late_hours USING btree (volunteer_id)
CREATE INDEX life_events_person ON public.life_events USING btree (person_id)
CREATE UNIQUE INDEX life_events_pkey ON public.life_events USING btree (id)
CREATE INDEX life_events_waiting ON public.life_events USING btree (org_id, reported_at) WHERE (state = 'reported'::text)
CREATE INDEX member_roles_membership_id_valid_excl ON public.member_roles USING gist (membership_id, valid)
CREATE UNIQUE INDEX member_roles_pkey ON public.member_roles USING btree (id)
CREATE UNIQUE INDEX memberships_once ON public.memberships USING btree (team_id, volunteer_id) WHERE (state = ANY (ARRAY['applied'::text, 'member'::text]))
CREATE UNIQUE INDEX memberships_pkey ON public.memberships USING btree (id)
CREATE INDEX memberships_volunteer ON public.memberships USING btree (volunteer_id)
CREATE INDEX needs_answer_of ON public.needs USING btree (answer_id) WHERE (answer_id IS NOT NULL)
CREATE INDEX needs_order ON public.needs USING btree (order_id) WHERE (order_id IS NOT NULL)
CREATE INDEX needs_org ON public.needs USING btree (org_id, heard_on)
CREATE INDEX needs_person ON public.needs USING btree (person_id) WHERE (person_id IS NOT NULL)
CREATE UNIQUE INDEX needs_pkey ON public.needs USING btree (id)
CREATE INDEX needs_visit_of ON public.needs USING btree (visit_id) WHERE (visit_id IS NOT NULL)
CREATE UNIQUE INDEX no_matches_once ON public.no_matches USING btree (org_id, first_id, second_id) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX no_matches_pkey ON public.no_matches USING btree (id)
CREATE INDEX no_matches_second ON public.no_matches USING btree (second_id) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX notice_stops_pkey ON public.notice_stops USING btree (person_id)
CREATE UNIQUE INDEX notices_digest ON public.notices USING btree (receiver_id, way, digest) WHERE (digest IS NOT NULL)
CREATE INDEX notices_due ON public.notices USING btree (due_at) WHERE (status = ANY (ARRAY['waiting'::text, 'sending'::text]))
CREATE UNIQUE INDEX notices_once ON public.notices USING btree (record_id, kind, event_seq, move, way, receiver_id) NULLS NOT DISTINCT
CREATE INDEX notices_org ON public.notices USING btree (org_id, made_at DESC)
CREATE UNIQUE INDEX notices_pkey ON public.notices USING btree (id)
CREATE INDEX notices_receiver ON public.notices USING btree (receiver_id, made_at DESC) WHERE (way = 'in-app'::text)
CREATE INDEX offer_taken ON public.reservations USING gist (offer_id, during) WHERE (state <> 'cancelled'::text)
CREATE INDEX offers_org ON public.offers USING btree (org_id)
CREATE UNIQUE INDEX offers_pkey ON public.offers USING btree (id)
CREATE INDEX on_site_counts_broadcast ON public.on_site_counts USING btree (broadcast_id, entered_at DESC, id DESC)
CREATE UNIQUE INDEX on_site_counts_pkey ON public.on_site_counts USING btree (id)
CREATE UNIQUE INDEX order_filters_account_id_name_key ON public.order_filters USING btree (account_id, name)
CREATE UNIQUE INDEX order_filters_pkey ON public.order_filters USING btree (id)
CREATE INDEX order_place_clash ON public.order_places USING gist (holder_id, slot) WHERE (state = ANY (ARRAY['scheduled'::text, 'in-service'::text]))
CREATE INDEX order_places_claim ON public.order_places USING btree (org_id) WHERE (state = 'open-for-claim'::text)
CREATE INDEX order_places_holder ON public.order_places USING btree (holder_id) WHERE (holder_id IS NOT NULL)
CREATE INDEX order_places_offered ON public.order_places USING btree (offered_to) WHERE (offered_to IS NOT NULL)
CREATE UNIQUE INDEX order_places_once ON public.order_places USING btree (order_id, round, holder_id) WHERE (state = ANY (ARRAY['accepted'::text, 'scheduled'::text, 'in-service'::text, 'delivered'::text]))
CREATE INDEX order_places_order ON public.order_places USING btree (order_id, round, "position")
CREATE UNIQUE INDEX order_places_pkey ON public.order_places USING btree (id)
CREATE INDEX order_places_unfilled ON public.order_places USING btree (order_id, round) WHERE (state = ANY (ARRAY['open'::text, 'open-for-claim'::text, 'offered'::text]))
CREATE UNIQUE INDEX order_proposals_life_event_id_service_id_key ON public.order_proposals USING btree (life_event_id, service_id)
CREATE UNIQUE INDEX order_proposals_pkey ON public.order_proposals USING btree (id)
CREATE UNIQUE INDEX order_ratings_order_id_round_key ON public.order_ratings USING btree (order_id, round)
CREATE UNIQUE INDEX order_ratings_pkey ON public.order_ratings USING btree (id)
CREATE INDEX orders_batch ON public.orders USING btree (batch_id) WHERE (batch_id IS NOT NULL)
CREATE UNIQUE INDEX orders_number_key ON public.orders USING btree (number)
CREATE INDEX orders_org ON public.orders USING btree (org_id, state, due_at) INCLUDE (urgent, person_id, requester_id)
CREATE INDEX orders_over ON public.orders USING btree (((NOT urgent)), due_at, submitted_at DESC, id) WHERE (state = ANY (ARRAY['refused'::text, 'merged'::text, 'closed'::text, 'cancelled'::text]))
CREATE INDEX orders_person ON public.orders USING btree (person_id)
CREATE UNIQUE INDEX orders_pkey ON public.orders USING btree (id)
CREATE INDEX orders_requester ON public.orders USING btree (requester_id) WHERE (requester_id IS NOT NULL)
CREATE INDEX orders_running ON public.orders USING btree (answerable_id, due_at) WHERE (state <> ALL (ARRAY['refused'::text, 'merged'::text, 'closed'::text, 'cancelled'::text]))
CREATE INDEX orders_submitted ON public.orders USING btree (org_id, submitted_at)
CREATE INDEX org_closure_down ON public.org_closure USING btree (ancestor_id, descendant_id)
CREATE INDEX org_closure_up ON public.org_closure USING btree (descendant_id)
CREATE UNIQUE INDEX org_kinds_pkey ON public.org_kinds USING btree (code)
CREATE UNIQUE INDEX org_levels_pkey ON public.org_levels USING btree (code)
CREATE UNIQUE INDEX org_levels_rank_key ON public.org_levels USING btree (rank)
CREATE INDEX org_parents_org_id_valid_excl ON public.org_parents USING gist (org_id, valid)
CREATE INDEX org_parents_parent ON public.org_parents USING btree (parent_id)
CREATE UNIQUE INDEX org_parents_pkey ON public.org_parents USING btree (id)
CREATE INDEX org_versions_org_id_valid_excl ON public.org_versions USING gist (org_id, valid)
CREATE UNIQUE INDEX org_versions_pkey ON public.org_versions USING btree (id)
CREATE UNIQUE INDEX orgs_pkey ON public.orgs USING btree (id)
CREATE UNIQUE INDEX outbox_pkey ON public.outbox USING btree (id)
CREATE INDEX outbox_waiting ON public.outbox USING btree (created_at, id) WHERE (handed_at IS NULL)
CREATE INDEX people_birthday ON public.people USING btree (org_id, birthday_calendar, birthday_month, birthday_day) WHERE (resident AND (status = 'living'::text) AND (merged_into IS NULL))
CREATE INDEX people_contact_index ON public.people USING btree (contact_index) WHERE (contact_index IS NOT NULL)
CREATE INDEX people_id_number_index ON public.people USING btree (id_number_index) WHERE (id_number_index IS NOT NULL)
CREATE INDEX people_merged ON public.people USING btree (merged_into) WHERE (merged_into IS NOT NULL)
CREATE INDEX people_name_index ON public.people USING btree (name_index, birth_date) WHERE (name_index IS NOT NULL)
CREATE UNIQUE INDEX people_pkey ON public.people USING btree (id)
CREATE INDEX people_residents ON public.people USING btree (org_id, door_key, id) WHERE (resident AND (merged_into IS NULL))
CREATE INDEX person_bookings_broadcast ON public.person_bookings USING btree (broadcast_id)
CREATE UNIQUE INDEX person_bookings_pkey ON public.person_bookings USING btree (id)
CREATE UNIQUE INDEX person_pairs_one_id_other_id_key ON public.person_pairs USING btree (one_id, other_id)
CREATE INDEX person_pairs_open ON public.person_pairs USING btree (org_id, score) WHERE (judged IS NULL)
CREATE INDEX person_pairs_other ON public.person_pairs USING btree (other_id)
CREATE UNIQUE INDEX person_pairs_pkey ON public.person_pairs USING btree (id)
CREATE INDEX person_search_tokens_person ON public.person_search_tokens USING btree (person_id)
CREATE UNIQUE INDEX person_search_tokens_pkey ON public.person_search_tokens USING btree (org_id, token, person_id)
CREATE INDEX person_tags_kind ON public.person_tags USING btree (org_id, kind_index) WHERE (ended_at IS NULL)
CREATE INDEX person_tags_person ON public.person_tags USING btree (person_id) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX person_tags_pkey ON public.person_tags USING btree (id)
CREATE INDEX person_taken ON public.person_bookings USING gist (person_id, during) WHERE (cancelled_at IS NULL)
CREATE INDEX person_ties_other ON public.person_ties USING btree (other_person_id) WHERE (other_person_id IS NOT NULL)
CREATE INDEX person_ties_person ON public.person_ties USING btree (person_id)
CREATE UNIQUE INDEX person_ties_pkey ON public.person_ties USING btree (id)
CREATE INDEX phone_codes_age ON public.phone_codes USING btree (asked_at)
CREATE INDEX phone_codes_phone ON public.phone_codes USING btree (phone_index, asked_at DESC)
CREATE UNIQUE INDEX phone_codes_pkey ON public.phone_codes USING btree (id)
CREATE UNIQUE INDEX place_offers_open ON public.place_offers USING btree (place_id) WHERE (outcome = 'open'::text)
CREATE UNIQUE INDEX place_offers_pkey ON public.place_offers USING btree (id)
CREATE INDEX place_offers_place ON public.place_offers USING btree (place_id, offered_at)
CREATE INDEX platform_figures_broadcast ON public.platform_figures USING btree (broadcast_id, channel_id, entered_at DESC, id DESC)
CREATE UNIQUE INDEX platform_figures_pkey ON public.platform_figures USING btree (id)
CREATE UNIQUE INDEX privacy_requests_number_key ON public.privacy_requests USING btree (number)
CREATE INDEX privacy_requests_org ON public.privacy_requests USING btree (org_id, state, due_at)
CREATE INDEX privacy_requests_person ON public.privacy_requests USING btree (person_id)
CREATE UNIQUE INDEX privacy_requests_pkey ON public.privacy_requests USING btree (id)
CREATE UNIQUE INDEX programme_broadcasts_pkey ON public.programme_broadcasts USING btree (broadcast_id)
CREATE INDEX programme_broadcasts_programme ON public.programme_broadcasts USING btree (programme_id)
CREATE UNIQUE INDEX programmes_name ON public.programmes USING btree (org_id, name)
CREATE UNIQUE INDEX programmes_pkey ON public.programmes USING btree (id)
CREATE INDEX questionnaire_answers_list ON public.questionnaire_answers USING btree (questionnaire_id, received_at DESC)
CREATE UNIQUE INDEX questionnaire_answers_number_key ON public.questionnaire_answers USING btree (number)
CREATE UNIQUE INDEX questionnaire_answers_once ON public.questionnaire_answers USING btree (questionnaire_id, person_id) WHERE (once AND (person_id IS NOT NULL) AND (withdrawn_at IS NULL))
CREATE INDEX questionnaire_answers_person ON public.questionnaire_answers USING btree (person_id) WHERE (person_id IS NOT NULL)
CREATE UNIQUE INDEX questionnaire_answers_pkey ON public.questionnaire_answers USING btree (id)
CREATE INDEX questionnaire_answers_source ON public.questionnaire_answers USING btree (source_id) WHERE (source_id IS NOT NULL)
CREATE INDEX questionnaire_answers_version ON public.questionnaire_answers USING btree (version_id, org_id)
CREATE INDEX questionnaire_links_of ON public.questionnaire_links USING btree (questionnaire_id)
CREATE UNIQUE INDEX questionnaire_links_pkey ON public.questionnaire_links USING btree (id)
CREATE UNIQUE INDEX questionnaire_links_token_key ON public.questionnaire_links USING btree (token)
CREATE UNIQUE INDEX questionnaire_versions_pkey ON public.questionnaire_versions USING btree (id)
CREATE UNIQUE INDEX questionnaire_versions_questionnaire_id_version_key ON public.questionnaire_versions USING btree (questionnaire_id, version)
CREATE INDEX questionnaires_org ON public.questionnaires USING btree (org_id, changed_at)
CREATE UNIQUE INDEX questionnaires_pkey ON public.questionnaires USING btree (id)
CREATE UNIQUE INDEX reservations_pkey ON public.reservations USING btree (id)
CREATE UNIQUE INDEX resident_cards_number_key ON public.resident_cards USING btree (number)
CREATE UNIQUE INDEX resident_cards_once ON public.resident_cards USING btree (person_id) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX resident_cards_pkey ON public.resident_cards USING btree (id)
CREATE UNIQUE INDEX resident_cards_token_hash_key ON public.resident_cards USING btree (token_hash)
CREATE INDEX role_assignments_account ON public.role_assignments USING btree (account_id) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX role_assignments_once ON public.role_assignments USING btree (account_id, role, org_id) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX role_assignments_pkey ON public.role_assignments USING btree (id)
CREATE INDEX round_doors_given ON public.round_doors USING btree (org_id, ticked_at) WHERE (outcome = 'given'::text)
CREATE INDEX round_doors_order ON public.round_doors USING btree (order_id)
CREATE INDEX round_doors_person ON public.round_doors USING btree (person_id)
CREATE UNIQUE INDEX round_doors_pkey ON public.round_doors USING btree (id)
CREATE INDEX round_doors_round ON public.round_doors USING btree (round_id, sort_key)
CREATE INDEX round_doors_sheet ON public.round_doors USING btree (sheet_id, "position")
CREATE UNIQUE INDEX round_sheets_number_key ON public.round_sheets USING btree (number)
CREATE UNIQUE INDEX round_sheets_pkey ON public.round_sheets USING btree (id)
CREATE INDEX round_sheets_round ON public.round_sheets USING btree (round_id, "position")
CREATE INDEX round_ticks_door ON public.round_ticks USING btree (door_id, recorded_at)
CREATE UNIQUE INDEX round_ticks_pkey ON public.round_ticks USING btree (id)
CREATE INDEX round_walkers_person ON public.round_walkers USING btree (person_id)
CREATE UNIQUE INDEX round_walkers_pkey ON public.round_walkers USING btree (id)
CREATE UNIQUE INDEX round_walkers_sheet_id_person_id_key ON public.round_walkers USING btree (sheet_id, person_id)
CREATE INDEX rounds_org ON public.rounds USING btree (org_id, state)
CREATE UNIQUE INDEX rounds_pkey ON public.rounds USING btree (id)
CREATE UNIQUE INDEX schema_migrations_pkey ON public.schema_migrations USING btree (number)
CREATE UNIQUE INDEX sealed_heads_pkey ON public.sealed_heads USING btree (seal_seq, kind, record_id)
CREATE INDEX sealed_heads_record ON public.sealed_heads USING btree (kind, record_id, event_seq DESC)
CREATE UNIQUE INDEX seals_pkey ON public.seals USING btree (seq)
CREATE UNIQUE INDEX service_conducts_pkey ON public.service_conducts USING btree (id)
CREATE UNIQUE INDEX service_conducts_service_id_org_id_version_key ON public.service_conducts USING btree (service_id, org_id, version)
CREATE UNIQUE INDEX service_opt_outs_once ON public.service_opt_outs USING btree (person_id, service_id) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX service_opt_outs_pkey ON public.service_opt_outs USING btree (id)
CREATE UNIQUE INDEX service_statuses_pkey ON public.service_statuses USING btree (id)
CREATE INDEX service_statuses_service ON public.service_statuses USING btree (service_id, org_id, from_day)
CREATE UNIQUE INDEX service_versions_pkey ON public.service_versions USING btree (id)
CREATE UNIQUE INDEX service_versions_service_id_org_id_version_key ON public.service_versions USING btree (service_id, org_id, version)
CREATE UNIQUE INDEX services_org_id_code_key ON public.services USING btree (org_id, code)
CREATE UNIQUE INDEX services_pkey ON public.services USING btree (id)
CREATE INDEX sessions_account ON public.sessions USING btree (account_id) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX sessions_pkey ON public.sessions USING btree (id)
CREATE UNIQUE INDEX sessions_token_hash_key ON public.sessions USING btree (token_hash)
CREATE UNIQUE INDEX skill_kinds_pkey ON public.skill_kinds USING btree (code)
CREATE UNIQUE INDEX skill_kinds_rank_key ON public.skill_kinds USING btree (rank)
CREATE UNIQUE INDEX statistic_months_pkey ON public.statistic_months USING btree (org_id, series, month)
CREATE UNIQUE INDEX statistic_releases_pkey ON public.statistic_releases USING btree (id)
CREATE INDEX statistic_releases_published ON public.statistic_releases USING btree (published_at) WHERE (state = 'published'::text)
CREATE INDEX statistic_releases_series ON public.statistic_releases USING btree (org_id, series, from_day)
CREATE UNIQUE INDEX statistic_workings_pkey ON public.statistic_workings USING btree (release_id)
CREATE UNIQUE INDEX team_kinds_pkey ON public.team_kinds USING btree (code)
CREATE UNIQUE INDEX team_kinds_rank_key ON public.team_kinds USING btree (rank)
CREATE UNIQUE INDEX teams_name ON public.teams USING btree (org_id, name) WHERE upper_inf(valid)
CREATE INDEX teams_org ON public.teams USING btree (org_id)
CREATE UNIQUE INDEX teams_pkey ON public.teams USING btree (id)
CREATE INDEX trigger_marks_occasion ON public.trigger_marks USING btree (org_id, service_id, occasion)
CREATE UNIQUE INDEX trigger_marks_pkey ON public.trigger_marks USING btree (id)
CREATE UNIQUE INDEX trigger_marks_service_id_subject_id_occasion_key ON public.trigger_marks USING btree (service_id, subject_id, occasion)
CREATE INDEX urgent_rules_org ON public.urgent_rules USING btree (org_id, from_day)
CREATE UNIQUE INDEX urgent_rules_pkey ON public.urgent_rules USING btree (id)
CREATE UNIQUE INDEX urgent_words_pkey ON public.urgent_words USING btree (org_id)
CREATE INDEX venue_bookings_broadcast ON public.venue_bookings USING btree (broadcast_id)
CREATE INDEX venue_bookings_during ON public.venue_bookings USING gist (during)
CREATE UNIQUE INDEX venue_bookings_pkey ON public.venue_bookings USING btree (id)
CREATE INDEX venue_taken ON public.venue_bookings USING gist (venue_id, during) WHERE (cancelled_at IS NULL)
CREATE UNIQUE INDEX venues_pkey ON public.venues USING btree (id)
CREATE INDEX visit_doors_dwelling ON public.visit_doors USING btree (dwelling_id)
CREATE UNIQUE INDEX visit_doors_pkey ON public.visit_doors USING btree (id)
CREATE INDEX visit_doors_plan ON public.visit_doors USING btree (plan_id, "position")
CREATE UNIQUE INDEX visit_doors_plan_id_dwelling_id_key ON public.visit_doors USING btree (plan_id, dwelling_id)
CREATE INDEX visit_doors_visited ON public.visit_doors USING btree (org_id, visited_at) WHERE (visited_at IS NOT NULL)
CREATE INDEX visit_doors_worker ON public.visit_doors USING btree (worker_id)
CREATE INDEX visit_plans_org ON public.visit_plans USING btree (org_id, state)
CREATE UNIQUE INDEX visit_plans_pkey ON public.visit_plans USING btree (id)
CREATE INDEX visit_plans_questionnaire ON public.visit_plans USING btree (questionnaire_version_id) WHERE (questionnaire_version_id IS NOT NULL)
CREATE INDEX visit_records_door ON public.visit_records USING btree (door_id, recorded_at)
CREATE UNIQUE INDEX visit_records_pkey ON public.visit_records USING btree (id)
CREATE UNIQUE INDEX volunteer_agreements_pkey ON public.volunteer_agreements USING btree (id)
CREATE INDEX volunteer_agreements_volunteer ON public.volunteer_agreements USING btree (volunteer_id)
CREATE UNIQUE INDEX volunteer_sign_ups_number_key ON public.volunteer_sign_ups USING btree (number)
CREATE INDEX volunteer_sign_ups_org ON public.volunteer_sign_ups USING btree (org_id, state, signed_up_at)
CREATE UNIQUE INDEX volunteer_sign_ups_pkey ON public.volunteer_sign_ups USING btree (id)
CREATE INDEX volunteer_skills_expiry ON public.volunteer_skills USING btree (org_id, expires_on) WHERE ((removed_at IS NULL) AND (expires_on IS NOT NULL))
CREATE UNIQUE INDEX volunteer_skills_pkey ON public.volunteer_skills USING btree (id)
CREATE INDEX volunteer_skills_volunteer ON public.volunteer_skills USING btree (volunteer_id) WHERE (removed_at IS NULL)
CREATE UNIQUE INDEX volunteers_number_key ON public.volunteers USING btree (number)
CREATE INDEX volunteers_org ON public.volunteers USING btree (org_id, number)
CREATE UNIQUE INDEX volunteers_person_id_key ON public.volunteers USING btree (person_id)
CREATE UNIQUE INDEX volunteers_pkey ON public.volunteers USING btree (id)
CREATE UNIQUE INDEX work_rules_org_id_version_key ON public.work_rules USING btree (org_id, version)
CREATE UNIQUE INDEX work_rules_pkey ON public.work_rules USING btree (id)

-- policies

accounts by_area ALL to yimi_app using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person))) with check ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person)))
accounts by_auth ALL to yimi_auth using true with check true
accounts by_keys ALL to yimi_keys using true with check true
activities adding INSERT to yimi_app, yimi_jobs with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
activities by_flow ALL to yimi_flow using true with check true
activities changing UPDATE to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
activities readable SELECT to yimi_app, yimi_jobs using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (org_id = ANY (( SELECT app_above() AS app_above)::uuid[])))
activity_places adding INSERT to yimi_app, yimi_jobs with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
activity_places by_flow ALL to yimi_flow using true with check true
activity_places changing UPDATE to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
activity_places readable SELECT to yimi_app, yimi_jobs using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person)))
air_sessions by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
air_sessions by_jobs ALL to yimi_jobs using true with check true
air_sessions by_keys ALL to yimi_keys using true with check true
arrangements by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
arrangements by_jobs SELECT to yimi_jobs using true
audience_minutes by_area SELECT to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
audience_minutes by_jobs ALL to yimi_jobs using true with check true
audit_exports by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
broadcast_audiences by_area SELECT to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
broadcast_audiences by_jobs ALL to yimi_jobs using true with check true
broadcast_viewers by_area SELECT to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
broadcast_viewers by_jobs ALL to yimi_jobs using true with check true
broadcasts by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
broadcasts by_flow ALL to yimi_flow using true with check true
broadcasts by_jobs ALL to yimi_jobs using true with check true
broadcasts by_public SELECT to yimi_public using (state = ANY (ARRAY['cleared'::text, 'on-air'::text, 'ended'::text, 'archived'::text]))
campaigns by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
campaigns from_above SELECT to yimi_app using (org_id = ANY (( SELECT app_above() AS app_above)::uuid[]))
channel_session_keys by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
channel_session_keys by_jobs SELECT to yimi_jobs using true
channel_session_keys by_keys ALL to yimi_keys using true with check true
channel_tasks by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
channels by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
channels by_jobs ALL to yimi_jobs using true with check true
channels by_keys ALL to yimi_keys using true with check true
channels from_above SELECT to yimi_app using (org_id = ANY (( SELECT app_above() AS app_above)::uuid[]))
check_ins by_area ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
check_ins by_flow ALL to yimi_flow using true with check true
checked_members by_area ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
checked_members by_flow ALL to yimi_flow using true with check true
claimables by_area ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
claimables by_flow ALL to yimi_flow using true with check true
code_frames adding INSERT to yimi_app with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
code_frames by_flow SELECT to yimi_flow using true
code_frames readable SELECT to yimi_app using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (org_id = ANY (( SELECT app_above() AS app_above)::uuid[])))
coding_items by_people ALL to yimi_app using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
coding_rounds by_flow SELECT to yimi_flow using true
coding_rounds by_people ALL to yimi_app using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
complaints by_area ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
complaints by_flow ALL to yimi_flow using true with check true
consents by_keys ALL to yimi_keys using true with check true
consents by_people ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
consents own SELECT to yimi_app using (person_id = ( SELECT app_person() AS app_person))
door_cards by_area ALL to yimi_app using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person))) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
door_cards by_flow SELECT to yimi_flow using true
door_cards by_keys ALL to yimi_keys using true with check true
duties adding INSERT to yimi_app, yimi_jobs with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
duties changing UPDATE to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
duties readable SELECT to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
dwelling_grids by_area ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
dwellings by_area ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
entrance_stewards by_area ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
entrances by_area ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
event_heads by_area SELECT to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
event_heads by_flow ALL to yimi_flow using true with check true
events by_area SELECT to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
events by_flow ALL to yimi_flow using true with check true
fact_checks by_people ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
fact_checks own SELECT to yimi_app using (person_id = ( SELECT app_person() AS app_person))
files by_area ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
flow_timers by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
flow_timers by_jobs ALL to yimi_jobs using true with check true
gate_evidence by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
gate_judgements by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
grid_workers by_area ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
grids by_area ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
grids by_figures SELECT to yimi_reader using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
guest_consents by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
guest_consents by_auth SELECT to yimi_auth using true
guest_consents by_flow ALL to yimi_flow using true with check true
guests by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
held_hours adding INSERT to yimi_app, yimi_jobs with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
held_hours by_flow ALL to yimi_flow using true with check true
held_hours changing UPDATE to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
held_hours readable SELECT to yimi_app, yimi_jobs using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (volunteer_org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person)))
hour_certificates adding INSERT to yimi_app, yimi_jobs with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
hour_certificates by_flow SELECT to yimi_flow using true
hour_certificates changing UPDATE to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
hour_certificates readable SELECT to yimi_app, yimi_jobs using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person)))
hour_entries adding INSERT to yimi_app, yimi_jobs with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
hour_entries by_flow SELECT to yimi_flow using true
hour_entries readable SELECT to yimi_app, yimi_jobs using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (volunteer_org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person)))
hour_rules adding INSERT to yimi_app, yimi_jobs with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
hour_rules by_flow SELECT to yimi_flow using true
hour_rules readable SELECT to yimi_app, yimi_jobs using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (org_id = ANY (( SELECT app_above() AS app_above)::uuid[])))
household_members by_people ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
household_members own SELECT to yimi_app using (person_id = ( SELECT app_person() AS app_person))
households by_figures SELECT to yimi_reader using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
households by_people ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
households own SELECT to yimi_app using (id IN ( SELECT household_members.household_id
   FROM household_members
  WHERE (household_members.person_id = ( SELECT app_person() AS app_person))))
import_mappings by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
import_mappings by_keys ALL to yimi_keys using true with check true
import_pages by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
import_pages by_jobs ALL to yimi_jobs using true
import_records by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
imports by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
imports by_jobs ALL to yimi_jobs using true with check true
imports by_keys ALL to yimi_keys using true with check true
incidents by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
incidents by_flow ALL to yimi_flow using true with check true
incidents by_jobs ALL to yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
invitations by_area ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
invitations by_auth ALL to yimi_auth using true with check true
invitations by_flow ALL to yimi_flow using true with check true
late_hours adding INSERT to yimi_app, yimi_jobs with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
late_hours by_flow ALL to yimi_flow using true with check true
late_hours changing UPDATE to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
late_hours readable SELECT to yimi_app, yimi_jobs using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (volunteer_org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person)))
life_events by_flow ALL to yimi_flow using true with check true
life_events by_keys ALL to yimi_keys using true with check true
life_events by_people ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
life_events own SELECT to yimi_app using (person_id = ( SELECT app_person() AS app_person))
member_roles adding INSERT to yimi_app, yimi_jobs with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
member_roles changing UPDATE to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
member_roles readable SELECT to yimi_app, yimi_jobs using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (volunteer_org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person)))
memberships adding INSERT to yimi_app, yimi_jobs with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
memberships by_figures SELECT to yimi_reader using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (volunteer_org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])))
memberships by_flow ALL to yimi_flow using true with check true
memberships changing UPDATE to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
memberships readable SELECT to yimi_app, yimi_jobs using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (volunteer_org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person)))
needs by_figures SELECT to yimi_reader using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
needs by_flow ALL to yimi_flow using true with check true
needs by_people ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
no_matches by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
no_matches by_flow SELECT to yimi_flow using true
notice_stops by_area ALL to yimi_app using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person))) with check ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person)))
notice_stops by_jobs SELECT to yimi_jobs using true
notices by_area ALL to yimi_app using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (receiver_id = ( SELECT app_person() AS app_person))) with check ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (receiver_id = ( SELECT app_person() AS app_person)))
notices by_jobs ALL to yimi_jobs using true with check true
offers by_area ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
on_site_counts by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
order_filters by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
order_places by_figures SELECT to yimi_reader using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
order_places by_flow ALL to yimi_flow using true with check true
order_places by_people ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
order_places own SELECT to yimi_app using ((holder_id = ( SELECT app_person() AS app_person)) OR (offered_to = ( SELECT app_person() AS app_person)) OR ((state = 'open-for-claim'::text) AND (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))))
order_proposals by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
order_ratings by_people ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
order_ratings own SELECT to yimi_app using (person_id = ( SELECT app_person() AS app_person))
orders by_figures SELECT to yimi_reader using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
orders by_flow ALL to yimi_flow using true with check true
orders by_people ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
orders own SELECT to yimi_app using ((person_id = ( SELECT app_person() AS app_person)) OR (requester_id = ( SELECT app_person() AS app_person)))
org_parents adding INSERT to yimi_app with check (parent_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
org_parents changing UPDATE to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
org_parents readable SELECT to public using true
org_parents removing DELETE to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
org_versions adding INSERT to yimi_app with check (cardinality(( SELECT app_orgs() AS app_orgs)) > 0)
org_versions changing UPDATE to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
org_versions readable SELECT to public using true
org_versions removing DELETE to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
orgs adding INSERT to yimi_app with check (cardinality(( SELECT app_orgs() AS app_orgs)) > 0)
orgs changing UPDATE to yimi_app using (id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
orgs readable SELECT to public using true
outbox by_area INSERT to yimi_app with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
outbox by_jobs ALL to yimi_jobs using true with check true
people by_auth SELECT to yimi_auth using true
people by_figures SELECT to yimi_reader using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
people by_flow SELECT to yimi_flow using true
people by_keys ALL to yimi_keys using true with check true
people by_kind ALL to yimi_app, yimi_jobs using (((NOT resident) AND (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))) OR (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) OR (id = ( SELECT app_person() AS app_person))) with check (((NOT resident) AND (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))) OR (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])))
person_bookings by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
person_pairs by_people ALL to yimi_app using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
person_search_tokens by_keys ALL to yimi_keys using true with check true
person_search_tokens by_people ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
person_tags by_keys ALL to yimi_keys using true with check true
person_tags by_people ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
person_tags own SELECT to yimi_app using (person_id = ( SELECT app_person() AS app_person))
person_ties by_people ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
person_ties own SELECT to yimi_app using (person_id = ( SELECT app_person() AS app_person))
place_offers by_people ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
place_offers own SELECT to yimi_app using (person_id = ( SELECT app_person() AS app_person))
platform_figures by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
privacy_requests by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
privacy_requests by_flow ALL to yimi_flow using true with check true
privacy_requests own SELECT to yimi_app using (person_id = ( SELECT app_person() AS app_person))
programme_broadcasts by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
programme_broadcasts by_public SELECT to yimi_public using (programme_id IN ( SELECT programmes.id
   FROM programmes))
programmes adding INSERT to yimi_app with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
programmes by_public SELECT to yimi_public using published
programmes changing UPDATE to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
programmes readable SELECT to yimi_app using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (org_id = ANY (( SELECT app_above() AS app_above)::uuid[])))
questionnaire_answers by_flow ALL to yimi_flow using true with check true
questionnaire_answers by_people ALL to yimi_app using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
questionnaire_answers own SELECT to yimi_app using (person_id = ( SELECT app_person() AS app_person))
questionnaire_links by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
questionnaire_links by_flow SELECT to yimi_flow using true
questionnaire_versions by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
questionnaire_versions by_flow SELECT to yimi_flow using true
questionnaire_versions from_above SELECT to yimi_app using (org_id = ANY (( SELECT app_above() AS app_above)::uuid[]))
questionnaires by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
questionnaires by_flow SELECT to yimi_flow using true
questionnaires from_above SELECT to yimi_app using (org_id = ANY (( SELECT app_above() AS app_above)::uuid[]))
reservations by_area ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
reservations by_flow ALL to yimi_flow using true with check true
resident_cards by_flow SELECT to yimi_flow using true
resident_cards by_people ALL to yimi_app using ((org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person))) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
role_assignments by_area ALL to yimi_app using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (account_id IN ( SELECT accounts.id
   FROM accounts))) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
role_assignments by_auth ALL to yimi_auth using true with check true
round_doors by_people ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
round_doors own SELECT to yimi_app using (EXISTS ( SELECT
   FROM (round_sheets s
     JOIN round_walkers w ON ((w.sheet_id = s.id)))
  WHERE ((s.id = round_doors.sheet_id) AND (w.person_id = ( SELECT app_person() AS app_person)) AND (w.accepted_at IS NOT NULL))))
round_sheets by_people ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
round_sheets own SELECT to yimi_app using ((EXISTS ( SELECT
   FROM round_walkers w
  WHERE ((w.sheet_id = round_sheets.id) AND (w.person_id = ( SELECT app_person() AS app_person))))) AND ((sight_until IS NULL) OR (sight_until > now())))
round_ticks by_people ALL to yimi_app using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
round_walkers by_people ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
round_walkers own SELECT to yimi_app using (person_id = ( SELECT app_person() AS app_person))
rounds by_area ALL to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
rounds by_flow ALL to yimi_flow using true with check true
service_conducts adding INSERT to yimi_app with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
service_conducts readable SELECT to yimi_app, yimi_jobs, yimi_public using true
service_opt_outs adding INSERT to yimi_app, yimi_jobs with check ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person)))
service_opt_outs changing UPDATE to yimi_app, yimi_jobs using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person)))
service_opt_outs readable SELECT to yimi_app, yimi_jobs using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person)))
service_statuses adding INSERT to yimi_app with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
service_statuses readable SELECT to yimi_app, yimi_jobs, yimi_public using true
service_versions adding INSERT to yimi_app with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
service_versions readable SELECT to yimi_app, yimi_jobs, yimi_public using true
services adding INSERT to yimi_app with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
services readable SELECT to yimi_app, yimi_jobs, yimi_public using true
sessions by_account ALL to yimi_app using (account_id IN ( SELECT accounts.id
   FROM accounts))
sessions by_auth ALL to yimi_auth using true with check true
statistic_months by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
statistic_releases by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
statistic_releases by_flow ALL to yimi_flow using true with check true
statistic_releases published SELECT to yimi_app, yimi_public using (state = 'published'::text)
statistic_workings by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
teams adding INSERT to yimi_app with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
teams by_figures SELECT to yimi_reader using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (EXISTS ( SELECT
   FROM memberships m
  WHERE ((m.team_id = teams.id) AND (m.volunteer_org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))))))
teams by_flow SELECT to yimi_flow using true
teams changing UPDATE to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
teams readable SELECT to yimi_app, yimi_jobs using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (org_id = ANY (( SELECT app_above() AS app_above)::uuid[])))
trigger_marks by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
urgent_rules adding INSERT to yimi_app with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
urgent_rules by_flow SELECT to yimi_flow using true
urgent_rules readable SELECT to yimi_app using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (org_id = ANY (( SELECT app_above() AS app_above)::uuid[])))
urgent_words adding INSERT to yimi_app with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
urgent_words changing UPDATE to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
urgent_words readable SELECT to yimi_app using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (org_id = ANY (( SELECT app_above() AS app_above)::uuid[])))
urgent_words removing DELETE to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
venue_bookings adding INSERT to yimi_app with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
venue_bookings changing UPDATE to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
venue_bookings readable SELECT to yimi_app using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (venue_org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (venue_org_id = ANY (( SELECT app_above() AS app_above)::uuid[])))
venues adding INSERT to yimi_app with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
venues changing UPDATE to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
venues readable SELECT to yimi_app using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (org_id = ANY (( SELECT app_above() AS app_above)::uuid[])))
visit_doors by_figures SELECT to yimi_reader using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
visit_doors by_people ALL to yimi_app using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
visit_plans by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
visit_plans by_figures SELECT to yimi_reader using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
visit_plans by_flow ALL to yimi_flow using true with check true
visit_records by_people ALL to yimi_app using (org_id = ANY (( SELECT app_people() AS app_people)::uuid[])) with check (org_id = ANY (( SELECT app_people() AS app_people)::uuid[]))
volunteer_agreements adding INSERT to yimi_app, yimi_jobs with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
volunteer_agreements changing UPDATE to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
volunteer_agreements readable SELECT to yimi_app, yimi_jobs using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person)))
volunteer_sign_ups by_area ALL to yimi_app using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
volunteer_sign_ups by_flow ALL to yimi_flow using true with check true
volunteer_skills adding INSERT to yimi_app, yimi_jobs with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
volunteer_skills changing UPDATE to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
volunteer_skills readable SELECT to yimi_app, yimi_jobs using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person)))
volunteers adding INSERT to yimi_app, yimi_jobs with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
volunteers by_flow ALL to yimi_flow using true with check true
volunteers changing UPDATE to yimi_app, yimi_jobs using (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
volunteers readable SELECT to yimi_app, yimi_jobs using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (person_id = ( SELECT app_person() AS app_person)))
work_rules adding INSERT to yimi_app with check (org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
work_rules by_jobs ALL to yimi_jobs using true with check true
work_rules readable SELECT to yimi_app using ((org_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (org_id = ANY (( SELECT app_above() AS app_above)::uuid[])))

-- functions

CREATE OR REPLACE FUNCTION public.account_names(p_ids uuid[])
 RETURNS TABLE(id uuid, display_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$ select a.id, a.display_name from accounts a where a.id = any (p_ids) $function$

owner owner
CREATE OR REPLACE FUNCTION public.account_people(p_ids uuid[])
 RETURNS TABLE(account_id uuid, person_id uuid, person_org_id uuid, display_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select a.id, a.person_id, p.org_id, a.display_name from accounts a join people p on p.id = a.person_id
  where (a.id = any (p_ids) or a.person_id = any (p_ids)) and a.status = 'active' $function$

owner owner
CREATE OR REPLACE FUNCTION public.activity_places_ahead(p_person uuid)
 RETURNS TABLE(id uuid, org_id uuid, activity_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select p.id, p.org_id, p.activity_id from activity_places p
  where p.person_id = p_person and p.state in ('waiting', 'taken') order by p.activity_id, p.id $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.answer_profiles(p_version uuid, p_questions text[], p_orgs uuid[], p_from date, p_until date)
 RETURNS TABLE(org_id uuid, month text, choices jsonb, asked jsonb, answers integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  with a as (
    select a.org_id, to_char(a.received_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month,
      (select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(a.choices) e where e.key = any (p_questions)) as choices,
      (select coalesce(jsonb_object_agg(e.key, true), '{}') from jsonb_each(a.asked) e where e.key = any (p_questions)) as asked
    from questionnaire_answers a
    where a.version_id = p_version and a.withdrawn_at is null
      and a.org_id = any (p_orgs) and a.org_id = any ((select app_orgs())::uuid[])
      and (a.received_at at time zone 'Asia/Shanghai')::date between p_from and p_until
  )
  select org_id, month, choices, asked, count(*)::int from a group by 1, 2, 3, 4 $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.app_above()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select coalesce(string_to_array(nullif(current_setting('app.above', true), ''), ',')::uuid[], '{}') $function$

owner owner
CREATE OR REPLACE FUNCTION public.app_orgs()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select coalesce(string_to_array(nullif(current_setting('app.orgs', true), ''), ',')::uuid[], '{}') $function$

owner owner
CREATE OR REPLACE FUNCTION public.app_people()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select coalesce(string_to_array(nullif(current_setting('app.people', true), ''), ',')::uuid[], '{}') $function$

owner owner
CREATE OR REPLACE FUNCTION public.app_person()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.person', true), '')::uuid $function$

owner owner
CREATE OR REPLACE FUNCTION public.append_event(p_id uuid, p_kind text, p_record_id uuid, p_seq integer, p_at timestamp with time zone, p_actor_id uuid, p_actor_role text, p_org_id uuid, p_move text, p_from_state text, p_to_state text, p_gates jsonb, p_refs jsonb, p_detail bytea, p_key_id uuid, p_prev_hash bytea, p_hash bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  v_table text;
  v_org uuid;
  v_state text;
  v_seq integer;
  v_head bytea;
begin
  select table_name into strict v_table from event_kinds where kind = p_kind;
  select head_seq, head_hash into v_seq, v_head from lock_event_head(p_kind, p_record_id, p_org_id);
  if v_seq <> p_seq - 1 then
    raise exception 'the record was moved meanwhile' using errcode = 'YF001';
  end if;
  if v_head is distinct from p_prev_hash then
    raise exception 'the chain does not join' using errcode = 'YF003';
  end if;
  if v_table is not null then
    execute format('select org_id, state from %I where id = $1 for update', v_table) into v_org, v_state using p_record_id;
    if v_org is distinct from p_org_id then
      raise exception 'record outside the scope of the transaction' using errcode = 'YF002';
    end if;
    if v_seq > 0 and v_state is distinct from p_from_state then
      raise exception 'the record was moved meanwhile' using errcode = 'YF001';
    end if;
    execute format('update %I set state = $2, gates = gates || $3, moved_at = $4 where id = $1', v_table)
      using p_record_id, p_to_state, p_gates, p_at;
  end if;
  insert into events (id, kind, record_id, seq, at, actor_id, actor_role, org_id, move, from_state, to_state, gates,
                      refs, detail, key_id, prev_hash, hash)
  values (p_id, p_kind, p_record_id, p_seq, p_at, p_actor_id, p_actor_role, p_org_id, p_move, p_from_state, p_to_state,
          p_gates, p_refs, p_detail, p_key_id, p_prev_hash, p_hash);
  update event_heads set seq = p_seq, hash = p_hash where kind = p_kind and record_id = p_record_id;
end $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.append_events(p_kind text, p_ids uuid[], p_record_ids uuid[], p_seqs integer[], p_ats timestamp with time zone[], p_actor_ids uuid[], p_actor_roles text[], p_org_ids uuid[], p_moves text[], p_from_states text[], p_to_states text[], p_gates jsonb[], p_refs jsonb[], p_details bytea[], p_key_ids uuid[], p_prev_hashes bytea[], p_hashes bytea[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  v_table text;
  v_fault text;
begin
  select table_name into strict v_table from event_kinds where kind = p_kind;
  perform from lock_event_heads(p_kind, p_record_ids, p_org_ids);
  select case when h.seq is distinct from e.seq - 1 then 'YF001' else 'YF003' end into v_fault
    from unnest(p_record_ids, p_seqs, p_prev_hashes) with ordinality as e (record_id, seq, prev_hash, place)
    left join lateral (select seq, hash from event_heads where kind = p_kind and record_id = e.record_id limit 1) h on true
    where h.seq is distinct from e.seq - 1 or h.hash is distinct from e.prev_hash
    order by e.place limit 1;
  if v_fault is null and exists (select from unnest(p_record_ids) as e (record_id) group by e.record_id having count(*) > 1) then
    v_fault := 'YF001';
  end if;
  if v_fault is null and v_table is not null then
    execute format('select from %I where id = any ($1) order by id for update', v_table) using p_record_ids;
    execute format(
      'select case when r.org_id is distinct from e.org_id then ''YF002'' else ''YF001'' end'
      ' from unnest($1, $2, $3, $4) with ordinality as e (record_id, org_id, seq, from_state, place) '
      ' left join lateral (select org_id, state from %I where id = e.record_id limit 1) r on true'
      ' where r.org_id is distinct from e.org_id or (e.seq > 1 and r.state is distinct from e.from_state)'
      ' order by e.place limit 1', v_table)
      into v_fault using p_record_ids, p_org_ids, p_seqs, p_from_states;
  end if;
  if v_fault is not null then
    raise exception '%', case v_fault when 'YF001' then 'the record was moved meanwhile' when 'YF003' then 'the chain does not join'
      else 'record outside the scope of the transaction' end using errcode = v_fault;
  end if;
  if v_table is not null then
    execute format(
      'update %I r set state = e.to_state, gates = r.gates || e.gates, moved_at = e.at'
      ' from unnest($1, $2, $3, $4) as e (record_id, to_state, gates, at) where r.id = any ($1) and r.id = e.record_id', v_table)
      using p_record_ids, p_to_states, p_gates, p_ats;
  end if;
  insert into events (id, kind, record_id, seq, at, actor_id, actor_role, org_id, move, from_state, to_state, gates,
                      refs, detail, key_id, prev_hash, hash)
    select e.id, p_kind, e.record_id, e.seq, e.at, e.actor_id, e.actor_role, e.org_id, e.move, e.from_state, e.to_state, e.gates,
      e.refs, e.detail, e.key_id, e.prev_hash, e.hash
    from unnest(p_ids, p_record_ids, p_seqs, p_ats, p_actor_ids, p_actor_roles, p_org_ids, p_moves, p_from_states, p_to_states,
      p_gates, p_refs, p_details, p_key_ids, p_prev_hashes, p_hashes)
    as e (id, record_id, seq, at, actor_id, actor_role, org_id, move, from_state, to_state, gates, refs, detail, key_id, prev_hash, hash);
  -- all are there and locked: written as an insert, each is found by the key, however many there are
  insert into event_heads (kind, record_id, org_id, seq, hash)
    select p_kind, e.record_id, e.org_id, e.seq, e.hash
    from unnest(p_record_ids, p_org_ids, p_seqs, p_hashes) as e (record_id, org_id, seq, hash)
    on conflict (kind, record_id) do update set seq = excluded.seq, hash = excluded.hash;
end $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.count_answers(p_version uuid)
 RETURNS TABLE(what text, question text, option text, n bigint, answered bigint, mean numeric)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.destroy_data_key(p_subject_kind text, p_subject_id uuid, p_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  update data_keys set wrapped = null, destroyed_at = p_at
  where subject_kind = p_subject_kind and subject_id = p_subject_id and destroyed_at is null $function$

owner owner
CREATE OR REPLACE FUNCTION public.doors_asked(p_version uuid, p_orgs uuid[])
 RETURNS TABLE(doors integer, answered integer, met integer, refused integer, not_met integer, gone integer, to_go integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  with p as (select id, refusals, answers from visit_plans
    where questionnaire_version_id = p_version and org_id = any (p_orgs) and state in ('running', 'ended')),
  s as (select coalesce(sum(refusals), 0) as refusals, coalesce(sum(answers), 0) as answers from p),
  d as (select case when answered then 'answered' else outcome end as came from visit_doors where plan_id in (select id from p))
  select count(*)::int,
    (count(*) filter (where came = 'answered') + (select answers from s))::int,
    (count(*) filter (where came = 'talked') - (select answers from s))::int,
    (count(*) filter (where came = 'refused') + (select refusals from s))::int,
    (count(*) filter (where came in ('nobody-home', 'come-back', 'not-met')) - (select refusals from s))::int,
    (count(*) filter (where came in ('moved-away', 'wrong-door')))::int,
    (count(*) filter (where came is null))::int
  from d $function$

owner owner
CREATE OR REPLACE FUNCTION public.find_certificate(p_number text)
 RETURNS TABLE(id uuid, org_id uuid, person_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select c.id, c.org_id, c.person_id from hour_certificates c where c.number = p_number $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.find_checked_member(p_secret_hash bytea, p_now timestamp with time zone)
 RETURNS TABLE(id uuid, org_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$ select m.id, m.org_id from checked_members m where m.secret_hash = p_secret_hash and m.secret_expires_at > p_now $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.find_complaint(p_number text, p_word_hash bytea)
 RETURNS TABLE(id uuid, org_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$ select c.id, c.org_id from complaints c where c.number = p_number and c.word_hash = p_word_hash $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.find_door_card(p_number text, p_word_index bytea)
 RETURNS TABLE(id uuid, org_id uuid, person_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select c.id, c.org_id, c.person_id from door_cards c
  where c.ended_at is null and (c.number = p_number or c.word_index = p_word_index) limit 1 $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.find_nameless_answer(p_id uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select org_id from questionnaire_answers where id = p_id and person_id is null and entered_by is null $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.find_questionnaire_link(p_token text, p_day date)
 RETURNS TABLE(id uuid, org_id uuid, kind text, questionnaire_id uuid, owner_org_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select l.id, l.org_id, l.kind, l.questionnaire_id, q.org_id
  from questionnaire_links l join questionnaires q on q.id = l.questionnaire_id
  where l.token = p_token and l.ended_at is null and q.closed_at is null
    and l.opens_on <= p_day and (l.closes_on is null or l.closes_on >= p_day) $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.find_resident_card(p_token_hash bytea)
 RETURNS TABLE(id uuid, org_id uuid, person_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select c.id, c.org_id, c.person_id from resident_cards c where c.ended_at is null and c.token_hash = p_token_hash $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.forget_answers_of(p_person uuid, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  update questionnaire_answers set choices = '{}', asked = '{}', words_enc = null, person_id = null, withdrawn_at = coalesce(withdrawn_at, p_now)
  where person_id = p_person $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.grid_of_order(p_order uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$ select p.grid_id from order_places p where p.order_id = p_order order by p.round desc, p.position limit 1 $function$

owner owner
CREATE OR REPLACE FUNCTION public.has_answered(p_questionnaire uuid, p_person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select exists (select from questionnaire_answers where questionnaire_id = p_questionnaire and person_id = p_person
    and withdrawn_at is null) $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.hour_notices(p_now timestamp with time zone)
 RETURNS TABLE(number text, org_id uuid, volunteer_number text, day date, minutes integer, content text, notice_from timestamp with time zone, notice_until timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select l.number, l.org_id, v.number, l.day, (extract(epoch from upper(l.during) - lower(l.during)) / 60)::integer, l.content,
    l.notice_from, l.notice_until
  from late_hours l join volunteers v on v.id = l.volunteer_id
  where l.state = 'on-notice' and l.notice_until >= p_now order by l.notice_until, l.number limit 500 $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.hour_rules_for(p_org uuid, p_day date)
 RETURNS TABLE(id uuid, org_id uuid, from_day date, content jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select r.id, r.org_id, r.from_day, r.content from hour_rules r
  join org_closure c on c.ancestor_id = r.org_id and c.descendant_id = p_org and c.valid @> p_day
  where r.from_day <= p_day order by c.depth, r.from_day desc, r.made_at desc limit 1 $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.hours_beside(p_volunteers uuid[], p_from timestamp with time zone, p_until timestamp with time zone)
 RETURNS TABLE(volunteer_id uuid, source_kind text, source_id uuid, day date, during tstzrange, minutes_counted integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select e.volunteer_id, e.source_kind, e.source_id, e.day, e.during, e.minutes_counted from hour_entries e
  where e.volunteer_id = any (p_volunteers) and e.reverses_id is null and e.during && tstzrange(p_from, p_until)
    and not exists (select from hour_entries r where r.reverses_id = e.id)
  union all
  select h.volunteer_id, h.source_kind, h.source_id, h.day, h.during, h.minutes_counted from held_hours h
  where h.volunteer_id = any (p_volunteers) and h.state = 'held' and h.during && tstzrange(p_from, p_until) $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.in_days(p_at timestamp with time zone, p_from date, p_until date)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select p_at is not null and (p_from is null or (p_at at time zone 'Asia/Shanghai')::date >= p_from)
    and (p_until is null or (p_at at time zone 'Asia/Shanghai')::date <= p_until) $function$

owner owner
CREATE OR REPLACE FUNCTION public.indexed_under(p_index bytea)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select case when octet_length(p_index) in (8, 32) then 1 else get_byte(p_index, 0) * 256 + get_byte(p_index, 1) end $function$

owner owner
CREATE OR REPLACE FUNCTION public.keep_destroyed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.destroyed_at is not null then
    raise exception 'a destroyed key does not come back' using errcode = 'YF004';
  end if;
  return new;
end $function$

owner owner
CREATE OR REPLACE FUNCTION public.kept_apart(p_ids uuid[])
 RETURNS TABLE(first_id uuid, second_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select distinct n.first_id, n.second_id from no_matches n
  where n.ended_at is null and n.first_id = any (p_ids) and n.second_id = any (p_ids) $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.lock_event_head(p_kind text, p_record_id uuid, p_org_id uuid)
 RETURNS TABLE(head_seq integer, head_hash bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if not (p_org_id = any (app_orgs())) then
    raise exception 'record outside the scope of the transaction' using errcode = 'YF002';
  end if;
  insert into event_heads (kind, record_id, org_id, seq, hash)
    values (p_kind, p_record_id, p_org_id, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing;
  return query select h.seq, h.hash from event_heads h where h.kind = p_kind and h.record_id = p_record_id for update;
end $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.lock_event_heads(p_kind text, p_record_ids uuid[], p_org_ids uuid[])
 RETURNS TABLE(record_id uuid, head_seq integer, head_hash bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  if exists (select from unnest(p_record_ids, p_org_ids) as e (record_id, org_id)
             where (e.org_id = any ((select app_orgs())::uuid[])) is not true) then
    raise exception 'record outside the scope of the transaction' using errcode = 'YF002';
  end if;
  -- a head that is there is locked by the conflict and stays as it is
  insert into event_heads as h (kind, record_id, org_id, seq, hash)
    select p_kind, e.record_id, e.org_id, 0, decode(repeat('00', 32), 'hex')
    from unnest(p_record_ids, p_org_ids) with ordinality as e (record_id, org_id, place) order by e.place
    on conflict (kind, record_id) do update set seq = h.seq where false;
  return query select h.record_id, h.seq, h.hash from event_heads h where h.kind = p_kind and h.record_id = any (p_record_ids);
end $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.lost_records()
 RETURNS TABLE(kind text, record_id uuid, seq integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select s.kind, s.record_id, max(s.event_seq) from sealed_heads s where not exists (
    select from event_heads h where h.kind = s.kind and h.record_id = s.record_id)
  group by s.kind, s.record_id order by s.kind, s.record_id $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.needs_counted(p_orgs uuid[], p_from date, p_until date)
 RETURNS TABLE(org_id uuid, need_class text, service_id uuid, grid_id uuid, month text, state text, needs integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select n.org_id, n.need_class, n.service_id, n.grid_id, to_char(n.heard_on, 'YYYY-MM'), n.state, count(*)::int
  from needs n where n.org_id = any (p_orgs) and (p_from is null or n.heard_on >= p_from)
    and (p_until is null or n.heard_on <= p_until)
  group by 1, 2, 3, 4, 5, 6 $function$

owner owner
CREATE OR REPLACE FUNCTION public.open_teams(p_org uuid, p_day date)
 RETURNS TABLE(id uuid, name text, kind_label text, purpose text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select t.id, t.name, k.label, t.purpose from teams t join team_kinds k on k.code = t.kind
  join org_closure c on c.ancestor_id = t.org_id and c.descendant_id = p_org and c.valid @> p_day
  where t.valid @> p_day order by c.depth, k.rank, t.name $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.order_places_ahead(p_person uuid)
 RETURNS TABLE(id uuid, org_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select p.id, p.org_id from order_places p
  where p.offered_to = p_person or (p.holder_id = p_person and p.state in ('accepted', 'scheduled')) order by p.order_id, p.id $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.orders_by_grid(p_orgs uuid[], p_from date, p_until date)
 RETURNS TABLE(part_id uuid, label text, submitted integer, delivered integer, visits integer, persons integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select o.grid, min(g.name),
    (count(*) filter (where in_days(o.submitted_at, p_from, p_until)))::int,
    (count(*) filter (where o.state <> 'in-dispute' and in_days(o.delivered_at, p_from, p_until)))::int,
    coalesce(sum((select count(*) from order_places p where p.order_id = o.id and p.state = 'delivered'
      and in_days(p.ended_at, p_from, p_until))), 0)::int,
    (count(distinct o.person_id) filter (where o.state <> 'in-dispute' and in_days(o.delivered_at, p_from, p_until)))::int
  from (select id, person_id, submitted_at, delivered_at, state, grid_of_order(id) as grid from orders where org_id = any (p_orgs)
      and (in_days(submitted_at, p_from, p_until) or in_days(delivered_at, p_from, p_until)
        or exists (select from order_places p where p.order_id = orders.id and in_days(p.ended_at, p_from, p_until)))) o
    left join grids g on g.id = o.grid
  group by o.grid $function$

owner owner
CREATE OR REPLACE FUNCTION public.orders_by_item(p_orgs uuid[], p_from date, p_until date)
 RETURNS TABLE(service_id uuid, version_id uuid, submitted integer, delivered integer, visits integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select o.service_id, (array_agg(o.service_version_id order by o.submitted_at desc))[1],
    (count(*) filter (where in_days(o.submitted_at, p_from, p_until)))::int,
    (count(*) filter (where o.state <> 'in-dispute' and in_days(o.delivered_at, p_from, p_until)))::int,
    coalesce(sum((select count(*) from order_places p where p.order_id = o.id and p.state = 'delivered'
      and in_days(p.ended_at, p_from, p_until))), 0)::int
  from orders o where o.org_id = any (p_orgs) group by o.service_id $function$

owner owner
CREATE OR REPLACE FUNCTION public.orders_by_team(p_orgs uuid[], p_from date, p_until date)
 RETURNS TABLE(part_id uuid, label text, delivered integer, visits integer, persons integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select t.id, t.name,
    (count(distinct o.id) filter (where o.state <> 'in-dispute' and in_days(o.delivered_at, p_from, p_until)))::int,
    (count(distinct p.id) filter (where in_days(p.ended_at, p_from, p_until)))::int,
    (count(distinct o.person_id) filter (where o.state <> 'in-dispute' and in_days(o.delivered_at, p_from, p_until)))::int
  from order_places p join orders o on o.id = p.order_id
    join memberships m on m.person_id = p.holder_id and m.from_day <= (p.ended_at at time zone 'Asia/Shanghai')::date
      and (m.until_day is null or m.until_day >= (p.ended_at at time zone 'Asia/Shanghai')::date)
    join teams t on t.id = m.team_id
  where o.org_id = any (p_orgs) and p.state = 'delivered'
  group by t.id, t.name $function$

owner owner
CREATE OR REPLACE FUNCTION public.orders_of_places(p_ids uuid[])
 RETURNS TABLE(place_id uuid, number text, conduct jsonb, state text, answerable_id uuid, priority integer, urgent boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select p.id, o.number, o.conduct, o.state, o.answerable_id, o.priority, o.urgent from order_places p join orders o on o.id = p.order_id
  where p.id = any (p_ids) $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.own_record_events(p_limit integer)
 RETURNS TABLE(id uuid, at timestamp with time zone, actor_role text, org_id uuid, move text, record_id uuid, detail bytea, key_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select e.id, e.at, e.actor_role, e.org_id, e.move, e.record_id, e.detail, e.key_id from events e
  where e.kind = 'person' and e.record_id = app_person() order by e.at desc, e.seq desc limit least(p_limit, 500) $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.persons_served_by_org(p_orgs uuid[], p_from date, p_until date)
 RETURNS TABLE(org_id uuid, persons integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select served.org_id, count(*)::int from (
    select distinct on (o.person_id) o.person_id, o.org_id from orders o
    where o.org_id = any (p_orgs) and o.state <> 'in-dispute' and in_days(o.delivered_at, p_from, p_until)
    order by o.person_id, o.delivered_at) served group by 1 $function$

owner owner
CREATE OR REPLACE FUNCTION public.questionnaire_titles(p_ids uuid[])
 RETURNS TABLE(id uuid, title text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select q.id, q.title from questionnaires q where q.id = any (p_ids) $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.rebuild_org_closure()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform pg_advisory_xact_lock(7202);
  delete from org_closure;
  insert into org_closure (ancestor_id, descendant_id, depth, valid)
  with recursive edges as (
    select org_id, parent_id, valid from org_parents
    union all
    -- what was made under a merged organisation is, from that day on, below the one that took it over
    select id, merged_into, daterange(upper(valid), null) from orgs where merged_into is not null
  ), up as (
    select o.id as ancestor_id, o.id as descendant_id, 0 as depth,
      case when o.merged_into is null then o.valid else daterange(lower(o.valid), null) end as valid
    from orgs o
    union all
    select e.parent_id, up.descendant_id, up.depth + 1, up.valid * e.valid
    from up join edges e on e.org_id = up.ancestor_id and e.valid && up.valid
    where up.depth < 32
  )
  select up.ancestor_id, up.descendant_id, up.depth, case when up.depth = 0 then o.valid else up.valid end
  from up join orgs o on o.id = up.descendant_id where not isempty(up.valid);
  if exists (select from org_closure where depth > 0 and ancestor_id = descendant_id) then
    raise exception 'an organisation would be above itself' using errcode = 'YF010';
  end if;
end $function$

owner owner
CREATE OR REPLACE FUNCTION public.residents_by_org(p_orgs uuid[])
 RETURNS TABLE(org_id uuid, residents integer, households integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select o.id,
    (select count(*)::int from people p where p.org_id = o.id and p.resident and p.status = 'living' and p.merged_into is null
       and p.erased_at is null),
    (select count(*)::int from households h where h.org_id = o.id and h.valid_until is null)
  from unnest(p_orgs) as o (id) $function$

owner owner
CREATE OR REPLACE FUNCTION public.role_holders(p_roles text[], p_org uuid, p_day date)
 RETURNS TABLE(account_id uuid, person_id uuid, person_org_id uuid, display_name text, depth integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select a.id, a.person_id, p.org_id, a.display_name, min(c.depth)::integer
  from role_assignments r join accounts a on a.id = r.account_id and a.status = 'active' join people p on p.id = a.person_id
  join org_closure c on c.ancestor_id = r.org_id and c.descendant_id = p_org and c.valid @> p_day
  where r.role = any (p_roles) and r.ended_at is null group by a.id, a.person_id, p.org_id, a.display_name $function$

owner owner
CREATE OR REPLACE FUNCTION public.sealed_under(p_sealed bytea)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select case get_byte(p_sealed, 0) when 1 then 1 else get_byte(p_sealed, 1) * 256 + get_byte(p_sealed, 2) end $function$

owner owner
CREATE OR REPLACE FUNCTION public.sources_recorded(p_account uuid, p_since timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select count(distinct (e.source_kind, e.source_id))::integer from hour_entries e
  where e.recorded_by = p_account and e.recorded_at >= p_since and e.reverses_id is null $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.team_sizes(p_ids uuid[])
 RETURNS TABLE(team_id uuid, members integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select m.team_id, count(*)::integer from memberships m where m.team_id = any (p_ids) and m.state = 'member' group by 1 $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.unsealed_heads()
 RETURNS TABLE(kind text, record_id uuid, seq integer, hash bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select h.kind, h.record_id, h.seq, h.hash from event_heads h
  where h.seq > 0 and not exists (
    select from sealed_heads s where s.kind = h.kind and s.record_id = h.record_id and s.event_seq >= h.seq)
  order by h.kind, h.record_id $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.urgent_rules_for(p_org uuid, p_day date)
 RETURNS TABLE(id uuid, org_id uuid, from_day date, look_minutes integer, handle_minutes integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select r.id, r.org_id, r.from_day, r.look_minutes, r.handle_minutes from urgent_rules r
  join org_closure c on c.ancestor_id = r.org_id and c.descendant_id = p_org and c.valid @> p_day
  where r.from_day <= p_day order by c.depth, r.from_day desc, r.made_at desc limit 1 $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.visits_by_plan(p_orgs uuid[], p_from date, p_until date)
 RETURNS TABLE(plan_id uuid, name text, made_at timestamp with time zone, doors integer, visited integer, met integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select p.id, p.name, p.made_at, count(d.plan_id)::int,
    (count(d.plan_id) filter (where d.visited_at is not null and f.falls))::int,
    (count(d.plan_id) filter (where d.outcome = 'talked' and f.falls))::int
  from visit_plans p join visit_doors d on d.plan_id = p.id
  cross join lateral (select (p_from is null or (d.visited_at at time zone 'Asia/Shanghai')::date >= p_from)
    and (p_until is null or (d.visited_at at time zone 'Asia/Shanghai')::date <= p_until) as falls) f
  where p.org_id = any (p_orgs) group by p.id, p.name, p.made_at $function$

owner owner
CREATE OR REPLACE FUNCTION public.volunteers_of_one(p_id uuid)
 RETURNS TABLE(id uuid, org_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  with root as (select coalesce(q.merged_into, q.id) as id from people q
    where q.id = coalesce((select w.person_id from volunteers w where w.id = p_id), p_id))
  select v.id, v.org_id from volunteers v join people p on p.id = v.person_id join root on root.id = coalesce(p.merged_into, p.id) $function$

owner yimi_flow
CREATE OR REPLACE FUNCTION public.was_in_team(p_team uuid, p_person uuid, p_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ select exists (select from memberships m where m.team_id = p_team and m.person_id = p_person
    and m.from_day <= (p_at at time zone 'Asia/Shanghai')::date
    and (m.until_day is null or m.until_day >= (p_at at time zone 'Asia/Shanghai')::date)) $function$

owner owner

-- table grants

accounts yimi_app INSERT, SELECT
accounts yimi_auth SELECT
activities yimi_app SELECT
activities yimi_flow SELECT
activities yimi_jobs SELECT
activity_kinds yimi_app SELECT
activity_kinds yimi_jobs SELECT
activity_kinds yimi_reader SELECT
activity_places yimi_app SELECT
activity_places yimi_flow SELECT
activity_places yimi_jobs SELECT
air_sessions yimi_app INSERT, SELECT, UPDATE
air_sessions yimi_jobs INSERT, SELECT, UPDATE
arrangements yimi_app INSERT, SELECT
audience_minutes yimi_app SELECT
audience_minutes yimi_jobs INSERT, SELECT
audit_exports yimi_app INSERT, SELECT
broadcast_audiences yimi_app SELECT
broadcast_audiences yimi_jobs INSERT, SELECT
broadcast_viewers yimi_jobs DELETE, INSERT, SELECT
broadcasts yimi_app SELECT
broadcasts yimi_flow SELECT
broadcasts yimi_jobs SELECT
campaigns yimi_app INSERT, SELECT
channel_session_keys yimi_app INSERT
channel_session_keys yimi_jobs SELECT
channel_tasks yimi_app INSERT, SELECT
channels yimi_app INSERT
channels yimi_jobs SELECT
check_ins yimi_app SELECT
check_ins yimi_flow SELECT
check_ins yimi_jobs SELECT
checked_members yimi_app SELECT
checked_members yimi_flow SELECT
checked_members yimi_jobs SELECT
claimables yimi_app SELECT
claimables yimi_flow SELECT
claimables yimi_jobs SELECT
code_frames yimi_app INSERT, SELECT
code_frames yimi_flow SELECT
coding_items yimi_app INSERT, SELECT
coding_rounds yimi_app INSERT, SELECT
coding_rounds yimi_flow SELECT
complaints yimi_app SELECT
complaints yimi_flow SELECT
complaints yimi_jobs SELECT
consents yimi_app INSERT, SELECT
consents yimi_jobs SELECT
data_keys yimi_app INSERT, SELECT
data_keys yimi_jobs INSERT, SELECT
door_cards yimi_app INSERT, SELECT
door_cards yimi_flow SELECT
duties yimi_app INSERT, SELECT
dwelling_grids yimi_app DELETE, INSERT, SELECT
dwelling_grids yimi_jobs SELECT
dwellings yimi_app DELETE, INSERT, SELECT
dwellings yimi_jobs SELECT
entrance_stewards yimi_app DELETE, INSERT, SELECT
entrance_stewards yimi_jobs SELECT
entrances yimi_app INSERT, SELECT
entrances yimi_jobs SELECT
event_heads yimi_app SELECT
event_heads yimi_flow INSERT, SELECT
event_heads yimi_jobs SELECT
event_kinds yimi_app SELECT
event_kinds yimi_flow SELECT
event_kinds yimi_jobs SELECT
events yimi_app SELECT
events yimi_flow INSERT, SELECT
events yimi_jobs SELECT
fact_checks yimi_app DELETE, INSERT, SELECT
fact_checks yimi_jobs SELECT
files yimi_app INSERT, SELECT
files yimi_jobs SELECT
flow_timers yimi_app DELETE, INSERT, SELECT
flow_timers yimi_jobs DELETE, INSERT, SELECT
gate_evidence yimi_app INSERT, SELECT
gate_judgements yimi_app INSERT, SELECT, UPDATE
grid_workers yimi_app DELETE, INSERT, SELECT
grid_workers yimi_jobs SELECT
grids yimi_app INSERT, SELECT
grids yimi_jobs SELECT
guest_consents yimi_app SELECT
guest_consents yimi_auth SELECT
guest_consents yimi_flow SELECT
guests yimi_app INSERT, SELECT
held_hours yimi_app SELECT
held_hours yimi_flow SELECT
held_hours yimi_jobs SELECT
hour_certificates yimi_app INSERT, SELECT
hour_certificates yimi_flow SELECT
hour_certificates yimi_jobs INSERT, SELECT
hour_entries yimi_app INSERT, SELECT
hour_entries yimi_flow SELECT
hour_entries yimi_jobs INSERT, SELECT
hour_rules yimi_app INSERT, SELECT
hour_rules yimi_flow SELECT
hour_rules yimi_jobs SELECT
household_members yimi_app DELETE, INSERT, SELECT
household_members yimi_jobs SELECT
households yimi_app DELETE, INSERT, SELECT
households yimi_jobs SELECT
idempotency_keys yimi_app INSERT, SELECT
idempotency_keys yimi_auth INSERT, SELECT
idempotency_keys yimi_jobs DELETE, SELECT
idempotency_keys yimi_public INSERT, SELECT
import_mappings yimi_app INSERT, SELECT
import_mappings yimi_keys DELETE
import_pages yimi_app DELETE, INSERT, SELECT
import_pages yimi_jobs DELETE, SELECT
import_records yimi_app INSERT, SELECT
imports yimi_app INSERT, SELECT
imports yimi_jobs SELECT
incidents yimi_app SELECT
incidents yimi_flow SELECT
incidents yimi_jobs SELECT
installation yimi_app INSERT, SELECT
installation yimi_auth SELECT
installation yimi_jobs SELECT
installation yimi_public SELECT
installation yimi_reader SELECT
invitations yimi_app SELECT
invitations yimi_auth SELECT
invitations yimi_flow SELECT
invitations yimi_jobs SELECT
late_hours yimi_app SELECT
late_hours yimi_flow SELECT
late_hours yimi_jobs SELECT
life_events yimi_app SELECT
life_events yimi_flow SELECT
life_events yimi_jobs SELECT
member_roles yimi_app INSERT, SELECT
member_roles yimi_jobs INSERT, SELECT
memberships yimi_app SELECT
memberships yimi_flow SELECT
memberships yimi_jobs SELECT
needs yimi_app SELECT
needs yimi_flow SELECT
needs yimi_jobs SELECT
no_matches yimi_app INSERT, SELECT
no_matches yimi_flow SELECT
notice_stops yimi_app DELETE, INSERT, SELECT
notice_stops yimi_jobs SELECT
notices yimi_app DELETE, INSERT, SELECT
notices yimi_jobs DELETE, INSERT, SELECT
offers yimi_app INSERT, SELECT
on_site_counts yimi_app INSERT, SELECT
order_filters yimi_app DELETE, INSERT, SELECT
order_places yimi_app SELECT
order_places yimi_flow SELECT
order_places yimi_jobs SELECT
order_proposals yimi_app DELETE, INSERT, SELECT
order_ratings yimi_app INSERT, SELECT
order_ratings yimi_jobs SELECT
orders yimi_app SELECT
orders yimi_flow SELECT
orders yimi_jobs SELECT
org_closure yimi_app SELECT
org_closure yimi_auth SELECT
org_closure yimi_flow SELECT
org_closure yimi_jobs SELECT
org_closure yimi_public SELECT
org_closure yimi_reader SELECT
org_kinds yimi_app SELECT
org_kinds yimi_auth SELECT
org_kinds yimi_jobs SELECT
org_kinds yimi_public SELECT
org_kinds yimi_reader SELECT
org_levels yimi_app SELECT
org_levels yimi_auth SELECT
org_levels yimi_jobs SELECT
org_levels yimi_public SELECT
org_levels yimi_reader SELECT
org_parents yimi_app DELETE, INSERT, SELECT
org_parents yimi_auth SELECT
org_parents yimi_jobs SELECT
org_parents yimi_public SELECT
org_parents yimi_reader SELECT
org_versions yimi_app DELETE, INSERT, SELECT
org_versions yimi_auth SELECT
org_versions yimi_jobs SELECT
org_versions yimi_public SELECT
org_versions yimi_reader SELECT
orgs yimi_app INSERT, SELECT
orgs yimi_auth SELECT
orgs yimi_jobs SELECT
orgs yimi_public SELECT
orgs yimi_reader SELECT
outbox yimi_app INSERT
outbox yimi_jobs DELETE, INSERT, SELECT
people yimi_app INSERT, SELECT
people yimi_auth SELECT
people yimi_jobs SELECT
person_bookings yimi_app INSERT, SELECT
person_pairs yimi_app DELETE, INSERT, SELECT
person_search_tokens yimi_app DELETE, INSERT, SELECT
person_search_tokens yimi_keys DELETE, INSERT, SELECT
person_tags yimi_app DELETE, INSERT, SELECT
person_tags yimi_jobs SELECT
person_ties yimi_app DELETE, INSERT, SELECT
person_ties yimi_jobs SELECT
phone_codes yimi_auth DELETE, INSERT, SELECT
place_offers yimi_app INSERT, SELECT
place_offers yimi_jobs INSERT, SELECT
platform_figures yimi_app INSERT, SELECT
privacy_requests yimi_app SELECT
privacy_requests yimi_flow SELECT
programme_broadcasts yimi_app DELETE, INSERT, SELECT
programmes yimi_app INSERT, SELECT
questionnaire_answers yimi_app INSERT, SELECT
questionnaire_answers yimi_flow SELECT
questionnaire_links yimi_app INSERT, SELECT
questionnaire_links yimi_flow SELECT
questionnaire_versions yimi_app INSERT, SELECT
questionnaire_versions yimi_flow SELECT
questionnaires yimi_app INSERT, SELECT
questionnaires yimi_flow SELECT
reservations yimi_app SELECT
reservations yimi_flow SELECT
reservations yimi_jobs SELECT
resident_cards yimi_app INSERT, SELECT
resident_cards yimi_flow SELECT
role_assignments yimi_app INSERT, SELECT
role_assignments yimi_auth SELECT
round_doors yimi_app INSERT, SELECT
round_doors yimi_jobs SELECT
round_sheets yimi_app INSERT, SELECT
round_sheets yimi_jobs SELECT
round_ticks yimi_app INSERT, SELECT
round_walkers yimi_app DELETE, INSERT, SELECT
round_walkers yimi_jobs SELECT
rounds yimi_app SELECT
rounds yimi_flow SELECT
rounds yimi_jobs SELECT
sealed_heads yimi_app SELECT
sealed_heads yimi_flow SELECT
sealed_heads yimi_jobs INSERT, SELECT
seals yimi_app SELECT
seals yimi_jobs INSERT, SELECT
service_conducts yimi_app INSERT, SELECT
service_conducts yimi_jobs SELECT
service_opt_outs yimi_app INSERT, SELECT
service_opt_outs yimi_jobs INSERT, SELECT
service_statuses yimi_app INSERT, SELECT
service_statuses yimi_jobs SELECT
service_versions yimi_app INSERT, SELECT
service_versions yimi_jobs SELECT
services yimi_app INSERT, SELECT
services yimi_jobs SELECT
sessions yimi_app SELECT
sessions yimi_auth INSERT, SELECT
skill_kinds yimi_app SELECT
skill_kinds yimi_jobs SELECT
skill_kinds yimi_reader SELECT
statistic_months yimi_app INSERT, SELECT
statistic_releases yimi_app SELECT
statistic_releases yimi_flow SELECT
statistic_releases yimi_public SELECT
statistic_workings yimi_app INSERT, SELECT
team_kinds yimi_app SELECT
team_kinds yimi_flow SELECT
team_kinds yimi_jobs SELECT
team_kinds yimi_reader SELECT
teams yimi_app INSERT, SELECT
teams yimi_flow SELECT
teams yimi_jobs SELECT
trigger_marks yimi_app DELETE, INSERT, SELECT
urgent_rules yimi_app INSERT, SELECT
urgent_rules yimi_flow SELECT
urgent_words yimi_app DELETE, INSERT, SELECT
venue_bookings yimi_app INSERT, SELECT
venues yimi_app INSERT, SELECT
visit_doors yimi_app INSERT, SELECT
visit_plans yimi_app SELECT
visit_plans yimi_flow SELECT
visit_records yimi_app INSERT, SELECT
volunteer_agreements yimi_app INSERT, SELECT
volunteer_agreements yimi_jobs SELECT
volunteer_sign_ups yimi_app SELECT
volunteer_sign_ups yimi_flow SELECT
volunteer_skills yimi_app INSERT, SELECT
volunteer_skills yimi_jobs SELECT
volunteers yimi_app SELECT
volunteers yimi_flow SELECT
volunteers yimi_jobs SELECT
work_rules yimi_app INSERT, SELECT
work_rules yimi_jobs SELECT

-- column grants

accounts yimi_app UPDATE (display_name, org_id, password_hash, status, totp_last_step, totp_pending_enc, totp_secret_enc)
accounts yimi_auth UPDATE (failed_tries, locked_until, totp_last_step)
accounts yimi_keys SELECT (id, totp_pending_enc, totp_secret_enc)
accounts yimi_keys UPDATE (totp_pending_enc, totp_secret_enc)
activities yimi_app INSERT (day, during, duty_id, id, kind, leader_id, leader_org_id, made_at, made_by, org_id, place, resident_places, title, volunteer_places, words)
activities yimi_app UPDATE (day, during, leader_id, leader_org_id, place, resident_places, title, volunteer_places, words)
activities yimi_flow UPDATE (gates, moved_at, state)
activities yimi_jobs INSERT (day, during, duty_id, id, kind, leader_id, leader_org_id, made_at, made_by, org_id, place, resident_places, title, volunteer_places, words)
activities yimi_jobs UPDATE (leader_id, leader_org_id)
activity_places yimi_app INSERT (activity_id, during, id, org_id, part, person_id, person_org_id, volunteer_id)
activity_places yimi_app UPDATE (came_at, during, left_at, person_id, person_org_id, recorded_how, volunteer_id)
activity_places yimi_flow UPDATE (gates, moved_at, state)
activity_places yimi_jobs INSERT (activity_id, during, id, org_id, part, person_id, person_org_id, volunteer_id)
activity_places yimi_jobs UPDATE (came_at, left_at, person_id, person_org_id, recorded_how, volunteer_id)
air_sessions yimi_keys SELECT (broadcast_id, ingest_key_enc)
air_sessions yimi_keys UPDATE (ingest_key_enc)
arrangements yimi_app UPDATE (ended_at, lack, next_on, turns)
arrangements yimi_jobs SELECT (ended_at, next_on, org_id)
audience_minutes yimi_jobs UPDATE (connected)
broadcast_audiences yimi_jobs UPDATE (histogram, peak, peak_at, reduced_at, viewers)
broadcast_viewers yimi_app SELECT (broadcast_id, org_id, watched_ms)
broadcast_viewers yimi_jobs UPDATE (credited_at, last_seen, watched_ms)
broadcasts yimi_app INSERT (applicant_id, created_at, id, org_id, rules_id, title)
broadcasts yimi_app UPDATE (aired_from, aired_until, channel_ids, ends_at, episode, forms, guests, host_id, occasion, partners, purposes, report, revision, risk_plan, rundown, seats, series, starts_at, summary, title, venue_id)
broadcasts yimi_flow UPDATE (gates, moved_at, state)
broadcasts yimi_jobs INSERT (applicant_id, created_at, id, org_id, rules_id, title)
broadcasts yimi_jobs UPDATE (aired_from, aired_until, channel_ids, ends_at, episode, forms, guests, host_id, occasion, partners, purposes, report, revision, risk_plan, rundown, seats, series, starts_at, summary, title, venue_id)
broadcasts yimi_public SELECT (aired_from, aired_until, ends_at, episode, id, org_id, rundown, series, starts_at, state, summary, title)
campaigns yimi_app UPDATE (ended_at)
channel_session_keys yimi_app SELECT (broadcast_id, channel_id, expires_at, key_end, org_id, server, set_at, set_by)
channel_session_keys yimi_app UPDATE (expires_at, key_enc, key_end, server, set_at, set_by)
channel_session_keys yimi_keys SELECT (broadcast_id, channel_id, key_enc)
channel_session_keys yimi_keys UPDATE (key_enc)
channel_tasks yimi_app UPDATE (account_id, checked, done_at, done_by, due_at, proof_address, proof_file_id, what, who)
channels yimi_app SELECT (checklist, disabled, has_key, id, key_end, key_frame_seconds, kind, last_test_at, last_test_ok, last_test_words, last_used_at, limits_on, max_height, max_kbps, name, org_id, preset, server, session_key)
channels yimi_app UPDATE (checklist, disabled, key_end, key_frame_seconds, last_test_at, last_test_ok, last_test_words, last_used_at, limits_on, max_height, max_kbps, name, preset, server, session_key, stream_key_enc)
channels yimi_jobs UPDATE (last_used_at)
channels yimi_keys SELECT (id, stream_key_enc)
channels yimi_keys UPDATE (stream_key_enc)
check_ins yimi_app INSERT (applied_at, contact_account_id, contact_enc, contact_masked, contact_name_enc, id, key_id, kind, name, org_id)
check_ins yimi_app UPDATE (contact_account_id, partner_org_id)
check_ins yimi_flow UPDATE (gates, moved_at, state)
check_ins yimi_jobs INSERT (applied_at, contact_account_id, contact_enc, contact_masked, contact_name_enc, id, key_id, kind, name, org_id)
check_ins yimi_jobs UPDATE (contact_account_id, partner_org_id)
checked_members yimi_app INSERT (check_in_id, contact_enc, contact_masked, id, key_id, listed_on, name_enc, org_id, position)
checked_members yimi_app UPDATE (contact_enc, contact_masked, name_enc, secret_expires_at, secret_hash, volunteer_id)
checked_members yimi_flow UPDATE (gates, moved_at, state)
checked_members yimi_jobs INSERT (check_in_id, contact_enc, contact_masked, id, key_id, listed_on, name_enc, org_id, position)
checked_members yimi_jobs UPDATE (contact_enc, contact_masked, name_enc, secret_expires_at, secret_hash, volunteer_id)
claimables yimi_app INSERT (id, list, made_at, org_id, title, until_day, words)
claimables yimi_app UPDATE (claimed_by, result)
claimables yimi_flow UPDATE (gates, moved_at, state)
claimables yimi_jobs INSERT (id, list, made_at, org_id, title, until_day, words)
claimables yimi_jobs UPDATE (claimed_by, result)
coding_items yimi_app UPDATE (first_at, first_code, second_at, second_code, settled_at, settled_by, settled_code)
coding_rounds yimi_app UPDATE (second_coder)
complaints yimi_app INSERT (about_org_id, contact_enc, due_at, id, key_id, number, order_number, org_id, page, received_at, word_hash, words_enc)
complaints yimi_app UPDATE (answer_enc, contact_enc, due_at, words_enc)
complaints yimi_flow UPDATE (gates, moved_at, state)
complaints yimi_jobs INSERT (about_org_id, contact_enc, due_at, id, key_id, number, order_number, org_id, page, received_at, word_hash, words_enc)
complaints yimi_jobs UPDATE (answer_enc, due_at)
consents yimi_app UPDATE (end_kind, ended_at, ended_by, evidence_enc, evidence_file_id, giver_enc, person_id, purpose_enc)
consents yimi_keys SELECT (id, person_id, purpose_enc, purpose_index)
consents yimi_keys UPDATE (purpose_index)
data_keys yimi_keys SELECT (destroyed_at, id, subject_id, subject_kind, wrapped)
data_keys yimi_keys UPDATE (destroyed_at, wrapped)
door_cards yimi_app UPDATE (ended_at, picture_agreed_at, picture_file_id)
door_cards yimi_keys SELECT (id, key_id, word_enc, word_index)
door_cards yimi_keys UPDATE (word_index)
duties yimi_app UPDATE (valid)
dwelling_grids yimi_app UPDATE (valid_until)
dwellings yimi_app UPDATE (valid_until)
entrance_stewards yimi_app UPDATE (valid_until)
entrances yimi_app UPDATE (valid_until)
event_heads yimi_flow UPDATE (hash, seq)
fact_checks yimi_app UPDATE (checked_at, checked_by, checked_on)
flow_timers yimi_jobs UPDATE (fired_at)
grid_workers yimi_app UPDATE (valid_until)
grids yimi_app UPDATE (valid_until)
grids yimi_reader SELECT (id, name, org_id)
guest_consents yimi_app INSERT (asked_at, broadcast_id, guest_id, id, org_id, part)
guest_consents yimi_app UPDATE (part, removed_at, secret_expires_at, secret_hash)
guest_consents yimi_flow UPDATE (gates, moved_at, state)
guests yimi_app UPDATE (account_id, topics, trade)
held_hours yimi_app INSERT (content, day, during, flags, id, minutes_attended, minutes_counted, org_id, person_id, place, reasons, recorded_at, recorded_by, responsible_id, review, source_id, source_kind, volunteer_id, volunteer_org_id)
held_hours yimi_app UPDATE (review)
held_hours yimi_flow UPDATE (gates, moved_at, state)
held_hours yimi_jobs INSERT (content, day, during, flags, id, minutes_attended, minutes_counted, org_id, person_id, place, reasons, recorded_at, recorded_by, responsible_id, review, source_id, source_kind, volunteer_id, volunteer_org_id)
held_hours yimi_jobs UPDATE (review)
hour_certificates yimi_app UPDATE (revoked_at, revoked_why)
hour_certificates yimi_jobs UPDATE (revoked_at, revoked_why)
household_members yimi_app UPDATE (person_id, valid_until)
households yimi_app UPDATE (valid_until)
households yimi_reader SELECT (id, org_id, valid_until)
idempotency_keys yimi_app UPDATE (answer, status)
idempotency_keys yimi_auth UPDATE (answer, status)
idempotency_keys yimi_keys SELECT (answer)
idempotency_keys yimi_public UPDATE (answer, status)
import_mappings yimi_app UPDATE (headings_enc, mapping, used_at)
import_mappings yimi_keys SELECT (headings_enc, kind, org_id, signature)
import_mappings yimi_keys UPDATE (headings_enc, signature)
import_pages yimi_app UPDATE (faulty, marks, rows_enc)
import_records yimi_app UPDATE (withdrawn_at)
imports yimi_app UPDATE (cancel_asked, checked_at, counts, created, forgotten_at, imported_at, layout_enc, mapping, remembered, run, run_done, run_seen_at, run_total, stopped, undone_at, with_hidden, withdrawn)
imports yimi_jobs UPDATE (forgotten_at, layout_enc)
imports yimi_keys SELECT (id, layout_enc, signature)
imports yimi_keys UPDATE (signature)
incidents yimi_app INSERT (about_org_id, answerable_id, contact_enc, due_at, id, key_id, kind, number, org_id, reported_at, words_enc)
incidents yimi_app UPDATE (answerable_id, contact_enc, due_at, escalations, words_enc)
incidents yimi_flow UPDATE (gates, moved_at, state)
incidents yimi_jobs INSERT (about_org_id, answerable_id, contact_enc, due_at, id, key_id, kind, number, org_id, reported_at, words_enc)
incidents yimi_jobs UPDATE (answerable_id, due_at, escalations)
invitations yimi_app INSERT (expires_at, id, invited_by, name, org_id, role, secret_hash)
invitations yimi_app UPDATE (account_id, expires_at, secret_hash)
invitations yimi_flow UPDATE (gates, moved_at, state)
invitations yimi_jobs INSERT (expires_at, id, invited_by, name, org_id, role, secret_hash)
invitations yimi_jobs UPDATE (account_id, expires_at, secret_hash)
late_hours yimi_app INSERT (content, day, during, entered_at, entered_by, evidence_file_id, id, notice_days, number, org_id, person_id, place, volunteer_id, volunteer_org_id, why_enc)
late_hours yimi_app UPDATE (approved_by, notice_from, notice_until)
late_hours yimi_flow UPDATE (gates, moved_at, state)
late_hours yimi_jobs INSERT (content, day, during, entered_at, entered_by, evidence_file_id, id, notice_days, number, org_id, person_id, place, volunteer_id, volunteer_org_id, why_enc)
late_hours yimi_jobs UPDATE (approved_by, notice_from, notice_until)
life_events yimi_app INSERT (happened_on, id, org_id, person_id, reported_as, reported_at, reported_by, what_enc, what_index, words_enc)
life_events yimi_app UPDATE (done, happened_on, person_id, what_enc, words_enc)
life_events yimi_flow UPDATE (gates, moved_at, state)
life_events yimi_keys SELECT (id, person_id, what_enc, what_index)
life_events yimi_keys UPDATE (what_index)
member_roles yimi_app UPDATE (role, valid)
member_roles yimi_jobs UPDATE (role, valid)
memberships yimi_app INSERT (applied_at, id, org_id, person_id, team_id, volunteer_id, volunteer_org_id)
memberships yimi_app UPDATE (from_day, until_day)
memberships yimi_flow UPDATE (gates, moved_at, state)
memberships yimi_jobs INSERT (applied_at, id, org_id, person_id, team_id, volunteer_id, volunteer_org_id)
memberships yimi_jobs UPDATE (from_day, until_day)
memberships yimi_reader SELECT (from_day, id, org_id, person_id, team_id, until_day, volunteer_org_id)
needs yimi_app INSERT (answer_id, grid_id, heard_by, heard_on, household_id, id, key_id, need_class, org_id, person_id, source, subject, visit_id, words_enc)
needs yimi_app UPDATE (answer_id, asked_at, asked_by, asked_how, end_words_enc, need_class, order_id, said_by, service_id, unmet_reason, words_enc)
needs yimi_flow UPDATE (gates, moved_at, state)
needs yimi_jobs INSERT (answer_id, grid_id, heard_by, heard_on, household_id, id, key_id, need_class, org_id, person_id, source, subject, visit_id, words_enc)
needs yimi_jobs UPDATE (answer_id, asked_at, asked_by, asked_how, end_words_enc, need_class, order_id, said_by, service_id, unmet_reason, words_enc)
needs yimi_reader SELECT (grid_id, heard_on, id, need_class, org_id, service_id, state)
no_matches yimi_app UPDATE (ended_at)
notices yimi_app UPDATE (claimed_at, due_at, fault, read_at, sent_at, status, to_masked, tries)
notices yimi_jobs UPDATE (claimed_at, due_at, fault, read_at, sent_at, status, to_masked, tries)
offers yimi_app UPDATE (withdrawn_at)
order_filters yimi_app UPDATE (query)
order_places yimi_app INSERT (during, entrance_id, grid_id, id, order_id, org_id, position, round, service_id, service_version_id, skills)
order_places yimi_app UPDATE (accepted_at, attempts, ended_at, holder_id, left_at, offer_id, offered_to, outcome, proof, proof_file_id, rounds, sight_until, slot, slot_confirmed_at, started_at, started_by)
order_places yimi_flow UPDATE (gates, moved_at, state)
order_places yimi_jobs INSERT (during, entrance_id, grid_id, id, order_id, org_id, position, round, service_id, service_version_id, skills)
order_places yimi_jobs UPDATE (accepted_at, attempts, ended_at, holder_id, left_at, offer_id, offered_to, outcome, proof, proof_file_id, rounds, sight_until, slot, slot_confirmed_at, started_at, started_by)
order_places yimi_reader SELECT (ended_at, grid_id, holder_id, id, order_id, org_id, position, round, state)
order_ratings yimi_app UPDATE (words_enc)
orders yimi_app INSERT (answerable_id, batch_id, channel, conduct, due_at, handle_minutes, id, look_minutes, money, number, org_id, person_id, refused_by_two, requested_by, requester_id, service_id, service_version_id, submitted_at, trigger_id, trigger_kind, urgent, wished, words_enc)
orders yimi_app UPDATE (answerable_id, asked_at, bounces, closed_at, confirmed_at, confirmed_by, delivered_at, disputed_of, due_at, during, escalations, failures, in_round, merged_into, minutes_left, persons, priority, referred_to, refusal_proposed_by, refused_at, refused_by, review_on, round, skills, suspended_from, tries, words_enc)
orders yimi_flow UPDATE (gates, moved_at, state)
orders yimi_jobs INSERT (answerable_id, batch_id, channel, conduct, due_at, handle_minutes, id, look_minutes, money, number, org_id, person_id, refused_by_two, requested_by, requester_id, service_id, service_version_id, submitted_at, trigger_id, trigger_kind, urgent, wished, words_enc)
orders yimi_jobs UPDATE (answerable_id, asked_at, bounces, closed_at, confirmed_at, confirmed_by, delivered_at, disputed_of, due_at, during, escalations, failures, in_round, merged_into, minutes_left, persons, priority, referred_to, refusal_proposed_by, refused_at, refused_by, review_on, round, skills, suspended_from, tries, words_enc)
orders yimi_reader SELECT (delivered_at, id, org_id, person_id, service_id, service_version_id, state, submitted_at)
org_parents yimi_app UPDATE (valid)
org_versions yimi_app UPDATE (valid)
orgs yimi_app UPDATE (merged_into, valid)
outbox yimi_jobs UPDATE (handed_at)
people yimi_app UPDATE (address_enc, birth_date, birthday_calendar, birthday_day, birthday_leap, birthday_month, confirmed_at, confirmed_by, contact_enc, contact_index, contact_masked, door_key, erased_at, id_kind, id_number_enc, id_number_index, id_number_masked, merged_into, name_enc, name_index, note_enc, org_id, resident, revision, sex, source, status, status_on)
people yimi_flow SELECT (id, merged_into)
people yimi_keys SELECT (contact_enc, contact_index, id, id_number_enc, id_number_index, name_enc, name_index, org_id)
people yimi_keys UPDATE (contact_index, id_number_index, name_index)
people yimi_reader SELECT (erased_at, id, merged_into, org_id, resident, status)
person_bookings yimi_app UPDATE (cancelled_at, during)
person_pairs yimi_app UPDATE (into_id, judged, judged_at, judged_by, likeness, moved, score)
person_tags yimi_app UPDATE (end_kind, ended_at, expires_on, kind_enc, kind_index, person_id, value_enc)
person_tags yimi_keys SELECT (id, kind_enc, kind_index, person_id)
person_tags yimi_keys UPDATE (kind_index)
person_ties yimi_app UPDATE (other_person_id, person_id, valid_until, words_enc)
phone_codes yimi_auth UPDATE (tries, used_at)
phone_codes yimi_keys SELECT (code_hash, expires_at, phone_index, used_at)
place_offers yimi_app UPDATE (ended_at, outcome, person_id)
place_offers yimi_jobs UPDATE (ended_at, outcome, person_id)
privacy_requests yimi_app INSERT (asked_at, due_at, id, kind, number, org_id, person_id, words_enc)
privacy_requests yimi_app UPDATE (answer_enc)
privacy_requests yimi_flow UPDATE (gates, moved_at, state)
programme_broadcasts yimi_public SELECT (broadcast_id, programme_id)
programmes yimi_app UPDATE (about, name, published, purposes, since, slogan, until_day)
programmes yimi_public SELECT (about, id, name, org_id, published, purposes, since, slogan, until_day)
questionnaire_answers yimi_app UPDATE (asked, choices, person_id, withdrawn_at, words_enc)
questionnaire_answers yimi_flow UPDATE (asked, choices, person_id, withdrawn_at, words_enc)
questionnaire_links yimi_app UPDATE (ended_at)
questionnaire_versions yimi_app UPDATE (closed_at)
questionnaires yimi_app UPDATE (changed_at, closed_at, draft, identity, keep_days, once_per_person, revision, title)
reservations yimi_app INSERT (during, id, offer_id, org_id, purpose, reserved_at, reserved_by)
reservations yimi_app UPDATE (thanks)
reservations yimi_flow UPDATE (gates, moved_at, state)
reservations yimi_jobs INSERT (during, id, offer_id, org_id, purpose, reserved_at, reserved_by)
reservations yimi_jobs UPDATE (thanks)
resident_cards yimi_app UPDATE (ended_at)
role_assignments yimi_app UPDATE (ended_at)
round_doors yimi_app UPDATE (life_event_id, outcome, position, removed_at, sheet_id, stopped_at, ticked_at)
round_doors yimi_jobs UPDATE (stopped_at)
round_sheets yimi_app UPDATE (checked_in_at, checked_out_at, dropped, printed_at, reprint_needed, returned_at, sight_until)
round_sheets yimi_jobs UPDATE (reprint_needed)
round_ticks yimi_app UPDATE (outcome)
round_walkers yimi_app UPDATE (accepted_at)
rounds yimi_app INSERT (during, id, made_at, made_by, name, org_id, responsible_id, service_id, service_version_id)
rounds yimi_app UPDATE (name)
rounds yimi_flow UPDATE (gates, moved_at, state)
service_conducts yimi_public SELECT (auto_confirm, code, from_day, hours, id, made_at, messages, org_id, pictures, rating, service_id, survey, version)
service_opt_outs yimi_app UPDATE (ended_at)
service_opt_outs yimi_jobs UPDATE (ended_at)
service_statuses yimi_public SELECT (from_day, id, made_at, org_id, reason, service_id, status, until_day)
service_versions yimi_public SELECT (content, from_day, id, made_at, org_id, service_id, version)
services yimi_public SELECT (code, id, org_id, rank)
sessions yimi_app UPDATE (ended_at, second_factor_at)
sessions yimi_auth UPDATE (ended_at, last_seen_at, second_factor_at)
statistic_releases yimi_app INSERT (from_day, id, made_at, made_by, org_id, period_kind, series, tables, threshold, title, until_day)
statistic_releases yimi_app UPDATE (printed, published_at, refusal)
statistic_releases yimi_flow UPDATE (gates, moved_at, state)
statistic_workings yimi_app UPDATE (after_releases, worked)
teams yimi_app UPDATE (kind, name, purpose, valid)
teams yimi_reader SELECT (id, name, org_id)
trigger_marks yimi_app UPDATE (order_id)
urgent_words yimi_app UPDATE (changed_at, words)
venue_bookings yimi_app UPDATE (cancelled_at, during, purpose)
venues yimi_app UPDATE (closed, name, place, seats)
visit_doors yimi_app UPDATE (answered, attempts, call_back_at, life_event_id, outcome, visited_at, worker_id)
visit_doors yimi_reader SELECT (answered, org_id, outcome, plan_id, visited_at)
visit_plans yimi_app INSERT (doors_from, during, id, made_at, made_by, months, name, org_id, purpose, questionnaire_version_id, seed, strata)
visit_plans yimi_app UPDATE (answers, name, refusals)
visit_plans yimi_flow UPDATE (gates, moved_at, state)
visit_plans yimi_reader SELECT (answers, id, made_at, name, org_id, questionnaire_version_id, refusals, state)
visit_records yimi_app UPDATE (outcome)
volunteer_sign_ups yimi_app INSERT (availability, id, key_id, minor, number, org_id, signed_up_at, team_id, words_enc)
volunteer_sign_ups yimi_app UPDATE (volunteer_id, words_enc)
volunteer_sign_ups yimi_flow UPDATE (gates, moved_at, state)
volunteer_skills yimi_app UPDATE (issuer_enc, removed_at)
volunteers yimi_app INSERT (adult_on, availability, guardian_consent_on, guardian_enc, id, joined_on, number, org_id, person_id, unified_number_enc)
volunteers yimi_app UPDATE (adult_on, availability, guardian_consent_on, guardian_enc, identity_checked_by, identity_checked_on, paused_until, unified_number_enc)
volunteers yimi_flow UPDATE (gates, moved_at, state)
volunteers yimi_jobs INSERT (adult_on, availability, guardian_consent_on, guardian_enc, id, joined_on, number, org_id, person_id, unified_number_enc)
volunteers yimi_jobs UPDATE (adult_on, availability, guardian_consent_on, guardian_enc, identity_checked_by, identity_checked_on, paused_until, unified_number_enc)
