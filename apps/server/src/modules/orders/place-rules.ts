import { type OrderPlaceMove, type OrderPlaceState, orderPlaceFlow } from '@yimi/contract/order-place.ts'
import { contentOf } from '#modules/catalogue/catalogue.ts'
import { forgetNotices } from '#modules/notices/notices.ts'
import { dayOf } from '#platform/clock.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext, FlowRules, GivenMove } from '#platform/flow/flow-rules.ts'
import { considerVolunteers } from './consider-volunteers.ts'
import { callInDueAt } from './lone-visit.ts'
import { endOffer, forgetAsked } from './offer-queries.ts'
import { halfOfWindow } from './order-clocks.ts'
import { type LockedPlace, lockPlaces, placesOf, setPlace, setSlot } from './place-queries.ts'
import { postVisit, requireTimes, takeBackVisits, timesOf } from './post-visit.ts'
import { ROUND_PLACE_EFFECTS } from './round-place-effects.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** How long an offer stands: urgent, ordinary, and where a whole month is given. */
const LAPSE_HOURS = { urgent: 2, ordinary: 24, month: 72 } as const
const MONTH_DAYS = 21
const LATE_MS = HOUR_MS / 2
/** While an order is in one of these its places are moved. */
const RUNNING = ['ready', 'accepted', 'in-service']

type Given = GivenMove<LockedPlace>

export const placeRules: FlowRules<LockedPlace, OrderPlaceState, OrderPlaceMove> = {
  plan: orderPlaceFlow,
  lock: lockPlaces,
  isApplicant: (row, actor) =>
    actor.personId !== undefined && (row.offered_to === actor.personId || row.holder_id === actor.personId),
  keySubject: (row) => ({ kind: 'person', id: row.person_id }),
  guards: {
    offer: async (given) => {
      requireRunning(given)
      await requireFit(given.context, given.row, String(given.needs.personId))
    },
    'open-claim': requireRunning,
    claim: async (given) => {
      requireRunning(given)
      await requireFit(given.context, given.row, given.context.actor.personId ?? '')
    },
    accept: async (given) => {
      requireRunning(given)
      await requireFit(given.context, given.row, given.row.offered_to ?? '')
    },
    schedule: requireSlot,
    'confirm-slot': requireRunning,
    start: async (given) => {
      requireRunning(given)
      await requireSecondPerson(given)
    },
    fail: requireRunning,
    deliver: async (given) => {
      requireRunning(given)
      await requireProof(given)
      requireTimes(given)
    },
    'correct-times': requireTimes,
    'schedule-again': requireSlot,
    'try-another': requireRunning,
    'join-round': requireNobody,
    'round-deliver': requireNobody,
    'round-miss': requireNobody,
    'round-undo': requireNobody,
  },
  effects: {
    offer: ({ context, row, needs }) =>
      setPlace(context.tx, row.id, { offered_to: String(needs.personId), offer_id: String(needs.offerId) }),
    claim: ({ context, row }) => fill(context, row, context.actor.personId ?? ''),
    accept: async ({ context, row }) => {
      if (row.offer_id) await endOffer(context.tx, row.offer_id, 'accepted', context.now)
      await fill(context, row, row.offered_to ?? '')
    },
    decline: (given) => endAsking(given, 'declined'),
    lapse: (given) => endAsking(given, 'lapsed'),
    'take-back': (given) => endAsking(given, 'taken-back'),
    'hand-back': empty,
    're-dispatch': empty,
    'try-another': empty,
    'confirm-slot': ({ context, row }) => setPlace(context.tx, row.id, { slot_confirmed_at: context.now }),
    start: ({ context, row, needs }) =>
      setPlace(context.tx, row.id, { started_at: context.now, started_by: String(needs.by), outcome: null }),
    fail: ({ context, row, needs }) =>
      setPlace(context.tx, row.id, {
        outcome: String(needs.outcome),
        attempts: row.attempts + 1,
        ended_at: context.now,
      }),
    deliver: async ({ context, row, needs }) => {
      const { from, until } = timesOf(needs) ?? { from: row.started_at ?? context.now, until: context.now }
      await setPlace(context.tx, row.id, {
        started_at: from,
        ended_at: until,
        proof: String(needs.proof),
        proof_file_id: typeof needs.fileId === 'string' ? needs.fileId : null,
      })
      await postVisit(context, row, { from, until })
    },
    'correct-times': async ({ context, row, needs }) => {
      const times = timesOf(needs)
      if (!times) return
      await takeBackVisits(context, [row.id], String(needs.words))
      await setPlace(context.tx, row.id, { started_at: times.from, ended_at: times.until })
      await postVisit(context, row, times)
    },
    ...ROUND_PLACE_EFFECTS,
    withdraw: async (given) => {
      const { context, row } = given
      if (row.offer_id) await endOffer(context.tx, row.offer_id, 'taken-back', context.now)
      await setPlace(context.tx, row.id, { offered_to: null, offer_id: null })
      await forgetOthers(context, row, row.holder_id)
    },
  },
  clocks: (row, state, now) => {
    if (state === 'offered') return [{ move: 'lapse', dueAt: lapsesAt(row, now) }]
    if (state === 'open-for-claim') return [{ move: 'close-claim', dueAt: halfOfWindow(row.until_day, now) }]
    const callIn = callInDueAt(row, state, now)
    if (callIn && callIn > now) return [{ move: 'note-silent', dueAt: callIn }]
    if (state !== 'scheduled' || !row.slot_from) return []
    const start = row.slot_from.getTime()
    return [
      { move: 'remind-day' as const, dueAt: new Date(start - DAY_MS) },
      { move: 'remind-hours' as const, dueAt: new Date(start - 2 * HOUR_MS) },
      { move: 'note-late' as const, dueAt: new Date(start + LATE_MS) },
    ].filter((clock) => clock.dueAt > now)
  },
}

