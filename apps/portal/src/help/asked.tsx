import { ButtonLink } from '@yimi/ui/button.tsx'
import { FailedState, LoadingState } from '@yimi/ui/notice.tsx'
import type { ReactNode } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import type { Answer } from '../calls/use-answer.ts'
import { type AfterSignIn, addressOf } from '../routing/place.ts'
import { useMessages } from '../words/use-messages.ts'

/** Loading, failed, not signed in; else what was asked for. */
export function Asked<T>(props: {
  answer: Answer<T>
  signInFirst: string
  to: AfterSignIn
  children: (value: T) => ReactNode
}) {
  const messages = useMessages()
  const { value, problem, refresh } = props.answer
  if (problem?.status === 401)
    return (
      <>
        <p>{props.signInFirst}</p>
        <ButtonLink kind="main" wide href={addressOf({ page: 'sign-in', to: props.to })}>
          {messages.my.signIn}
        </ButtonLink>
      </>
    )
  if (value) return <>{props.children(value)}</>
  if (!problem) return <LoadingState words={messages.site.loading} />
  return <FailedState title={problemWords(problem, messages)} retry={messages.site.retry} onRetry={refresh} />
}
