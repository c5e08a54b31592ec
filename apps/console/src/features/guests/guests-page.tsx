import type { Guest } from '@yimi/contract/guest.ts'
import { Badge } from '@yimi/ui/badge.tsx'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { Count, PAGE_SIZE, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { ShownOnce } from '../../components/shown-once.tsx'
import { useGuests } from '../../lookups/pools.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { GuestDialog } from './guest-dialog.tsx'
import { reveal, useEraseGuest } from './guests-api.ts'

type Open = { what: 'change' | 'reveal' | 'erase'; guest: Guest } | { what: 'add' }

export function GuestsPage() {
  const [search, setSearch] = useState('')
  const [offset, setOffset] = useState(0)
  const [open, setOpen] = useState<Open>()
  const [contact, setContact] = useState<{ name: string; contact: string }>()
  const guests = useGuests({ offset, limit: PAGE_SIZE, ...(search ? { search } : {}) })
  const mayChange = useMay('guest.change')
  const columns = useColumns(setOpen)
  const close = () => setOpen(undefined)
  const add = mayChange && (
    <Button kind="main" onPress={() => setOpen({ what: 'add' })}>
      {M.guests.add}
    </Button>
  )
  return (
    <Page title={M.guests.title} lead={M.guests.lead} actions={add}>
      <SearchField
        label={M.guests.search}
        onSearch={(words) => {
          setSearch(words)
          setOffset(0)
        }}
      />
      <QueryView
        query={guests}
        isEmpty={(data) => data.items.length === 0}
        emptyWords={search ? M.state.nothingFound : M.guests.nothing}
      >
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={M.guests.title} rows={data.items} columns={columns} rowKey={(row) => row.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {open?.what === 'add' && <GuestDialog onClose={close} />}
      {open?.what === 'change' && <GuestDialog guest={open.guest} onClose={close} />}
      {open?.what === 'reveal' && <RevealDialog guest={open.guest} onContact={setContact} onClose={close} />}
      {open?.what === 'erase' && <EraseDialog guest={open.guest} onClose={close} />}
      {contact && (
        <ShownOnce
          title={M.guests.revealed(contact.name)}
          lead=""
          items={[{ label: M.guests.contact, text: contact.contact }]}
          onClose={() => setContact(undefined)}
        />
      )}
    </Page>
  )
}

function RevealDialog(props: {
  guest: Guest
  onContact: (found: { name: string; contact: string }) => void
  onClose: () => void
}) {
  const { guest } = props
  return (
    <ReasonDialog
      title={M.guests.revealTitle(guest.name)}
      submitWords={M.guests.revealAct}
      onSubmit={async (reason) => props.onContact({ name: guest.name, ...(await reveal(guest.id, reason)) })}
      onClose={props.onClose}
    />
  )
}

function EraseDialog({ guest, onClose }: { guest: Guest; onClose: () => void }) {
  return (
    <ReasonDialog
      title={M.guests.eraseTitle(guest.name)}
      submitWords={M.guests.eraseAct}
      danger
      note={
        <Notice kind="failed" title={M.guests.eraseWarning}>
          <p>{M.guests.eraseKept}</p>
        </Notice>
      }
      onSubmit={useEraseGuest(guest.id)}
      onClose={onClose}
    />
  )
}

function useColumns(onOpen: (open: Open) => void): Column<Guest>[] {
  const mayChange = useMay('guest.change')
  const mayReveal = useMay('guest.reveal')
  const mayErase = useMay('guest.erase')
  const columns: Column<Guest>[] = [
    { key: 'name', title: M.guests.name, head: true, cell: (row) => <GuestName guest={row} /> },
    { key: 'trade', title: M.guests.trade, cell: (row) => row.trade },
    { key: 'topics', title: M.guests.topics, cell: (row) => row.topics.join('、') },
    { key: 'contact', title: M.guests.contact, cell: (row) => row.contactMasked },
    { key: 'org', title: M.act.organisation, cell: (row) => row.orgName },
    { key: 'times', title: M.guests.appearances, figure: true, cell: (row) => row.appearances },
  ]
  if (!mayChange && !mayReveal && !mayErase) return columns
  const actions = (guest: Guest) => (
    <div className="row-actions">
      {mayChange && <Button onPress={() => onOpen({ what: 'change', guest })}>{M.act.edit}</Button>}
      {mayReveal && <Button onPress={() => onOpen({ what: 'reveal', guest })}>{M.guests.reveal}</Button>}
      {mayErase && (
        <span className="row-actions__apart">
          <Button kind="danger" label={M.guests.eraseOf(guest.name)} onPress={() => onOpen({ what: 'erase', guest })}>
            {M.guests.erase}
          </Button>
        </span>
      )}
    </div>
  )
  return [...columns, { key: 'act', title: M.guests.actions, cell: (row) => (row.erased ? null : actions(row)) }]
}

function GuestName({ guest }: { guest: Guest }) {
  return (
    <>
      <strong>{guest.erased ? M.guests.erased : guest.name}</strong>{' '}
      {guest.hasAccount && <Badge>{M.guests.hasAccount}</Badge>}
    </>
  )
}
