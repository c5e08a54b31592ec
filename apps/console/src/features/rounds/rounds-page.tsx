import { type RoundLine, type RoundState, roundFlow } from '@yimi/contract/round.ts'
import { Button } from '@yimi/ui/button.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { FilterChips } from '../../components/filter-chips.tsx'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { CreateRoundDialog } from './create-round-dialog.tsx'
import { useRounds } from './rounds-api.ts'

export const ROUND_TONES: Readonly<Record<RoundState, StatusTone>> = {
  planned: 'attention',
  ready: 'waiting',
  walking: 'waiting',
  closed: 'done',
  cancelled: 'quiet',
}

const COLUMNS: Column<RoundLine>[] = [
  {
    key: 'name',
    title: M.rounds.name,
    head: true,
    cell: (row) => (
      <a href={`#/rounds/${row.id}`}>
        <strong>{row.name}</strong>
      </a>
    ),
  },
  {
    key: 'state',
    title: M.rounds.state,
    cell: (row) => <StatusWord tone={ROUND_TONES[row.state]} word={M.rounds.states[row.state]} />,
  },
  { key: 'service', title: M.rounds.service, cell: (row) => row.serviceName },
  { key: 'unit', title: M.rounds.unit, cell: (row) => row.orgName },
  { key: 'window', title: M.rounds.window, cell: (row) => M.orders.range(row.from, row.until) },
  { key: 'progress', title: M.rounds.progress, cell: (row) => <RoundProgress round={row} /> },
]

/** Rounds of the area with how far each is. */
export function RoundsPage() {
  const [state, setState] = useState<RoundState>()
  const [offset, setOffset] = useState(0)
  const [creating, setCreating] = useState(false)
  const rounds = useRounds({ ...(state ? { state } : {}), offset })
  const mayChange = useMay('round.change')
  return (
    <Page
      title={M.rounds.title}
      lead={M.rounds.lead}
      actions={
        <>
          <a className="y-button" href="#/rounds/paper">
            {M.rounds.paper}
          </a>
          {mayChange && (
            <Button kind="main" onPress={() => setCreating(true)}>
              {M.rounds.create}
            </Button>
          )}
        </>
      }
    >
      <FilterChips
        label={M.rounds.state}
        choices={roundFlow.states.map((value) => ({ value, label: M.rounds.states[value] }))}
        value={state}
        onChoose={(value) => {
          setState(value)
          setOffset(0)
        }}
      />
      <QueryView query={rounds} isEmpty={(data) => data.items.length === 0} emptyWords={M.rounds.nothing}>
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={M.rounds.caption} rows={data.items} columns={COLUMNS} rowKey={(row) => row.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {creating && <CreateRoundDialog onClose={() => setCreating(false)} />}
    </Page>
  )
}

/** Numbers alone: nobody's door. */
export function RoundProgress({ round }: { round: RoundLine }) {
  return (
    <div className="round-progress">
      <progress value={round.visited} max={Math.max(round.doors, 1)} aria-label={M.rounds.progress} />
      <span>{M.rounds.done(round.visited, round.doors)}</span>
      {round.sheetsToReprint > 0 && <StatusWord tone="attention" word={M.rounds.reprint(round.sheetsToReprint)} />}
    </div>
  )
}
