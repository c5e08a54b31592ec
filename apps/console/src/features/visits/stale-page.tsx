import type { StaleDoor } from '@yimi/contract/visit.ts'
import { Button } from '@yimi/ui/button.tsx'
import { useState } from 'react'
import { NumberField } from '../../components/number-field.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { CreateVisitDialog } from './create-visit-dialog.tsx'
import { useGridsOf, useStaleDoors } from './visits-api.ts'

const COLUMNS: Column<StaleDoor>[] = [
  { key: 'door', title: M.visits.door, head: true, cell: (row) => row.door },
  { key: 'grid', title: M.visits.gridColumn, cell: (row) => row.gridName },
  { key: 'facts', title: M.visits.facts, cell: (row) => row.facts },
  { key: 'oldest', title: M.visits.oldest, cell: (row) => row.oldest },
]

/** Doors of which something was not looked at for long, for the next round; doors, and nobody's name. */
export function StalePage() {
  const organisations = useMyOrganisations()
  const [picked, setPicked] = useState<string | null>(null)
  const orgId = picked ?? organisations[0]?.id ?? ''
  const [gridId, setGridId] = useState<string | null>(null)
  const [months, setMonths] = useState<number | null>(12)
  const [offset, setOffset] = useState(0)
  const [creating, setCreating] = useState(false)
  const grids = useGridsOf(orgId)
  const doors = useStaleDoors({ orgId, ...(gridId ? { gridId } : {}), months: months ?? 12, offset })
  return (
    <Page
      title={M.visits.stale}
      lead={M.visits.staleLead}
      back={{ href: '#/visits', words: M.visits.back }}
      actions={
        <Button kind="main" onPress={() => setCreating(true)}>
          {M.visits.create}
        </Button>
      }
    >
      <div className="search-line">
        <OrganisationPick
          value={orgId}
          onPick={(id) => {
            setPicked(id)
            setGridId(null)
            setOffset(0)
          }}
        />
        <PickField
          label={M.visits.gridColumn}
          value={gridId}
          clearable
          options={(grids.data?.items ?? [])
            .filter((grid) => grid.until === null)
            .map((grid) => ({ value: grid.id, label: grid.name }))}
          onPick={(id) => {
            setGridId(id)
            setOffset(0)
          }}
        />
        <NumberField
          name="months"
          label={M.visits.months}
          value={months}
          min={1}
          max={60}
          onNumber={(number) => {
            setMonths(number)
            setOffset(0)
          }}
        />
      </div>
      <QueryView query={doors} isEmpty={(data) => data.items.length === 0} emptyWords={M.visits.nothingStale}>
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={M.visits.stale} rows={data.items} columns={COLUMNS} rowKey={(row) => row.dwellingId} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {creating && <CreateVisitDialog kind="stale" months={months ?? 12} onClose={() => setCreating(false)} />}
    </Page>
  )
}
