import type { ImportAbout } from '@yimi/contract/import.ts'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { ExportList } from './export-list.tsx'
import { useImports } from './import-api.ts'
import { ImportDrop } from './import-drop.tsx'
import { STATUS_TONES } from './import-tones.ts'

const T = M.imports

export function ImportsPage() {
  const [offset, setOffset] = useState(0)
  const imports = useImports(offset)
  return (
    <Page title={T.title} lead={T.lead} actions={<ExportList />}>
      <ImportDrop />
      <section aria-labelledby="imports-before">
        <h2 id="imports-before">{T.list.title}</h2>
        <QueryView query={imports} isEmpty={(data) => data.total === 0} emptyWords={T.list.nothing}>
          {(data) => (
            <>
              <Count total={data.total} />
              <Records caption={T.list.title} rows={data.items} columns={columns} rowKey={(row) => row.id} />
              <Pager offset={offset} total={data.total} onOffset={setOffset} />
            </>
          )}
        </QueryView>
      </section>
    </Page>
  )
}

const columns: Column<ImportAbout>[] = [
  {
    key: 'file',
    title: T.list.file,
    head: true,
    cell: (row) => <a href={`#/imports/${row.id}`}>{row.fileName || T.list.forgotten}</a>,
  },
  { key: 'kind', title: T.list.kind, cell: (row) => row.kindLabel },
  { key: 'org', title: M.act.organisation, cell: (row) => row.orgName },
  { key: 'at', title: T.list.madeAt, cell: (row) => dayTime(row.madeAt) },
  { key: 'by', title: T.list.madeBy, cell: (row) => row.madeBy },
  { key: 'rows', title: T.list.rows, figure: true, cell: (row) => row.counts?.rows ?? '' },
  { key: 'created', title: T.list.created, figure: true, cell: (row) => (row.importedAt ? row.created : '') },
  {
    key: 'status',
    title: T.list.status,
    cell: (row) => <StatusWord tone={STATUS_TONES[row.status]} word={T.statuses[row.status]} />,
  },
]
