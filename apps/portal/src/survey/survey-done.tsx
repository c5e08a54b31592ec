import { call } from '@yimi/contract/client.ts'
import { withdrawPublicAnswer } from '@yimi/contract/questionnaire-answer.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useContext, useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { useSending } from '../calls/use-sending.ts'
import { Page, VisitContext } from '../shell/page.tsx'
import { useMessages } from '../words/use-messages.ts'
import { useSurveyMessages } from '../words/use-survey-messages.ts'
import type { SentBefore } from './survey-draft.ts'

/** The receipt; without a name the answer can be taken back from here, by whoever has just sent it. */
export function SurveyDone(props: {
  sent: SentBefore
  nameless: boolean
  onWithdrawn: () => void
  onFinish: () => void
}) {
  const words = useSurveyMessages()
  const visit = useContext(VisitContext)
  return (
    <VisitContext.Provider value={visit + 1000}>
      <Page title={words.doneTitle}>
        <p className="number">
          <span className="number__name">{words.number}</span>
          <strong className="number__value">{props.sent.number}</strong>
        </p>
        <p>{words.doneLine}</p>
        <div className="buttons">
          <Button kind="main" onPress={props.onFinish}>
            {words.finish}
          </Button>
        </div>
        {props.nameless ? <Withdraw sent={props.sent} onWithdrawn={props.onWithdrawn} /> : null}
      </Page>
    </VisitContext.Provider>
  )
}

function Withdraw(props: { sent: SentBefore; onWithdrawn: () => void }) {
  const words = useSurveyMessages()
  const messages = useMessages()
  const [step, setStep] = useState<'no' | 'asking' | 'done'>('no')
  const sending = useSending()
  if (step === 'done') return <Notice kind="done" title={words.withdrawn} spoken />
  if (step === 'no')
    return (
      <Button kind="quiet" onPress={() => setStep('asking')}>
        {words.withdraw}
      </Button>
    )
  return (
    <>
      <Notice kind="attention" title={words.withdrawAsk} spoken />
      {sending.problem ? <Notice kind="failed" title={problemWords(sending.problem, messages)} spoken /> : null}
      <div className="buttons">
        <Button
          kind="danger"
          busy={sending.busy}
          onPress={() =>
            sending.send(
              () => call(withdrawPublicAnswer, { params: { id: props.sent.id } }, { key: `withdraw-${props.sent.id}` }),
              () => {
                setStep('done')
                props.onWithdrawn()
              },
            )
          }
        >
          {words.withdrawYes}
        </Button>
        <Button onPress={() => setStep('no')}>{words.withdrawNo}</Button>
      </div>
    </>
  )
}
