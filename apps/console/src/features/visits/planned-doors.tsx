import { type PlannedDoor, VISIT_DOOR_STATUSES, type VisitDoorStatus } from '@yimi/contract/visit.ts'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { FilterChips } from '../../components/filter-chips.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'
import { usePlannedDoors } from './visits-api.ts'

const TONES: Readonly<Record<VisitDoorStatus, StatusTone>> = {
  'to-go': 'waiting',
  again: 'attention',
  done: 'done',
  'wrong-door': 'attention',
}
const COLUMNS: Column<PlannedDoor>[] = [
  { key: 'position', title: '#', cell: (door) => door.position },
  { key: 'door', title: M.visits.door, head: true, cell: (door) => door.door },
  { key: 'grid', title: M.visits.gridColumn, cell: (door) => door.gridName },
  { key: 'worker', title: M.visits.worker, cell: (door) => door.workerName || M.visits.nobody },
  {
    key: 'status',
    title: M.visits.state,
    cell: (door) => <StatusWord tone={TONES[door.status]} word={M.visits.doorStates[door.status]} />,
  },
  { key: 'attempts', title: M.visits.attempts, cell: (door) => door.attempts },
]

/** Doors in building order: whether they wait, and nothing of what was said there. */
export function PlannedDoors({ planId }: { planId: string }) {
  const [status, setStatus] = useState<VisitDoorStatus>()
  const [offset, setOffset] = useState(0)
  const doors = usePlannedDoors(planId, { ...(status ? { status } : {}), offset })
  return (
    <section>
      <h2>{M.visits.doorList}</h2>
      <FilterChips
        label={M.visits.state}
        choices={VISIT_DOOR_STATUSES.map((value) => ({ value, label: M.visits.doorStates[value] }))}
        value={status}
        onChoose={(value) => {
          setStatus(value)
          setOffset(0)
        }}
      />
      <QueryView query={doors} isEmpty={(data) => data.items.length === 0} emptyWords={M.visits.noDoors}>
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={M.visits.doorList} rows={data.items} columns={COLUMNS} rowKey={(door) => door.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
    </section>
  )
}
