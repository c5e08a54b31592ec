import { PLAIN_MARKS } from '@yimi/contract/door-fact.ts'
import { LIFE_EVENTS, type LifeEventKind } from '@yimi/contract/life-event.ts'
import type { SeenPerson, VisitChange } from '@yimi/contract/visit-record.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { useState } from 'react'
import { useVisitMessages } from '../words/use-visit-messages.ts'
import { todayHere } from './today-here.ts'
import type { Said } from './use-outbox.ts'

/** What is otherwise than it stands; all the rest counts as looked at. */
export function ChangesForm(props: {
  people: readonly SeenPerson[]
  /** Written before, and to be looked at again. */
  kept: readonly VisitChange[]
  onSay: (said: Said) => void
}) {
  const words = useVisitMessages().visits
  const [changes, setChanges] = useState<readonly VisitChange[]>(props.kept)
  const set = (change: VisitChange, on: boolean) =>
    setChanges((before) => [...before.filter((one) => sameOf(one) !== sameOf(change)), ...(on ? [change] : [])])
  const complete = changes.filter((change) => change.kind !== 'phone' || change.phone.trim() !== '')
  return (
    <div className="visit-changes">
      {props.people.map((person) => (
        <PersonChanges key={person.personId} person={person} changes={changes} onSet={set} />
      ))}
      <Button
        kind="main"
        wide
        busy={complete.length === 0}
        onPress={() => props.onSay({ outcome: 'talked', unchanged: true, changes: [...complete] })}
      >
        {words.saveChanges}
      </Button>
      <p>{words.eventsLine}</p>
    </div>
  )
}

function PersonChanges(props: {
  person: SeenPerson
  changes: readonly VisitChange[]
  onSet: (change: VisitChange, on: boolean) => void
}) {
  const words = useVisitMessages().visits
  const { person, changes, onSet } = props
  const { personId } = person
  const has = (change: VisitChange) => changes.some((one) => sameOf(one) === sameOf(change))
  const phone = changes.find((one) => one.kind === 'phone' && one.personId === personId)
  const today = todayHere()
  const toggles: { label: string; change: VisitChange }[] = [
    ...person.facts.flatMap((fact) =>
      fact.tagId
        ? [{ label: words.markOver(fact.label), change: { kind: 'mark-over' as const, personId, tagId: fact.tagId } }]
        : [],
    ),
    ...PLAIN_MARKS.map((mark) => ({ label: words.mark[mark], change: { kind: 'mark' as const, personId, mark } })),
    ...(Object.keys(LIFE_EVENTS) as LifeEventKind[]).map((what) => ({
      label: words.events[what],
      change: { kind: 'event' as const, personId, what, happenedOn: today },
    })),
  ]
  return (
    <fieldset>
      <legend>{person.whom}</legend>
      <TextField
        name={`phone-${personId}`}
        label={words.newPhone}
        value={phone?.kind === 'phone' ? phone.phone : ''}
        maxLength={60}
        inputMode="tel"
        onChange={(value) => onSet({ kind: 'phone', personId, phone: value }, value !== '')}
      />
      <div className="visit-door__acts">
        {toggles.map(({ label, change }) => (
          <Button key={sameOf(change)} pressed={has(change)} onPress={() => onSet(change, !has(change))}>
            {label}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}

function sameOf(change: VisitChange): string {
  const about = change.kind === 'mark' ? change.mark : change.kind === 'event' ? change.what : ''
  return [change.kind, change.personId, change.kind === 'mark-over' ? change.tagId : about].join(' ')
}
