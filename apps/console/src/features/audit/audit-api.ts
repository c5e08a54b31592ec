import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { checkChain, listAuditEvents } from '@yimi/contract/audit.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

export type AuditFilter = { kind?: string; recordId?: string }

export function useAuditEvents(filter: AuditFilter, offset: number) {
  return useQuery({
    queryKey: ['audit', filter, offset],
    queryFn: () => call(listAuditEvents, { query: { ...filter, offset, limit: PAGE_SIZE } }),
    placeholderData: keepPreviousData,
  })
}

export function useCheckChain() {
  return useMutation({ mutationFn: () => call(checkChain, {}) })
}
