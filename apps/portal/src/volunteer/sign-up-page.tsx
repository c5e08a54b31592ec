import { call } from '@yimi/contract/client.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { signUpAsVolunteer } from '@yimi/contract/volunteer-sign-up.ts'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { keyFor, type SentUnder } from '../calls/send-kept.ts'
import { useSending } from '../calls/use-sending.ts'
import { Fact } from '../live/broadcast-words.tsx'
import { addressOf } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { useKeptDraft } from '../steps/use-kept-draft.ts'
import { useMessages } from '../words/use-messages.ts'
import { EMPTY_DRAFT, missingIn, type SignUpDraft, stepsFor } from './sign-up-draft.ts'
import { CheckAnswers, SignUpQuestion } from './sign-up-questions.tsx'

type Receipt = RouteAnswer<typeof signUpAsVolunteer>

/** One question a page; the answers once more before they are sent; a number at the end. */
export function SignUpPage() {
  const words = useMessages().signUp
  const [receipt, setReceipt] = useState<Receipt>()
  return (
    <Page title={words.title}>{receipt ? <ReceiptCard receipt={receipt} /> : <SignUpSteps onDone={setReceipt} />}</Page>
  )
}

function SignUpSteps(props: { onDone: (receipt: Receipt) => void }) {
  const messages = useMessages()
  const words = messages.signUp
  const [draft, change] = useKeptDraft<SignUpDraft>('yimi.volunteer', EMPTY_DRAFT)
  const [at, setAt] = useState(0)
  const [tried, setTried] = useState(false)
  const [sent, setSent] = useState<SentUnder>()
  const sending = useSending()
  const steps = stepsFor(draft)
  const step = steps[at] ?? 'check'

  function submit(event: FormEvent) {
    event.preventDefault()
    const missing = missingIn(draft, step)
    setTried(missing)
    if (missing) return
    if (step !== 'check') return setAt(at + 1)
    send()
  }
  function send() {
    const body = {
      orgId: draft.unit,
      teamId: draft.team || null,
      name: draft.name,
      phone: draft.phone,
      wishes: draft.wishes,
      minor: draft.age === 'minor',
      guardian: draft.guardian,
      guardianPhone: draft.guardianPhone,
      availability: draft.when,
    }
    const under = keyFor(body, sent)
    setSent(under)
    sending.send(
      () => call(signUpAsVolunteer, { body }, { key: under.key }),
      (receipt) => {
        change(EMPTY_DRAFT)
        props.onDone(receipt)
      },
    )
  }

  return (
    <form onSubmit={submit} noValidate>
      {at === 0 ? (
        <>
          <p className="lead">{words.lead}</p>
          <p>
            <ButtonLink kind="quiet" href={addressOf({ page: 'tasks' })}>
              {words.already}
            </ButtonLink>
          </p>
        </>
      ) : null}
      <p role="status">{words.step(at + 1, steps.length)}</p>
      {step === 'check' ? (
        <CheckAnswers draft={draft} onChange={(wanted) => setAt(Math.max(0, steps.indexOf(wanted)))} />
      ) : (
        <SignUpQuestion key={step} step={step} draft={draft} tried={tried} change={change} />
      )}
      {sending.problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{sending.problem.faults?.[0]?.message ?? problemWords(sending.problem, messages)}</p>
          <p>{words.kept}</p>
        </Notice>
      ) : null}
      <p role="status">{sending.busy ? words.sending : ''}</p>
      <div className="buttons">
        <Button kind="main" submit busy={sending.busy}>
          {step === 'check' ? words.send : words.next}
        </Button>
        {at > 0 ? <Button onPress={() => setAt(at - 1)}>{words.back}</Button> : null}
      </div>
    </form>
  )
}

function ReceiptCard(props: { receipt: Receipt }) {
  const words = useMessages().signUp
  const { number, unit, telephone } = props.receipt
  return (
    <>
      <Notice kind="done" title={words.done} spoken>
        <p>{words.doneLine(unit)}</p>
      </Notice>
      <dl className="facts card receipt">
        <Fact name={words.number}>
          <strong className="receipt__code">{number}</strong>
        </Fact>
      </dl>
      {telephone ? <p>{words.askUs(telephone)}</p> : null}
    </>
  )
}
