import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  createDwelling,
  createGrid,
  endGrid,
  listDwellings,
  listEntrances,
  listGrids,
  listGroundStaff,
  placeDwellings,
  printEntrancePlates,
  setEntranceStewards,
  setGridWorkers,
} from '@yimi/contract/ground.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

const groundKey = ['ground'] as const

export function useGrids(orgId: string) {
  return useQuery({ queryKey: [...groundKey, 'grids', orgId], queryFn: () => call(listGrids, { query: { orgId } }) })
}

export function useEntrances(orgId: string, offset: number) {
  return useQuery({
    queryKey: [...groundKey, 'entrances', orgId, offset],
    queryFn: () => call(listEntrances, { query: { orgId, offset, limit: PAGE_SIZE } }),
    placeholderData: keepPreviousData,
  })
}

export function useDwellings(orgId: string, search: string, offset: number) {
  return useQuery({
    queryKey: [...groundKey, 'dwellings', orgId, search, offset],
    queryFn: () => call(listDwellings, { query: { orgId, offset, limit: PAGE_SIZE, ...(search ? { search } : {}) } }),
    placeholderData: keepPreviousData,
  })
}

export function useGroundStaff(orgId: string, enabled: boolean) {
  return useQuery({
    queryKey: [...groundKey, 'staff', orgId],
    queryFn: () => call(listGroundStaff, { query: { orgId } }),
    enabled,
  })
}

export function useGroundActions() {
  const queries = useQueryClient()
  const then = async <Answer>(act: Promise<Answer>): Promise<Answer> => {
    const answer = await act
    await queries.invalidateQueries({ queryKey: groundKey })
    return answer
  }
  return {
    addGrid: (body: { orgId: string; name: string; code: string | null }, key: string) =>
      then(call(createGrid, { body }, { key })),
    endGrid: (id: string, key: string) => then(call(endGrid, { params: { id } }, { key })),
    setWorkers: (id: string, personIds: string[]) =>
      then(call(setGridWorkers, { params: { id }, body: { personIds } })),
    setStewards: (id: string, personIds: string[]) =>
      then(call(setEntranceStewards, { params: { id }, body: { personIds } })),
    addDoor: (body: { orgId: string; labels: string[]; gridId: string | null }, key: string) =>
      then(call(createDwelling, { body }, { key })),
    place: (body: { dwellingIds: string[]; gridId: string | null }, key: string) =>
      then(call(placeDwellings, { body }, { key })),
  }
}

export function printPlates(orgId: string, entrances: readonly { id: string }[]) {
  return call(printEntrancePlates, {
    params: { id: orgId },
    body: { entranceIds: entrances.map((entrance) => entrance.id) },
  })
}
