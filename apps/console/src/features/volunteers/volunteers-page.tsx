import type { VolunteerLine, VolunteerState } from '@yimi/contract/volunteer.ts'
import { Badge } from '@yimi/ui/badge.tsx'
import { Button } from '@yimi/ui/button.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { FilterChips } from '../../components/filter-chips.tsx'
import { labelOf } from '../../components/flow-words.ts'
import { Page } from '../../components/page.tsx'
import { Count, PAGE_SIZE, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { RegisterDialog } from './register-dialog.tsx'
import { VOLUNTEER_TONES } from './volunteer-tones.ts'
import { useVolunteers } from './volunteers-api.ts'

const STATES: readonly VolunteerState[] = ['active', 'paused', 'left']

export function VolunteersPage() {
  const [search, setSearch] = useState('')
  const [state, setState] = useState<VolunteerState>()
  const [offset, setOffset] = useState(0)
  const [adding, setAdding] = useState(false)
  const mayChange = useMay('volunteer.change')
  const volunteers = useVolunteers({
    offset,
    limit: PAGE_SIZE,
    ...(search ? { search } : {}),
    ...(state ? { state } : {}),
  })
  return (
    <Page
      title={M.volunteers.title}
      lead={M.volunteers.lead}
      actions={
        mayChange && (
          <Button kind="main" onPress={() => setAdding(true)}>
            {M.volunteers.add}
          </Button>
        )
      }
    >
      <SearchField
        label={M.volunteers.search}
        onSearch={(words) => {
          setSearch(words)
          setOffset(0)
        }}
      />
      <FilterChips
        label={M.volunteers.state}
        choices={STATES.map((value) => ({ value, label: labelOf(M.flows.states, value) }))}
        value={state}
        onChoose={(value) => {
          setState(value)
          setOffset(0)
        }}
      />
      <QueryView
        query={volunteers}
        isEmpty={(data) => data.items.length === 0}
        emptyWords={search || state ? M.state.nothingFound : M.volunteers.nothing}
      >
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={M.volunteers.title} rows={data.items} columns={COLUMNS} rowKey={(row) => row.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {adding && <RegisterDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}

const COLUMNS: Column<VolunteerLine>[] = [
  {
    key: 'name',
    title: M.volunteers.name,
    head: true,
    cell: (row) => (
      <>
        <a href={`#/volunteers/${row.id}`}>
          <strong>{row.name || row.number}</strong>
        </a>{' '}
        {row.minor && <Badge>{M.volunteers.minor}</Badge>}
      </>
    ),
  },
  { key: 'number', title: M.volunteers.number, cell: (row) => row.number },
  { key: 'contact', title: M.volunteers.contact, cell: (row) => row.contactMasked || '—' },
  { key: 'teams', title: M.volunteers.teams, cell: (row) => row.teams.join('、') || '—' },
  { key: 'org', title: M.act.organisation, cell: (row) => row.orgName },
  {
    key: 'identity',
    title: M.volunteers.identity,
    cell: (row) => (
      <StatusWord
        tone={row.identityChecked ? 'done' : 'waiting'}
        word={row.identityChecked ? M.volunteers.checked : M.volunteers.notChecked}
      />
    ),
  },
  {
    key: 'state',
    title: M.volunteers.state,
    cell: (row) => <StatusWord tone={VOLUNTEER_TONES[row.state]} word={labelOf(M.flows.states, row.state)} />,
  },
]
