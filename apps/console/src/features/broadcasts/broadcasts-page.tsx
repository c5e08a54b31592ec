import { useNavigate } from '@tanstack/react-router'
import { type BroadcastState, broadcastFlow, type listBroadcasts } from '@yimi/contract/broadcast.ts'
import { BROADCAST_STATE_LABELS } from '@yimi/contract/labels.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { GATES } from '@yimi/contract/work-rules.ts'
import { Button } from '@yimi/ui/button.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { BROADCAST_TONES } from '../../components/broadcast-tones.ts'
import { FilterChips } from '../../components/filter-chips.tsx'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { spokenTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { useBroadcasts } from './broadcast-api.ts'
import { StartDialog } from './start-dialog.tsx'

type Summary = RouteAnswer<typeof listBroadcasts>['items'][number]

const columns: Column<Summary>[] = [
  {
    key: 'title',
    title: M.broadcasts.name,
    head: true,
    cell: (row) => (
      <>
        <a href={`#/broadcasts/${row.id}`}>{row.title || M.broadcasts.untitled}</a>
        {row.series && <div className="second">{M.broadcasts.episode(row.series, row.episode)}</div>}
      </>
    ),
  },
  {
    key: 'state',
    title: M.broadcasts.state,
    cell: (row) => <StatusWord tone={BROADCAST_TONES[row.state]} word={BROADCAST_STATE_LABELS[row.state].zh} />,
  },
  {
    key: 'gates',
    title: M.broadcasts.gates,
    cell: (row) =>
      row.state === 'draft'
        ? ''
        : M.broadcasts.gatesPassed(GATES.filter((gate) => row.gates[gate] === 'passed').length),
  },
  {
    key: 'starts',
    title: M.broadcasts.startsAt,
    cell: (row) => <span className="nowrap">{row.startsAt ? spokenTime(row.startsAt) : M.broadcasts.noTime}</span>,
  },
  { key: 'venue', title: M.broadcasts.venue, cell: (row) => row.venueName ?? M.broadcasts.noVenue },
  { key: 'org', title: M.act.organisation, cell: (row) => row.orgName },
  { key: 'who', title: M.broadcasts.applicant, cell: (row) => row.applicant },
]

export function BroadcastsPage() {
  const navigate = useNavigate()
  const mayApply = useMay('broadcast.apply')
  const [state, setState] = useState<BroadcastState>()
  const [search, setSearch] = useState('')
  const [offset, setOffset] = useState(0)
  const [starting, setStarting] = useState(false)
  const broadcasts = useBroadcasts({ offset, ...(state ? { state } : {}), ...(search ? { search } : {}) })
  const start = mayApply && (
    <Button kind="main" onPress={() => setStarting(true)}>
      {M.broadcasts.start}
    </Button>
  )
  return (
    <Page title={M.broadcasts.title} lead={M.broadcasts.lead} actions={start}>
      <SearchField
        label={M.broadcasts.search}
        onSearch={(words) => {
          setSearch(words)
          setOffset(0)
        }}
      />
      <FilterChips
        label={M.broadcasts.state}
        choices={broadcastFlow.states.map((value) => ({ value, label: BROADCAST_STATE_LABELS[value].zh }))}
        value={state}
        onChoose={(value) => {
          setState(value)
          setOffset(0)
        }}
      />
      <QueryView
        query={broadcasts}
        isEmpty={(data) => data.items.length === 0}
        emptyWords={state || search ? M.broadcasts.nothingFound : M.broadcasts.nothing}
      >
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={M.broadcasts.title} rows={data.items} columns={columns} rowKey={(row) => row.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {starting && (
        <StartDialog
          onStarted={(id) => void navigate({ to: '/broadcasts/$id/$tab', params: { id, tab: 'application' } })}
          onClose={() => setStarting(false)}
        />
      )}
    </Page>
  )
}
