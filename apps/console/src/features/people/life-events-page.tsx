import { LIFE_EVENTS, type LifeEvent } from '@yimi/contract/life-event.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { FilterChips } from '../../components/filter-chips.tsx'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'
import { type LifeEventFilter, useLifeEventActions, useLifeEvents } from './people-api.ts'

type Move = keyof typeof M.people.lifeEvents.moves
type Open = { event: LifeEvent; move: Move }
const words = M.people.lifeEvents
const STATES: readonly LifeEventFilter[] = ['reported', 'confirmed', 'refused', 'reversed']

/** What was reported and waits to be confirmed; nothing follows from it before. */
export function LifeEventsPage() {
  const [state, setState] = useState<LifeEventFilter | undefined>('reported')
  const [offset, setOffset] = useState(0)
  const [open, setOpen] = useState<Open>()
  const events = useLifeEvents(state, offset)
  return (
    <Page title={words.page} lead={words.pageLead}>
      <FilterChips
        label={words.filter}
        choices={STATES.map((value) => ({ value, label: words.states[value] }))}
        value={state}
        onChoose={(chosen) => {
          setState(chosen)
          setOffset(0)
        }}
      />
      <QueryView query={events} isEmpty={(data) => data.items.length === 0} emptyWords={words.nothing}>
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={words.page} rows={data.items} columns={columnsFor(setOpen)} rowKey={(row) => row.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {open && <MoveDialog {...open} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

function columnsFor(onOpen: (open: Open) => void): Column<LifeEvent>[] {
  return [
    {
      key: 'who',
      title: words.columns.who,
      head: true,
      cell: (row) => <a href={`#/people/${row.personId}`}>{row.personName}</a>,
    },
    { key: 'what', title: words.columns.what, cell: (row) => <strong>{LIFE_EVENTS[row.what]}</strong> },
    { key: 'on', title: words.columns.on, cell: (row) => row.happenedOn },
    { key: 'door', title: words.columns.door, cell: (row) => row.door },
    {
      key: 'by',
      title: words.columns.by,
      cell: (row) => [row.reportedBy, row.words.toldBy].filter(Boolean).join('，'),
    },
    {
      key: 'state',
      title: words.columns.state,
      cell: (row) => (
        <StatusWord
          tone={row.state === 'reported' ? 'waiting' : row.state === 'confirmed' ? 'done' : 'quiet'}
          word={words.states[row.state]}
        />
      ),
    },
    {
      key: 'act',
      title: words.columns.act,
      cell: (row) => (
        <div className="row-actions">
          {(Object.keys(words.moves) as Move[])
            .filter((move) => row.availableMoves.includes(move))
            .map((move) => (
              <Button key={move} onPress={() => onOpen({ event: row, move })}>
                {words.moves[move]}
              </Button>
            ))}
        </div>
      ),
    },
  ]
}

function MoveDialog({ event, move, onClose }: Open & { onClose: () => void }) {
  const actions = useLifeEventActions()
  const note = noteOf(event, move)
  return (
    <ReasonDialog
      title={`${words.moves[move]}：${event.personName}，${LIFE_EVENTS[event.what]}`}
      submitWords={words.moves[move]}
      label={move === 'confirm' ? words.how : words.why}
      hint={move === 'confirm' ? words.howHint : M.act.reasonHint}
      danger={move === 'reverse'}
      {...(note ? { note: <Notice kind="attention" title={note} /> } : {})}
      onSubmit={(reason, key) => actions[move](event.id, reason, key)}
      onClose={onClose}
    />
  )
}

function noteOf(event: LifeEvent, move: Move): string {
  if (move === 'reverse') return words.reverseNote
  if (move !== 'confirm') return ''
  return event.what === 'death' ? words.deathNote : event.what === 'move' ? words.moveNote : ''
}
