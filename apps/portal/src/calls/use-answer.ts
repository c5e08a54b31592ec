import { CallError } from '@yimi/contract/client.ts'
import type { Problem } from '@yimi/contract/errors.ts'
import { useCallback, useEffect, useState } from 'react'
import { problemOf } from './fault-words.ts'

export type Answer<T> = {
  /** What the server last said; kept while a later call fails. */
  value: T | undefined
  /** Why the last call failed; undefined after one that went well. */
  problem: Problem | undefined
  /** Asks again now. */
  refresh: () => void
}

/** A first failed call is tried again after this long, a person waiting meanwhile. */
const RETRY_MS = 5_000

/**
 * Asks for something to show and asks again every `everyMs` (undefined: no more), while the page is seen; also when the
 * network comes back or the page is looked at again. Both functions must keep their identity as long as the question is the
 * same.
 */
export function useAnswer<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  everyMs: (value: T) => number | undefined,
): Answer<T> {
  const [state, setState] = useState<{ value: T | undefined; problem: Problem | undefined }>(NOTHING)
  const [round, setRound] = useState(0)
  const refresh = useCallback(() => setRound((before) => before + 1), [])

  useEffect(() => {
    void round
    const ended = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    ask(ended.signal).then(
      (value) => {
        if (ended.signal.aborted) return
        setState({ value, problem: undefined })
        askAgainIn(everyMs(value))
      },
      (fault: unknown) => {
        if (ended.signal.aborted) return
        // A fault of the program goes to the error boundary: thrown while rendering, not lost in a promise.
        setState((before) => ({ value: before.value, problem: problemOf(fault) }))
        if (mayPass(fault)) askAgainIn(RETRY_MS)
      },
    )
    function askAgainIn(ms: number | undefined) {
      if (ms !== undefined) timer = setTimeout(() => !document.hidden && refresh(), ms)
    }
    return () => {
      ended.abort()
      clearTimeout(timer)
    }
  }, [ask, everyMs, round, refresh])

  useEffect(() => {
    const seenAgain = () => !document.hidden && refresh()
    document.addEventListener('visibilitychange', seenAgain)
    window.addEventListener('online', refresh)
    return () => {
      document.removeEventListener('visibilitychange', seenAgain)
      window.removeEventListener('online', refresh)
    }
  }, [refresh])

  return { ...state, refresh }
}

/** A refusal (400 to 428) stays a refusal; a cut line, a crowd or a fault of the server may pass. */
function mayPass(fault: unknown): boolean {
  return fault instanceof CallError && (fault.problem.status === 0 || fault.problem.status >= 429)
}

const NOTHING = { value: undefined, problem: undefined }
