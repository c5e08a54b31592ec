import { newKey } from '@yimi/contract/client.ts'
import type { HeldHours } from '@yimi/contract/late-hours.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { Count, PAGE_SIZE, Pager } from '../../components/pager.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { clock, dayOf } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useHeldHours, useHourActs } from './hours-api.ts'

/** Attendance that somebody other than who recorded it must look at. */
export function HeldList() {
  const [offset, setOffset] = useState(0)
  const [refusing, setRefusing] = useState<HeldHours>()
  const [fault, setFault] = useState<unknown>()
  const held = useHeldHours({ offset, limit: PAGE_SIZE })
  const acts = useHourActs()
  const release = (row: HeldHours) => {
    setFault(undefined)
    void acts.moveHeld(row.id, 'release', '', newKey()).catch(setFault)
  }
  return (
    <section aria-labelledby="held">
      <h2 id="held">{M.hours.held}</h2>
      <p className="second">{M.hours.heldLead}</p>
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <QueryView query={held} isEmpty={(data) => data.total === 0} emptyWords={M.hours.noHeld}>
        {(data) => (
          <>
            <Count total={data.total} />
            <Records
              caption={M.hours.held}
              rows={data.items}
              columns={columns(release, setRefusing)}
              rowKey={(row) => row.id}
            />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {refusing && (
        <ReasonDialog
          title={M.hours.refuseTitle}
          submitWords={M.hours.refuse}
          hint={M.hours.refuseHint}
          maxLength={200}
          onSubmit={(reason, key) => acts.moveHeld(refusing.id, 'refuse', reason, key)}
          onClose={() => setRefusing(undefined)}
        />
      )}
    </section>
  )
}

function columns(onRelease: (row: HeldHours) => void, onRefuse: (row: HeldHours) => void): Column<HeldHours>[] {
  return [
    {
      key: 'person',
      title: M.hours.person,
      head: true,
      cell: (row) => (
        <a href={`#/hours/${row.volunteerId}`}>
          <strong>{row.name || row.volunteerNumber}</strong> {row.volunteerNumber}
        </a>
      ),
    },
    { key: 'day', title: M.hours.time, cell: (row) => `${row.day} ${clock(row.from)}–${clock(row.until)}` },
    { key: 'what', title: M.hours.what, cell: (row) => `${M.hours.sources[row.source]} · ${row.content}` },
    {
      key: 'reasons',
      title: M.hours.why,
      cell: (row) =>
        row.reasons.map((reason) => <StatusWord key={reason} tone="attention" word={M.hours.reasons[reason]} />),
    },
    {
      key: 'recorded',
      title: M.hours.recorded,
      cell: (row) => M.hours.enteredBy(row.recordedBy, dayOf(row.recordedAt)),
    },
    {
      key: 'acts',
      title: M.hours.acts,
      cell: (row) => (
        <div className="row-actions">
          {row.availableMoves.includes('release') && <Button onPress={() => onRelease(row)}>{M.hours.release}</Button>}
          {row.availableMoves.includes('refuse') && <Button onPress={() => onRefuse(row)}>{M.hours.refuse}</Button>}
        </div>
      ),
    },
  ]
}
