import type { Channel } from '@yimi/contract/channel.ts'
import { findPreset } from '@yimi/contract/channel-presets.ts'
import { CHANNEL_KIND_LABELS } from '@yimi/contract/labels.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { limitsOrigin, limitsWords } from '../../components/limit-words.ts'
import { Page } from '../../components/page.tsx'
import { Count } from '../../components/pager.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { useChannels } from '../../lookups/pools.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { ChannelDialog } from './channel-dialog.tsx'
import { useTestChannel } from './channels-api.ts'

/** All accounts on platforms, pushed to or not; keys go in and never come out. */
export function ChannelsPage() {
  const channels = useChannels()
  const mayChange = useMay('channel.change')
  const mayTest = useMay('channel.test')
  const [open, setOpen] = useState<Channel | 'new'>()
  const [fault, setFault] = useState<unknown>()
  const columns = [...ABOUT]
  if (mayChange || mayTest) {
    columns.push({
      key: 'act',
      title: M.channels.actions,
      cell: (row) => (
        <div className="row-actions">
          {mayTest && row.kind === 'push' && row.hasKey && <TestButton channel={row} onFault={setFault} />}
          {mayChange && <Button onPress={() => setOpen(row)}>{M.act.edit}</Button>}
        </div>
      ),
    })
  }
  const add = mayChange && (
    <Button kind="main" onPress={() => setOpen('new')}>
      {M.channels.add}
    </Button>
  )
  return (
    <Page title={M.channels.title} lead={M.channels.lead} actions={add}>
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
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

const ABOUT: readonly Column<Channel>[] = [
  {
    key: 'name',
    title: M.channels.name,
    head: true,
    cell: (row) => (
      <>
        <strong>{row.name}</strong>
        <div className="second">
          {[CHANNEL_KIND_LABELS[row.kind].zh, findPreset(row.preset)?.label].filter(Boolean).join(' · ')}
        </div>
      </>
    ),
  },
  { key: 'org', title: M.act.organisation, cell: (row) => row.orgName },
  { key: 'server', title: M.channels.server, cell: (row) => <Server channel={row} /> },
  { key: 'key', title: M.channels.key, cell: keyWords },
  { key: 'test', title: M.channels.lastTest, cell: (row) => <LastTest channel={row} /> },
  { key: 'used', title: M.channels.lastUse, cell: (row) => <LastUse channel={row} /> },
  {
    key: 'state',
    title: M.channels.state,
    cell: (row) => (
      <StatusWord tone={row.disabled ? 'quiet' : 'done'} word={row.disabled ? M.channels.disabled : M.channels.inUse} />
    ),
  },
]

function keyWords(row: Channel): string {
  if (row.kind !== 'push') return ''
  if (row.sessionKey) return M.channels.keyEachTime
  if (!row.hasKey) return M.channels.noKey
  return row.keyEnd ? M.channels.keyEnd(row.keyEnd) : M.channels.keySet
}

/** Where it is pushed to, and what the platform takes there. */
function Server({ channel }: { channel: Channel }) {
  if (channel.kind !== 'push') return null
  const limits = limitsWords(channel.limits)
  const origin = limitsOrigin(channel.limits)
  return (
    <>
      {channel.server && <code>{channel.server}</code>}
      {limits && <div className="second">{limits}</div>}
      {limits && <div className={origin.toCheck ? 'to-check' : 'second'}>{origin.words}</div>}
    </>
  )
}

function LastUse({ channel }: { channel: Channel }) {
  return channel.lastUsedAt ? dayTime(channel.lastUsedAt) : <span className="second">{M.channels.notUsed}</span>
}

function LastTest({ channel }: { channel: Channel }) {
  if (channel.kind !== 'push') return null
  if (!channel.lastTest) return <span className="second">{M.channels.notTested}</span>
  const { ok, words, at } = channel.lastTest
  return (
    <>
      <StatusWord tone={ok ? 'done' : 'failed'} word={words} />
      <div className="second">{M.channels.tested(dayTime(at))}</div>
    </>
  )
}

function TestButton({ channel, onFault }: { channel: Channel; onFault: (fault: unknown) => void }) {
  const test = useTestChannel()
  const [busy, setBusy] = useState(false)
  async function press() {
    setBusy(true)
    onFault(undefined)
    await test(channel.id).catch(onFault)
    setBusy(false)
  }
  return (
    <Button busy={busy} label={M.channels.testName(channel.name)} onPress={() => void press()}>
      {busy ? M.channels.testing : M.channels.test}
    </Button>
  )
}
