import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { askAuditExport, checkChain, listAuditEvents } from '@yimi/contract/audit.ts'
import type { RouteBody } from '@yimi/contract/route.ts'
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

export function sendExportAsk(body: RouteBody<typeof askAuditExport>) {
  return call(askAuditExport, { body })
}

/** Where the browser fetches the file: it may be as long as the log, so it goes to the disk and not through the page. */
export function exportAddress(id: string): string {
  return `/api/audit/exports/${id}/file`
}
