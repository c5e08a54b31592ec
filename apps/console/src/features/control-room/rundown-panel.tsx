import type { ControlRoom } from '@yimi/contract/on-air.ts'
import { Button } from '@yimi/ui/button.tsx'
import { useEffect, useRef } from 'react'
import { span } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import {
  type MarkedSegment,
  type PlannedSegment,
  type RundownPlace,
  rundownPlace,
  tookSeconds,
} from './rundown-clock.ts'

/** Where the rundown stands, and what the director marked, in seconds after the start. */
export function rundownOf(
  room: ControlRoom,
  onAirSeconds: number | undefined,
): { place: RundownPlace | undefined; marks: MarkedSegment[] } {
  const since = Date.parse(room.onAirSince ?? '')
  const marks = room.rundownMarks.map(({ index, at }) => ({ index, second: (Date.parse(at) - since) / 1000 }))
  if (onAirSeconds === undefined) return { place: undefined, marks }
  return { place: rundownPlace(room.broadcast.application.rundown, onAirSeconds, marks), marks }
}

/** The rundown with what is on and what comes next: by plan, and by what the director marks. */
export function RundownPanel(props: {
  rundown: readonly PlannedSegment[]
  place: RundownPlace | undefined
  marks: readonly MarkedSegment[]
  onGo: (index: number) => void
}) {
  const { rundown, place, marks, onGo } = props
  return (
    <section className="room__panel room__rundown" aria-label={M.controlRoom.rundown}>
      <h2>{M.controlRoom.rundown}</h2>
      {rundown.length === 0 && <p className="second">{M.controlRoom.noRundown}</p>}
      {rundown.length > 0 && !place && <p className="second">{M.controlRoom.notStarted}</p>}
      {place && <p className="second">{lateWords(place.late)}</p>}
      <ol tabIndex={rundown.length > 0 ? 0 : undefined} aria-label={M.controlRoom.rundown}>
        {rundown.map((segment, index) => (
          <Segment
            // biome-ignore lint/suspicious/noArrayIndexKey: a segment is its place; it has no name of its own
            key={index}
            segment={segment}
            remaining={place?.index === index ? place.remaining : undefined}
            isNext={place !== undefined && index === place.index + 1}
            took={place && index < place.index ? tookSeconds(marks, index) : undefined}
          />
        ))}
      </ol>
      {place && (
        <div className="row-actions">
          {place.next && (
            <Button onPress={() => onGo(place.index + 1)}>
              {M.controlRoom.goNext} <kbd>{M.controlRoom.keyNames.next}</kbd>
            </Button>
          )}
          {place.index > 0 && (
            <Button kind="quiet" onPress={() => onGo(place.index - 1)}>
              {M.controlRoom.goBack} <kbd>{M.controlRoom.keyNames.back}</kbd>
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

function Segment(props: {
  segment: PlannedSegment
  remaining: number | undefined
  isNext: boolean
  took: number | undefined
}) {
  const { segment, remaining, took } = props
  const isNow = remaining !== undefined
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isNow) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isNow])
  return (
    <li ref={row} className={isNow ? 'segment segment--now' : 'segment'} aria-current={isNow ? 'step' : undefined}>
      <span className="segment__mark">
        {isNow && M.controlRoom.now}
        {props.isNext && M.controlRoom.next}
      </span>
      <span className="segment__words">
        {segment.title}
        {segment.who && <span className="second"> {segment.who}</span>}
      </span>
      <span className="segment__clock">
        {isNow ? leftWords(remaining) : span(segment.seconds)}
        {took !== undefined && <span className="second"> {M.controlRoom.took(span(took))}</span>}
      </span>
    </li>
  )
}

function leftWords(remaining: number): string {
  return remaining < 0 ? M.controlRoom.overrun(span(-remaining)) : M.controlRoom.remaining(span(Math.ceil(remaining)))
}

function lateWords(late: number | undefined): string {
  if (late === undefined) return M.controlRoom.byPlan
  if (Math.abs(late) < 1) return M.controlRoom.onTime
  return late > 0 ? M.controlRoom.late(span(late)) : M.controlRoom.early(span(-late))
}
