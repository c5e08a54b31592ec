import { contentOf } from '#modules/catalogue/catalogue.ts'
import {
  aliasesOf,
  type ConfirmedLifeEvent,
  definePersonPart,
  type EndedConsent,
  onConsentWithdrawn,
  onLifeEvent,
  type PersonPart,
  peopleGone,
  personOrg,
} from '#modules/people/people.ts'
import { onVolunteerStopped } from '#modules/teams/teams.ts'
import { systemActor } from '#platform/access/actor.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { refsOf } from './dispatch-place.ts'
import { emptyWordsOf, everyOrderOf, type OrderRow, peopleWithOrders, stoppableOrders } from './order-queries.ts'
import { everyPlaceOf, findPlace, forgetVolunteer, placesAhead } from './place-queries.ts'
import { wordsOfOrders } from './read-orders.ts'
import { endCards } from './resident-card-queries.ts'
import { stepOrder } from './step-order.ts'
import { stepPlace } from './step-place.ts'

/** What orders hold of a person, and what stops with a death, a move or a consent taken back, in the same transaction. */
export function registerOrderPart(): void {
  definePersonPart(orderPart)
  onLifeEvent('death', 'orders', stopForLifeEvent)
  onLifeEvent('move', 'orders', stopForLifeEvent)
  onConsentWithdrawn('any', 'orders', stopForConsent)
  onVolunteerStopped('orders', (context, { personId }) => openPlacesOf(context, personId))
}

/** Whoever moved inside the station keeps his orders; whoever died or left has none but those that a death itself brings about. */
async function stopForLifeEvent(context: FlowContext, event: ConfirmedLifeEvent): Promise<void> {
  if (event.phase !== 'confirmed') return
  const inSight = [event.orgId]
  await withMoreOrgs(
    context.tx,
    inSight,
    async () => {
      const gone = [...(await peopleGone(context.tx, event.personIds))]
      for (const [personId, why] of gone) {
        const ids = await aliasesOf(context.tx, personId)
        const code = why === 'dead' ? 'died' : 'moved-away'
        for (const order of await stoppableOrders(context.tx, ids))
          if (!(await isBroughtByDeath(context, order))) await cancel(context, order, code)
        if (why === 'dead') await leavePlaces(context, personId)
        await endCards(context.tx, { personId }, context.now)
      }
    },
    { people: true },
  )
}

async function isBroughtByDeath(context: FlowContext, order: OrderRow): Promise<boolean> {
  if (order.trigger_kind === 'death') return true
  if (!order.service_version_id) return false
  const { triggers } = await contentOf(context.tx, order.service_version_id)
  return triggers.some((trigger) => trigger.on === 'life-event' && trigger.what === 'death')
}

/** An order whose item stands on the consent that ended. */
async function stopForConsent(context: FlowContext, ended: EndedConsent): Promise<void> {
  await withMoreOrgs(
    context.tx,
    [ended.orgId],
    async () => {
      for (const order of await stoppableOrders(context.tx, [ended.personId])) {
        if (!order.service_version_id) continue
        const { endsWithConsent, eligibility } = await contentOf(context.tx, order.service_version_id)
        if (endsWithConsent === ended.purpose || eligibility.consents.includes(ended.purpose))
          await cancel(context, order, 'consent-ended')
      }
    },
    { people: true },
  )
}

function cancel(context: FlowContext, order: OrderRow, code: string): Promise<void> {
  return stepOrder({ ...context, actor: systemActor([order.org_id]) }, order, 'cancel', { code, words: '' })
}

/** A volunteer who died or was erased: nobody can say that he was asked. */
async function leavePlaces(context: FlowContext, personId: string): Promise<void> {
  await openPlacesOf(context, personId)
  await forgetVolunteer(context.tx, personId)
}

/** Whoever does not come any more, for a time or for good: his places are open again, offers to him are over. */
async function openPlacesOf(context: FlowContext, personId: string): Promise<void> {
  for (const { id, org_id } of await placesAhead(context.tx, personId))
    await withMoreOrgs(
      context.tx,
      [org_id],
      async () => {
        const place = await findPlace(context.tx, id)
        if (!place) return
        const acting = { ...context, actor: systemActor([org_id]) }
        const refs = refsOf(place, {}, context.now)
        await stepPlace(acting, place, { move: place.offered_to === personId ? 'lapse' : 'hand-back', refs })
      },
      { people: true },
    )
}

async function inSightOf<T>(context: FlowContext, personId: string, work: () => Promise<T>): Promise<T> {
  const orgId = await personOrg(context.tx, personId)
  return withMoreOrgs(context.tx, orgId ? [orgId] : [], work, { people: true })
}

const orderPart: PersonPart = {
  name: 'orders',
  label: '点单和上门服务',
  export: (context, personId) =>
    inSightOf(context, personId, async () => {
      const rows = await everyOrderOf(context.tx, [personId])
      const words = await wordsOfOrders(context, rows)
      const places = await everyPlaceOf(context.tx, personId)
      if (rows.length + places.length === 0) return undefined
      return {
        orders: rows.map((row) => ({
          number: row.number,
          channel: row.channel,
          submittedAt: row.submitted_at.toISOString(),
          state: row.state,
          ...words.get(row.id),
        })),
        visits: places.map((place) => ({
          state: place.state,
          acceptedAt: place.accepted_at?.toISOString(),
          startedAt: place.started_at?.toISOString(),
          endedAt: place.ended_at?.toISOString(),
        })),
      }
    }),
  holds: (context, personIds) => peopleWithOrders(context.tx, personIds),
  erase: (context, personId) =>
    inSightOf(context, personId, async () => {
      for (const order of await stoppableOrders(context.tx, [personId])) await cancel(context, order, 'other')
      await leavePlaces(context, personId)
      await emptyWordsOf(context.tx, [personId])
      await endCards(context.tx, { personId }, context.now)
    }),
}
