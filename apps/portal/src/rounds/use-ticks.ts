import { call, newKey } from '@yimi/contract/client.ts'
import type { Problem } from '@yimi/contract/errors.ts'
import { newUuid } from '@yimi/contract/new-uuid.ts'
import { type Sheet, type Tick, type TickKind, tickMySheet } from '@yimi/contract/round-sheet.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { problemOf } from '../calls/fault-words.ts'
import { sendPatiently } from '../calls/send-kept.ts'

export type Ticks = {
  /** Pressed and without a receipt, by door; a later press at the same door takes the place of the earlier. */
  waiting: ReadonlyMap<string, Tick>
  /** Why the server did not take a mark, by door. */
  refused: ReadonlyMap<string, string>
  busy: boolean
  problem: Problem | undefined
  mark: (doorId: string, tick: TickKind) => void
  send: () => void
}

/** Marks are kept with their ids until a receipt comes, and sent together: twice sent is once counted. */
export function useTicks(sheetId: string, onSheet: (sheet: Sheet) => void): Ticks {
  const waiting = useRef(new Map<string, Tick>())
  const running = useRef(false)
  const [shown, setShown] = useState<Pick<Ticks, 'waiting' | 'refused' | 'busy' | 'problem'>>(NOTHING)

  const send = useCallback(() => {
    if (running.current || waiting.current.size === 0) return
    running.current = true
    const ticks = [...waiting.current.values()]
    const key = newKey()
    setShown((before) => ({ ...before, busy: true, problem: undefined }))
    const request = () => call(tickMySheet, { params: { id: sheetId }, body: { ticks } }, { key })
    sendPatiently(request).then(
      ({ receipts, sheet }) => {
        running.current = false
        for (const { id, doorId } of receipts)
          if (waiting.current.get(doorId)?.id === id) waiting.current.delete(doorId)
        const refused = receipts
          .filter((one) => one.result === 'refused')
          .map((one) => [one.doorId, one.reason] as const)
        setShown({ waiting: new Map(waiting.current), refused: new Map(refused), busy: false, problem: undefined })
        onSheet(sheet)
        send()
      },
      (fault: unknown) => {
        running.current = false
        // A fault of the program goes to the error boundary: thrown while rendering, not lost in a promise.
        setShown((before) => ({ ...before, busy: false, problem: problemOf(fault) }))
      },
    )
  }, [sheetId, onSheet])

  useEffect(() => {
    window.addEventListener('online', send)
    return () => window.removeEventListener('online', send)
  }, [send])

  function mark(doorId: string, tick: TickKind) {
    waiting.current.set(doorId, { id: newUuid(), doorId, tick, at: new Date().toISOString() })
    setShown((before) => ({ ...before, waiting: new Map(waiting.current) }))
    send()
  }
  return { ...shown, mark, send }
}

const NOTHING = {
  waiting: new Map<string, Tick>(),
  refused: new Map<string, string>(),
  busy: false,
  problem: undefined,
}
