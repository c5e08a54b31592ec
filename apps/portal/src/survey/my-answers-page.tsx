import { call } from '@yimi/contract/client.ts'
import { listMyAnswers, type MyAnswer, withdrawMyAnswer } from '@yimi/contract/questionnaire-answer.ts'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { EmptyState, Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { useAnswer } from '../calls/use-answer.ts'
import { useSending } from '../calls/use-sending.ts'
import { Asked } from '../my/asked.tsx'
import { addressOf } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { useMessages } from '../words/use-messages.ts'
import { useSurveyMessages } from '../words/use-survey-messages.ts'

/** What I answered with my name; one press takes it back, no reason is asked. */
export function MyAnswersPage() {
  const words = useSurveyMessages().mine
  const messages = useMessages()
  const mine = useAnswer(askMine, once)
  const [done, setDone] = useState('')
  const sending = useSending()
  const back = (
    <ButtonLink kind="quiet" href={addressOf({ page: 'my', part: 'all' })}>
      ‹ {words.back}
    </ButtonLink>
  )
  function withdraw(one: MyAnswer) {
    sending.send(
      () => call(withdrawMyAnswer, { params: { id: one.id } }, { key: `withdraw-${one.id}` }),
      () => {
        setDone(words.done(one.title))
        mine.refresh()
      },
    )
  }
  return (
    <Page title={words.title} before={back}>
      <p className="lead">{words.lead}</p>
      {done ? <Notice kind="done" title={done} spoken /> : null}
      {sending.problem ? <Notice kind="failed" title={problemWords(sending.problem, messages)} spoken /> : null}
      <Asked answer={mine}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState words={words.none} />
          ) : (
            items.map((one) => (
              <section className="card" key={one.id}>
                <h2 className="card__title">{one.title}</h2>
                <p>{one.unit}</p>
                <p>{words.at(one.answeredAt.slice(0, 10), one.number)}</p>
                <Button busy={sending.busy} label={words.withdrawOf(one.title)} onPress={() => withdraw(one)}>
                  {words.withdraw}
                </Button>
              </section>
            ))
          )
        }
      </Asked>
    </Page>
  )
}

function askMine(signal: AbortSignal) {
  return call(listMyAnswers, {}, { signal })
}

function once() {
  return undefined
}
