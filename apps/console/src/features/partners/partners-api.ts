import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  applyForCheckIn,
  type CheckInState,
  confirmMembers,
  listCheckedMembers,
  listCheckIns,
  makeJoinLinks,
  moveCheckIn,
  recordJoin,
  sendMembers,
} from '@yimi/contract/check-in.ts'
import {
  type ClaimableList,
  claim,
  createClaimable,
  getMyPartnerDesk,
  listClaimables,
  moveClaimable,
  releaseClaim,
} from '@yimi/contract/claimable.ts'
import { listOffers, makeOffer, moveReservation, reserveOffer, withdrawOffer } from '@yimi/contract/lending.ts'
import { listOrganisations } from '@yimi/contract/organisation.ts'
import type { RouteBody } from '@yimi/contract/route.ts'
import { call } from '../../call.ts'

export function useCheckIns(query: { state?: CheckInState; offset: number; limit: number }) {
  return useQuery({ queryKey: ['partners', 'list', query], queryFn: () => call(listCheckIns, { query }) })
}

export function useCheckedMembers(id: string, page: { offset: number; limit: number }) {
  return useQuery({
    queryKey: ['partners', 'members', id, page],
    queryFn: () => call(listCheckedMembers, { params: { id }, query: page }),
  })
}

export function useOffers() {
  return useQuery({ queryKey: ['partners', 'offers'], queryFn: () => call(listOffers, {}) })
}

export function useClaimables(list: ClaimableList | undefined) {
  return useQuery({
    queryKey: ['partners', 'claimables', list ?? 'all'],
    queryFn: () => call(listClaimables, { query: list ? { list } : {} }),
  })
}

export function usePartnerDesk() {
  return useQuery({ queryKey: ['partners', 'desk'], queryFn: () => call(getMyPartnerDesk, {}) })
}

/** Kinds of outside bodies that may check in; who only gets papers is none. */
export function usePartnerKinds() {
  return useQuery({
    queryKey: ['partners', 'kinds'],
    queryFn: () => call(listOrganisations, { query: {} }),
    select: (data) => data.kinds.filter((kind) => kind.outside && kind.code !== 'addressee'),
  })
}

export function usePartnerActs() {
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: ['partners'] })
  /** Does the call, then has every list of partners read again. */
  async function then<Answer>(done: Promise<Answer>): Promise<Answer> {
    const answer = await done
    await refresh()
    return answer
  }
  return {
    apply: (body: RouteBody<typeof applyForCheckIn>, key: string) => then(call(applyForCheckIn, { body }, { key })),
    moveCheckIn: (id: string, body: RouteBody<typeof moveCheckIn>, key: string) =>
      then(call(moveCheckIn, { params: { id }, body }, { key })),
    send: (id: string, members: { name: string; contact: string }[], key: string) =>
      then(call(sendMembers, { params: { id }, body: { members } }, { key })),
    confirm: (id: string, except: string[], key: string) =>
      then(call(confirmMembers, { params: { id }, body: { except } }, { key })),
    joinLinks: (id: string) => then(call(makeJoinLinks, { params: { id } })),
    recordJoin: (id: string, body: RouteBody<typeof recordJoin>, key: string) =>
      then(call(recordJoin, { params: { id }, body }, { key })),
    offer: (id: string, body: RouteBody<typeof makeOffer>, key: string) =>
      then(call(makeOffer, { params: { id }, body }, { key })),
    withdrawOffer: (id: string, key: string) => then(call(withdrawOffer, { params: { id } }, { key })),
    reserve: (id: string, body: RouteBody<typeof reserveOffer>, key: string) =>
      then(call(reserveOffer, { params: { id }, body }, { key })),
    moveReservation: (id: string, body: RouteBody<typeof moveReservation>, key: string) =>
      then(call(moveReservation, { params: { id }, body }, { key })),
    list: (body: RouteBody<typeof createClaimable>, key: string) => then(call(createClaimable, { body }, { key })),
    moveClaimable: (id: string, body: RouteBody<typeof moveClaimable>, key: string) =>
      then(call(moveClaimable, { params: { id }, body }, { key })),
    claim: (id: string, claimableId: string, key: string) =>
      then(call(claim, { params: { id, claimableId } }, { key })),
    release: (id: string, claimableId: string) => then(call(releaseClaim, { params: { id, claimableId } })),
  }
}
