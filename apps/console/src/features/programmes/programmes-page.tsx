import type { Programme } from '@yimi/contract/programme.ts'
import { Button } from '@yimi/ui/button.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { Count } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { ProgrammeDialog } from './programme-dialog.tsx'
import { useProgrammes } from './programmes-api.ts'

const COLUMNS: Column<Programme>[] = [
  {
    key: 'name',
    title: M.programmes.name,
    head: true,
    cell: (row) => (
      <a href={`#/programmes/${row.id}`}>
        <strong>{row.name}</strong>
      </a>
    ),
  },
  { key: 'slogan', title: M.programmes.slogan, cell: (row) => row.slogan || '—' },
  { key: 'owner', title: M.programmes.owner, cell: (row) => row.orgName },
  { key: 'since', title: M.programmes.since, cell: (row) => <span className="nowrap">{row.since}</span> },
  {
    key: 'state',
    title: M.programmes.state,
    cell: (row) => (
      <StatusWord
        tone={row.published ? 'done' : 'quiet'}
        word={row.published ? M.programmes.publishedWord : M.programmes.unpublished}
      />
    ),
  },
]

export function ProgrammesPage() {
  const programmes = useProgrammes()
  const mayChange = useMay('programme.change')
  const [adding, setAdding] = useState(false)
  const add = mayChange && (
    <Button kind="main" onPress={() => setAdding(true)}>
      {M.programmes.add}
    </Button>
  )
  return (
    <Page title={M.programmes.title} lead={M.programmes.lead} actions={add}>
      <QueryView query={programmes} isEmpty={(data) => data.items.length === 0} emptyWords={M.programmes.nothing}>
        {(data) => (
          <>
            <Count total={data.items.length} />
            <Records caption={M.programmes.title} rows={data.items} columns={COLUMNS} rowKey={(row) => row.id} />
          </>
        )}
      </QueryView>
      {adding && <ProgrammeDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}
