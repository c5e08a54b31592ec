import type { AttendanceSheet, SheetLine } from '@yimi/contract/activity.ts'
import { newKey } from '@yimi/contract/client.ts'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState, Notice } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { CheckField } from '../../components/check-field.tsx'
import { Count } from '../../components/pager.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { clock } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useSheetActs } from './activities-api.ts'
import { PLACE_TONES } from './activity-tones.ts'
import { TimesDialog } from './times-dialog.tsx'

/** Who signed up, in the order in which they did; after it was held, who came. With `onTick` whoever is there is ticked. */
export function SheetLines(props: {
  sheet: AttendanceSheet
  ticked: ReadonlySet<string>
  onTick?: (placeId: string, came: boolean) => void
}) {
  const { sheet, ticked, onTick } = props
  const acts = useSheetActs(sheet.activity.id)
  const [untick, setUntick] = useState<SheetLine>()
  const [times, setTimes] = useState<SheetLine>()
  const [fault, setFault] = useState<unknown>()
  const held = sheet.activity.state === 'held'
  if (sheet.lines.length === 0) return <EmptyState words={held ? M.activities.noOneCame : M.activities.noOne} />
  const withdraw = (line: SheetLine) => {
    setFault(undefined)
    void acts.movePlace(line.placeId, { move: 'withdraw' }, newKey()).catch(setFault)
  }
  return (
    <>
      <p className="second">{held ? M.activities.heldLead : M.activities.sheetLead}</p>
      <Count total={sheet.lines.length} />
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <Records
        caption={M.activities.sheet}
        rows={sheet.lines}
        columns={[
          ...(onTick ? [tickColumn(ticked, onTick)] : []),
          ...columns({ onWithdraw: withdraw, onUntick: setUntick, onTimes: setTimes }),
        ]}
        rowKey={(row) => row.placeId}
      />
      {times && <TimesDialog activityId={sheet.activity.id} line={times} onClose={() => setTimes(undefined)} />}
      {untick && (
        <ReasonDialog
          title={M.activities.untickTitle(untick.name || untick.number)}
          submitWords={M.activities.untick}
          hint={M.activities.untickHint}
          onSubmit={(reason, key) => acts.movePlace(untick.placeId, { move: 'untick', reason }, key)}
          onClose={() => setUntick(undefined)}
        />
      )}
    </>
  )
}

function tickColumn(ticked: ReadonlySet<string>, onTick: (placeId: string, came: boolean) => void): Column<SheetLine> {
  return {
    key: 'came',
    title: M.activities.came,
    cell: (row) => (
      <CheckField
        label={<span className="unseen">{M.activities.cameOf(row.name || row.number)}</span>}
        checked={row.state === 'attended' || ticked.has(row.placeId)}
        disabled={row.state === 'attended'}
        onCheck={(came) => onTick(row.placeId, came)}
      />
    ),
  }
}

type Acts = {
  onWithdraw: (line: SheetLine) => void
  onUntick: (line: SheetLine) => void
  onTimes: (line: SheetLine) => void
}

function columns({ onWithdraw, onUntick, onTimes }: Acts): Column<SheetLine>[] {
  return [
    { key: 'person', title: M.activities.person, head: true, cell: (row) => <strong>{row.name || row.number}</strong> },
    { key: 'number', title: M.activities.number, cell: (row) => row.number || '—' },
    { key: 'part', title: M.activities.part, cell: (row) => M.activities.parts[row.part] },
    {
      key: 'state',
      title: M.act.state,
      cell: (row) => <StatusWord tone={PLACE_TONES[row.state]} word={M.activities.placeStates[row.state]} />,
    },
    {
      key: 'time',
      title: M.activities.time,
      cell: (row) =>
        row.from && row.until
          ? `${clock(row.from)}–${clock(row.until)} ${row.how ? M.activities.how[row.how] : ''}`
          : '—',
    },
    {
      key: 'acts',
      title: M.activities.acts,
      cell: (row) =>
        row.state === 'attended' ? (
          <div className="acts">
            <Button onPress={() => onTimes(row)}>{M.activities.setTimes}</Button>
            <Button onPress={() => onUntick(row)}>{M.activities.untick}</Button>
          </div>
        ) : (
          <Button onPress={() => onWithdraw(row)}>{M.activities.withdraw}</Button>
        ),
    },
  ]
}
