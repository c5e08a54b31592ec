import { useQuery, useQueryClient } from '@tanstack/react-query'
import { newKey } from '@yimi/contract/client.ts'
import { listOptOuts, listServices, setOptOut } from '@yimi/contract/service.ts'
import { arrange, endArrangement, listArrangements } from '@yimi/contract/trigger.ts'
import { call } from '../../call.ts'

const key = ['person-services'] as const

export function useArrangements(personId: string) {
  return useQuery({
    queryKey: [...key, 'arrangements', personId],
    queryFn: () => call(listArrangements, { params: { id: personId } }),
  })
}

export function useOptOuts(personId: string) {
  return useQuery({
    queryKey: [...key, 'opt-outs', personId],
    queryFn: () => call(listOptOuts, { params: { id: personId } }),
  })
}

export function useServicesOfUnit(orgId: string) {
  return useQuery({
    queryKey: ['services', 'list', orgId],
    queryFn: () => call(listServices, { params: { id: orgId } }),
  })
}

export function usePersonServiceActs(personId: string) {
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: key })
  return {
    arrange: async (values: { serviceId: string; from: string; until: string }, once: string) => {
      const body = { ...values, until: values.until || null }
      await call(arrange, { params: { id: personId }, body }, { key: once })
      await refresh()
    },
    end: async (arrangementId: string) => {
      await call(endArrangement, { params: { id: personId, arrangementId } }, { key: newKey() })
      await refresh()
    },
    setOptOut: async (serviceId: string, optedOut: boolean) => {
      await call(setOptOut, { params: { id: personId, serviceId }, body: { optedOut } })
      await refresh()
    },
  }
}
