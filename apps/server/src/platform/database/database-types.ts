// Generated from the migrations; `npm run check -- --write` makes it anew.
import type { ColumnType, Generated } from 'kysely'

type Timestamp = ColumnType<Date, Date | string, Date | string>
/** Read as parsed JSON; written as its text, so that arrays are not taken for PostgreSQL arrays. */
type Json = ColumnType<unknown, string, string>

export type DB = {
  accounts: Accounts
  activities: Activities
  activity_kinds: ActivityKinds
  activity_places: ActivityPlaces
  air_sessions: AirSessions
  arrangements: Arrangements
  audience_minutes: AudienceMinutes
  audit_exports: AuditExports
  broadcast_audiences: BroadcastAudiences
  broadcast_viewers: BroadcastViewers
  broadcasts: Broadcasts
  campaigns: Campaigns
  channel_session_keys: ChannelSessionKeys
  channel_tasks: ChannelTasks
  channels: Channels
  check_ins: CheckIns
  checked_members: CheckedMembers
  claimables: Claimables
  code_frames: CodeFrames
  coding_items: CodingItems
  coding_rounds: CodingRounds
  complaints: Complaints
  consents: Consents
  data_keys: DataKeys
  door_cards: DoorCards
  duties: Duties
  dwelling_grids: DwellingGrids
  dwellings: Dwellings
  entrance_stewards: EntranceStewards
  entrances: Entrances
  event_heads: EventHeads
  event_kinds: EventKinds
  events: Events
  fact_checks: FactChecks
  files: Files
  flow_timers: FlowTimers
  gate_evidence: GateEvidence
  gate_judgements: GateJudgements
  grid_workers: GridWorkers
  grids: Grids
  guest_consents: GuestConsents
  guests: Guests
  held_hours: HeldHours
  hour_certificates: HourCertificates
  hour_entries: HourEntries
  hour_rules: HourRules
  household_members: HouseholdMembers
  households: Households
  idempotency_keys: IdempotencyKeys
  import_mappings: ImportMappings
  import_pages: ImportPages
  import_records: ImportRecords
  imports: Imports
  incidents: Incidents
  installation: Installation
  invitations: Invitations
  late_hours: LateHours
  life_events: LifeEvents
  member_roles: MemberRoles
  memberships: Memberships
  needs: Needs
  no_matches: NoMatches
  notice_stops: NoticeStops
  notices: Notices
  offers: Offers
  on_site_counts: OnSiteCounts
  order_filters: OrderFilters
  order_places: OrderPlaces
  order_proposals: OrderProposals
  order_ratings: OrderRatings
  orders: Orders
  org_closure: OrgClosure
  org_kinds: OrgKinds
  org_levels: OrgLevels
  org_parents: OrgParents
  org_versions: OrgVersions
  orgs: Orgs
  outbox: Outbox
  people: People
  person_bookings: PersonBookings
  person_pairs: PersonPairs
  person_search_tokens: PersonSearchTokens
  person_tags: PersonTags
  person_ties: PersonTies
  phone_codes: PhoneCodes
  place_offers: PlaceOffers
  platform_figures: PlatformFigures
  privacy_requests: PrivacyRequests
  programme_broadcasts: ProgrammeBroadcasts
  programmes: Programmes
  questionnaire_answers: QuestionnaireAnswers
  questionnaire_links: QuestionnaireLinks
  questionnaire_versions: QuestionnaireVersions
  questionnaires: Questionnaires
  reservations: Reservations
  resident_cards: ResidentCards
  role_assignments: RoleAssignments
  round_doors: RoundDoors
  round_sheets: RoundSheets
  round_ticks: RoundTicks
  round_walkers: RoundWalkers
  rounds: Rounds
  schema_migrations: SchemaMigrations
  sealed_heads: SealedHeads
  seals: Seals
  service_conducts: ServiceConducts
  service_opt_outs: ServiceOptOuts
  service_statuses: ServiceStatuses
  service_versions: ServiceVersions
  services: Services
  sessions: Sessions
  skill_kinds: SkillKinds
  statistic_months: StatisticMonths
  statistic_releases: StatisticReleases
  statistic_workings: StatisticWorkings
  team_kinds: TeamKinds
  teams: Teams
  trigger_marks: TriggerMarks
  urgent_rules: UrgentRules
  urgent_words: UrgentWords
  venue_bookings: VenueBookings
  venues: Venues
  visit_doors: VisitDoors
  visit_plans: VisitPlans
  visit_records: VisitRecords
  volunteer_agreements: VolunteerAgreements
  volunteer_sign_ups: VolunteerSignUps
  volunteer_skills: VolunteerSkills
  volunteers: Volunteers
  work_rules: WorkRules
}

