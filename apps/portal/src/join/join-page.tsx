import { answerJoinLink, readJoinLink } from '@yimi/contract/check-in.ts'
import { call } from '@yimi/contract/client.ts'
import { FailedState, LoadingState, Notice } from '@yimi/ui/notice.tsx'
import { useCallback, useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { keyFor, type SentUnder } from '../calls/send-kept.ts'
import { useAnswer } from '../calls/use-answer.ts'
import { useSending } from '../calls/use-sending.ts'
import { Page } from '../shell/page.tsx'
import { useMessages } from '../words/use-messages.ts'
import { JoinAnswer, type JoinMove, type JoinState } from './join-answer.tsx'

/** A member of an organisation that checked in says for himself whether he joins the corps; the link is all he needs. */
export function JoinPage(props: { secret: string }) {
  const messages = useMessages()
  const words = messages.join
  const { secret } = props
  const ask = useCallback((signal: AbortSignal) => call(readJoinLink, { body: { secret } }, { signal }), [secret])
  const { value: asked, problem, refresh } = useAnswer(ask, once)
  const [answered, setAnswered] = useState<{ state: JoinState; number: string | null }>()
  const [sent, setSent] = useState<SentUnder>()
  const sending = useSending()

  function answer(move: JoinMove, contact: string) {
    const body = { secret, move, contact }
    const under = keyFor(body, sent)
    setSent(under)
    sending.send(
      () => call(answerJoinLink, { body }, { key: under.key }),
      (now) => setAnswered(now),
    )
  }

  const now = answered ?? asked
  return (
    <Page title={words.title}>
      {!asked && !problem ? <LoadingState words={messages.site.loading} /> : null}
      {!asked && problem ? <Unread problem={problem} onRetry={refresh} /> : null}
      {asked && now ? (
        <>
          <p>{words.greeting(asked.name)}</p>
          <p>{words.asks(asked.partnerName, asked.stationName)}</p>
          <JoinAnswer state={now.state} number={now.number} busy={sending.busy} onAnswer={answer} />
          {sending.problem ? (
            <Notice kind="failed" title={messages.consent.failed} spoken>
              <p>{problemWords(sending.problem, messages)}</p>
              {sending.problem.status === 0 ? <p>{messages.consent.failedLine}</p> : null}
            </Notice>
          ) : null}
          <p role="status">{sending.busy ? messages.consent.sending : ''}</p>
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
        <p>{messages.join.goneLine}</p>
      </Notice>
    )
  }
  return <FailedState title={problemWords(problem, messages)} retry={messages.site.retry} onRetry={props.onRetry} />
}

function once() {
  return undefined
}
