import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { newKey } from '@yimi/contract/client.ts'
import {
  cancelImport,
  checkImport,
  forgetImport,
  getImport,
  ImportDetail,
  listImportKinds,
  listImportRows,
  listImports,
  mapImport,
  mendImportRow,
  type ROW_SELECTIONS,
  runImport,
  undoImport,
} from '@yimi/contract/import.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'
import { postFile } from '../../lookups/send-file.ts'

export type RowSelection = (typeof ROW_SELECTIONS)[number]
/** How often a page asks while something runs. */
const RUNNING_MS = 700

export function useImportKinds() {
  return useQuery({ queryKey: ['import-kinds'], queryFn: () => call(listImportKinds, {}), staleTime: Infinity })
}

export function useImports(offset: number) {
  return useQuery({
    queryKey: ['imports', offset],
    queryFn: () => call(listImports, { query: { offset, limit: PAGE_SIZE } }),
    placeholderData: keepPreviousData,
  })
}

export function useImport(id: string) {
  return useQuery({
    queryKey: ['import', id],
    queryFn: () => call(getImport, { params: { id } }),
    refetchInterval: ({ state }) => (state.data?.run ? RUNNING_MS : false),
  })
}

export function useImportRows(id: string, show: RowSelection, offset: number) {
  return useQuery({
    queryKey: ['import', id, 'rows', show, offset],
    queryFn: () => call(listImportRows, { params: { id }, query: { show, offset, limit: PAGE_SIZE } }),
    placeholderData: keepPreviousData,
  })
}

/** Sends a file into staging. */
export function stageFile(
  to: { orgId: string; kind: string },
  file: File,
  onPercent: (percent: number) => void,
  signal: AbortSignal,
): Promise<ImportDetail> {
  return postFile(`/api/imports?${new URLSearchParams(to).toString()}`, ImportDetail, file, onPercent, signal)
}

/** What is done with a staged list; each has its pages read again. */
export function useImportActs(id: string) {
  const queries = useQueryClient()
  const params = { id }
  async function then<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      return await answer
    } finally {
      await Promise.all(['import', 'imports'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    }
  }
  return {
    map: (mapping: Record<string, number>, withHidden: boolean) =>
      then(call(mapImport, { params, body: { mapping, withHidden } })),
    check: () => then(call(checkImport, { params }, { key: newKey() })),
    run: (withoutFaulty: boolean) => then(call(runImport, { params, body: { withoutFaulty } }, { key: newKey() })),
    cancel: () => then(call(cancelImport, { params })),
    undo: () => then(call(undoImport, { params }, { key: newKey() })),
    forget: () => then(call(forgetImport, { params })),
    /** The row stays in view as it is now, so that what was mended is seen to be mended. */
    mend: async (number: number, cells: { column: number; text: string }[], leftOut: boolean) => {
      const row = await call(mendImportRow, { params: { id, number }, body: { cells, leftOut } })
      await queries.invalidateQueries({ queryKey: ['import', id], exact: true })
      return row
    },
  }
}
