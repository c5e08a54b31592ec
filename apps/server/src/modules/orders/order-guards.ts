import type { OrderMove } from '@yimi/contract/order.ts'
import { dayOf } from '#platform/clock.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext, GivenMove } from '#platform/flow/flow-rules.ts'
import { holdsOffice } from './answerable.ts'
import { unsettled } from './closing-checks.ts'
import { ANSWER_DAYS, OBJECT_DAYS, REOPEN_DAYS } from './order-clocks.ts'
import { findOrder, type OrderRow, OVER_STATES } from './order-queries.ts'
import { allPlacesOf, placesOf } from './place-queries.ts'

const DAY_MS = 86_400_000
/** Tries to reach somebody, by so many different ways. */
const TRY_WAYS_MIN = 2
type Given = GivenMove<OrderRow>
type Guard = (given: Given) => void | Promise<void>

export const orderGuards: Readonly<Partial<Record<OrderMove, Guard>>> = {
  take: ({ context, row, needs }) => {
    const spoken = row.service_id === null && row.channel !== 'trigger' && context.actor.kind !== 'system'
    if (spoken && needs.words === '') throw new Refusal('call-back-missing')
  },
  ask: notRefuser,
  'propose-refusal': notRefuser,
  refuse: (given) => {
    notRefuser(given)
    const { row, context } = given
    if (!row.refused_by_two) return
    if (row.refusal_proposed_by === null || row.refusal_proposed_by === context.actor.accountId)
      throw new Refusal('another-must-confirm', {
        detail: '这类服务不能由一个人决定不办，请先提出，再由另一位同事确认。',
      })
  },
  'close-unanswered': ({ context, row }) => {
    const waited = row.asked_at !== null && context.now.getTime() - row.asked_at.getTime() >= ANSWER_DAYS * DAY_MS
    if (!waited || new Set(row.tries).size < TRY_WAYS_MIN) throw new Refusal('answer-still-due')
  },
  object: ({ context, row }) => requireWithin(row.refused_at, OBJECT_DAYS, context.now),
  merge: async (given) => {
    notRefuser(given)
    const { context, row, needs } = given
    const into = await findOrder(context.tx, String(needs.intoId))
    const fits = into && into.id !== row.id && into.org_id === row.org_id && !OVER_STATES.includes(into.state)
    if (!fits)
      throw new Refusal('bad-request', { faults: [{ path: ['needs', 'intoId'], message: '请选一张还在办理的单子' }] })
  },
  refer: notRefuser,
  'make-ready': (given) => {
    notRefuser(given)
    const { until } = given.needs.window as { until: string }
    if (until < dayOf(given.context.now))
      throw new Refusal('bad-request', { faults: [{ path: ['needs', 'window'], message: '日期已经过去' }] })
  },
  confirm: notDeliverer,
  'confirm-automatically': ({ row }) => {
    if (!row.conduct.autoConfirm || row.money) throw new Refusal('move-not-allowed')
  },
  dispute: notDeliverer,
  'resolve-delivered': notAnswerableBefore,
  'resolve-again': notAnswerableBefore,
  'resolve-closed': notAnswerableBefore,
  rate: async (given) => {
    if (!given.row.conduct.rating) throw new Refusal('move-not-allowed')
    await notDeliverer(given)
  },
  close: async ({ context, row }) => {
    const open = await unsettled(context, {
      id: row.id,
      orgId: row.org_id,
      personId: row.person_id,
      serviceId: row.service_id,
    })
    if (open.length > 0) throw new Refusal('closing-open', { detail: `${open.join('；')}。` })
  },
  reopen: ({ context, row }) => requireWithin(row.closed_at, REOPEN_DAYS, context.now),
  cancel: async ({ context, row }) => {
    const before: readonly string[] = ['submitted', 'in-review', 'needs-information', 'referred', 'ready', 'accepted']
    if (row.state === 'suspended' && !before.includes(row.suspended_from ?? '')) throw new Refusal('move-not-allowed')
    const places = await placesOf(context.tx, [row.id])
    if (places.some((place) => place.state === 'in-service' || place.state === 'delivered'))
      throw new Refusal('move-not-allowed')
  },
  assign: async ({ context, row, needs }) => {
    if (!(await holdsOffice(context.tx, row.org_id, dayOf(context.now), String(needs.accountId))))
      throw new Refusal('bad-request', { faults: [{ path: ['needs', 'accountId'], message: '请从本单位人员中选择' }] })
  },
  ...resumeGuards(),
}

function resumeGuards(): Partial<Record<string, Guard>> {
  const states = ['submitted', 'in-review', 'needs-information', 'referred', 'ready', 'accepted', 'in-service']
  return Object.fromEntries(
    [...states, 'delivered', 'in-dispute', 'confirmed', 'rated'].map((state) => [
      `resume-${state}`,
      ({ row }: Given) => {
        if (row.suspended_from !== state) throw new Refusal('move-not-allowed')
      },
    ]),
  )
}

/** After an objection somebody else looks at it than who refused. */
function notRefuser({ context, row }: Given): void {
  if (row.refused_by !== null && row.refused_by === context.actor.accountId) throw new Refusal('another-must-decide')
}

function notAnswerableBefore(given: Given): Promise<void> {
  const { context, row } = given
  if (row.disputed_of !== null && row.disputed_of === context.actor.accountId) throw new Refusal('another-must-decide')
  return notDeliverer(given)
}

/** Nobody says of his own visit that it was done, or what it was worth. */
async function notDeliverer({ context, row }: Given): Promise<void> {
  const { personId } = context.actor
  const delivered = (await allPlacesOf(context.tx, [row.id])).some((place) => place.holder_id === personId)
  if (personId !== undefined && delivered)
    throw new Refusal('another-must-confirm', { detail: '请由上门人以外的人确认。' })
}

function requireWithin(since: Date | null, days: number, now: Date): void {
  if (since === null || now.getTime() - since.getTime() > days * DAY_MS) throw new Refusal('too-late')
}

/** Moves that the guards would refuse for reasons that are on the row: a page need not offer them. */
export function isOffered(move: string, row: OrderRow, context: Pick<FlowContext, 'now'>): boolean {
  const within = (since: Date | null, days: number) =>
    since !== null && context.now.getTime() - since.getTime() <= days * DAY_MS
  if (move.startsWith('resume-')) return move === `resume-${row.suspended_from}`
  if (move === 'rate') return row.conduct.rating
  if (move === 'object') return within(row.refused_at, OBJECT_DAYS)
  if (move === 'reopen') return within(row.closed_at, REOPEN_DAYS)
  return true
}
