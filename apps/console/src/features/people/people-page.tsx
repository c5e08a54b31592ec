import type { PersonLine } from '@yimi/contract/person.ts'
import { Button } from '@yimi/ui/button.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { FilterChips } from '../../components/filter-chips.tsx'
import { Page } from '../../components/page.tsx'
import { Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { OpenFromAbove } from './open-from-above.tsx'
import { type PersonStatusFilter, usePeople } from './people-api.ts'
import { RegisterDialog } from './register-dialog.tsx'

const STATUSES: readonly PersonStatusFilter[] = ['living', 'moved-away', 'died']

const columns: Column<PersonLine>[] = [
  {
    key: 'name',
    title: M.people.columns.name,
    head: true,
    cell: (row) => <a href={`#/people/${row.id}`}>{row.name}</a>,
  },
  { key: 'sex', title: M.people.columns.sex, cell: (row) => (row.sex ? M.people.sexes[row.sex] : '') },
  { key: 'birth', title: M.people.columns.birth, cell: (row) => row.birthDate ?? '' },
  { key: 'door', title: M.people.columns.door, cell: (row) => row.door },
  { key: 'phone', title: M.people.columns.phone, cell: (row) => row.contactMasked },
  { key: 'id', title: M.people.columns.id, cell: (row) => row.idNumberMasked },
  { key: 'status', title: M.people.columns.status, cell: (row) => <PersonStatusWord person={row} /> },
]

/** The station's own list; whoever stands above it opens single records instead. */
export function PeoplePage() {
  return useMay('person.read') ? <PeopleList /> : <OpenFromAbove />
}

function PeopleList() {
  const [search, setSearch] = useState('')
  const [status, setStatus] = useState<PersonStatusFilter | undefined>('living')
  const [offset, setOffset] = useState(0)
  const [adding, setAdding] = useState(false)
  const people = usePeople({ search, status, offset })
  const add = useMay('person.change') && (
    <Button kind="main" onPress={() => setAdding(true)}>
      {M.people.add}
    </Button>
  )
  return (
    <Page title={M.people.title} lead={M.people.lead} actions={add}>
      <SearchField
        label={M.people.search}
        onSearch={(words) => {
          setSearch(words)
          setOffset(0)
        }}
      />
      <FilterChips
        label={M.people.statusFilter}
        choices={STATUSES.map((value) => ({ value, label: M.people.states[value] }))}
        value={status}
        onChoose={(chosen) => {
          setStatus(chosen)
          setOffset(0)
        }}
      />
      <QueryView
        query={people}
        isEmpty={(data) => data.items.length === 0}
        emptyWords={search ? M.people.nobody : M.people.nothing}
      >
        {(data) => (
          <>
            <p className="count">{M.people.count(data.total)}</p>
            <Records caption={M.people.title} rows={data.items} columns={columns} rowKey={(row) => row.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {adding && <RegisterDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}

export function PersonStatusWord({ person }: { person: Pick<PersonLine, 'status' | 'confirmed'> }) {
  if (person.status !== 'living') return <StatusWord tone="quiet" word={M.people.states[person.status]} />
  return (
    <StatusWord
      tone={person.confirmed ? 'done' : 'waiting'}
      word={person.confirmed ? M.people.confirmed : M.people.notConfirmed}
    />
  )
}
