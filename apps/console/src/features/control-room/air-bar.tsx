import type { ControlRoom } from '@yimi/contract/on-air.ts'
import { Button } from '@yimi/ui/button.tsx'
import { clock, span, spokenTime, wallOf } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'

/** Lamp and clocks, start and end: always in the same place. */
export function AirBar(props: {
  room: ControlRoom
  now: number
  onAirSeconds: number | undefined
  onStart: () => void
  onEnd: () => void
  onHelp: () => void
}) {
  const { room, onAirSeconds } = props
  const { broadcast } = room
  const may = (move: string) => broadcast.availableMoves.includes(move)
  const over = isOver(room)
  const lamp = onAirSeconds !== undefined ? 'on' : over ? 'over' : 'off'
  return (
    <section className={`air-bar air-bar--${lamp}`} aria-label={M.controlRoom.lamp[lamp]}>
      <p className="lamp" role="status">
        <span className="lamp__light" aria-hidden="true" />
        {M.controlRoom.lamp[lamp]}
      </p>
      {onAirSeconds !== undefined && (
        <p className="air-clock">
          <span className="second">{M.controlRoom.onAirFor}</span>{' '}
          <span className="figures-equal">{span(onAirSeconds)}</span>
        </p>
      )}
      {onAirSeconds === undefined && broadcast.startsAt && !over && (
        <p>{M.controlRoom.planned(spokenTime(broadcast.startsAt))}</p>
      )}
      <p className="air-clock">
        <span className="second">{M.controlRoom.wall}</span>{' '}
        <time className="figures-equal" dateTime={clock(room.now)}>
          {wallOf(new Date(props.now).toISOString()).slice(11)}
        </time>
      </p>
      <div className="air-bar__acts">
        {may('go-on-air') && (
          <Button kind="main" onPress={props.onStart}>
            {M.controlRoom.start} <kbd>{M.controlRoom.keyNames.start}</kbd>
          </Button>
        )}
        {may('end') && (
          <Button kind="main" onPress={props.onEnd}>
            {M.controlRoom.end} <kbd>{M.controlRoom.keyNames.end}</kbd>
          </Button>
        )}
        <Button onPress={props.onHelp}>
          {M.controlRoom.help} <kbd>{M.controlRoom.keyNames.help}</kbd>
        </Button>
        {!may('go-on-air') && !may('end') && !over && <span>{M.controlRoom.notCleared}</span>}
      </div>
    </section>
  )
}

export function isOver(room: ControlRoom): boolean {
  return ['ended', 'archived'].includes(room.broadcast.state)
}
