import { newKey } from '@yimi/contract/client.ts'
import { type Sheet, type SheetDoor, TICKS, type TickKind, type TickReceipt } from '@yimi/contract/round-sheet.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { problemWords } from '../../components/problem-words.ts'
import { MomentField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { markWords, newTick, startingTicks } from './paper-ticks.ts'
import { useRoundActs } from './rounds-api.ts'

type Times = { from: string | null; until: string | null }

/** The doors of one sheet under the keys: a digit marks and goes on, Enter and the arrows go on. */
export function PaperSheet({ sheet, onSaved }: { sheet: Sheet; onSaved: (words: string) => void }) {
  const doors = sheet.doorList.filter((door) => !door.stopped)
  const [marks, setMarks] = useState(() => startingTicks(doors))
  const [times, setTimes] = useState<Times>({ from: sheet.checkedInAt, until: sheet.checkedOutAt })
  const saving = useSave(sheet, onSaved)
  const rows = useRef<(HTMLButtonElement | null)[]>([])
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => rows.current[0]?.focus(), [])

  function goTo(index: number) {
    const row = rows.current[Math.max(0, index)]
    if (row) row.focus()
    else end.current?.querySelector('button')?.focus()
  }
  function mark(door: SheetDoor, tick: TickKind) {
    setMarks((before) => new Map(before).set(door.id, newTick(door.id, tick)))
  }
  function press(event: KeyboardEvent, door: SheetDoor, index: number) {
    const chosen = TICKS[Number(event.key) - 1]
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'Enter' || event.key === 'ArrowDown' ? 1 : 0
    if (!chosen && step === 0) return
    event.preventDefault()
    if (chosen) mark(door, chosen)
    goTo(index + (chosen ? 1 : step))
  }
  return (
    <section className="card paper" aria-label={`${M.rounds.sheet} ${sheet.number}`}>
      <h2>{`${sheet.number} · ${sheet.area}`}</h2>
      <ol className="paper__doors">
        {doors.map((door, index) => {
          const tick = marks.get(door.id)
          const words = markWords(door, tick)
          const next = TICKS[tick ? (TICKS.indexOf(tick.tick) + 1) % TICKS.length : 0] ?? 'given'
          return (
            <li key={door.id}>
              <button
                type="button"
                className="paper__door"
                ref={(element) => {
                  rows.current[index] = element
                }}
                aria-label={M.rounds.row(door.position, door.door, door.whom, words)}
                onKeyDown={(event) => press(event, door, index)}
                onClick={() => mark(door, next)}
              >
                <span className="paper__position">{door.position}</span>
                <span>{door.door}</span>
                <span>{door.whom}</span>
                <strong>{words}</strong>
              </button>
            </li>
          )
        })}
      </ol>
      <details>
        <summary>{M.rounds.times}</summary>
        <MomentField label={M.rounds.start} value={times.from} onPick={(from) => setTimes({ ...times, from })} />
        <MomentField label={M.rounds.end} value={times.until} onPick={(until) => setTimes({ ...times, until })} />
      </details>
      {saving.fault !== undefined && <Notice kind="failed" title={problemWords(saving.fault)} spoken />}
      <Refused receipts={saving.refused} doors={doors} />
      <div ref={end} className="acts">
        <Button kind="main" busy={saving.busy} onPress={() => void saving.save([...marks.values()], times)}>
          {M.rounds.save}
        </Button>
      </div>
    </section>
  )
}

function Refused({ receipts, doors }: { receipts: readonly TickReceipt[]; doors: readonly SheetDoor[] }) {
  if (receipts.length === 0) return null
  const named = new Map(doors.map((door) => [door.id, door.door]))
  return (
    <Notice kind="attention" title={M.rounds.refused(receipts.length)} spoken>
      <ul>
        {receipts.map((receipt) => (
          <li key={receipt.id}>{`${named.get(receipt.doorId) ?? ''} ${receipt.reason}`}</li>
        ))}
      </ul>
    </Notice>
  )
}

/** Saved once: the ticks keep their ids however often a cut line makes somebody press again. */
function useSave(sheet: Sheet, onSaved: (words: string) => void) {
  const acts = useRoundActs()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>()
  const [refused, setRefused] = useState<readonly TickReceipt[]>([])
  async function save(ticks: Parameters<typeof acts.enter>[1]['ticks'], { from, until }: Times) {
    if (busy) return
    setBusy(true)
    setFault(undefined)
    const walked = from && until && !sheet.checkedOutAt ? { from, until } : null
    try {
      const { receipts } = await acts.enter(sheet.id, { ticks, walked }, newKey())
      const not = receipts.filter((receipt) => receipt.result === 'refused')
      setRefused(not)
      if (not.length === 0) onSaved(M.rounds.saved(sheet.number, receipts.length))
    } catch (cause) {
      setFault(cause)
    }
    setBusy(false)
  }
  return { busy, fault, refused, save }
}
