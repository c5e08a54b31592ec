import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { giveConsent, withdrawConsent } from '@yimi/contract/consent.ts'
import { listDwellings } from '@yimi/contract/ground.ts'
import { joinHousehold } from '@yimi/contract/household.ts'
import {
  confirmLifeEvent,
  listLifeEvents,
  refuseLifeEvent,
  reportLifeEvent,
  reverseLifeEvent,
} from '@yimi/contract/life-event.ts'
import {
  changePerson,
  confirmPerson,
  erasePerson,
  exportPerson,
  getPerson,
  listPeople,
  listPersonActs,
  openPerson,
  registerPerson,
  revealPerson,
} from '@yimi/contract/person.ts'
import { addTag, removeTag } from '@yimi/contract/person-tag.ts'
import { addTie, endTie } from '@yimi/contract/person-tie.ts'
import type { RouteInput, RouteQuery } from '@yimi/contract/route.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

const peopleKey = ['people'] as const
const lifeEventsKey = ['life-events'] as const
type Body<R> = RouteInput<R> extends { body: infer B } ? B : never
export type PersonStatusFilter = NonNullable<RouteQuery<typeof listPeople>['status']>
export type LifeEventFilter = NonNullable<RouteQuery<typeof listLifeEvents>['state']>

export function usePeople(query: { search: string; status: PersonStatusFilter | undefined; offset: number }) {
  const { search, status, offset } = query
  return useQuery({
    queryKey: [...peopleKey, 'list', search, status, offset],
    queryFn: () =>
      call(listPeople, {
        query: { offset, limit: PAGE_SIZE, ...(search ? { search } : {}), ...(status ? { status } : {}) },
      }),
    placeholderData: keepPreviousData,
  })
}

export function usePerson(id: string) {
  return useQuery({ queryKey: [...peopleKey, 'one', id], queryFn: () => call(getPerson, { params: { id } }) })
}

export function usePersonActs(id: string, offset: number) {
  return useQuery({
    queryKey: [...peopleKey, 'acts', id, offset],
    queryFn: () => call(listPersonActs, { params: { id }, query: { offset, limit: PAGE_SIZE } }),
    placeholderData: keepPreviousData,
  })
}

export function useLifeEvents(state: LifeEventFilter | undefined, offset: number) {
  return useQuery({
    queryKey: [...lifeEventsKey, state, offset],
    queryFn: () => call(listLifeEvents, { query: { offset, limit: PAGE_SIZE, ...(state ? { state } : {}) } }),
    placeholderData: keepPreviousData,
  })
}

/** Doors whose words fit, of one station where it is named. */
export function useDoors(search: string, orgId: string | undefined) {
  return useQuery({
    queryKey: ['dwellings', 'pick', orgId, search],
    queryFn: () =>
      call(listDwellings, {
        query: { limit: 30, ...(search.trim() ? { search: search.trim() } : {}), ...(orgId ? { orgId } : {}) },
      }),
    placeholderData: keepPreviousData,
  })
}

export function reveal(id: string, body: Body<typeof revealPerson>) {
  return call(revealPerson, { params: { id }, body })
}

export function exportOf(id: string, reason: string) {
  return call(exportPerson, { params: { id }, body: { reason } })
}

export function openByNumber(body: Body<typeof openPerson>) {
  return call(openPerson, { body })
}

export function useRegister() {
  const then = useThenFetch()
  return (body: Body<typeof registerPerson>, key: string) => then(call(registerPerson, { body }, { key }))
}

/** What can be done with one record; lists and the record are read again after it. */
export function usePersonActions(id: string) {
  const then = useThenFetch()
  const params = { id }
  return {
    correct: (body: Body<typeof changePerson>) => then(call(changePerson, { params, body })),
    confirm: (key: string) => then(call(confirmPerson, { params, body: { how: 'phone' } }, { key })),
    erase: (reason: string, key: string) => then(call(erasePerson, { params, body: { reason } }, { key })),
    live: (body: Body<typeof joinHousehold>, key: string) => then(call(joinHousehold, { params, body }, { key })),
    tag: (body: Body<typeof addTag>, key: string) => then(call(addTag, { params, body }, { key })),
    untag: (tagId: string) => then(call(removeTag, { params: { id, tagId } })),
    consent: (body: Body<typeof giveConsent>, key: string) => then(call(giveConsent, { params, body }, { key })),
    withdraw: (consentId: string, body: Body<typeof withdrawConsent>, key: string) =>
      then(call(withdrawConsent, { params: { id, consentId }, body }, { key })),
    tie: (body: Body<typeof addTie>, key: string) => then(call(addTie, { params, body }, { key })),
    untie: (tieId: string, key: string) => then(call(endTie, { params: { id, tieId } }, { key })),
    report: (body: Body<typeof reportLifeEvent>, key: string) => then(call(reportLifeEvent, { params, body }, { key })),
  }
}

export function useLifeEventActions() {
  const then = useThenFetch()
  return {
    confirm: (id: string, how: string, key: string) =>
      then(call(confirmLifeEvent, { params: { id }, body: { how } }, { key })),
    refuse: (id: string, reason: string, key: string) =>
      then(call(refuseLifeEvent, { params: { id }, body: { reason } }, { key })),
    reverse: (id: string, reason: string, key: string) =>
      then(call(reverseLifeEvent, { params: { id }, body: { reason } }, { key })),
  }
}

function useThenFetch() {
  const queries = useQueryClient()
  return async <Answer>(act: Promise<Answer>): Promise<Answer> => {
    const answer = await act
    await Promise.all([
      queries.invalidateQueries({ queryKey: peopleKey }),
      queries.invalidateQueries({ queryKey: lifeEventsKey }),
    ])
    return answer
  }
}
