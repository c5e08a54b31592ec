import type { Broadcast, BroadcastSummary, GateCard, listBroadcasts } from '@yimi/contract/broadcast.ts'
import { BroadcastState } from '@yimi/contract/broadcast.ts'
import type { RouteQuery } from '@yimi/contract/route.ts'
import { APPLICATION_FIELDS, GATES, type Gate } from '@yimi/contract/work-rules.ts'
import { accountNames } from '#modules/accounts/accounts.ts'
import { readFiles } from '#modules/files/files.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { venueNames } from '#modules/venues/venues.ts'
import type { Tx } from '#platform/database/database.ts'
import { availableMoves } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { applicationOf, missingFields } from './application-fields.ts'
import { type BroadcastRow, type GateStates, getBroadcastRow, listBroadcastRows } from './broadcast-queries.ts'
import { broadcastRules } from './broadcast-rules.ts'
import { evidenceOf, type JudgementRow, judgementsOf } from './gate-queries.ts'
import { concernedIn, whyNotJudge } from './judge-check.ts'

/**
 * One broadcast as the contract answers it. Asks the owner rule itself.
 * @throws Refusal `not-found`
 */
export async function readBroadcast(
  context: Pick<RequestContext, 'tx' | 'actor' | 'mayOn'>,
  id: string,
): Promise<Broadcast> {
  const row = await getBroadcastRow(context.tx, id)
  context.mayOn({ orgId: row.org_id, ownerId: row.applicant_id })
  const application = applicationOf(row)
  const [summary] = await summariesOf(context.tx, [row])
  return {
    ...(summary ?? summaryOf(row, new Map(), new Map(), new Map())),
    revision: row.revision,
    rulesVersion: row.rules_version,
    application,
    missing: missingFields(application, row.rules),
    gateCards: await gateCards(context, row),
    availableMoves: availableMoves(broadcastRules, row, context.actor),
    mine: row.applicant_id === context.actor.accountId,
    airedFrom: row.aired_from?.toISOString() ?? null,
    airedUntil: row.aired_until?.toISOString() ?? null,
  }
}

/** Broadcasts of the caller's area, the latest first. */
export async function list(
  context: RequestContext,
  query: RouteQuery<typeof listBroadcasts>,
): Promise<{ items: BroadcastSummary[]; total: number }> {
  const { rows, total } = await listBroadcastRows(context.tx, {
    orgs: [...(context.scope?.orgs ?? [])],
    states: query.state === undefined ? [] : [query.state].flat(),
    search: query.search?.trim().normalize('NFC') ?? '',
    offset: query.offset,
    limit: query.limit,
  })
  return { items: await summariesOf(context.tx, rows), total }
}

export async function summariesOf(tx: Tx, rows: readonly BroadcastRow[]): Promise<BroadcastSummary[]> {
  const orgs = await orgNames(
    tx,
    rows.map((row) => row.org_id),
  )
  const accounts = await accountNames(
    tx,
    rows.map((row) => row.applicant_id),
  )
  const venues = await venueNames(
    tx,
    rows.flatMap((row) => row.venue_id ?? []),
  )
  return rows.map((row) => summaryOf(row, orgs, accounts, venues))
}

type Names = ReadonlyMap<string, string>

function summaryOf(row: BroadcastRow, orgs: Names, accounts: Names, venues: Names): BroadcastSummary {
  const states = row.gates as GateStates
  return {
    id: row.id,
    orgId: row.org_id,
    orgName: orgs.get(row.org_id) ?? '',
    title: row.title,
    series: row.series,
    episode: row.episode,
    state: BroadcastState.parse(row.state),
    startsAt: row.starts_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
    venueName: (row.venue_id && venues.get(row.venue_id)) || null,
    applicant: accounts.get(row.applicant_id) ?? '',
    gates: {
      topic: states.topic ?? null,
      content: states.content ?? null,
      rundown: states.rundown ?? null,
      guest: states.guest ?? null,
      floor: states.floor ?? null,
    },
  }
}

async function gateCards(context: Pick<RequestContext, 'tx' | 'actor'>, row: BroadcastRow): Promise<GateCard[]> {
  const { tx, actor } = context
  const judgements = await judgementsOf(tx, [row.id])
  const evidence = await evidenceOf(tx, row.id)
  const files = await readFiles(
    tx,
    evidence.map((one) => one.file_id),
  )
  const concerned = await concernedIn(tx, row)
  const names = await accountNames(
    tx,
    judgements.flatMap((one) => one.judged_by ?? []),
  )
  return GATES.map((gate) => {
    const whyNot = whyNotJudge(row, gate, actor, concerned, judgements)
    const attached = evidence.filter((one) => one.gate === gate).flatMap((one) => files.get(one.file_id) ?? [])
    return {
      ...cardOf(row, gate, judgements, names),
      evidence: attached.map((file) => ({ fileId: file.id, name: file.name, bytes: file.bytes })),
      mayJudge: whyNot === undefined,
      whyNot: whyNot ?? null,
    }
  })
}

function cardOf(row: BroadcastRow, gate: Gate, judgements: readonly JudgementRow[], names: Names) {
  const judgement = judgements.find((one) => one.gate === gate)
  const rule = row.rules.gates[gate]
  const states = row.gates as GateStates
  return {
    gate,
    state: states[gate] ?? null,
    standard: rule.standard,
    checklist: rule.checklist,
    needsEvidence: rule.evidence === 'file',
    checked: judgement?.checked ?? [],
    judgedBy: (judgement?.judged_by && names.get(judgement.judged_by)) || null,
    judgedAt: judgement?.judged_at?.toISOString() ?? null,
    note: judgement?.note ?? '',
    reopenedBy: APPLICATION_FIELDS.filter((field) => judgement?.reopened_by.includes(field)),
  }
}
