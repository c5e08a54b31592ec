import { useQuery, useQueryClient } from '@tanstack/react-query'
import { endDoorCard, issueDoorCard, listDoorCards, lookAtDoor } from '@yimi/contract/door.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

const cardsKey = ['door-cards'] as const

export function useDoorCards(offset: number) {
  return useQuery({
    queryKey: [...cardsKey, offset],
    queryFn: () => call(listDoorCards, { query: { offset, limit: PAGE_SIZE } }),
  })
}

export function useLook(word: string) {
  return useQuery({
    queryKey: [...cardsKey, 'look', word],
    queryFn: () => call(lookAtDoor, { body: { word } }),
    enabled: word !== '',
  })
}

export function useDoorCardActs() {
  const queries = useQueryClient()
  const stale = () => queries.invalidateQueries({ queryKey: cardsKey })
  return {
    issue: async (body: RouteInput<typeof issueDoorCard>['body'], key: string) => {
      await call(issueDoorCard, { body }, { key })
      await stale()
    },
    end: async (id: string, key: string) => {
      await call(endDoorCard, { params: { id } }, { key })
      await stale()
    },
  }
}
