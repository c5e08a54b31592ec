import type { AnswerValues } from '@yimi/contract/answer-values.ts'
import { call } from '@yimi/contract/client.ts'
import type { Values } from '@yimi/contract/form-answer.ts'
import type { Relation } from '@yimi/contract/person-tie.ts'
import { answerPublicQuestionnaire, getPublicQuestionnaire } from '@yimi/contract/questionnaire-answer.ts'
import { FailedState, LoadingState, Notice } from '@yimi/ui/notice.tsx'
import { useCallback, useEffect, useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { useAnswer } from '../calls/use-answer.ts'
import { useSending } from '../calls/use-sending.ts'
import { useKiosk } from '../shell/kiosk.ts'
import { Page } from '../shell/page.tsx'
import { useMessages } from '../words/use-messages.ts'
import { useSurveyMessages } from '../words/use-survey-messages.ts'
import { rememberSurvey } from './remembered-survey.ts'
import { SurveyDone } from './survey-done.tsx'
import {
  forgetSent,
  keepDraft,
  keepSent,
  newDraft,
  recallDraft,
  recallSent,
  type SentBefore,
  type SurveyDraft,
} from './survey-draft.ts'
import { type Survey, SurveyStart } from './survey-start.tsx'
import { SurveySteps } from './survey-steps.tsx'
import { useQuiet } from './use-quiet.ts'

/** A questionnaire behind a link, a QR code or on the screen of a station. */
export function SurveyPage({ token }: { token: string }) {
  const messages = useMessages()
  const words = useSurveyMessages()
  const ask = useCallback(
    (signal: AbortSignal) => call(getPublicQuestionnaire, { params: { token } }, { signal }),
    [token],
  )
  const { value: survey, problem, refresh } = useAnswer(ask, once)
  useEffect(() => rememberSurvey(token), [token])
  if (survey) return <OpenSurvey key={token} token={token} survey={survey} />
  const closed = problem && (problem.status === 404 || problem.code === 'questionnaire-closed')
  return (
    <Page title={closed ? words.closedTitle : words.loadingTitle}>
      {closed ? (
        <Notice kind="info" title={words.closedTitle}>
          <p>{words.closedLine}</p>
        </Notice>
      ) : problem ? (
        <FailedState title={problemWords(problem, messages)} retry={messages.site.retry} onRetry={refresh} />
      ) : (
        <LoadingState words={messages.site.loading} />
      )}
    </Page>
  )
}

function OpenSurvey({ token, survey }: { token: string; survey: Survey }) {
  // A screen that is everybody's keeps nothing.
  const shared = useKiosk() || survey.kind === 'kiosk'
  const [draft, setDraft] = useState(() => (shared ? undefined : recallDraft(token, survey.version)))
  const [filling, setFilling] = useState(false)
  const [sent, setSent] = useState(() => (shared ? undefined : recallSent(token)))
  const [receipt, setReceipt] = useState<SentBefore>()
  const sending = useSending()
  useQuiet(shared && (filling || receipt !== undefined) && !sending.busy, () => {
    sending.forget()
    setDraft(undefined)
    setReceipt(undefined)
    setFilling(false)
  })

  function change(next: SurveyDraft) {
    setDraft(next)
    if (!shared) keepDraft(token, next)
  }
  function send(from: SurveyDraft, values: Values) {
    const body = {
      id: from.id,
      version: from.version,
      answeredAt: new Date().toISOString(),
      values: values as AnswerValues,
      teller: from.relation ? { relation: from.relation as Relation, name: from.teller } : null,
    }
    sending.send(
      () => call(answerPublicQuestionnaire, { params: { token }, body }),
      ({ id, number }) => {
        if (!shared) keepSent(token, { id, number })
        setReceipt({ id, number })
        setDraft(undefined)
        window.scrollTo(0, 0)
      },
    )
  }
  function finish() {
    setSent(shared ? undefined : receipt)
    setReceipt(undefined)
    setFilling(false)
  }
  if (receipt)
    return (
      <SurveyDone
        sent={receipt}
        nameless={survey.identity === 'anonymous'}
        onWithdrawn={() => forgetSent(token)}
        onFinish={finish}
      />
    )
  if (filling && draft)
    return (
      <SurveySteps
        survey={survey}
        draft={draft}
        sending={sending}
        onChange={(part) => change({ ...draft, ...part })}
        onLeave={() => setFilling(false)}
        onSend={(values) => send(draft, values)}
      />
    )
  return (
    <SurveyStart
      survey={survey}
      token={token}
      draft={draft}
      sent={sent}
      onStart={(teller) => {
        change({ ...newDraft(survey.version), ...teller })
        setFilling(true)
      }}
      onGoOn={() => setFilling(true)}
    />
  )
}

function once() {
  return undefined
}
