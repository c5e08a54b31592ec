import type { Venue } from '@yimi/contract/venue.ts'
import { Button } from '@yimi/ui/button.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { Count } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { useVenues } from '../../lookups/pools.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { VenueDialog } from './venue-dialog.tsx'

export function VenuesPage() {
  const venues = useVenues()
  const mayChange = useMay('venue.change')
  const [open, setOpen] = useState<Venue | 'new'>()
  const columns: Column<Venue>[] = [
    { key: 'name', title: M.venues.name, head: true, cell: (row) => <strong>{row.name}</strong> },
    { key: 'place', title: M.venues.place, cell: (row) => row.place },
    { key: 'org', title: M.act.organisation, cell: (row) => row.orgName },
    { key: 'seats', title: M.venues.seats, figure: true, cell: (row) => row.seats },
    {
      key: 'state',
      title: M.venues.state,
      cell: (row) => (
        <StatusWord tone={row.closed ? 'quiet' : 'done'} word={row.closed ? M.venues.closed : M.venues.open} />
      ),
    },
  ]
  if (mayChange) {
    columns.push({
      key: 'act',
      title: M.venues.actions,
      cell: (row) => <Button onPress={() => setOpen(row)}>{M.act.edit}</Button>,
    })
  }
  const add = mayChange && (
    <Button kind="main" onPress={() => setOpen('new')}>
      {M.venues.add}
    </Button>
  )
  return (
    <Page title={M.venues.title} lead={M.venues.lead} actions={add}>
      <QueryView query={venues} isEmpty={(data) => data.items.length === 0} emptyWords={M.venues.nothing}>
        {(data) => (
          <>
            <Count total={data.items.length} />
            <Records caption={M.venues.title} rows={data.items} columns={columns} rowKey={(row) => row.id} />
          </>
        )}
      </QueryView>
      {open && <VenueDialog {...(open === 'new' ? {} : { venue: open })} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}
