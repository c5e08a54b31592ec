import { type CheckIn, CheckInState } from '@yimi/contract/check-in.ts'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { useState } from 'react'
import { FilterChips } from '../../components/filter-chips.tsx'
import { labelOf } from '../../components/flow-words.ts'
import { Page } from '../../components/page.tsx'
import { Count, PAGE_SIZE, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { dayOf } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { CheckInDialog } from './check-in-dialog.tsx'
import { PartnerTabs } from './partner-tabs.tsx'
import { CheckInStatus } from './partner-words.tsx'
import { useCheckIns } from './partners-api.ts'

export function PartnersPage() {
  const [state, setState] = useState<CheckInState>()
  const [offset, setOffset] = useState(0)
  const [adding, setAdding] = useState(false)
  const checkIns = useCheckIns({ offset, limit: PAGE_SIZE, ...(state ? { state } : {}) })
  const mayApply = useMay('check-in.apply')
  const columns = useColumns()
  return (
    <Page
      title={M.partners.title}
      lead={M.partners.lead}
      actions={
        mayApply && (
          <Button kind="main" onPress={() => setAdding(true)}>
            {M.partners.add}
          </Button>
        )
      }
    >
      <PartnerTabs shown="checkIns" />
      <FilterChips
        label={M.partners.filter}
        choices={CheckInState.options.map((value) => ({
          value,
          label: value === 'applied' ? M.flows.states.listed : stateWord(value),
        }))}
        value={state}
        onChoose={(value) => {
          setState(value)
          setOffset(0)
        }}
      />
      <QueryView
        query={checkIns}
        isEmpty={(data) => data.items.length === 0}
        emptyWords={state ? M.state.nothingFound : M.partners.nothing}
      >
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={M.partners.title} rows={data.items} columns={columns} rowKey={(row) => row.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {adding && <CheckInDialog title={M.partners.add} onClose={() => setAdding(false)} />}
    </Page>
  )
}

function stateWord(state: CheckInState): string {
  return state === 'declined' ? M.flows.states.refused : labelOf(M.flows.states, state)
}

function useColumns(): Column<CheckIn>[] {
  const maySee = useMay('check-in.members')
  const columns: Column<CheckIn>[] = [
    { key: 'name', title: M.partners.name, head: true, cell: (row) => <strong>{row.name}</strong> },
    { key: 'kind', title: M.partners.kind, cell: (row) => row.kindLabel },
    { key: 'org', title: M.partners.station, cell: (row) => row.orgName },
    { key: 'contact', title: M.partners.contactName, cell: (row) => `${row.contactName} ${row.contactMasked}` },
    { key: 'at', title: M.partners.appliedAt, cell: (row) => <span className="nowrap">{dayOf(row.appliedAt)}</span> },
    { key: 'confirmed', title: M.partners.members, figure: true, cell: (row) => row.totals.confirmed },
    { key: 'state', title: M.partners.state, cell: (row) => <CheckInStatus state={row.state} /> },
  ]
  if (!maySee) return columns
  return [
    ...columns,
    {
      key: 'act',
      title: M.partners.actions,
      cell: (row) => <ButtonLink href={`#/partners/${row.id}`}>{M.act.open}</ButtonLink>,
    },
  ]
}
