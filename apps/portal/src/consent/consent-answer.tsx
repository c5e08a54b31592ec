import type { answerConsent } from '@yimi/contract/guest.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { useMessages } from '../words/use-messages.ts'

export type ConsentState = RouteAnswer<typeof answerConsent>['state']
export type ConsentMove = RouteBody<typeof answerConsent>['move']

type Props = { state: ConsentState; busy: boolean; onAnswer: (move: ConsentMove) => void }

/** How the consent stands and what can be answered now. */
export function ConsentAnswer(props: Props) {
  const words = useMessages().consent
  switch (props.state) {
    case 'asked':
      return <Question {...props} />
    case 'consented':
      return (
        <>
          <Notice kind="done" title={words.consented} spoken>
            <p>{words.consentedLine}</p>
          </Notice>
          <Withdrawal {...props} />
        </>
      )
    case 'declined':
      return (
        <>
          <Notice kind="info" title={words.declined} spoken>
            <p>{words.declinedLine}</p>
          </Notice>
          <Button busy={props.busy} onPress={() => props.onAnswer('consent')}>
            {words.changeMind}
          </Button>
        </>
      )
    case 'withdrawn':
      return (
        <Notice kind="info" title={words.withdrawn} spoken>
          <p>{words.withdrawnLine}</p>
        </Notice>
      )
  }
}

function Question(props: Props) {
  const words = useMessages().consent
  return (
    <>
      <p>{words.whatItMeans}</p>
      <h2 className="heading">{words.question}</h2>
      <div className="buttons">
        <Button kind="main" busy={props.busy} onPress={() => props.onAnswer('consent')}>
          {words.consent}
        </Button>
        <Button busy={props.busy} onPress={() => props.onAnswer('decline')}>
          {words.decline}
        </Button>
      </div>
    </>
  )
}

/** Asked once more: it cannot be taken back here. */
function Withdrawal(props: Props) {
  const words = useMessages().consent
  const [asking, setAsking] = useState(false)
  if (!asking) return <Button onPress={() => setAsking(true)}>{words.withdraw}</Button>
  return (
    <>
      <Notice kind="attention" title={words.withdrawAsk} spoken />
      <div className="buttons">
        <Button kind="danger" busy={props.busy} onPress={() => props.onAnswer('withdraw')}>
          {words.withdrawYes}
        </Button>
        <Button onPress={() => setAsking(false)}>{words.withdrawNo}</Button>
      </div>
    </>
  )
}
