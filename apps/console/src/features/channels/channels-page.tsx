import type { Channel } from '@yimi/contract/channel.ts'
import { Button } from '@yimi/ui/button.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { Count } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { useChannels } from '../../lookups/pools.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { ChannelDialog } from './channel-dialog.tsx'

/** Push accounts; keys go in and never come out. */
export function ChannelsPage() {
  const channels = useChannels()
  const mayChange = useMay('channel.change')
  const [open, setOpen] = useState<Channel | 'new'>()
  const columns: Column<Channel>[] = [
    { key: 'name', title: M.channels.name, head: true, cell: (row) => <strong>{row.name}</strong> },
    { key: 'org', title: M.act.organisation, cell: (row) => row.orgName },
    { key: 'server', title: M.channels.server, cell: (row) => <code>{row.server}</code> },
    {
      key: 'key',
      title: M.channels.key,
      cell: (row) => (row.keyEnd ? M.channels.keyEnd(row.keyEnd) : M.channels.noKey),
    },
    {
      key: 'used',
      title: M.channels.lastUsed,
      cell: (row) => (row.lastUsedAt ? dayTime(row.lastUsedAt) : M.channels.never),
    },
    {
      key: 'state',
      title: M.channels.state,
      cell: (row) => (
        <StatusWord
          tone={row.disabled ? 'quiet' : 'done'}
          word={row.disabled ? M.channels.disabled : M.channels.inUse}
        />
      ),
    },
  ]
  if (mayChange) {
    columns.push({
      key: 'act',
      title: M.channels.actions,
      cell: (row) => <Button onPress={() => setOpen(row)}>{M.act.edit}</Button>,
    })
  }
  const add = mayChange && (
    <Button kind="main" onPress={() => setOpen('new')}>
      {M.channels.add}
    </Button>
  )
  return (
    <Page title={M.channels.title} lead={M.channels.lead} actions={add}>
      <QueryView query={channels} isEmpty={(data) => data.items.length === 0} emptyWords={M.channels.nothing}>
        {(data) => (
          <>
            <Count total={data.items.length} />
            <Records caption={M.channels.title} rows={data.items} columns={columns} rowKey={(row) => row.id} />
          </>
        )}
      </QueryView>
      {open && <ChannelDialog {...(open === 'new' ? {} : { channel: open })} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}
