import { useQueryClient } from '@tanstack/react-query'
import type { Application, Broadcast } from '@yimi/contract/broadcast.ts'
import { CallError, newKey } from '@yimi/contract/client.ts'
import type { ApplicationField } from '@yimi/contract/work-rules.ts'
import { useCallback, useEffect, useReducer, useRef } from 'react'
import { faultsByField, problemWords } from '../../components/problem-words.ts'
import { M } from '../../messages.ts'
import {
  type Autosave,
  type AutosaveEvent,
  type AutosaveStatus,
  autosave,
  type Changes,
  sendable,
  shownBy,
  startAutosave,
  statusOf,
} from './autosave.ts'
import { broadcastKeys, fetchBroadcast, sendChanges } from './broadcast-api.ts'

/** Typing rests this long before it is sent; with 40 words a minute a sentence is one save. */
const REST_MS = 800
const RETRY_MS = [2_000, 4_000, 8_000, 15_000]

export type ApplicationForm = {
  values: Application
  status: AutosaveStatus
  state: Autosave
  change: (changes: Changes) => void
  choose: (field: ApplicationField, whose: 'mine' | 'theirs') => void
  retry: () => void
  fault: (field: ApplicationField) => { fault?: string }
}

/** An application that saves as one types; see `autosave.ts` for what it keeps and when it asks. */
export function useAutosave(broadcast: Broadcast): ApplicationForm {
  const { id } = broadcast
  const [state, send] = useReducer(autosave, broadcast, startAutosave)
  const status = statusOf(state)
  useEffect(() => send({ kind: 'news', theirs: broadcast }), [broadcast])
  useSendWhenRested(state, send)
  useSending(id, state, send)
  useTryAgain(state, send)
  useSendOnLeave(id, state)
  const change = useCallback((changes: Changes) => send({ kind: 'typed', changes }), [])
  const choose = useCallback(
    (field: ApplicationField, whose: 'mine' | 'theirs') => send({ kind: 'chosen', field, whose }),
    [],
  )
  const retry = useCallback(() => send({ kind: 'try-again' }), [])
  const waiting = sendable(state)
  return {
    values: shownBy(state),
    status,
    state,
    change,
    choose,
    retry,
    fault: (field) => {
      const words = state.refused[field]
      if (words) return { fault: words }
      const unfit = field in state.typed && !(field in waiting) && !state.differing.includes(field)
      return unfit ? { fault: M.broadcasts.save.notFit } : {}
    },
  }
}

type Send = (event: AutosaveEvent) => void

function useSendWhenRested(state: Autosave, send: Send) {
  const idle = !state.sent && Object.keys(sendable(state)).length > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of what is typed starts the rest anew
  useEffect(() => {
    if (!idle) return
    const timer = setTimeout(() => send({ kind: 'rested', key: newKey() }), REST_MS)
    return () => clearTimeout(timer)
  }, [idle, state.typed, send])
}

function useSending(id: string, state: Autosave, send: Send) {
  const queries = useQueryClient()
  const { sent, line, tries } = state
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new try sends the same again
  useEffect(() => {
    if (!sent || line === 'cut') return
    let over = false
    const tell: Send = (event) => {
      if (!over) send(event)
    }
    sendChanges(id, sent)
      .then((answer) => {
        queries.setQueryData(broadcastKeys.one(id), answer)
        tell({ kind: 'saved', answer })
      })
      .catch(async (fault: unknown) => tell(await eventAfter(id, fault)))
    return () => {
      over = true
    }
  }, [id, sent, line, tries, send, queries])
}

/** What a failed save means. A session that ended counts as a cut line: after signing in again the same is sent. */
async function eventAfter(id: string, fault: unknown): Promise<AutosaveEvent> {
  const status = fault instanceof CallError ? fault.problem.status : 0
  if (status === 0 || status === 401 || status === 429 || status >= 500) return { kind: 'line-cut' }
  if (fault instanceof CallError && fault.is('changed-meanwhile')) {
    return fetchBroadcast(id).then(
      (theirs): AutosaveEvent => ({ kind: 'changed-meanwhile', theirs }),
      (): AutosaveEvent => ({ kind: 'line-cut' }),
    )
  }
  return { kind: 'refused', faults: faultsByField(fault, 'changes'), words: problemWords(fault) }
}

function useTryAgain({ line, tries }: Autosave, send: Send) {
  useEffect(() => {
    if (line !== 'cut') return
    const again = () => send({ kind: 'try-again' })
    const timer = setTimeout(again, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)])
    addEventListener('online', again)
    return () => {
      clearTimeout(timer)
      removeEventListener('online', again)
    }
  }, [line, tries, send])
}

/** Leaving the form within the rest sends at once what was typed. */
function useSendOnLeave(id: string, state: Autosave) {
  const queries = useQueryClient()
  const last = useRef(state)
  last.current = state
  useEffect(
    () => () => {
      const { revision, sent } = last.current
      const changes = sendable(last.current)
      if (sent || Object.keys(changes).length === 0) return
      sendChanges(id, { key: newKey(), revision, changes }).then(
        (answer) => queries.setQueryData(broadcastKeys.one(id), answer),
        // The guard asked before leaving where this could matter; the list shows what is stored.
        () => undefined,
      )
    },
    [id, queries],
  )
}
