import { call } from '@yimi/contract/client.ts'
import { revealPerson } from '@yimi/contract/person.ts'
import type { MyVisitDoor, SeenPerson } from '@yimi/contract/visit-record.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { useSending } from '../calls/use-sending.ts'
import { useMessages } from '../words/use-messages.ts'
import { useVisitMessages } from '../words/use-visit-messages.ts'
import { ChangesForm } from './changes-form.tsx'
import type { Unsent } from './outbox.ts'
import type { Said } from './use-outbox.ts'
import { WhenAgain } from './when-again.tsx'

const REST = ['refused', 'moved-away', 'wrong-door'] as const

/** Who lives there, as least as serves, and one button for each thing that may come of a knock. */
export function DoorCard(props: { door: MyVisitDoor; unsent: Unsent | undefined; onSay: (said: Said) => void }) {
  const words = useVisitMessages().visits
  const { door, unsent, onSay } = props
  const [part, setPart] = useState<'first' | 'when' | 'changes' | 'rest'>('first')
  if (door.settled && door.outcome === 'refused' && !unsent) return <p>{words.respected}</p>
  return (
    <div className="visit-door__card">
      {unsent && unsent.state !== 'waiting' ? <Notice kind="attention" title={unsent.reason} spoken /> : null}
      {door.people.length === 0 ? <p>{words.nobodyKnown}</p> : null}
      {door.people.map((person) => (
        <Person key={person.personId} person={person} />
      ))}
      <div className="visit-door__acts">
        <Button kind="main" wide onPress={() => onSay({ outcome: 'talked', unchanged: true })}>
          {door.people.length === 0 ? words.outcomes.talked : words.unchanged}
        </Button>
        <Button onPress={() => onSay({ outcome: 'nobody-home' })}>{words.outcomes['nobody-home']}</Button>
        <Button pressed={part === 'when'} onPress={() => setPart(part === 'when' ? 'first' : 'when')}>
          {words.outcomes['come-back']}
        </Button>
        {door.people.length > 0 ? (
          <Button pressed={part === 'changes'} onPress={() => setPart(part === 'changes' ? 'first' : 'changes')}>
            {words.changed}
          </Button>
        ) : null}
        <Button pressed={part === 'rest'} onPress={() => setPart(part === 'rest' ? 'first' : 'rest')}>
          {words.rest}
        </Button>
      </div>
      {part === 'when' ? <WhenAgain onPick={(callBackAt) => onSay({ outcome: 'come-back', callBackAt })} /> : null}
      {part === 'changes' ? (
        <ChangesForm people={door.people} kept={unsent?.record.changes ?? []} onSay={onSay} />
      ) : null}
      {part === 'rest' ? (
        <div className="visit-door__acts">
          {REST.map((outcome) => (
            <Button key={outcome} onPress={() => onSay({ outcome })}>
              {words.outcomes[outcome]}
            </Button>
          ))}
          <p>{words.restLine}</p>
        </div>
      ) : null}
    </div>
  )
}

function Person({ person }: { person: SeenPerson }) {
  const words = useVisitMessages().visits
  return (
    <section className="visit-person" aria-label={person.whom}>
      <h3>{person.whom}</h3>
      <ul>
        {bySameLook(person.facts).map((facts) => (
          <li key={facts.map((fact) => fact.tagId ?? fact.fact).join(' ')}>
            {facts.map((fact) => words.factLabels[fact.fact](fact.label)).join(words.and)}{' '}
            {facts.slice(0, 1).map((fact) => (
              <span key={fact.fact} className="visit-person__since">
                {words.checked(fact.checkedOn, fact.checkedBy)}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {person.phoneMasked ? <Phone person={person} /> : null}
    </section>
  )
}

/** What was looked at on the same day by the same person stands in one line. */
function bySameLook(facts: SeenPerson['facts']): SeenPerson['facts'][] {
  const looks = new Map<string, SeenPerson['facts']>()
  for (const fact of facts) {
    const look = `${fact.checkedOn} ${fact.checkedBy}`
    looks.set(look, [...(looks.get(look) ?? []), fact])
  }
  return [...looks.values()]
}

/** The number in full is opened with a reason that stays with the record. */
function Phone({ person }: { person: SeenPerson }) {
  const messages = useMessages()
  const words = useVisitMessages().visits
  const [number, setNumber] = useState('')
  const sending = useSending()
  const open = () =>
    sending.send(
      () =>
        call(revealPerson, {
          params: { id: person.personId },
          body: { fields: ['contact'], reason: words.phoneReason },
        }),
      ({ contact }) => setNumber(contact ?? ''),
    )
  if (number)
    return (
      <a className="y-button" href={`tel:${number}`}>
        {words.call(number)}
      </a>
    )
  return (
    <>
      {person.phoneMasked}{' '}
      <Button kind="quiet" busy={sending.busy} onPress={open}>
        {words.openPhone}
      </Button>
      {sending.problem ? <p role="alert">{problemWords(sending.problem, messages)}</p> : null}
    </>
  )
}
