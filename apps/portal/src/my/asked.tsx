import { ButtonLink } from '@yimi/ui/button.tsx'
import { FailedState, LoadingState } from '@yimi/ui/notice.tsx'
import type { ReactNode } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import type { Answer } from '../calls/use-answer.ts'
import { addressOf } from '../routing/place.ts'
import { useMessages } from '../words/use-messages.ts'

/** Loading, failed, not signed in; else the value. */
export function Asked<T>(props: { answer: Answer<T>; children: (value: T) => ReactNode }) {
  const messages = useMessages()
  const { value, problem, refresh } = props.answer
  if (problem?.status === 401) return <SignInFirst />
  if (value) return <>{props.children(value)}</>
  if (!problem) return <LoadingState words={messages.site.loading} />
  return <FailedState title={problemWords(problem, messages)} retry={messages.site.retry} onRetry={refresh} />
}

function SignInFirst() {
  const words = useMessages().my
  return (
    <>
      <p>{words.signInFirst}</p>
      <ButtonLink kind="main" wide href={addressOf({ page: 'sign-in', to: 'my' })}>
        {words.signIn}
      </ButtonLink>
    </>
  )
}
