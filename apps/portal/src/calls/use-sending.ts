import type { Problem } from '@yimi/contract/errors.ts'
import { useRef, useState } from 'react'
import { problemOf } from './fault-words.ts'
import { sendPatiently } from './send-kept.ts'

export type Sending = {
  busy: boolean
  /** Why the last one failed. */
  problem: Problem | undefined
  /** Sends (and again while the line is cut) and hands on the answer; a press while busy does nothing. */
  send: <T>(request: () => Promise<T>, onAnswer: (answer: T) => void) => void
  forget: () => void
}

export function useSending(): Sending {
  const [state, setState] = useState<{ busy: boolean; problem: Problem | undefined }>(IDLE)
  const running = useRef(false)

  function send<T>(request: () => Promise<T>, onAnswer: (answer: T) => void) {
    if (running.current) return
    running.current = true
    setState({ busy: true, problem: undefined })
    sendPatiently(request)
      .finally(() => {
        running.current = false
      })
      .then(
        (answer) => {
          setState(IDLE)
          onAnswer(answer)
        },
        // A fault of the program goes to the error boundary: thrown while rendering, not lost in a promise.
        (fault: unknown) => setState(() => ({ busy: false, problem: problemOf(fault) })),
      )
  }

  return { ...state, send, forget: () => setState(IDLE) }
}

const IDLE = { busy: false, problem: undefined }
