import type { MyVisitDoor } from '@yimi/contract/visit-record.ts'
import { useEffect, useRef } from 'react'
import { Moment } from '../words/moment.tsx'
import { useVisitMessages } from '../words/use-visit-messages.ts'
import { DoorCard } from './door-card.tsx'
import type { Unsent } from './outbox.ts'
import type { Said } from './use-outbox.ts'

type Props = {
  door: MyVisitDoor
  open: boolean
  unsent: Unsent | undefined
  onOpen: () => void
  onSay: (said: Said) => void
}

/** One line a door; opened it says who lives there and what may have come of the knock. */
export function DoorItem({ door, open, unsent, onOpen, onSay }: Props) {
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (!open) return
    row.current?.scrollIntoView({ block: 'nearest' })
    row.current?.querySelector<HTMLButtonElement>('.visit-door__acts button')?.focus()
  }, [open])
  const whom = [...new Set(door.people.map((person) => person.whom))].slice(0, 2).join('、')
  return (
    <li ref={row} className={open ? 'card visit-door visit-door--open' : 'visit-door'}>
      <button type="button" className="visit-door__row" aria-expanded={open} onClick={onOpen}>
        <span>{door.door}</span> <strong>{whom}</strong>
        <span className="visit-door__state">
          <StateWords door={door} unsent={unsent} />
        </span>
      </button>
      {open ? <DoorCard door={door} unsent={unsent} onSay={onSay} /> : null}
    </li>
  )
}

function StateWords({ door, unsent }: Pick<Props, 'door' | 'unsent'>) {
  const words = useVisitMessages().visits
  if (unsent?.state === 'waiting') return <>{`${words.outcomes[unsent.record.outcome]} · ${words.waiting}`}</>
  if (unsent) return <>{words.lookAgain}</>
  if (door.outcome === null) return <>{words.toGo}</>
  return (
    <>
      {`${door.settled ? '✓ ' : ''}${words.outcomes[door.outcome]} `}
      {door.answered ? `· ${words.answered} ` : ''}
      {door.callBackAt ? <Moment at={door.callBackAt} /> : null}
    </>
  )
}
