import { span } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { type PlannedSegment, rundownPlace } from './rundown-clock.ts'

/** The rundown with what is on by plan and what comes next. */
export function RundownPanel({
  rundown,
  onAirSeconds,
}: {
  rundown: readonly PlannedSegment[]
  onAirSeconds: number | undefined
}) {
  const place = onAirSeconds === undefined ? undefined : rundownPlace(rundown, onAirSeconds)
  return (
    <section className="room__panel room__rundown" aria-label={M.controlRoom.rundown}>
      <h2>{M.controlRoom.rundown}</h2>
      {rundown.length === 0 && <p className="second">{M.controlRoom.noRundown}</p>}
      {rundown.length > 0 && !place && <p className="second">{M.controlRoom.notStarted}</p>}
      <ol>
        {rundown.map((segment, index) => {
          const now = place?.index === index
          const next = place !== undefined && index === place.index + 1
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a segment is its place; it has no name of its own
              key={index}
              className={now ? 'segment segment--now' : 'segment'}
              aria-current={now ? 'step' : undefined}
            >
              <span className="segment__mark">
                {now && M.controlRoom.now}
                {next && M.controlRoom.next}
              </span>
              <span className="segment__words">
                {segment.title}
                {segment.who && <span className="second"> {segment.who}</span>}
              </span>
              <span className="segment__clock">{now ? leftWords(place.remaining) : span(segment.seconds)}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function leftWords(remaining: number): string {
  return remaining < 0 ? M.controlRoom.overrun(span(-remaining)) : M.controlRoom.remaining(span(Math.ceil(remaining)))
}
