import { newKey } from '@yimi/contract/client.ts'
import type { LateHours } from '@yimi/contract/late-hours.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { Count, PAGE_SIZE, Pager } from '../../components/pager.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { clock, dayOf } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { useHourActs, useLateHours } from './hours-api.ts'

const TONES: Record<LateHours['state'], StatusTone> = {
  entered: 'waiting',
  'on-notice': 'attention',
  counted: 'done',
  refused: 'failed',
  withdrawn: 'quiet',
}
type Acts = { onMove: (row: LateHours, move: 'approve' | 'withdraw') => void; onRefuse: (row: LateHours) => void }

/** Hours entered late: approved by a second person, on notice, then counted. */
export function LateList() {
  const [offset, setOffset] = useState(0)
  const [refusing, setRefusing] = useState<LateHours>()
  const [fault, setFault] = useState<unknown>()
  const late = useLateHours({ offset, limit: PAGE_SIZE })
  const acts = useHourActs()
  const mayApprove = useMay('hours.approve')
  const mayOpen = useMay('file.read')
  const onMove: Acts['onMove'] = (row, move) => {
    setFault(undefined)
    void acts.moveLate(row.id, move, '', newKey()).catch(setFault)
  }
  return (
    <section aria-labelledby="late">
      <h2 id="late">{M.hours.late}</h2>
      <p className="second">{M.hours.lateLead}</p>
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <QueryView query={late} isEmpty={(data) => data.total === 0} emptyWords={M.hours.noLate}>
        {(data) => (
          <>
            <Count total={data.total} />
            <Records
              caption={M.hours.late}
              rows={data.items}
              columns={columns(mayOpen, mayApprove ? { onMove, onRefuse: setRefusing } : undefined)}
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
          onSubmit={(reason, key) => acts.moveLate(refusing.id, 'refuse', reason, key)}
          onClose={() => setRefusing(undefined)}
        />
      )}
    </section>
  )
}

function columns(mayOpen: boolean, acts: Acts | undefined): Column<LateHours>[] {
  return [
    { key: 'number', title: M.hours.number, cell: (row) => <span className="nowrap">{row.number}</span> },
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
    { key: 'what', title: M.hours.what, cell: (row) => row.content },
    { key: 'why', title: M.hours.why, cell: (row) => row.why || '—' },
    {
      key: 'evidence',
      title: M.hours.evidence,
      cell: (row) => (mayOpen ? <a href={`/api/files/${row.evidenceFileId}/content`}>{M.hours.openEvidence}</a> : '—'),
    },
    {
      key: 'state',
      title: M.hours.state,
      cell: (row) => (
        <>
          <StatusWord tone={TONES[row.state]} word={M.hours.lateStates[row.state]} />
          {row.state === 'on-notice' && row.noticeUntil && ` ${M.hours.until(dayOf(row.noticeUntil))}`}
        </>
      ),
    },
    {
      key: 'entered',
      title: M.hours.recorded,
      cell: (row) => M.hours.enteredBy(row.enteredBy, dayOf(row.enteredAt)),
    },
    { key: 'acts', title: M.hours.acts, cell: (row) => (acts ? <LateButtons row={row} acts={acts} /> : '—') },
  ]
}

function LateButtons({ row, acts }: { row: LateHours; acts: Acts }) {
  return (
    <div className="row-actions">
      {row.availableMoves.includes('approve') && (
        <Button onPress={() => acts.onMove(row, 'approve')}>{M.hours.approve}</Button>
      )}
      {row.availableMoves.includes('refuse') && <Button onPress={() => acts.onRefuse(row)}>{M.hours.refuse}</Button>}
      {row.availableMoves.includes('withdraw') && (
        <Button onPress={() => acts.onMove(row, 'withdraw')}>{M.hours.withdraw}</Button>
      )}
    </div>
  )
}