/** When an offer that is made now lapses. */
export function lapsesAt(row: Pick<LockedPlace, 'urgent' | 'from_day' | 'until_day'>, now: Date): Date {
  const days = (Date.parse(row.until_day) - Date.parse(row.from_day)) / DAY_MS
  const hours = row.urgent ? LAPSE_HOURS.urgent : days >= MONTH_DAYS ? LAPSE_HOURS.month : LAPSE_HOURS.ordinary
  return new Date(now.getTime() + hours * HOUR_MS)
}

function requireRunning({ row }: Given): void {
  if (row.order_state === 'suspended') throw new Refusal('order-suspended')
  if (!RUNNING.includes(row.order_state) || row.round !== row.order_round) throw new Refusal('move-not-allowed')
}

/** A round takes and marks only what nobody has for himself. */
function requireNobody(given: Given): void {
  requireRunning(given)
  if (given.row.holder_id !== null) throw new Refusal('move-not-allowed')
}

async function requireFit(context: FlowContext, row: LockedPlace, personId: string): Promise<void> {
  const [considered] = await considerVolunteers(context, row, [personId])
  if (!considered) throw new Refusal('not-suited')
  if (considered.faults.length > 0) throw new Refusal('not-suited', { detail: `${considered.faults.join('；')}。` })
}

/** Inside the window, and not in the past. */
function requireSlot(given: Given): void {
  requireRunning(given)
  const { row, needs, context } = given
  const { startsAt } = needs.slot as { startsAt: string }
  const day = dayOf(new Date(startsAt))
  if (day < row.from_day || day > row.until_day || Date.parse(startsAt) < context.now.getTime() - DAY_MS)
    throw new Refusal('bad-request', {
      faults: [{ path: ['needs', 'slot'], message: `请选 ${row.from_day} 到 ${row.until_day} 之间的时间` }],
    })
}

async function requireSecondPerson({ context, row }: Given): Promise<void> {
  if (row.persons < 2) return
  const others = (await placesOf(context.tx, [row.order_id])).filter((place) => place.id !== row.id)
  const ready = others.some((place) => ['accepted', 'scheduled', 'in-service', 'delivered'].includes(place.state))
  if (!ready) throw new Refusal('second-person-missing')
}

/** The kind that the item asks for; a picture only where pictures are wanted. */
async function requireProof({ context, row, needs }: Given): Promise<void> {
  const content = row.service_version_id ? await contentOf(context.tx, row.service_version_id) : undefined
  if (content && needs.proof !== content.proof)
    throw new Refusal('bad-request', { faults: [{ path: ['needs', 'proof'], message: '请按这项服务要求的凭证填写' }] })
  if (needs.proof === 'receipt' && needs.fileId === null && needs.words === '')
    throw new Refusal('bad-request', { faults: [{ path: ['needs', 'words'], message: '请填写票据号码，或上传票据' }] })
  if (needs.fileId !== null && !row.conduct.pictures && needs.proof !== 'receipt' && needs.proof !== 'signature')
    throw new Refusal('bad-request', { faults: [{ path: ['needs', 'fileId'], message: '这项服务不拍照' }] })
}

async function fill(context: FlowContext, row: LockedPlace, personId: string): Promise<void> {
  await setPlace(context.tx, row.id, {
    holder_id: personId,
    accepted_at: context.now,
    offered_to: null,
    offer_id: null,
  })
  await forgetOthers(context, row, personId)
}

/** Nobody can say afterwards who else was asked. */
async function forgetOthers(context: FlowContext, row: LockedPlace, holderId: string | null): Promise<void> {
  const asked = await forgetAsked(context.tx, row.id, holderId)
  await forgetNotices(context.tx, { kind: 'order-place', recordId: row.id }, asked)
}

async function endAsking({ context, row }: Given, outcome: 'declined' | 'lapsed' | 'taken-back'): Promise<void> {
  if (row.offer_id) await endOffer(context.tx, row.offer_id, outcome, context.now)
  await setPlace(context.tx, row.id, {
    offered_to: null,
    offer_id: null,
    rounds: row.rounds + (outcome === 'taken-back' ? 0 : 1),
  })
}

async function empty({ context, row }: Given): Promise<void> {
  await setSlot(context.tx, row.id, null)
  await setPlace(context.tx, row.id, {
    holder_id: null,
    accepted_at: null,
    slot_confirmed_at: null,
    started_at: null,
    started_by: null,
  })
}
