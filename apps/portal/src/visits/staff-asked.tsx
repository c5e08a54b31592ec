import { ButtonLink } from '@yimi/ui/button.tsx'
import { FailedState, LoadingState } from '@yimi/ui/notice.tsx'
import type { ReactNode } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import type { Answer } from '../calls/use-answer.ts'
import { useMessages } from '../words/use-messages.ts'
import { useVisitMessages } from '../words/use-visit-messages.ts'

/** Loading, failed, not signed in as staff; else the value. */
export function StaffAsked<T>(props: { answer: Answer<T>; children: (value: T) => ReactNode }) {
  const messages = useMessages()
  const words = useVisitMessages().visits
  const { value, problem, refresh } = props.answer
  if (problem?.status === 401 || problem?.code === 'second-factor-required')
    return (
      <>
        <p>{words.signInFirst}</p>
        <ButtonLink kind="main" wide href="/console/">
          {messages.site.staff}
        </ButtonLink>
      </>
    )
  if (problem?.status === 403) return <p>{words.noRight}</p>
  if (value) return <>{props.children(value)}</>
  if (!problem) return <LoadingState words={messages.site.loading} />
  return <FailedState title={problemWords(problem, messages)} retry={messages.site.retry} onRetry={refresh} />
}
