import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  endResidentCard,
  getOrder,
  getOrderBoard,
  getUrgentWords,
  issueResidentCard,
  listOrderFilters,
  listOrders,
  listResidentCards,
  moveOrder,
  type ORDER_DESK_MOVES,
  type OrderQuery,
  removeOrderFilter,
  saveOrderFilter,
  setUrgentWords,
  submitOrder,
} from '@yimi/contract/order-desk.ts'
import { listSuggestions, movePlace, offerPlace, type PLACE_DESK_MOVES } from '@yimi/contract/order-place.ts'
import { printOrderSlip } from '@yimi/contract/order-slip.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { getUrgentRules, setUrgentRules } from '@yimi/contract/urgent-rules.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

export type OrderDeskMove = (typeof ORDER_DESK_MOVES)[number]
export type PlaceDeskMove = (typeof PLACE_DESK_MOVES)[number]
export type NewOrder = RouteInput<typeof submitOrder>['body']
type Needs = Record<string, unknown>

const ordersKey = ['orders'] as const
const filtersKey = ['order-filters'] as const
const cardsKey = ['resident-cards'] as const

export function useOrders(filter: OrderQuery, offset: number) {
  return useQuery({
    queryKey: [...ordersKey, 'list', filter, offset],
    queryFn: () => call(listOrders, { query: { ...filter, offset, limit: PAGE_SIZE } }),
    placeholderData: keepPreviousData,
  })
}

/** Clocks run on while nothing changes. */
export function useOrderBoard() {
  return useQuery({
    queryKey: [...ordersKey, 'board'],
    queryFn: () => call(getOrderBoard, {}),
    refetchInterval: 60_000,
  })
}

export function useOrder(id: string) {
  return useQuery({ queryKey: [...ordersKey, 'one', id], queryFn: () => call(getOrder, { params: { id } }) })
}

/** Nothing is asked before there is something to look for. */
export function useOrdersByNumber(number: string) {
  return useQuery({
    queryKey: [...ordersKey, 'number', number],
    queryFn: () => call(listOrders, { query: { number, limit: 10 } }),
    enabled: number !== '',
  })
}

export function useSuggestions(placeId: string) {
  return useQuery({
    queryKey: [...ordersKey, 'suggestions', placeId],
    queryFn: () => call(listSuggestions, { params: { id: placeId } }),
  })
}

export function useOrderActs() {
  const stale = useStale(ordersKey)
  return {
    submit: (body: NewOrder, key: string) => stale(call(submitOrder, { body }, { key })),
    move: (id: string, move: OrderDeskMove, needs: Needs, key: string) =>
      stale(call(moveOrder, { params: { id }, body: { move, needs } }, { key })),
    movePlace: (id: string, move: PlaceDeskMove, needs: Needs, key: string) =>
      stale(call(movePlace, { params: { id }, body: { move, needs } }, { key })),
    offer: (placeId: string, personId: string, key: string) =>
      stale(call(offerPlace, { params: { id: placeId }, body: { personId } }, { key })),
  }
}

export function useOrderFilters() {
  return useQuery({ queryKey: filtersKey, queryFn: () => call(listOrderFilters, {}) })
}

export function useOrderFilterActs() {
  const stale = useStale(filtersKey)
  return {
    save: (name: string, query: OrderQuery) => stale(call(saveOrderFilter, { body: { name, query } })),
    remove: (id: string) => stale(call(removeOrderFilter, { params: { id } })),
  }
}

export function useUrgentWords(orgId: string) {
  return useQuery({
    queryKey: ['urgent-words', orgId],
    queryFn: () => call(getUrgentWords, { query: { orgId } }),
    enabled: orgId !== '',
  })
}

export function useSetUrgentWords() {
  const stale = useStale(['urgent-words'])
  return (orgId: string, words: string[] | null, key: string) =>
    stale(call(setUrgentWords, { body: { orgId, words } }, { key }))
}

export function useUrgentRules(orgId: string) {
  return useQuery({
    queryKey: ['urgent-rules', orgId],
    queryFn: () => call(getUrgentRules, { params: { id: orgId } }),
    enabled: orgId !== '',
  })
}

export function useSetUrgentRules() {
  const stale = useStale(['urgent-rules'])
  return (orgId: string, body: RouteInput<typeof setUrgentRules>['body'], key: string) =>
    stale(call(setUrgentRules, { params: { id: orgId }, body }, { key }))
}

export function useResidentCards(personId: string) {
  return useQuery({
    queryKey: [...cardsKey, personId],
    queryFn: () => call(listResidentCards, { params: { id: personId } }),
  })
}

export function useResidentCardActs() {
  const stale = useStale(cardsKey)
  return {
    issue: (personId: string, key: string) => stale(call(issueResidentCard, { params: { id: personId } }, { key })),
    end: (id: string, key: string) => stale(call(endResidentCard, { params: { id } }, { key })),
  }
}

export function printSlipOf(orderId: string) {
  return call(printOrderSlip, { params: { id: orderId } })
}

function useStale(queryKey: readonly string[]) {
  const queries = useQueryClient()
  return async <Answer>(act: Promise<Answer>): Promise<Answer> => {
    const answer = await act
    await queries.invalidateQueries({ queryKey })
    return answer
  }
}
