import { call } from '@yimi/contract/client.ts'
import { answerConsent, readConsent } from '@yimi/contract/guest.ts'
import { FailedState, LoadingState, Notice } from '@yimi/ui/notice.tsx'
import { useCallback, useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { keyFor, type SentUnder } from '../calls/send-kept.ts'
import { useAnswer } from '../calls/use-answer.ts'
import { useSending } from '../calls/use-sending.ts'
import { Fact } from '../live/broadcast-words.tsx'
import { Page } from '../shell/page.tsx'
import { Moment } from '../words/moment.tsx'
import { useMessages } from '../words/use-messages.ts'
import { ConsentAnswer, type ConsentMove, type ConsentState } from './consent-answer.tsx'

/** A guest reads what they are asked and answers it; the link is all they need. */
export function ConsentPage(props: { secret: string }) {
  const messages = useMessages()
  const words = messages.consent
  const { secret } = props
  const ask = useCallback((signal: AbortSignal) => call(readConsent, { body: { secret } }, { signal }), [secret])
  const { value: asked, problem, refresh } = useAnswer(ask, once)
  const [answered, setAnswered] = useState<ConsentState>()
  const [sent, setSent] = useState<SentUnder>()
  const sending = useSending()

  function answer(move: ConsentMove) {
    const body = { secret, move }
    const under = keyFor(body, sent)
    setSent(under)
    sending.send(
      () => call(answerConsent, { body }, { key: under.key }),
      (now) => {
        setAnswered(now.state)
        // The next answer is another one, even if it says the same again.
        setSent(undefined)
      },
    )
  }

  const state = answered ?? asked?.state
  return (
    <Page title={words.title}>
      {!asked && !problem ? <LoadingState words={messages.site.loading} /> : null}
      {!asked && problem ? <Unread problem={problem} onRetry={refresh} /> : null}
      {asked && state ? (
        <>
          <p>{words.greeting(asked.name)}</p>
          <p>{words.asks(asked.orgName)}</p>
          <dl className="facts card">
            <Fact name={words.broadcast}>{asked.title}</Fact>
            <Fact name={words.when}>{asked.startsAt ? <Moment at={asked.startsAt} /> : messages.live.timeOpen}</Fact>
          </dl>
          <ConsentAnswer state={state} busy={sending.busy} onAnswer={answer} />
          {sending.problem ? (
            <Notice kind="failed" title={words.failed} spoken>
              <p>{problemWords(sending.problem, messages)}</p>
              {sending.problem.status === 0 ? <p>{words.failedLine}</p> : null}
            </Notice>
          ) : null}
          <p role="status">{sending.busy ? words.sending : ''}</p>
        </>
      ) : null}
    </Page>
  )
}

function Unread(props: { problem: Parameters<typeof problemWords>[0]; onRetry: () => void }) {
  const messages = useMessages()
  const { problem } = props
  // A secret that is no longer known, was cut short in a chat, or expired: the same advice helps.
  if (problem.status === 400 || problem.status === 404 || problem.status === 410) {
    return (
      <Notice kind="attention" title={messages.consent.gone} spoken>
        <p>{messages.consent.goneLine}</p>
      </Notice>
    )
  }
  return <FailedState title={problemWords(problem, messages)} retry={messages.site.retry} onRetry={props.onRetry} />
}

function once() {
  return undefined
}
