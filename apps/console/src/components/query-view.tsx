import type { UseQueryResult } from '@tanstack/react-query'
import { CallError } from '@yimi/contract/client.ts'
import { EmptyState, FailedState, LoadingState, Notice } from '@yimi/ui/notice.tsx'
import type { ReactNode } from 'react'
import { M } from '../messages.ts'
import { problemWords } from './problem-words.ts'

/** The states of a page besides the good one: loading, failed, no right, empty. What was read before stays in view. */
export function QueryView<Data>(props: {
  query: UseQueryResult<Data>
  isEmpty?: (data: Data) => boolean
  emptyWords?: string
  emptyAction?: ReactNode
  children: (data: Data) => ReactNode
}) {
  const { data, error, isPending, refetch } = props.query
  if (data === undefined) {
    if (isPending && !error) return <LoadingState words={M.state.loading} />
    if (error instanceof CallError && error.is('no-right')) {
      return (
        <Notice kind="attention" title={M.state.noRight}>
          <p>{M.state.noRightAdvice}</p>
        </Notice>
      )
    }
    return (
      <FailedState
        title={problemWords(error)}
        {...(isLineCut(error) ? { advice: M.state.lineCutAdvice } : {})}
        retry={M.state.retry}
        onRetry={() => void refetch()}
      />
    )
  }
  if (props.isEmpty?.(data)) {
    return <EmptyState words={props.emptyWords ?? M.state.nothing}>{props.emptyAction}</EmptyState>
  }
  return (
    <>
      {error && <Notice kind="attention" title={problemWords(error)} />}
      {props.children(data)}
    </>
  )
}

function isLineCut(error: unknown): boolean {
  return error instanceof CallError && error.problem.status === 0
}
