import { listAskedFor } from '@yimi/contract/ask.ts'
import {
  endResidentCard,
  getMyOrder,
  getOrder,
  getOrderBoard,
  getUrgentWords,
  issueResidentCard,
  listAnswerable,
  listMyOrders,
  listOrderFilters,
  listOrders,
  listResidentCards,
  moveMyOrder,
  moveOrder,
  removeOrderFilter,
  saveOrderFilter,
  setUrgentWords,
  submitMyOrder,
  submitOrder,
  submitOrderByCard,
} from '@yimi/contract/order-desk.ts'
import {
  getMyRatings,
  listMyPlaces,
  listSuggestions,
  moveMyPlace,
  movePlace,
  offerPlace,
  sayLeftSafely,
} from '@yimi/contract/order-place.ts'
import { printOrderSlip } from '@yimi/contract/order-slip.ts'
import { getUrgentRules, setUrgentRules } from '@yimi/contract/urgent-rules.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import type { Printing } from '#platform/printing/printing.ts'
import type { Services } from '#platform/services.ts'
import { mayAnswer } from './answerable.ts'
import { moveByDesk, offer, suggest } from './dispatch-place.ts'
import { listWhomIAskFor } from './list-asked-for.ts'
import { listFilters, removeFilter, saveFilter } from './order-filters.ts'
import { registerOrderPart } from './order-part.ts'
import { orderTimer, placeTimer } from './order-timers.ts'
import { listOwn as listOwnPlaces, moveOwn as moveOwnPlace, ownRatings } from './own-places.ts'
import { printSlip } from './print-slip.ts'
import { answerOf, board, list, openOrder, type TelephoneOf } from './read-orders.ts'
import { listOwn, moveOwn, readOwn } from './read-own-orders.ts'
import { end, issue, list as listCards } from './resident-cards.ts'
import { sayLeft } from './say-left-safely.ts'
import { moveFromDesk } from './step-order.ts'
import { submit, submitByCard, submitOwn } from './submit-order.ts'
import { layDownUrgentRules, readUrgentRules } from './urgent-rules.ts'
import { change as changeUrgentWords, read as readUrgentWords } from './urgent-words.ts'

export { type ClosingCheck, closingCheck } from './closing-checks.ts'
export { type Considered, considerVolunteers } from './consider-volunteers.ts'
export { offerTo, suggestFor } from './dispatch-place.ts'
export { orderAddresses } from './order-addresses.ts'
export { orderFigures } from './order-figures.ts'
export { orderRules } from './order-rules.ts'
export { ordersToOpen } from './orders-to-open.ts'
export { ordersToday } from './orders-today.ts'
export { type OverOrder, onOrderOver, orderNumbers } from './over-orders.ts'
export { placeOrder, type Requested } from './place-order.ts'
export { placesWithOrder } from './place-queries.ts'
export { placeRules } from './place-rules.ts'
export { cancelTriggered, placeTriggered, type TriggeredOrder } from './place-triggered.ts'
export {
  countFreeOrders as freeOrdersByService,
  freeOrders as freeOrdersFor,
  type RoundOrder,
} from './round-order-queries.ts'
export { joinRound, leaveRound, lockForRound, markOrders, type RoundMark, settledOrders } from './round-orders.ts'
export { stepOrder } from './step-order.ts'
export { stepPlace } from './step-place.ts'
export { onOrderStopped, type StoppedOrder } from './stopped-orders.ts'
export { hasVisitToday } from './visit-today.ts'

/** Service orders: from a request, however it comes, through review and dispatch to the close, with a named person at every wait. */
export function orderOperations(services: Services, telephoneOf: TelephoneOf): Operation[] {
  const { jobs, printing } = services
  jobs.timers.set('order', orderTimer(services))
  jobs.timers.set('order-place', placeTimer(services))
  registerOrderPart()
  return [...deskOperations(printing, telephoneOf), ...placeOperations(telephoneOf), ...ownOperations(telephoneOf)]
}

function deskOperations(printing: Printing, telephoneOf: TelephoneOf): Operation[] {
  return [
    implement(submitOrder, (context, { body }) => submit(context, telephoneOf, body)),
    implement(listOrders, (context, { query }) => list(context, telephoneOf, query)),
    implement(getOrderBoard, (context) => board(context)),
    implement(getOrder, async (context, { params }) => {
      const row = await openOrder(context, params.id)
      return answerOf(context, telephoneOf, row.id)
    }),
    implement(listAnswerable, async (context, { params }) => {
      const row = await openOrder(context, params.id)
      return { items: await mayAnswer(context.tx, row.org_id, context.today) }
    }),
    implement(printOrderSlip, async (context, { params }) => {
      const row = await openOrder(context, params.id)
      return printSlip(context, printing, telephoneOf, await answerOf(context, telephoneOf, row.id))
    }),
    implement(moveOrder, (context, input) => moveFromDesk(context, telephoneOf, input)),
    implement(listOrderFilters, (context) => listFilters(context)),
    implement(saveOrderFilter, saveFilter),
    implement(removeOrderFilter, removeFilter),
    implement(getUrgentWords, (context, { query }) => readUrgentWords(context, query.orgId)),
    implement(setUrgentWords, (context, { body }) => changeUrgentWords(context, body)),
    implement(getUrgentRules, (context, { params }) => readUrgentRules(context, params.id)),
    implement(setUrgentRules, (context, { params, body }) => layDownUrgentRules(context, params.id, body)),
    implement(listResidentCards, listCards),
    implement(issueResidentCard, (context, input) => issue(context, { printing, telephoneOf }, input)),
    implement(endResidentCard, end),
  ]
}

function placeOperations(telephoneOf: TelephoneOf): Operation[] {
  return [
    implement(listSuggestions, suggest),
    implement(offerPlace, offer),
    implement(movePlace, moveByDesk),
    implement(listMyPlaces, (context) => listOwnPlaces(context, telephoneOf)),
    implement(moveMyPlace, (context, input) => moveOwnPlace(context, telephoneOf, input)),
    implement(sayLeftSafely, sayLeft),
    implement(getMyRatings, (context) => ownRatings(context)),
  ]
}

function ownOperations(telephoneOf: TelephoneOf): Operation[] {
  return [
    implement(listAskedFor, (context) => listWhomIAskFor(context)),
    implement(submitOrderByCard, (context, { body }) => submitByCard(context, telephoneOf, body)),
    implement(submitMyOrder, (context, { body }) => submitOwn(context, telephoneOf, body)),
    implement(listMyOrders, (context, { query }) => listOwn(context, telephoneOf, query)),
    implement(getMyOrder, (context, input) => readOwn(context, telephoneOf, input)),
    implement(moveMyOrder, (context, input) => moveOwn(context, telephoneOf, input)),
  ]
}
