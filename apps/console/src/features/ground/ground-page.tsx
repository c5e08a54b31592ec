import type { Dwelling, Entrance, Grid } from '@yimi/contract/ground.ts'
import { Button } from '@yimi/ui/button.tsx'
import { useState } from 'react'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { PrintPaper } from '../../components/print-paper.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { printPlates, useDwellings, useEntrances, useGrids } from './ground-api.ts'
import { ChargeDialog, DoorDialog, EndGridDialog, GridDialog, PlaceDialog } from './ground-dialogs.tsx'
import { PrintPosters } from './print-posters.tsx'

type Open = 'grid' | 'door' | { end: Grid } | { grid: Grid } | { entrance: Entrance } | { place: readonly Dwelling[] }

/** A station's ground: grids and who works in them, entrances and their stewards, doors in building order. */
export function GroundPage() {
  const stations = useMyOrganisations().filter((org) => org.level === 'station')
  const [picked, setPicked] = useState<string>()
  const [open, setOpen] = useState<Open>()
  const orgId = picked ?? stations[0]?.id
  return (
    <Page title={M.ground.title} lead={M.ground.lead}>
      {stations.length > 1 && <OrganisationPick value={orgId ?? null} onPick={setPicked} />}
      {orgId && (
        <>
          <Grids orgId={orgId} onOpen={setOpen} />
          <Entrances orgId={orgId} onOpen={setOpen} />
          <Doors orgId={orgId} onOpen={setOpen} />
          <PrintPosters orgId={orgId} />
          {open && <Dialog open={open} orgId={orgId} onClose={() => setOpen(undefined)} />}
        </>
      )}
    </Page>
  )
}

type Part = { orgId: string; onOpen: (open: Open) => void }

function Grids({ orgId, onOpen }: Part) {
  const grids = useGrids(orgId)
  const mayChange = useMay('ground.change')
  const columns: Column<Grid>[] = [
    { key: 'name', title: M.ground.gridName, head: true, cell: (row) => <strong>{row.name}</strong> },
    { key: 'code', title: M.ground.gridCode, cell: (row) => row.code ?? '' },
    { key: 'workers', title: M.ground.workers, cell: (row) => namesOf(row.workers) },
    { key: 'doors', title: M.ground.doors, figure: true, cell: (row) => row.dwellings },
  ]
  const actions = (row: Grid) =>
    row.until ? (
      M.ground.ended(row.until)
    ) : (
      <div className="row-actions">
        <Button label={M.ground.setWorkersOf(row.name)} onPress={() => onOpen({ grid: row })}>
          {M.ground.setWorkers}
        </Button>
        <Button label={M.ground.endGridTitle(row.name)} onPress={() => onOpen({ end: row })}>
          {M.ground.endGrid}
        </Button>
      </div>
    )
  if (mayChange) columns.push({ key: 'act', title: M.ground.actions, cell: actions })
  return (
    <section className="record-part">
      <div className="record-part__head">
        <h2>{M.ground.grids}</h2>
        {mayChange && <Button onPress={() => onOpen('grid')}>{M.ground.addGrid}</Button>}
      </div>
      <QueryView query={grids} isEmpty={(data) => data.items.length === 0} emptyWords={M.ground.noGrids}>
        {(data) => <Records caption={M.ground.grids} rows={data.items} columns={columns} rowKey={(row) => row.id} />}
      </QueryView>
    </section>
  )
}

function Entrances({ orgId, onOpen }: Part) {
  const [offset, setOffset] = useState(0)
  const entrances = useEntrances(orgId, offset)
  const mayChange = useMay('ground.change')
  const columns: Column<Entrance>[] = [
    { key: 'name', title: M.ground.entrances, head: true, cell: (row) => <strong>{row.labels.join('')}</strong> },
    { key: 'stewards', title: M.ground.stewards, cell: (row) => namesOf(row.stewards) },
    { key: 'doors', title: M.ground.doors, figure: true, cell: (row) => row.dwellings },
  ]
  if (mayChange)
    columns.push({
      key: 'act',
      title: M.ground.actions,
      cell: (row) => (
        <Button label={M.ground.setStewardsOf(row.labels.join(''))} onPress={() => onOpen({ entrance: row })}>
          {M.ground.setStewards}
        </Button>
      ),
    })
  return (
    <section className="record-part">
      <h2>{M.ground.entrances}</h2>
      <QueryView query={entrances} isEmpty={(data) => data.items.length === 0} emptyWords={M.ground.noEntrances}>
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={M.ground.entrances} rows={data.items} columns={columns} rowKey={(row) => row.id} />
            {mayChange && (
              <>
                <p className="second">{M.print.platesLead}</p>
                <PrintPaper words={M.print.plates} make={() => printPlates(orgId, data.items)} />
              </>
            )}
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
    </section>
  )
}

const doorColumns: Column<Dwelling>[] = [
  { key: 'door', title: M.ground.doors, head: true, cell: (row) => <strong>{row.labels.join(' ')}</strong> },
  { key: 'grid', title: M.ground.grid, cell: (row) => row.gridName ?? M.ground.noGrid },
]

function Doors({ orgId, onOpen }: Part) {
  const [search, setSearch] = useState('')
  const [offset, setOffset] = useState(0)
  const doors = useDwellings(orgId, search, offset)
  const mayChange = useMay('ground.change')
  return (
    <section className="record-part">
      <div className="record-part__head">
        <h2>{M.ground.doors}</h2>
        {mayChange && <Button onPress={() => onOpen('door')}>{M.ground.addDoor}</Button>}
      </div>
      <SearchField
        label={M.ground.searchDoors}
        onSearch={(words) => {
          setSearch(words)
          setOffset(0)
        }}
      />
      <QueryView
        query={doors}
        isEmpty={(data) => data.items.length === 0}
        emptyWords={search ? M.state.nothingFound : M.ground.noDoors}
      >
        {(data) => (
          <>
            <Count total={data.total} />
            {mayChange && <Button onPress={() => onOpen({ place: data.items })}>{M.ground.placeDoors}</Button>}
            <Records caption={M.ground.doors} rows={data.items} columns={doorColumns} rowKey={(row) => row.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
    </section>
  )
}

function Dialog({ open, orgId, onClose }: { open: Open; orgId: string; onClose: () => void }) {
  if (open === 'grid') return <GridDialog orgId={orgId} onClose={onClose} />
  if (open === 'door') return <DoorDialog orgId={orgId} onClose={onClose} />
  if ('end' in open) return <EndGridDialog grid={open.end} onClose={onClose} />
  if ('place' in open) return <PlaceDialog orgId={orgId} doors={open.place} onClose={onClose} />
  return <ChargeDialog orgId={orgId} place={open} onClose={onClose} />
}

function namesOf(people: Grid['workers']): string {
  return people.map((one) => one.name).join('、') || M.ground.noWorkers
}
