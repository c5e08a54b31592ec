import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  createRound,
  getRound,
  listRoundCandidates,
  listRounds,
  moveRound,
  type RoundState,
} from '@yimi/contract/round.ts'
import { printBirthdayCards, printSheets } from '@yimi/contract/round-print.ts'
import { enterSheet, findSheet, offerSheet, returnSheet } from '@yimi/contract/round-sheet.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

const roundsKey = ['rounds'] as const
export type RoundMoveName = RouteInput<typeof moveRound>['body']['move']

export function useRounds(query: { state?: RoundState; offset: number }) {
  return useQuery({
    queryKey: [...roundsKey, 'list', query],
    queryFn: () => call(listRounds, { query: { ...query, limit: PAGE_SIZE } }),
  })
}

export function useRound(id: string) {
  return useQuery({ queryKey: [...roundsKey, id], queryFn: () => call(getRound, { params: { id } }) })
}

export function useRoundCandidates(orgId: string | null) {
  return useQuery({
    queryKey: [...roundsKey, 'candidates', orgId],
    queryFn: () => call(listRoundCandidates, { query: { orgId: orgId ?? '' } }),
    enabled: orgId !== null,
  })
}

/** The sheet with the number that was typed; asked anew each time, for somebody else may be typing it too. */
export function openSheetByNumber(number: string) {
  return call(findSheet, { params: { number } })
}

export function useRoundActs() {
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: roundsKey })
  const andRefresh = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work
    await refresh()
    return done
  }
  return {
    create: (body: RouteInput<typeof createRound>['body'], key: string) =>
      andRefresh(call(createRound, { body }, { key })),
    move: (id: string, move: RoundMoveName, needs: Record<string, unknown>, key: string) =>
      andRefresh(call(moveRound, { params: { id }, body: { move, needs } }, { key })),
    offer: (id: string, personId: string, key: string) =>
      andRefresh(call(offerSheet, { params: { id }, body: { personId } }, { key })),
    giveBack: (id: string, key: string) => andRefresh(call(returnSheet, { params: { id } }, { key })),
    print: async (id: string, sheetIds: string[], form: 'ticked' | 'signed') =>
      (await andRefresh(call(printSheets, { params: { id }, body: { sheetIds, form } }))).file,
    printCards: async (id: string, wishes: string[]) =>
      (await call(printBirthdayCards, { params: { id }, body: { wishes } })).file,
    enter: (id: string, body: RouteInput<typeof enterSheet>['body'], key: string) =>
      andRefresh(call(enterSheet, { params: { id }, body }, { key })),
  }
}
