import type { answerJoinLink } from '@yimi/contract/check-in.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { useMessages } from '../words/use-messages.ts'

export type JoinState = RouteAnswer<typeof answerJoinLink>['state']
export type JoinMove = RouteBody<typeof answerJoinLink>['move']

type Props = {
  state: JoinState
  number: string | null
  busy: boolean
  onAnswer: (move: JoinMove, contact: string) => void
}

/** How the wish stands and what can be said now. Whoever says nothing is not asked again. */
export function JoinAnswer(props: Props) {
  const words = useMessages().join
  switch (props.state) {
    case 'confirmed':
      return <Question {...props} />
    case 'joined':
      return (
        <>
          <Notice kind="done" title={words.joined(props.number ?? '')} spoken>
            <p>{words.joinedLine}</p>
          </Notice>
          <Leaving {...props} />
        </>
      )
    case 'left':
    case 'refused':
      return (
        <Notice kind="info" title={words.left} spoken>
          <p>{words.leftLine}</p>
        </Notice>
      )
    case 'listed':
      return <Notice kind="info" title={words.notYet} />
  }
}

function Question(props: Props) {
  const words = useMessages().join
  const [contact, setContact] = useState('')
  return (
    <>
      <p>{words.whatItMeans}</p>
      <h2 className="heading">{words.question}</h2>
      <TextField
        name="contact"
        label={words.contact}
        hint={words.contactHint}
        value={contact}
        maxLength={60}
        inputMode="tel"
        autoComplete="tel"
        onChange={setContact}
      />
      <div className="buttons">
        <Button kind="main" busy={props.busy} onPress={() => props.onAnswer('join', contact)}>
          {words.join}
        </Button>
      </div>
      <p>{words.orNot}</p>
    </>
  )
}

/** Asked once more: it cannot be taken back here. */
function Leaving(props: Props) {
  const words = useMessages().join
  const [asking, setAsking] = useState(false)
  if (!asking) return <Button onPress={() => setAsking(true)}>{words.leave}</Button>
  return (
    <>
      <Notice kind="attention" title={words.leaveAsk} spoken />
      <div className="buttons">
        <Button kind="danger" busy={props.busy} onPress={() => props.onAnswer('leave', '')}>
          {words.leaveYes}
        </Button>
        <Button onPress={() => setAsking(false)}>{words.leaveNo}</Button>
      </div>
    </>
  )
}
