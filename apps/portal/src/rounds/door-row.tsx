import type { SheetDoor, TickKind } from '@yimi/contract/round-sheet.ts'
import { Button } from '@yimi/ui/button.tsx'
import { useState } from 'react'
import { useMessages } from '../words/use-messages.ts'

const FIRST = ['given', 'not-at-home'] as const
const REST = ['declined', 'moved', 'dead'] as const

/** One door: two large buttons for what happens nearly always, the rest behind a third. */
export function DoorRow(props: {
  door: SheetDoor
  /** Pressed, and not with the server yet. */
  waiting: TickKind | undefined
  refused: string | undefined
  onTick: (tick: TickKind) => void
}) {
  const words = useMessages().rounds
  const [more, setMore] = useState(false)
  const { door, waiting } = props
  const marked = (tick: TickKind) => (waiting ? waiting === tick : door.outcome === tick)
  function press(tick: TickKind) {
    setMore(false)
    props.onTick(tick)
  }
  const said = `${door.position} ${door.door} ${door.whom}`
  return (
    <li className="card sheet-door">
      <p className="sheet-door__who">
        <span>{door.door}</span> <strong>{door.whom}</strong>
      </p>
      {props.refused ? <p role="alert">{`${words.refused} ${props.refused}`}</p> : null}
      {door.outcome === 'to-verify' && !waiting ? <p>{words.toVerify}</p> : null}
      {door.stopped ? (
        <p>{words.stopped}</p>
      ) : (
        <fieldset className="sheet-door__marks" aria-label={said}>
          <div className="sheet-door__acts">
            {FIRST.map((tick) => (
              <Button
                key={tick}
                kind={marked(tick) ? 'main' : 'plain'}
                pressed={marked(tick)}
                onPress={() => press(tick)}
              >
                {words.ticks[tick]}
              </Button>
            ))}
            {more || REST.some(marked) ? (
              REST.map((tick) => (
                <Button
                  key={tick}
                  kind={marked(tick) ? 'main' : 'plain'}
                  pressed={marked(tick)}
                  onPress={() => press(tick)}
                >
                  {words.ticks[tick]}
                </Button>
              ))
            ) : (
              <Button kind="quiet" onPress={() => setMore(true)}>
                {words.rest}
              </Button>
            )}
          </div>
        </fieldset>
      )}
    </li>
  )
}
