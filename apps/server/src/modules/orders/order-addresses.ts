import { readPeople } from '#modules/people/people.ts'
import { dayOf } from '#platform/clock.ts'
import type { AddressBook, NoticeEvent, Receiver, Told } from '#platform/delivery/address-book.ts'
import { spokenMoment } from '#platform/spoken-time.ts'
import { findOrder, type OrderRow } from './order-queries.ts'
import { allPlacesOf, findPlace, type PlaceRow } from './place-queries.ts'
import { serviceNamesOf } from './read-orders.ts'

type Given = Parameters<AddressBook>[0]

/** Nobody answered: places of a batch do so by the hundred. */
const ASKED_IN_VAIN: readonly string[] = ['lapse', 'close-claim']

/** Of a silent item nobody is written to but who has to do something about it, and he in his list alone. */
export const orderAddresses: Readonly<Record<string, AddressBook>> = {
  'order-batch': async ({ tx }, { refs }) => {
    const { count, accountId, serviceId, versionId, state } = refs
    const names = await serviceNamesOf(tx, [typeof versionId === 'string' ? versionId : null])
    return {
      words: { count: String(count), service: [...names.values()][0] ?? '点单' },
      href: `#/orders?waits=mine&state=${state}&serviceId=${serviceId}`,
      receivers: { answerable: typeof accountId === 'string' ? [{ accountId }] : [] },
    }
  },
  order: async (given, event) => {
    const order = await findOrder(given.tx, event.recordId)
    if (!order) return undefined
    const holders = (await allPlacesOf(given.tx, [order.id])).flatMap((place) => place.holder_id ?? [])
    // Grid workers are sent to one resident: of each they are told.
    const isLate = event.move === 'escalate' && event.refs.failures === undefined
    return {
      ...sayOf(order, event, isLate ? 'overdue' : undefined, await wordsFor(given, order)),
      receivers: {
        ...(await residentOf(given, order)),
        answerable: order.answerable_id ? [{ accountId: order.answerable_id }] : [],
        deliverers: await peopleAs(given, order.org_id, order.conduct.messages ? holders : []),
      },
    }
  },
  'order-place': async (given, event) => {
    const place = await findPlace(given.tx, event.recordId)
    const order = place && (await findOrder(given.tx, place.order_id))
    if (!place || !order) return undefined
    const volunteer = await peopleAs(given, place.org_id, volunteerOf(place, event))
    const needsCall = event.move !== 'hand-back' && event.move !== 're-dispatch' ? true : event.refs.near === true
    return {
      ...sayOf(order, event, ASKED_IN_VAIN.includes(event.move) ? 'unfilled' : undefined, {
        ...(await wordsFor(given, order)),
        slot: spokenMoment(place.slot_from),
      }),
      receivers: {
        ...(needsCall ? await residentOf(given, order) : {}),
        answerable: order.answerable_id ? [{ accountId: order.answerable_id }] : [],
        unconfirmed: order.answerable_id && !place.slot_confirmed_at ? [{ accountId: order.answerable_id }] : [],
        [order.conduct.messages ? 'volunteer' : 'quiet-volunteer']: volunteer,
      },
    }
  },
}

/** `many`: of orders that were made together it is said once a day, and the list shows which. */
function sayOf(
  order: OrderRow,
  event: NoticeEvent,
  many: 'overdue' | 'unfilled' | undefined,
  words: Readonly<Record<string, string>>,
): Pick<Told, 'words' | 'href' | 'digest'> {
  if (!many || !order.batch_id) return { words, href: `#/orders/${order.id}` }
  return {
    words: { ...words, number: `${order.number} 和同一批的其他单` },
    href: `#/orders?waits=${many}`,
    digest: `${order.batch_id} ${event.move} ${dayOf(event.at)}`,
  }
}

function volunteerOf(place: PlaceRow, event: NoticeEvent): string[] {
  if (event.move === 're-dispatch') return typeof event.refs.personId === 'string' ? [event.refs.personId] : []
  const person = place.offered_to ?? place.holder_id
  return person ? [person] : []
}

async function wordsFor(given: Given, order: OrderRow): Promise<Record<string, string>> {
  const names = await serviceNamesOf(given.tx, [order.service_version_id])
  return {
    number: order.number,
    service: names.get(order.service_version_id ?? '') ?? '您说的事情',
    dueAt: spokenMoment(order.due_at),
    window: order.until_day ?? '',
  }
}

/** Who asked, or the person himself. */
async function residentOf(given: Given, order: OrderRow): Promise<{ requester?: Receiver[] }> {
  if (!order.conduct.messages) return {}
  return { requester: await peopleAs(given, order.org_id, [order.requester_id ?? order.person_id]) }
}

async function peopleAs({ tx, keyring }: Given, orgId: string, ids: readonly string[]): Promise<Receiver[]> {
  const people = await readPeople(tx, keyring, ids)
  return [...new Set(ids)].map((personId) => {
    const person = people.get(personId)
    return { personId, orgId: person?.orgId ?? orgId, name: person?.name ?? '' }
  })
}
