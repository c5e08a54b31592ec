import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  type Conduct,
  changeService,
  createService,
  getService,
  listServices,
  type ServiceContent,
  type ServiceStatus,
  setConduct,
  setServiceStatus,
} from '@yimi/contract/service.ts'
import { call } from '../../call.ts'

const servicesKey = ['services'] as const

export function useServices(orgId: string | undefined) {
  return useQuery({
    queryKey: [...servicesKey, 'list', orgId],
    queryFn: () => call(listServices, { params: { id: orgId ?? '' } }),
    enabled: orgId !== undefined,
  })
}

export function useService(orgId: string, serviceId: string) {
  return useQuery({
    queryKey: [...servicesKey, 'one', orgId, serviceId],
    queryFn: () => call(getService, { params: { id: orgId, serviceId } }),
  })
}

export type StatusValues = { status: ServiceStatus; from: string; until: string | null; reason: string }

export function useServiceActs(orgId: string) {
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: servicesKey })
  return {
    create: async (body: { code: string; content: ServiceContent; conduct: Conduct }, key: string) => {
      await call(createService, { params: { id: orgId }, body }, { key })
      await refresh()
    },
    change: async (
      serviceId: string,
      body: { basedOn: number; from: string; content: ServiceContent },
      key: string,
    ) => {
      await call(changeService, { params: { id: orgId, serviceId }, body }, { key })
      await refresh()
    },
    setConduct: async (serviceId: string, body: { basedOn: number; from: string; conduct: Conduct }, key: string) => {
      await call(setConduct, { params: { id: orgId, serviceId }, body }, { key })
      await refresh()
    },
    setStatus: async (serviceId: string, body: StatusValues, key: string) => {
      await call(setServiceStatus, { params: { id: orgId, serviceId }, body }, { key })
      await refresh()
    },
  }
}