export type Accounts = {
  id: string
  person_id: string
  org_id: string
  username: string
  display_name: string
  password_hash: string
  totp_secret_enc: Buffer | null
  totp_pending_enc: Buffer | null
  totp_last_step: number | null
  status: Generated<string>
  failed_tries: Generated<number>
  locked_until: Timestamp | null
  created_at: Timestamp
}

export type Activities = {
  id: string
  org_id: string
  kind: string
  duty_id: string | null
  title: string
  words: Generated<string>
  place: string
  day: string
  during: string
  leader_id: string | null
  leader_org_id: string | null
  volunteer_places: number
  resident_places: Generated<number>
  made_by: string | null
  made_at: Timestamp
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type ActivityKinds = {
  code: string
  label: string
  rank: number
}

export type ActivityPlaces = {
  id: string
  org_id: string
  activity_id: string
  person_id: string | null
  person_org_id: string | null
  volunteer_id: string | null
  part: string
  during: string
  line: Generated<number>
  came_at: Timestamp | null
  left_at: Timestamp | null
  recorded_how: string | null
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type AirSessions = {
  broadcast_id: string
  org_id: string
  ingest_key_enc: Buffer | null
  ingest_key_sha256: Buffer | null
  permit: string | null
  permit_at: Timestamp | null
  lease: Generated<number>
  lease_holder: string | null
  lease_until: Timestamp | null
  platforms: string[] | null
  rundown_marks: Generated<Json>
}

export type Arrangements = {
  id: string
  org_id: string
  service_id: string
  person_id: string
  every: string
  from_day: string
  until_day: string | null
  turns: Generated<number>
  next_on: string
  lack: string | null
  made_by: string | null
  made_at: Timestamp
  ended_at: Timestamp | null
}

export type AudienceMinutes = {
  broadcast_id: string
  org_id: string
  minute: Timestamp
  connected: number
}

export type AuditExports = {
  id: string
  org_id: string
  asked_by: string
  asked_at: Timestamp
  from_at: Timestamp
  to_at: Timestamp
}

export type BroadcastAudiences = {
  broadcast_id: string
  org_id: string
  viewers: Generated<number>
  peak: Generated<number>
  peak_at: Timestamp | null
  histogram: Generated<Json>
  reduced_at: Timestamp | null
}

export type BroadcastViewers = {
  broadcast_id: string
  org_id: string
  viewer_hash: Buffer
  first_seen: Timestamp
  last_seen: Timestamp
  credited_at: Timestamp
  watched_ms: Generated<number>
}

export type Broadcasts = {
  id: string
  org_id: string
  rules_id: string
  applicant_id: string
  created_at: Timestamp
  revision: Generated<number>
  title: Generated<string>
  purposes: Generated<string[]>
  summary: Generated<string>
  occasion: Generated<string>
  series: Generated<string>
  episode: number | null
  forms: Generated<string[]>
  starts_at: Timestamp | null
  ends_at: Timestamp | null
  venue_id: string | null
  seats: number | null
  host_id: string | null
  guests: Generated<string[]>
  partners: Generated<string[]>
  rundown: Generated<Json>
  risk_plan: Generated<string>
  channel_ids: Generated<string[]>
  aired_from: Timestamp | null
  aired_until: Timestamp | null
  report: Json | null
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type Campaigns = {
  id: string
  org_id: string
  service_id: string
  name: string
  during: string
  made_by: string | null
  made_at: Timestamp
  ended_at: Timestamp | null
}

export type ChannelSessionKeys = {
  broadcast_id: string
  channel_id: string
  org_id: string
  server: string
  key_enc: Buffer
  key_end: string | null
  expires_at: Timestamp
  set_by: string
  set_at: Timestamp
}

export type ChannelTasks = {
  broadcast_id: string
  channel_id: string
  org_id: string
  what: Generated<string>
  who: Generated<string>
  due_at: Timestamp | null
  checked: Generated<string[]>
  done_at: Timestamp | null
  done_by: string | null
  proof_file_id: string | null
  proof_address: string | null
  account_id: string | null
}

export type Channels = {
  id: string
  org_id: string
  name: string
  server: string
  stream_key_enc: Buffer | null
  key_end: string | null
  disabled: Generated<boolean>
  last_used_at: Timestamp | null
  kind: Generated<string>
  preset: string | null
  session_key: Generated<boolean>
  checklist: Generated<string[]>
  has_key: Generated<boolean | null>
  last_test_at: Timestamp | null
  last_test_ok: boolean | null
  last_test_words: string | null
  max_kbps: number | null
  max_height: number | null
  key_frame_seconds: number | null
  limits_on: string | null
}

export type CheckIns = {
  id: string
  org_id: string
  partner_org_id: string | null
  name: string
  kind: string
  contact_name_enc: Buffer | null
  contact_enc: Buffer | null
  contact_masked: Generated<string>
  key_id: string
  contact_account_id: string | null
  applied_at: Timestamp
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type CheckedMembers = {
  id: string
  org_id: string
  check_in_id: string
  position: number
  name_enc: Buffer | null
  contact_enc: Buffer | null
  contact_masked: Generated<string>
  key_id: string
  listed_on: string
  secret_hash: Buffer | null
  secret_expires_at: Timestamp | null
  volunteer_id: string | null
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type Claimables = {
  id: string
  org_id: string
  list: string
  title: string
  words: Generated<string>
  until_day: string | null
  made_at: Timestamp
  claimed_by: string | null
  result: Generated<string>
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type CodeFrames = {
  id: string
  org_id: string
  frame_id: string
  version: number
  name: string
  codes: Json
  made_at: Timestamp
  made_by: string | null
}

export type CodingItems = {
  id: string
  org_id: string
  round_id: string
  text_id: string
  position: number
  second: boolean
  first_code: string | null
  first_at: Timestamp | null
  second_code: string | null
  second_at: Timestamp | null
  settled_code: string | null
  settled_by: string | null
  settled_at: Timestamp | null
}

export type CodingRounds = {
  id: string
  org_id: string
  frame_version_id: string
  source: string
  from_day: string
  until_day: string
  share: number
  seed: number
  first_coder: string
  second_coder: string | null
  made_at: Timestamp
}

export type Complaints = {
  id: string
  org_id: string
  about_org_id: string | null
  number: string
  word_hash: Buffer
  words_enc: Buffer | null
  contact_enc: Buffer | null
  answer_enc: Buffer | null
  key_id: string
  page: Generated<string>
  received_at: Timestamp
  due_at: Timestamp
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
  order_number: Generated<string>
}

export type Consents = {
  id: string
  org_id: string
  person_id: string
  purpose_enc: Buffer | null
  purpose_index: Buffer | null
  version: number
  given_by: string
  giver_enc: Buffer | null
  evidence_kind: string
  evidence_file_id: string | null
  evidence_enc: Buffer | null
  given_at: Timestamp
  recorded_by: string | null
  expires_on: string | null
  ended_at: Timestamp | null
  end_kind: string | null
  ended_by: string | null
}

export type DataKeys = {
  id: string
  subject_kind: string
  subject_id: string
  wrapped: Buffer | null
  created_at: Timestamp
  destroyed_at: Timestamp | null
}

export type DoorCards = {
  id: string
  org_id: string
  person_id: string
  number: string
  word_enc: Buffer
  word_index: Buffer | null
  key_id: string
  picture_file_id: string | null
  picture_agreed_at: Timestamp | null
  issued_at: Timestamp
  issued_by: string | null
  ended_at: Timestamp | null
}

export type Duties = {
  id: string
  org_id: string
  kind: string
  title: string
  place: string
  weekday: number
  starts: unknown
  ends: unknown
  leader_id: string | null
  leader_org_id: string | null
  volunteer_places: number
  valid: string
}

export type DwellingGrids = {
  id: string
  org_id: string
  dwelling_id: string
  grid_id: string | null
  entrance_id: string | null
  valid_from: string
  valid_until: string | null
}

export type Dwellings = {
  id: string
  org_id: string
  labels: string[]
  sort_key: string
  door_tail: string
  door_numbers: string
  valid_from: string
  valid_until: string | null
}

export type EntranceStewards = {
  id: string
  org_id: string
  entrance_id: string
  person_id: string
  valid_from: string
  valid_until: string | null
}

export type Entrances = {
  id: string
  org_id: string
  labels: string[]
  sort_key: string
  valid_from: string
  valid_until: string | null
}

export type EventHeads = {
  kind: string
  record_id: string
  org_id: string
  seq: number
  hash: Buffer
}

export type EventKinds = {
  kind: string
  table_name: string | null
}

export type Events = {
  id: string
  kind: string
  record_id: string
  seq: number
  at: Timestamp
  actor_id: string | null
  actor_role: string
  org_id: string
  move: string
  from_state: string
  to_state: string
  gates: Generated<Json>
  refs: Generated<Json>
  detail: Buffer | null
  key_id: string | null
  prev_hash: Buffer
  hash: Buffer
}

export type FactChecks = {
  id: string
  org_id: string
  person_id: string
  fact: string
  subject_id: string
  checked_on: string
  checked_at: Timestamp
  checked_by: string | null
}

export type Files = {
  id: string
  org_id: string
  name: string
  media_type: string
  bytes: number
  sha256: Buffer
  uploaded_by: string
  uploaded_at: Timestamp
}

export type FlowTimers = {
  id: string
  kind: string
  record_id: string
  org_id: string
  move: string
  set_at_seq: number
  due_at: Timestamp
  fired_at: Timestamp | null
}

export type GateEvidence = {
  broadcast_id: string
  org_id: string
  gate: string
  file_id: string
  added_by: string
  added_at: Timestamp
}

export type GateJudgements = {
  broadcast_id: string
  org_id: string
  gate: string
  checked: Generated<string[]>
  note: Generated<string>
  judged_by: string | null
  judged_at: Timestamp | null
  reopened_by: Generated<string[]>
}

export type GridWorkers = {
  id: string
  org_id: string
  grid_id: string
  person_id: string
  valid_from: string
  valid_until: string | null
}

export type Grids = {
  id: string
  org_id: string
  name: string
  code: string | null
  valid_from: string
  valid_until: string | null
}

export type GuestConsents = {
  id: string
  org_id: string
  broadcast_id: string
  guest_id: string
  part: string
  secret_hash: Buffer | null
  secret_expires_at: Timestamp | null
  asked_at: Timestamp
  removed_at: Timestamp | null
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type Guests = {
  id: string
  org_id: string
  account_id: string | null
  trade: string
  topics: Generated<string[]>
}

export type HeldHours = {
  id: string
  org_id: string
  volunteer_org_id: string
  volunteer_id: string
  person_id: string
  source_kind: string
  source_id: string
  day: string
  during: string
  minutes_attended: number
  minutes_counted: number
  content: string
  place: string
  flags: Generated<string[]>
  reasons: string[]
  review: string
  recorded_by: string | null
  recorded_at: Timestamp
  responsible_id: string | null
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type HourCertificates = {
  id: string
  org_id: string
  volunteer_id: string
  person_id: string
  number: string
  from_day: string
  until_day: string
  minutes: number
  lines: Json
  issued_by: string | null
  issued_at: Timestamp
  revoked_at: Timestamp | null
  revoked_why: string | null
}

export type HourEntries = {
  id: string
  org_id: string
  volunteer_org_id: string
  volunteer_id: string
  person_id: string
  source_kind: string
  source_id: string
  correction: Generated<number>
  day: string
  during: string
  minutes_attended: number
  minutes_counted: number
  content: string
  place: string
  flags: Generated<string[]>
  recorded_by: string | null
  recorded_at: Timestamp
  responsible_id: string | null
  reverses_id: string | null
  reason_enc: Buffer | null
}

export type HourRules = {
  id: string
  org_id: string
  from_day: string
  content: Json
  made_by: string | null
  made_at: Timestamp
}

export type HouseholdMembers = {
  id: string
  org_id: string
  household_id: string
  person_id: string
  role: string
  valid_from: string
  valid_until: string | null
}

export type Households = {
  id: string
  org_id: string
  dwelling_id: string
  valid_from: string
  valid_until: string | null
}

export type IdempotencyKeys = {
  caller: string
  key: string
  request_hash: Buffer
  status: number | null
  answer: Buffer | null
  created_at: Timestamp
}

export type ImportMappings = {
  org_id: string
  kind: string
  signature: Buffer
  mapping: Json
  used_at: Timestamp
  headings_enc: Buffer
}

export type ImportPages = {
  import_id: string
  page: number
  org_id: string
  first_row: number
  rows_enc: Buffer
  marks: Generated<Json>
  faulty: Generated<number>
}

export type ImportRecords = {
  import_id: string
  row_number: number
  org_id: string
  record_id: string
  withdrawn_at: Timestamp | null
}

export type Imports = {
  id: string
  org_id: string
  kind: string
  made_by: string
  made_at: Timestamp
  format: string
  encoding: string
  layout_enc: Buffer | null
  signature: Buffer | null
  mapping: Json
  remembered: Generated<boolean>
  with_hidden: Generated<boolean>
  counts: Json | null
  checked_at: Timestamp | null
  imported_at: Timestamp | null
  undone_at: Timestamp | null
  created: Generated<number>
  withdrawn: Generated<number>
  run: string | null
  run_done: Generated<number>
  run_total: Generated<number>
  run_seen_at: Timestamp | null
  cancel_asked: Generated<boolean>
  stopped: string | null
  forgotten_at: Timestamp | null
}

export type Incidents = {
  id: string
  org_id: string
  about_org_id: string | null
  number: string
  kind: string
  words_enc: Buffer | null
  contact_enc: Buffer | null
  key_id: string
  answerable_id: string | null
  reported_at: Timestamp
  due_at: Timestamp | null
  escalations: Generated<number>
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type Installation = {
  only_one: Generated<boolean>
  id: string
  name: string
  telephone: string | null
  demo: boolean
  created_at: Timestamp
}

export type Invitations = {
  id: string
  org_id: string
  role: string
  name: string
  secret_hash: Buffer
  expires_at: Timestamp
  invited_by: string
  account_id: string | null
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type LateHours = {
  id: string
  org_id: string
  volunteer_org_id: string
  volunteer_id: string
  person_id: string
  number: string
  day: string
  during: string
  content: string
  place: string
  evidence_file_id: string
  why_enc: Buffer
  notice_days: number
  notice_from: Timestamp | null
  notice_until: Timestamp | null
  entered_by: string
  entered_at: Timestamp
  approved_by: string | null
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type LifeEvents = {
  id: string
  org_id: string
  person_id: string
  what_enc: Buffer | null
  what_index: Buffer | null
  happened_on: string
  words_enc: Buffer | null
  reported_by: string | null
  reported_as: string
  reported_at: Timestamp
  done: Generated<Json>
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type MemberRoles = {
  id: string
  org_id: string
  volunteer_org_id: string
  membership_id: string
  person_id: string
  role: string
  valid: string
}

export type Memberships = {
  id: string
  org_id: string
  volunteer_org_id: string
  team_id: string
  volunteer_id: string
  person_id: string
  applied_at: Timestamp
  from_day: string | null
  until_day: string | null
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type Needs = {
  id: string
  org_id: string
  subject: string
  person_id: string | null
  household_id: string | null
  need_class: string
  words_enc: Buffer | null
  end_words_enc: Buffer | null
  key_id: string
  source: string
  answer_id: string | null
  visit_id: string | null
  heard_on: string
  heard_by: string | null
  grid_id: string | null
  service_id: string | null
  asked_by: string | null
  asked_how: string | null
  said_by: string | null
  asked_at: Timestamp | null
  order_id: string | null
  unmet_reason: string | null
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type NoMatches = {
  id: string
  org_id: string
  first_id: string
  second_id: string
  reason_enc: Buffer
  key_id: string
  made_by: string | null
  made_at: Timestamp
  ended_at: Timestamp | null
}

export type NoticeStops = {
  person_id: string
  org_id: string
  since: Timestamp
}

export type Notices = {
  id: string
  org_id: string
  kind: string
  record_id: string
  event_seq: number
  move: string
  receiver_id: string | null
  receiver_org_id: string | null
  way: string
  words_enc: Buffer
  to_enc: Buffer | null
  to_masked: Generated<string>
  key_id: string
  urgent: Generated<boolean>
  asked_for: Generated<boolean>
  made_at: Timestamp
  due_at: Timestamp
  status: Generated<string>
  fault: string | null
  tries: Generated<number>
  claimed_at: Timestamp | null
  sent_at: Timestamp | null
  read_at: Timestamp | null
  digest: string | null
}

export type Offers = {
  id: string
  org_id: string
  check_in_id: string
  kind: string
  name: string
  terms: Generated<string>
  offered: string
  made_at: Timestamp
  withdrawn_at: Timestamp | null
}

export type OnSiteCounts = {
  id: string
  org_id: string
  broadcast_id: string
  people: number
  evidence_id: string | null
  note: Generated<string>
  entered_by: string
  entered_at: Timestamp
}

export type OrderFilters = {
  id: string
  org_id: string
  account_id: string
  name: string
  query: Json
}

export type OrderPlaces = {
  id: string
  org_id: string
  order_id: string
  position: number
  round: number
  service_id: string | null
  service_version_id: string | null
  skills: Generated<string[]>
  during: string
  entrance_id: string | null
  grid_id: string | null
  offered_to: string | null
  offer_id: string | null
  rounds: Generated<number>
  holder_id: string | null
  accepted_at: Timestamp | null
  slot: string | null
  slot_confirmed_at: Timestamp | null
  started_at: Timestamp | null
  started_by: string | null
  ended_at: Timestamp | null
  outcome: string | null
  proof: string | null
  proof_file_id: string | null
  attempts: Generated<number>
  sight_until: Timestamp | null
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
  left_at: Timestamp | null
}

export type OrderProposals = {
  id: string
  org_id: string
  service_id: string
  person_id: string
  life_event_id: string
  lack: string
  made_at: Timestamp
}

export type OrderRatings = {
  id: string
  org_id: string
  order_id: string
  round: number
  person_id: string
  score: number
  words_enc: Buffer | null
  said_by: string
  rated_at: Timestamp
}

export type Orders = {
  id: string
  org_id: string
  number: string
  person_id: string
  service_id: string | null
  service_version_id: string | null
  words_enc: Buffer | null
  channel: string
  wished: string | null
  urgent: Generated<boolean>
  requested_by: string | null
  requester_id: string | null
  trigger_kind: string | null
  trigger_id: string | null
  submitted_at: Timestamp
  conduct: Json
  money: Generated<boolean>
  refused_by_two: Generated<boolean>
  answerable_id: string | null
  due_at: Timestamp | null
  minutes_left: number | null
  escalations: Generated<number>
  priority: Generated<number>
  skills: Generated<string[]>
  persons: Generated<number>
  during: string | null
  round: Generated<number>
  asked_at: Timestamp | null
  tries: Generated<string[]>
  refusal_proposed_by: string | null
  refused_by: string | null
  refused_at: Timestamp | null
  referred_to: Generated<string>
  bounces: Generated<number>
  merged_into: string | null
  failures: Generated<number>
  delivered_at: Timestamp | null
  disputed_of: string | null
  confirmed_by: string | null
  confirmed_at: Timestamp | null
  closed_at: Timestamp | null
  suspended_from: string | null
  review_on: string | null
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
  in_round: Generated<boolean>
  look_minutes: number | null
  handle_minutes: number | null
  batch_id: string | null
}

export type OrgClosure = {
  ancestor_id: string
  descendant_id: string
  depth: number
  valid: string
}

export type OrgKinds = {
  code: string
  label: string
  outside: boolean
}

export type OrgLevels = {
  code: string
  label: string
  rank: number
}

export type OrgParents = {
  id: string
  org_id: string
  parent_id: string
  valid: string
}

export type OrgVersions = {
  id: string
  org_id: string
  name: string
  short_name: string
  level: string | null
  valid: string
}

export type Orgs = {
  id: string
  kind: string
  valid: string
  merged_into: string | null
  created_at: Timestamp
}

export type Outbox = {
  id: string
  topic: string
  org_id: string
  payload: Json
  created_at: Timestamp
  handed_at: Timestamp | null
}

export type People = {
  id: string
  org_id: string
  name_enc: Buffer | null
  contact_enc: Buffer | null
  contact_index: Buffer | null
  contact_masked: Generated<string>
  created_at: Timestamp
  erased_at: Timestamp | null
  resident: Generated<boolean>
  name_index: Buffer | null
  sex: string | null
  birth_date: string | null
  birthday_calendar: string | null
  birthday_month: number | null
  birthday_day: number | null
  birthday_leap: Generated<boolean>
  id_kind: Generated<string>
  id_number_enc: Buffer | null
  id_number_index: Buffer | null
  id_number_masked: Generated<string>
  address_enc: Buffer | null
  note_enc: Buffer | null
  status: Generated<string>
  status_on: string | null
  source: Generated<string>
  confirmed_at: Timestamp | null
  confirmed_by: string | null
  merged_into: string | null
  door_key: string | null
  revision: Generated<number>
}

export type PersonBookings = {
  id: string
  org_id: string
  person_id: string
  broadcast_id: string
  during: string
  cancelled_at: Timestamp | null
}

export type PersonPairs = {
  id: string
  org_id: string
  one_id: string
  other_id: string
  found_at: Timestamp
  likeness: Json
  score: number
  judged: string | null
  judged_by: string | null
  judged_at: Timestamp | null
  into_id: string | null
  moved: Json | null
}

export type PersonSearchTokens = {
  org_id: string
  token: Buffer
  person_id: string
}

export type PersonTags = {
  id: string
  org_id: string
  person_id: string
  kind_enc: Buffer | null
  kind_index: Buffer | null
  value_enc: Buffer | null
  source: string
  given_on: string
  expires_on: string | null
  given_by: string | null
  consent_id: string | null
  ended_at: Timestamp | null
  end_kind: string | null
}

export type PersonTies = {
  id: string
  org_id: string
  person_id: string
  kind: string
  other_person_id: string | null
  words_enc: Buffer | null
  relation: string
  valid_from: string
  valid_until: string | null
}

export type PhoneCodes = {
  id: string
  phone_index: Buffer
  code_hash: Buffer
  asked_at: Timestamp
  expires_at: Timestamp
  tries: Generated<number>
  used_at: Timestamp | null
}

export type PlaceOffers = {
  id: string
  org_id: string
  place_id: string
  person_id: string | null
  reasons: Generated<string[]>
  offered_at: Timestamp
  lapses_at: Timestamp
  outcome: Generated<string>
  ended_at: Timestamp | null
}

export type PlatformFigures = {
  id: string
  org_id: string
  broadcast_id: string
  channel_id: string
  views: number | null
  viewers: number | null
  peak: number | null
  source: Generated<string>
  evidence_id: string
  note: Generated<string>
  entered_by: string
  entered_at: Timestamp
}

export type PrivacyRequests = {
  id: string
  org_id: string
  person_id: string
  number: string
  kind: string
  words_enc: Buffer | null
  answer_enc: Buffer | null
  asked_at: Timestamp
  due_at: Timestamp
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type ProgrammeBroadcasts = {
  broadcast_id: string
  org_id: string
  programme_id: string
  linked_at: Timestamp
}

export type Programmes = {
  id: string
  org_id: string
  name: string
  since: string
  until_day: string | null
  slogan: Generated<string>
  about: Generated<string>
  purposes: Generated<string[]>
  published: Generated<boolean>
}

export type QuestionnaireAnswers = {
  id: string
  org_id: string
  questionnaire_id: string
  version_id: string
  number: string
  channel: Generated<string>
  source_id: string | null
  person_id: string | null
  once: Generated<boolean>
  choices: Json
  asked: Json
  words_enc: Buffer | null
  key_id: string | null
  relation: string | null
  answered_at: Timestamp
  received_at: Timestamp
  entered_by: string | null
  withdrawn_at: Timestamp | null
}

export type QuestionnaireLinks = {
  id: string
  org_id: string
  questionnaire_id: string
  token: string
  kind: Generated<string>
  label: Generated<string>
  opens_on: string
  closes_on: string | null
  made_by: string | null
  made_at: Timestamp
  ended_at: Timestamp | null
}

export type QuestionnaireVersions = {
  id: string
  org_id: string
  questionnaire_id: string
  version: number
  form: Json
  note: Generated<string>
  published_by: string | null
  published_at: Timestamp
  closed_at: Timestamp | null
}

export type Questionnaires = {
  id: string
  org_id: string
  title: string
  draft: Json
  revision: Generated<number>
  identity: Generated<string>
  once_per_person: Generated<boolean>
  keep_days: Generated<number>
  made_by: string | null
  made_at: Timestamp
  changed_at: Timestamp
  closed_at: Timestamp | null
}

export type Reservations = {
  id: string
  org_id: string
  offer_id: string
  purpose: string
  during: string
  reserved_by: string
  reserved_at: Timestamp
  thanks: Generated<string>
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type ResidentCards = {
  id: string
  org_id: string
  person_id: string
  number: string
  token_hash: Buffer
  issued_at: Timestamp
  issued_by: string | null
  ended_at: Timestamp | null
}

export type RoleAssignments = {
  id: string
  account_id: string
  role: string
  org_id: string
  given_at: Timestamp
  ended_at: Timestamp | null
}

export type RoundDoors = {
  id: string
  org_id: string
  round_id: string
  sheet_id: string | null
  order_id: string
  person_id: string
  household_id: string | null
  dwelling_id: string | null
  sort_key: Generated<string>
  position: Generated<number>
  outcome: string | null
  life_event_id: string | null
  ticked_at: Timestamp | null
  stopped_at: Timestamp | null
  removed_at: Timestamp | null
}

export type RoundSheets = {
  id: string
  org_id: string
  round_id: string
  number: string
  position: number
  area: string
  printed_at: Timestamp | null
  reprint_needed: Generated<boolean>
  checked_in_at: Timestamp | null
  checked_out_at: Timestamp | null
  returned_at: Timestamp | null
  sight_until: Timestamp | null
  dropped: Generated<boolean>
}

export type RoundTicks = {
  id: string
  org_id: string
  door_id: string
  outcome: string
  result: string
  at: Timestamp
  recorded_at: Timestamp
  recorded_by: string | null
}

export type RoundWalkers = {
  id: string
  org_id: string
  sheet_id: string
  person_id: string
  offered_at: Timestamp
  accepted_at: Timestamp | null
}

export type Rounds = {
  id: string
  org_id: string
  service_id: string
  service_version_id: string
  name: string
  during: string
  made_by: string | null
  responsible_id: string | null
  made_at: Timestamp
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type SchemaMigrations = {
  number: number
  name: string
  sha256: string
  applied_at: Generated<Timestamp>
}

export type SealedHeads = {
  seal_seq: number
  kind: string
  record_id: string
  event_seq: number
  hash: Buffer
}

export type Seals = {
  seq: number
  at: Timestamp
  heads: number
  heads_hash: Buffer
  prev_hash: Buffer
  hash: Buffer
}

export type ServiceConducts = {
  id: string
  org_id: string
  service_id: string
  version: number
  from_day: string
  code: boolean
  rating: boolean
  survey: boolean
  auto_confirm: boolean
  messages: boolean
  pictures: boolean
  made_by: string | null
  made_at: Timestamp
  hours: Generated<boolean>
}

export type ServiceOptOuts = {
  id: string
  org_id: string
  person_id: string
  service_id: string
  made_by: string | null
  made_at: Timestamp
  ended_at: Timestamp | null
}

export type ServiceStatuses = {
  id: string
  org_id: string
  service_id: string
  status: string
  from_day: string
  until_day: string | null
  reason: Generated<string>
  made_by: string | null
  made_at: Timestamp
}

export type ServiceVersions = {
  id: string
  org_id: string
  service_id: string
  version: number
  from_day: string
  content: Json
  made_by: string | null
  made_at: Timestamp
}

export type Services = {
  id: string
  org_id: string
  code: string
  rank: number
  made_at: Timestamp
}

export type Sessions = {
  id: string
  account_id: string
  token_hash: Buffer
  started_at: Timestamp
  last_seen_at: Timestamp
  expires_at: Timestamp
  second_factor_at: Timestamp | null
  device: Generated<string>
  ended_at: Timestamp | null
}

export type SkillKinds = {
  code: string
  label: string
  certified: boolean
  rank: number
}

export type StatisticMonths = {
  org_id: string
  series: string
  month: string
  counts: Json
}

export type StatisticReleases = {
  id: string
  org_id: string
  series: string
  title: string
  period_kind: string
  from_day: string
  until_day: string
  threshold: number
  tables: string[]
  printed: Json | null
  refusal: Generated<string>
  made_at: Timestamp
  made_by: string | null
  published_at: Timestamp | null
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type StatisticWorkings = {
  release_id: string
  org_id: string
  worked: Json
  after_releases: number
}

export type TeamKinds = {
  code: string
  label: string
  rank: number
}

export type Teams = {
  id: string
  org_id: string
  kind: string
  name: string
  purpose: Generated<string>
  valid: string
}

export type TriggerMarks = {
  id: string
  org_id: string
  service_id: string
  kind: string
  subject_id: string
  occasion: string
  order_id: string | null
  made_at: Timestamp
}

export type UrgentRules = {
  id: string
  org_id: string
  from_day: string
  look_minutes: number
  handle_minutes: number
  made_by: string | null
  made_at: Timestamp
}

export type UrgentWords = {
  org_id: string
  words: string[]
  changed_at: Timestamp
}

export type VenueBookings = {
  id: string
  venue_id: string
  org_id: string
  venue_org_id: string
  purpose: string
  during: string
  broadcast_id: string | null
  booked_by: string
  booked_at: Timestamp
  cancelled_at: Timestamp | null
}

export type Venues = {
  id: string
  org_id: string
  name: string
  place: string
  seats: number
  closed: Generated<boolean>
}

export type VisitDoors = {
  id: string
  org_id: string
  plan_id: string
  dwelling_id: string
  grid_id: string | null
  worker_id: string | null
  position: number
  outcome: string | null
  attempts: Generated<number>
  visited_at: Timestamp | null
  call_back_at: Timestamp | null
  life_event_id: string | null
  answered: Generated<boolean>
}

export type VisitPlans = {
  id: string
  org_id: string
  name: string
  purpose: string
  during: string
  doors_from: string
  seed: string | null
  months: number | null
  strata: Json
  questionnaire_version_id: string | null
  made_by: string | null
  made_at: Timestamp
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
  refusals: Generated<number>
  answers: Generated<number>
}

export type VisitRecords = {
  id: string
  org_id: string
  door_id: string
  outcome: string
  result: string
  checked: number
  at: Timestamp
  recorded_at: Timestamp
  recorded_by: string | null
}

export type VolunteerAgreements = {
  id: string
  org_id: string
  volunteer_id: string
  person_id: string
  kind: string
  signed_on: string
  valid: string
  file_id: string | null
  added_at: Timestamp
}

export type VolunteerSignUps = {
  id: string
  org_id: string
  number: string
  words_enc: Buffer | null
  key_id: string
  availability: Generated<string[]>
  team_id: string | null
  minor: boolean
  signed_up_at: Timestamp
  volunteer_id: string | null
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
}

export type VolunteerSkills = {
  id: string
  org_id: string
  volunteer_id: string
  person_id: string
  skill: string
  issuer_enc: Buffer | null
  issued_on: string | null
  expires_on: string | null
  file_id: string | null
  added_at: Timestamp
  removed_at: Timestamp | null
}

export type Volunteers = {
  id: string
  org_id: string
  person_id: string
  number: string
  joined_on: string
  unified_number_enc: Buffer | null
  identity_checked_on: string | null
  identity_checked_by: string | null
  adult_on: string | null
  guardian_enc: Buffer | null
  guardian_consent_on: string | null
  availability: Generated<string[]>
  state: Generated<string>
  gates: Generated<Json>
  moved_at: Timestamp | null
  paused_until: string | null
}

export type WorkRules = {
  id: string
  org_id: string
  version: number
  content: Json
  made_by: string | null
  made_at: Timestamp
}
