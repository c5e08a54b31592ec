import type { MyPlace } from '@yimi/contract/order-place.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { useHelpMessages } from '../words/use-help-messages.ts'
import { useMessages } from '../words/use-messages.ts'
import { DeliverForm } from './deliver-form.tsx'
import { FailForm } from './fail-form.tsx'
import { SlotForm } from './slot-form.tsx'
import { StartForm } from './start-form.tsx'
import { type PlaceMove, type PlaceStep, type TaskFormProps, usePlaceMove } from './use-place-move.ts'

/** The order in which they are offered; the first that is possible is the main one. */
const IN_ORDER = ['start', 'deliver', 'schedule', 'schedule-again', 'confirm-slot', 'fail', 'hand-back'] as const
type TaskMove = (typeof IN_ORDER)[number]

/** What can be done with the task now; one thing is open at a time. */
export function TaskMoves(props: { place: MyPlace | undefined; onMoved: () => void }) {
  const all = useMessages()
  const words = useHelpMessages().tasks
  const [open, setOpen] = useState<TaskMove>()
  const [said, setSaid] = useState('')
  const { busy, problem, move } = usePlaceMove()
  const { place } = props

  function make(id: string, step: PlaceStep) {
    setSaid('')
    move(id, step, () => {
      setOpen(undefined)
      setSaid(step.move === 'hand-back' ? words.handedBack : words.saved)
      props.onMoved()
    })
  }
  const possible = IN_ORDER.filter((one) => (place?.availableMoves ?? []).indexOf(one) >= 0)
  return (
    <>
      {said ? <Notice kind="done" title={said} spoken /> : null}
      {problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{problem.faults?.[0]?.message ?? problemWords(problem, all)}</p>
        </Notice>
      ) : null}
      <p role="status">{busy ? words.sending : ''}</p>
      {place && open === undefined ? (
        <div className="buttons">
          {possible.map((one, index) => (
            <Button
              key={one}
              kind={index === 0 && one !== 'hand-back' ? 'main' : 'plain'}
              busy={busy}
              onPress={() => (one === 'confirm-slot' ? make(place.id, { move: one }) : setOpen(one))}
            >
              {moveWords(one, place)}
            </Button>
          ))}
        </div>
      ) : null}
      {place && open ? (
        <TaskForm
          open={open}
          place={place}
          busy={busy}
          onMake={(step) => make(place.id, step)}
          onKeep={() => setOpen(undefined)}
        />
      ) : null}
    </>
  )

  function moveWords(one: PlaceMove, { state }: MyPlace): string {
    switch (one) {
      case 'start':
        return words.start
      case 'deliver':
        return words.deliver
      case 'schedule':
        return state === 'scheduled' ? words.changeTime : words.makeTime
      case 'schedule-again':
        return words.againTime
      case 'confirm-slot':
        return words.confirmSlot
      case 'fail':
        return words.fail
      default:
        return words.handBack
    }
  }
}

function TaskForm({ open, ...props }: TaskFormProps & { open: TaskMove }) {
  switch (open) {
    case 'start':
      return <StartForm {...props} />
    case 'deliver':
      return <DeliverForm {...props} />
    case 'schedule':
    case 'schedule-again':
      return <SlotForm {...props} move={open} />
    case 'fail':
      return <FailForm {...props} />
    default:
      return <HandBack {...props} />
  }
}

/** The volunteer's right; asked once more, and no reason. */
function HandBack({ busy, onMake, onKeep }: TaskFormProps) {
  const words = useHelpMessages().tasks
  return (
    <Notice
      kind="attention"
      title={words.handBackSure}
      spoken
      actions={
        <>
          <Button busy={busy} onPress={() => onMake({ move: 'hand-back' })}>
            {words.handBackYes}
          </Button>
          <Button onPress={onKeep}>{words.keep}</Button>
        </>
      }
    />
  )
}
