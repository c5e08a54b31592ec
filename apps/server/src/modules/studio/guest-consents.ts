import {
  type BroadcastGuest,
  ConsentState,
  type listBroadcastGuests,
  type makeConsentLink,
  type recordConsent,
} from '@yimi/contract/guest.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import type { z } from 'zod'
import { readPeople } from '#modules/people/people.ts'
import { systemActor } from '#platform/access/actor.ts'
import { newSecret } from '#platform/crypto/passwords.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { availableMoves, move } from '#platform/flow/move.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { type GateStates, getBroadcastRow } from './broadcast-queries.ts'
import { broadcastRules } from './broadcast-rules.ts'
import { type ConsentRow, consentsOf, decisionTimes, findConsent, setConsentLink } from './consent-queries.ts'
import { type ConsentMove, guestConsentRules } from './guest-consent-rules.ts'
import { lockBroadcast } from './lock-broadcast.ts'

type Answered = z.output<typeof BroadcastGuest>

/** A link works this long, or until a newer one is made. */
const LINK_DAYS = 30

export async function listTakingPart(
  context: RequestContext,
  broadcastId: string,
): Promise<RouteAnswer<typeof listBroadcastGuests>> {
  const row = await getBroadcastRow(context.tx, broadcastId)
  context.mayOn({ orgId: row.org_id, ownerId: row.applicant_id })
  return { items: await answerAll(context, await consentsOf(context.tx, broadcastId)) }
}

/** The secret is shown in the link alone; the database keeps its hash. */
export async function makeLink(
  context: RequestContext,
  { params }: OperationInput<typeof makeConsentLink>,
): Promise<{ link: string }> {
  const consent = await getConsent(context, params.id)
  const { secret, hash } = newSecret()
  const expiresAt = new Date(context.now.getTime() + LINK_DAYS * 86_400_000)
  await setConsentLink(context.tx, consent.id, { hash, expiresAt })
  return { link: `/#/consent/${secret}` }
}

/** An answer given on paper or by telephone; how it was given is kept under the guest's own key. */
export async function record(
  context: RequestContext,
  { params, body }: OperationInput<typeof recordConsent>,
): Promise<Answered> {
  const consent = await getConsent(context, params.id)
  await moveConsent(context, consent, body.move, { note: body.how })
  const after = await findConsent(context.tx, consent.id)
  const [answer] = await answerAll(context, after ? [after] : [])
  if (!answer) throw new ProgramFault('a consent gave no answer')
  return answer
}

/**
 * Moves a consent. When what was consented no longer is, a guest gate that was passed opens again, and a broadcast that was
 * cleared goes back into review.
 */
export async function moveConsent(
  context: FlowContext,
  consent: Pick<ConsentRow, 'id' | 'org_id' | 'broadcast_id'>,
  named: ConsentMove,
  detail?: Readonly<Record<string, unknown>>,
): Promise<z.output<typeof ConsentState>> {
  // The broadcast before its consents, as everywhere: two transactions never wait for each other in a circle.
  const broadcast = await lockBroadcast(context.tx, consent.broadcast_id)
  const moved = await move(context, guestConsentRules, {
    recordId: consent.id,
    orgId: consent.org_id,
    move: named,
    ...(detail ? { detail } : {}),
  })
  const gates = broadcast.gates as GateStates
  const reviewed: readonly string[] = broadcastRules.plan.moves['open-gates'].from
  if (moved.state !== 'consented' && gates.guest === 'passed' && reviewed.includes(broadcast.state)) {
    const system = { ...context, actor: systemActor([broadcast.org_id]) }
    const request = { recordId: broadcast.id, orgId: broadcast.org_id }
    await move(system, broadcastRules, {
      ...request,
      move: 'open-gates',
      needs: { gates: ['guest'] },
      refs: { gate: 'guest', consentId: consent.id },
    })
    if (broadcast.state === 'cleared') await move(system, broadcastRules, { ...request, move: 'reopen' })
  }
  return ConsentState.parse(moved.state)
}

async function getConsent(context: RequestContext, id: string): Promise<ConsentRow> {
  const consent = await findConsent(context.tx, id)
  if (!consent) throw new Refusal('not-found')
  context.mayOn({ orgId: consent.org_id })
  return consent
}

async function answerAll(context: RequestContext, rows: readonly ConsentRow[]): Promise<Answered[]> {
  const people = await readPeople(
    context.tx,
    context.keyring,
    rows.map((row) => row.guest_id),
  )
  const decided = await decisionTimes(
    context.tx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    consentId: row.id,
    guestId: row.guest_id,
    name: people.get(row.guest_id)?.name ?? '',
    part: row.part === 'host' ? ('host' as const) : ('guest' as const),
    consent: ConsentState.parse(row.state),
    decidedAt: decided.get(row.id)?.toISOString() ?? null,
    availableMoves: availableMoves(guestConsentRules, row, context.actor),
  }))
}
